"""What all tests share: the corpus beside the checkout, an archive of one's own, the order of the files."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
FIRST = (
    "indexer/extract/test_lean_corpus.py",
    "search_cli/test_corpus.py",
    "search_cli/test_journey.py",
    "indexer/extract/test_corpus.py",
    "search_cli/test_update.py",
    "search_cli/test_update_ended.py",
    "search_cli/test_day.py",
    "search_cli/test_scans.py",
    "search_cli/test_scans_within.py",
    "search_cli/test_corpus_scans.py",
    "scraper/test_kills.py",
    "scraper/test_edits.py",
    "scraper/test_health.py",
    "search_cli/test_completion.py",
    "search_cli/test_golden.py",
    "search_cli/test_browse.py",
)
"""Files that take longest, the longest first: one that begins last is waited for while all other workers are idle."""
TOGETHER = {"tests/indexer/extract/test_corpus_formats.py": "tests/indexer/extract/test_corpus.py"}
"""Files that use what another has made: they run where that runs, straight after it."""


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    places = {f"tests/{name}": place for place, name in enumerate(FIRST)}

    def place(item: pytest.Item) -> int:
        file = item.nodeid.partition("::")[0]
        return places.get(TOGETHER.get(file, file), len(FIRST))

    items.sort(key=place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each file to one worker whole, in the order above.

    Shared out test by test, as is usual, the fixtures of a module are made by every worker that gets one of its tests:
    the corpus was read twice, and so were the crawls of most modules.
    """
    from xdist.scheduler import LoadFileScheduling

    class InOrder(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = str(super()._split_scope(nodeid))
            return TOGETHER.get(file, file)

    config.option.loadscopereorder = False
    return InOrder(config, log)
