"""`foi export --site`: what it says, and what it leaves alone."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.errors import ExportError
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.store import Archive
from search_cli.main import foi
from search_cli.status import ExitStatus
from tests.search_cli.site.conftest import fill


@pytest.fixture
def data(tmp_path: Path) -> Path:
    places = Places(tmp_path / "data")
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        fill(archive, store)
    return places.data


def export(data: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(foi, ["--data", str(data), "export", "--site", *map(str, words)])


def test_a_site_is_written_to_a_folder_and_its_size_is_said(data: Path, tmp_path: Path) -> None:
    ran = export(data, tmp_path / "lanterns")
    assert ran.exit_code == ExitStatus.DONE
    assert "4 publications, 6 documents, 7 pages" in ran.stderr
    assert (tmp_path / "lanterns" / "index.html").is_file()


def test_a_site_is_replaced_only_with_force_and_other_folders_never(data: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "foi-site.json").write_text('{"format": "something else"}')
    assert isinstance(export(data, "--force", mine).exception, ExportError)
    assert (mine / "foi-site.json").read_text() == '{"format": "something else"}'
    assert export(data, tmp_path / "lanterns").exit_code == ExitStatus.DONE
    assert "--force replaces it" in export(data, tmp_path / "lanterns").stderr
    assert export(data, "--force", tmp_path / "lanterns").exit_code == ExitStatus.DONE
