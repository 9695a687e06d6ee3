"""`foi export` in the forms that web archives and Aleph read."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from search_cli.main import foi
from tests.indexer.handing import filled


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("held")).data


@pytest.mark.parametrize(
    ("name", "begins", "told"),
    [
        ("x.warc.gz", b"\x1f\x8b\x08\0\0\0\0\0", "responses"),
        ("x.warc", b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "responses"),
        ("x.ftm.json", b'{"id":"foi-', "links"),
    ],
)
def test_the_end_of_the_name_says_which_form(data: Path, tmp_path: Path, name: str, begins: bytes, told: str) -> None:
    result = CliRunner().invoke(foi, ["--data", str(data), "export", str(tmp_path / name)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert told in result.stderr
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_web_archive_has_the_originals_whether_or_not_they_are_asked_for(data: Path, tmp_path: Path) -> None:
    for name, options in (("a.warc", []), ("b.warc", ["--with-files"])):
        assert CliRunner().invoke(foi, ["--data", str(data), "export", str(tmp_path / name), *options]).exit_code == 0
    assert (tmp_path / "a.warc").read_bytes() == (tmp_path / "b.warc").read_bytes()
