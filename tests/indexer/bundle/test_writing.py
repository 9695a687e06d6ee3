"""Writing bundles: the same bytes from the same holdings, whole or not at all, and what other programs make of them."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from indexer.bundle.checking import problems
from indexer.bundle.loading import load
from indexer.bundle.unzipping import opened
from indexer.bundle.writing import write
from indexer.chosen import Choice
from indexer.errors import ExportError
from indexer.exports import beside
from indexer.places import Places
from scraper.archive.records import ArchiveError
from scraper.archive.store import Archive
from tests.indexer.bundle.dying import Ending
from tests.indexer.handing import D_LETTER, D_SECRET, D_SHEET, D_STORY, LETTER, annotate, filled, hand_on

KILLS = int(os.environ.get("FOI_KILLS") or 12)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    made = filled(tmp_path_factory.mktemp("handing") / "data")
    annotate(made)
    return made


@pytest.fixture(scope="module")
def whole(places: Places, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of the bundle of everything, with files and tags."""
    target = tmp_path_factory.mktemp("whole") / "whole.foi"
    hand_on(write, places, target, files=True, tags=True)
    return target.read_bytes()


@pytest.fixture(scope="module")
def writes(places: Places, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return how many times it is written to the file of that bundle."""
    real, made = os.fdopen, list[Ending]()
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(
            beside.os, "fdopen", lambda *given: made.append(Ending(real(*given), 1 << 60, full)) or made[0]
        )
        hand_on(write, places, tmp_path_factory.mktemp("writes") / "a.foi", files=True, tags=True)
    return (1 << 60) - made[0].left


def lines(bundle: Path, name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(bundle) as archive:
        return [json.loads(line) for line in archive.read(f"foi-bundle/data/{name}.jsonl").splitlines()]


def test_what_is_written_is_sound_and_says_what_it_holds_and_what_it_leaves_out(places: Places, tmp_path: Path) -> None:
    target = tmp_path / "a.foi"
    written = hand_on(write, places, target, files=True)
    assert written.size == target.stat().st_size
    assert written.counts == {"publication": 4, "document": 6, "page": 10, "fact": 0, "original": 5}
    with opened(target) as bundle:
        assert list(problems(bundle)) == []
        assert bundle.about["left_out"] == {"hidden": 1, "news_text": 1}
        assert bundle.about["choice"] == "everything"
        assert bundle.about["counts"]["captures"] == 7
        assert {digest for digest, _ in bundle.files()} >= {D_LETTER}
        assert D_STORY not in {digest for digest, _ in bundle.files()}
        with bundle.file(D_LETTER) as file:
            assert file.read() == LETTER


def test_of_news_the_title_is_there_and_why_there_is_no_text(places: Places, tmp_path: Path) -> None:
    hand_on(write, places, tmp_path / "a.foi")
    (text,) = (text for text in lines(tmp_path / "a.foi", "texts") if text["digest"] == D_STORY)
    assert text["pages"] == 0
    assert "it is news" in text["reason"]
    assert D_STORY not in {page["digest"] for page in lines(tmp_path / "a.foi", "pages")}
    assert "A story" in {one["versions"][-1]["record"]["title"] for one in lines(tmp_path / "a.foi", "publications")}


def test_tags_and_notes_go_if_asked_and_only_of_what_goes(places: Places, tmp_path: Path) -> None:
    hand_on(write, places, tmp_path / "without.foi")
    with opened(tmp_path / "without.foi") as bundle:
        assert not bundle.has("data/annotations.jsonl")
    hand_on(write, places, tmp_path / "a.foi", tags=True)
    first, *rest = lines(tmp_path / "a.foi", "annotations")
    assert first["format"] == "foi-index annotations"
    assert {(one["type"], one["digest"]) for one in rest} == {
        *(("tag", digest) for digest in (D_LETTER, D_SHEET, D_STORY)), ("note", D_LETTER),
    }  # fmt: skip
    hidden = Choice(hidden=True)
    hand_on(write, places, tmp_path / "b.foi", hidden, tags=True)
    assert ("note", D_SECRET) in {(one["type"], one.get("digest")) for one in lines(tmp_path / "b.foi", "annotations")}


def test_the_same_holdings_give_the_same_bytes_in_any_process_folder_and_order_of_entry(
    places: Places, whole: bytes, tmp_path: Path
) -> None:
    other = filled(tmp_path / "elsewhere" / "data", shuffle=5)
    shutil.copytree(places.annotations.parent, other.annotations.parent)
    code = (
        "import sys; from pathlib import Path; from indexer.bundle.writing import write;"
        "from indexer.places import Places; from tests.indexer.handing import hand_on;"
        "hand_on(write, Places(Path(sys.argv[1])), Path(sys.argv[2]), files=True, tags=True)"
    )
    for number, seed in enumerate(("1", "271828")):
        target = tmp_path / f"named otherwise {number}.foi"
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": f"Etc/GMT+{number + 5}",
            "PYTHONPATH": ".",
            "LANG": "C",
        }
        subprocess.run([sys.executable, "-c", code, str(other.data), str(target)], env=environment, check=True)
        assert target.read_bytes() == whole


def test_what_was_imported_is_exported_in_the_same_bytes_by_everybody_who_imports_that(
    places: Places, tmp_path: Path
) -> None:
    hand_on(write, places, tmp_path / "first.foi")
    for number in (1, 2):
        with opened(tmp_path / ("first.foi", "1.foi")[number - 1]) as bundle:
            load(Places(tmp_path / f"data{number}"), bundle)
        hand_on(write, Places(tmp_path / f"data{number}"), tmp_path / f"{number}.foi")
    assert (tmp_path / "1.foi").read_bytes() == (tmp_path / "2.foi").read_bytes()
    first, again = (
        {name: lines(tmp_path / file, name) for name in ("publications", "documents", "captures", "members", "pages")}
        for file in ("first.foi", "1.foi")
    )
    assert again == first, "but for the extractor, which says that the text was imported"


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_whichever_write_fails_there_is_no_file_and_the_next_run_gives_the_same_bytes(
    places: Places,
    whole: bytes,
    writes: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    target, point, real = tmp_path / "a.foi", 0, os.fdopen
    monkeypatch.setattr(beside.os, "fdopen", lambda *given: Ending(real(*given), point, full))
    assert writes > 100
    for point in range(1, writes + 1):  # noqa: B007 - the file above asks for it
        with pytest.raises(ExportError, match=r"a\.foi cannot be written: No space left on device.*make room"):
            hand_on(write, places, target, files=True, tags=True)
        assert list(tmp_path.iterdir()) == []
    point = writes + 1
    hand_on(write, places, target, files=True, tags=True)
    assert target.read_bytes() == whole
    assert capfd.readouterr() == ("", ""), "nor does zipfile complain as it is collected"


def test_killed_at_any_moment_nothing_looks_whole_and_the_next_run_gives_the_same_bytes_and_leaves_nothing(
    places: Places, whole: bytes, writes: int, tmp_path: Path
) -> None:
    """Real processes and real kills; `make campaign` has one at every write, and many at any time."""
    chance = random.Random(KILLS)  # noqa: S311 - of tests
    points = [*map(str, sorted(chance.sample(range(1, writes + 1), min(KILLS, writes)))), "rename", "synced"]
    points += sorted({f"{chance.uniform(0, 0.1):.6f}" for _ in range(KILLS)})
    points = [f"{point}s" if "." in point else point for point in points]
    command = [sys.executable, "-m", "tests.indexer.bundle.dying", str(places.data), str(tmp_path), *points]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": "."}, check=True)
    for point in points:
        folder = tmp_path / point
        target = folder / "a.foi"
        left = list(folder.iterdir())
        if target in left:
            assert point == "synced" or point.endswith("s"), "it was not killed"
            assert (target.read_bytes(), left) == (whole, [target])
        else:
            assert [path.suffix for path in left] == [".part"] * len(left)
            assert len(left) == 1 or (not left and point.endswith("s")), "it died when and where it was to"
            hand_on(write, places, target, files=True, tags=True)
            assert target.read_bytes() == whole
            assert list(folder.iterdir()) == [target]


def test_a_bundle_is_written_where_a_link_leads_and_the_link_stays(places: Places, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "a.foi").symlink_to(tmp_path / "stick" / "real.foi")
    hand_on(write, places, tmp_path / "a.foi")
    assert (tmp_path / "a.foi").is_symlink()
    assert zipfile.is_zipfile(tmp_path / "stick" / "real.foi")


def test_an_original_that_is_damaged_or_missing_stops_the_export_and_is_named(tmp_path: Path) -> None:
    places = filled(tmp_path / "data")
    with Archive.open(places.archive) as archive:
        blob = archive.blobs.path(D_LETTER)
    blob.chmod(0o600)
    for harm, said in ((lambda: blob.write_bytes(b"other bytes"), "is damaged"), (blob.unlink, "cannot be read")):
        harm()
        with pytest.raises(ArchiveError, match=said) as raised:
            hand_on(write, places, tmp_path / "a.foi", files=True)
        assert D_LETTER[:12] in str(raised.value)
        assert {path.name for path in tmp_path.iterdir()} == {"data"}


def test_what_reads_zips_reads_it(places: Places, whole: bytes, tmp_path: Path) -> None:
    target = tmp_path / "a.foi"
    target.write_bytes(whole)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.create_system, info.external_attr >> 16, info.comment) for info in archive.infolist()} == {
            (3, 0o100644, b"")
        }
    programs = {"unzip": ("-t", "-qq"), "7z": ("t", "-bd"), "7zz": ("t", "-bd"), "bsdtar": ("-tf",)}
    there = [name for name in programs if shutil.which(name)]
    for name in there:
        done = subprocess.run([name, *programs[name], str(target)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    if not there:
        pytest.skip(f"none of {', '.join(programs)} is on this machine; zipfile read it")


def test_the_reference_library_of_bagit_validates_the_bag(whole: bytes, tmp_path: Path) -> None:
    bagit = pytest.importorskip("bagit", reason="the bagit package is not installed")
    (tmp_path / "a.foi").write_bytes(whole)
    with zipfile.ZipFile(tmp_path / "a.foi") as archive:
        archive.extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / "foi-bundle"))
    assert bag.validate()
    (tmp_path / "foi-bundle" / "data" / "about.json").write_text("{}")
    with pytest.raises(bagit.BagError):
        bag.validate()
