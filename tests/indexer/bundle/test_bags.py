"""What is in a bundle is a bag of BagIt 1.0: the reference library finds nothing wrong with it, and what is wrong."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import bagit
import pytest

from tests.indexer.bundle.forge import BODY, DIGEST, bundle
from tests.indexer.bundle.holdings import exported


def unzipped(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        file.extractall(folder)
    return folder / "foi-bundle"


def test_the_reference_library_validates_an_unzipped_bundle(tmp_path: Path) -> None:
    folder = unzipped(exported(tmp_path), tmp_path / "unzipped")
    bag = bagit.Bag(str(folder))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["Bag-Software-Agent"] == "foi-index"
    assert sorted(bag.payload_files())[0] == "data/about.json"
    assert [
        str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file() and one.stat().st_mode & 0o111
    ] == []
    (folder / "data" / "pages.jsonl").write_bytes(b"")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(folder)).validate()


def test_bundles_of_the_forge_are_bags_too(tmp_path: Path) -> None:
    bagit.Bag(str(unzipped(bundle(tmp_path / "b.foi", files={DIGEST: BODY}), tmp_path / "unzipped"))).validate()


@pytest.mark.parametrize("words", [["unzip", "-tqq"], ["7z", "t"]], ids=lambda words: words[0])
def test_programs_that_unzip_find_nothing_wrong(tmp_path: Path, words: list[str]) -> None:
    if shutil.which(words[0]) is None:
        pytest.skip(f"there is no {words[0]}")
    done = subprocess.run([*words, exported(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()
