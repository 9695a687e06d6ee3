"""A folder that is written beside its place: what has the name is whole, and nothing of others is replaced."""

from pathlib import Path

import pytest

from indexer.errors import ExportError
from indexer.exports.folder import folder_beside


def ours(folder: Path) -> bool:
    return (folder / "ours").exists()


def test_a_folder_appears_whole_and_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with folder_beside(target, may_replace=ours) as folder:
        (folder / "ours").write_text("1")
        assert not target.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["site"]
    assert (target / "ours").read_text() == "1"


def test_one_of_ours_is_replaced_with_all_that_was_in_it(tmp_path: Path) -> None:
    target = tmp_path / "site"
    (target / "old").mkdir(parents=True)
    (target / "ours").write_text("1")
    with folder_beside(target, may_replace=ours) as folder:
        (folder / "ours").write_text("2")
    assert [file.name for file in target.iterdir()] == ["ours"]
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_not_ours_stays_as_it_is(tmp_path: Path, kind: str) -> None:
    target, other = tmp_path / "site", tmp_path / "other"
    other.mkdir()
    (other / "thesis").write_text("mine")
    if kind == "folder":
        other.rename(target)
    elif kind == "file":
        target.write_text("mine")
    else:
        target.symlink_to(other)
    before = sorted(file.name for file in tmp_path.rglob("*"))
    with pytest.raises(ExportError, match="name another folder"), folder_beside(target, may_replace=ours):
        pytest.fail("nothing is to be written")
    assert sorted(file.name for file in tmp_path.rglob("*")) == before


def test_an_error_leaves_no_trace_and_the_old_one_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "ours").write_text("1")
    with pytest.raises(KeyError), folder_beside(target, may_replace=ours) as folder:
        {}[(folder / "half").write_text("2")]
    assert [str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*")] == ["site", "site/ours"]


def test_a_folder_that_cannot_be_put_in_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "ours").write_text("1")
    rename = Path.rename

    def refused(self: Path, to: Path) -> Path:
        if to == target and (self / "new").exists():
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(ExportError, match="No space left"), folder_beside(target, may_replace=ours) as folder:
        (folder / "new").write_text("2")
    assert [str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*")] == ["site", "site/ours"]


def test_what_a_killed_run_left_is_swept_and_what_is_at_work_is_not(tmp_path: Path) -> None:
    target = tmp_path / "site"
    (tmp_path / ".site.killed.part").mkdir()
    (tmp_path / ".site.killed.part" / "half").write_text("x")
    with folder_beside(target, may_replace=ours) as first, folder_beside(target, may_replace=ours) as second:
        (second / "ours").write_text("2")
        assert first.exists()
        assert not (tmp_path / ".site.killed.part").exists()
        (first / "ours").write_text("1")
    assert [str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*")] == ["site", "site/ours"]
