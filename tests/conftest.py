"""What all tests share: the corpus beside the checkout, an archive of one's own, one profile for properties."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from scraper.archive.store import Archive

# A busy machine and real fsyncs make single examples slow; a deadline would fail by chance.
settings.register_profile(
    "foi", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("foi")

SHARED = Path(__file__).resolve().parents[2] / "shared"
NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of the shared corpus; the test is skipped where it is absent."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip(f"the shared corpus is not at {SHARED}")
    return SHARED


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Return an empty archive."""
    with Archive.open(tmp_path / "archive") as opened:
        yield opened
