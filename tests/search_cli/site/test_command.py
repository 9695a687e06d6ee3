"""`foi export --site`: what it says, and what it leaves alone."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.text import TextStore
from scraper.archive.store import Archive
from search_cli.main import foi
from search_cli.status import ExitStatus
from tests.search_cli.site.conftest import fill


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "data" / "archive") as archive, TextStore(tmp_path / "data" / "text") as store:
        fill(archive, store)
    return tmp_path / "data"


def export(data: Path, *words: str | Path) -> tuple[int, str]:
    ran = CliRunner().invoke(foi, ["--data", str(data), "export", "--site", *map(str, words)])
    return ran.exit_code, ran.stderr


def test_a_site_is_written_to_a_folder_and_its_size_is_said(data: Path, tmp_path: Path) -> None:
    status, told = export(data, tmp_path / "lanterns")
    assert status == ExitStatus.DONE
    assert "4 publications, 6 documents, 7 pages" in told
    assert (tmp_path / "lanterns" / "index.html").is_file()


def test_a_site_is_replaced_only_with_force_and_other_folders_never(data: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "foi-site.json").write_text('{"format": "something else"}')
    assert export(data, "--force", mine)[0] == ExitStatus.NOT_DONE
    assert (mine / "foi-site.json").read_text() == '{"format": "something else"}'
    assert export(data, tmp_path / "lanterns")[0] == ExitStatus.DONE
    assert export(data, tmp_path / "lanterns")[0] == ExitStatus.NOT_DONE
    assert export(data, "--force", tmp_path / "lanterns")[0] == ExitStatus.DONE
