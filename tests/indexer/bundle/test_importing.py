"""Bundles taken in: beside what is held, whole or not at all, and nothing twice."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest

from indexer import collections
from indexer.build import build
from indexer.bundle.importing import import_bundle
from indexer.bundle.loading import load
from indexer.bundle.unzipping import Bundle, opened
from indexer.errors import BundleError, IndexLocked
from indexer.extract.base import Extraction, Page
from indexer.generations import writing
from indexer.origins import Origin, origins
from indexer.places import Places
from indexer.query import parse
from indexer.reading import waiting
from indexer.search import search
from indexer.text import TextStore
from scraper.archive.records import ArchiveError, ArchiveLocked, Capture, Digest, Document, digest_of
from scraper.archive.store import Archive
from scraper.archive.verify import verify
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from tests.bundling import exported, imported

DAY = [datetime(2026, 8, day, 12, 0, 0, 500, tzinfo=UTC) for day in range(1, 20)]
LETTER = DocumentLink("https://assets.example/letter.txt", "Letter")
RELEASE = Publication("example", "1", Kind.RELEASE, "Rëply", url="https://example.org/1", documents=(LETTER,))
FIRST, SECOND = b"Dear sir, the roof has asbestos.", b"Dear madam, the roof has none."
ORIGIN = Origin("ours.foi", "0" * 64, "everything", "2026-08-01T12:00:00+00:00")


def publish(places: Places, body: bytes, when: datetime, publication: Publication = RELEASE) -> Digest:
    """Let a crawl find a publication with one letter."""
    with Archive.open(places.archive) as archive, archive.writing():
        archive.publications.put(publication, when)
        url = publication.documents[0].url
        captured = archive.captures.put(Capture("example", url, url, when, 200, (("ETag", "x"),)), body)
    assert captured.digest
    return captured.digest


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Return an indexed data folder: a letter that was replaced by one with a smaller digest, and some others."""
    places = Places(tmp_path_factory.mktemp("ours") / "data")
    bodies = sorted((FIRST, SECOND), key=digest_of, reverse=True)
    publish(places, bodies[0], DAY[0])
    publish(places, bodies[1], DAY[4], replace(RELEASE, title="Rëply, corrected"))
    for number in range(5):
        link = DocumentLink(f"https://assets.example/{number}.txt", f"Number {number}")
        other = replace(RELEASE, native_id=f"other {number}", url=f"https://example.org/o{number}", documents=(link,))
        publish(places, b"number %d of the asbestos survey" % number, DAY[number], other)
    build(places)
    return places


@pytest.fixture(scope="module")
def bundle(ours: Places) -> Path:
    return exported(ours, ours.data.parent / "ours.foi", files=True)


@pytest.fixture
def theirs(tmp_path: Path) -> Places:
    return collections.place(Places(tmp_path / "data"), "theirs")


Everything = dict[str, list[object]]


def everything(places: Places) -> Everything:
    """Return all that archive and text hold, but for whose text it is."""
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        helds = list(archive.publications.all())
        documents = list(archive.captures.documents())
        made = {one.digest: one for one in store.made()}.values()
        return {
            "versions": [(held.last_seen, archive.publications.versions(held.key)) for held in helds],
            "attachments": [sorted(archive.publications.attachments(held.key), key=str) for held in helds],
            "history": [[replace(one, changes=()) for one in archive.history.of(held)] for held in helds],
            "documents": list(documents),
            "captures": [archive.captures.of_document(document.digest) for document in documents],
            "texts": sorted((one.digest, one.reason, *store.pages(one.digest, one.extractor)) for one in made),
            "blobs": [archive.blobs.read(digest) for digest in archive.blobs.all()],
        }


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_handed_on_is_what_is_held(ours: Places, bundle: Path, theirs: Places) -> None:
    loaded = imported(theirs, bundle)
    assert (loaded.publications, loaded.documents, loaded.pages, loaded.files, loaded.left_out) == (6, 7, 7, 7, 0)
    assert everything(theirs) == everything(ours)
    with Archive.open(theirs.archive) as archive:
        assert list(verify(archive)) == []
    build(theirs, read=False)
    for query in ("asbestos", "roof", "state:superseded", "corrected"):
        here, there = (search(places, parse(query)).hits for places in (theirs, ours))
        assert [(hit.card.digest, hit.score, hit.pages) for hit in here] == [
            (hit.card.digest, hit.score, hit.pages) for hit in there
        ]
        assert here


def test_taken_in_again_nothing_is_new_and_nothing_differs(bundle: Path, theirs: Places) -> None:
    imported(theirs, bundle)
    before = everything(theirs)
    again = imported(theirs, bundle)
    assert (again.publications, again.documents, again.pages, again.files) == (0, 0, 0, 0)
    assert everything(theirs) == before
    assert [one.documents for one in origins(theirs)] == [7]


def test_text_that_was_handed_on_twice_is_marked_once(bundle: Path, theirs: Places, tmp_path: Path) -> None:
    imported(theirs, bundle)
    third = Places(tmp_path / "third")
    imported(third, exported(theirs, tmp_path / "theirs.foi"))
    with TextStore(third.text) as store:
        assert {made.extractor.count("+import") for made in store.made()} == {1}


def test_originals_are_read_anew_by_the_next_index_and_not_by_the_import(bundle: Path, theirs: Places) -> None:
    imported(theirs, bundle)
    build(theirs, read=False)
    with Archive.open(theirs.archive) as archive, TextStore(theirs.text) as store:
        assert all(made.extractor.endswith("+import") for made in store.made())
        assert len(waiting(archive, store.made())) == 7
    build(theirs)
    with Archive.open(theirs.archive) as archive, TextStore(theirs.text) as store:
        assert waiting(archive, store.made()) == []
    assert not search(theirs, parse("roof")).hits[0].card.extractor.endswith("+import")


def test_without_originals_only_the_text_comes(ours: Places, theirs: Places, bundle: Path) -> None:
    with opened(bundle) as it:
        assert load(theirs, it, files=False).files == 0
    with Archive.open(theirs.archive) as archive:
        assert not any(document.held for document in archive.captures.documents())
        assert list(archive.blobs.all()) == []


def test_what_is_held_stays_and_what_is_older_takes_its_place_before(bundle: Path, theirs: Places) -> None:
    latest = publish(theirs, b"Third letter", DAY[9], replace(RELEASE, title="Mine"))
    with TextStore(theirs.text) as store:
        store.put(digest_of(FIRST), Extraction("plain/9", (Page(1, "as I read it"),)))
    loaded = imported(theirs, bundle)
    assert (loaded.publications, loaded.documents) == (5, 7)
    with Archive.open(theirs.archive) as archive, TextStore(theirs.text) as store:
        held = archive.publications.find("example", "1")
        assert held is not None
        titles = [one.title for _, one in archive.publications.versions(held.key)]
        assert titles == ["Rëply", "Rëply, corrected", "Mine"]
        assert [one.digest for one in archive.publications.attachments(held.key) if one.current] == [latest]
        assert [made.extractor for made in store.made(digest_of(FIRST))] == ["plain/9"]


def test_text_of_news_that_stays_leaves_the_document_without_pages(tmp_path: Path, theirs: Places) -> None:
    ours = Places(tmp_path / "ours")
    page = DocumentLink("https://news.example/1", "Story", LinkKind.PAGE)
    publish(ours, b"<main>A secret roof.</main>", DAY[0], replace(RELEASE, kind=Kind.NEWS, documents=(page,)))
    build(ours)
    loaded = imported(theirs, exported(ours, tmp_path / "ours.foi", files=True))
    assert (loaded.publications, loaded.documents, loaded.pages, loaded.files) == (1, 1, 0, 0)
    build(theirs, read=False)
    assert search(theirs, parse("secret"), exact=True).total == 0
    assert search(theirs, parse("kind:news")).total == 1


@pytest.mark.parametrize("other", [b"", b"x" * len(FIRST), FIRST + b"x", FIRST[:-1]])
def test_an_original_that_is_another_is_not_taken_and_neither_is_the_rest(
    bundle: Path, theirs: Places, monkeypatch: pytest.MonkeyPatch, other: bytes
) -> None:
    @contextmanager
    def lying(_: Bundle, digest: str) -> Iterator[IO[bytes]]:
        yield BytesIO(other if digest == digest_of(FIRST) else b"number 0 of the asbestos survey")

    imported(collections.place(collections.root_of(theirs), "there"), bundle)
    before = files(collections.root_of(theirs).data)
    monkeypatch.setattr(Bundle, "file", lying)
    for places in (theirs, collections.root_of(theirs)):
        with opened(bundle) as it, pytest.raises(ArchiveError, match="are others"):
            import_bundle(places, it, ORIGIN)
    assert not theirs.data.exists()
    after = files(collections.root_of(theirs).data)
    assert not [name for name in after if "blobs" in name and name not in before]


def test_a_disk_without_room_is_told_before_anything_is_written(
    bundle: Path, theirs: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with opened(bundle) as it, pytest.raises(BundleError, match="make room"):
        import_bundle(theirs, it, ORIGIN)
    assert not collections.root_of(theirs).data.exists()


def test_a_folder_that_another_writes_to_is_left_alone(bundle: Path, theirs: Places) -> None:
    imported(theirs, bundle)
    with opened(bundle) as it:
        with Archive.open(theirs.archive) as archive, archive.writing(), pytest.raises(ArchiveLocked):
            import_bundle(theirs, it, ORIGIN)
        with writing(theirs.index), pytest.raises(IndexLocked):
            import_bundle(theirs, it, ORIGIN)


def test_an_import_into_a_new_collection_waits_for_none_that_runs(bundle: Path, theirs: Places) -> None:
    other = collections.place(collections.root_of(theirs), "other")

    def meanwhile() -> None:
        with opened(bundle) as it:
            import_bundle(other, it, ORIGIN)

    with opened(bundle) as it, pytest.raises(ArchiveLocked, match="an import into theirs"):
        import_bundle(theirs, it, ORIGIN, meanwhile)
    assert collections.names(collections.root_of(theirs)) == []


@pytest.mark.parametrize("into", ["new", "held", "own"])
def test_interrupted_at_any_step_nothing_is_half_and_the_same_again_goes_on(
    ours: Places, bundle: Path, theirs: Places, into: str
) -> None:
    places = collections.root_of(theirs) if into == "own" else theirs
    if into == "held":
        publish(places, b"Third letter", DAY[9], replace(RELEASE, native_id="mine", url="https://example.org/mine"))
    before = everything(places) if into == "held" else None
    for moment in range(1, 15):
        with opened(bundle) as it, pytest.raises(KeyboardInterrupt):
            import_bundle(places, it, ORIGIN, at_step(moment, _interrupt))
        if before:
            assert {**everything(places), "blobs": []} == {**before, "blobs": []}
        elif into == "new":
            assert files(collections.root_of(places).data).keys() == {"collections/lock"}
        else:
            assert everything(places)["documents"] == []
    assert imported(places, bundle).documents == 7
    assert into == "held" or everything(places) == everything(ours)


def at_step(moment: int, act: Callable[[], None]) -> Callable[[], None]:
    """Return a progress that does something at one step."""
    left = moment

    def step() -> None:
        nonlocal left
        left -= 1
        if not left:
            act()

    return step


def _interrupt() -> None:
    raise KeyboardInterrupt


KILLS = int(os.environ.get("FOI_IMPORT_KILLS") or 12)
"""Moments at which an import is killed; 0 are all of them."""


@pytest.mark.parametrize("into", ["new", "held"])
def test_killed_at_any_moment_nothing_is_half_and_the_same_again_goes_on(
    ours: Places, bundle: Path, theirs: Places, into: str
) -> None:
    if into == "held":
        publish(theirs, b"Third letter", DAY[9], replace(RELEASE, native_id="mine", url="https://example.org/mine"))
    pristine, root = theirs.data.parents[2] / "pristine", collections.root_of(theirs).data
    root.mkdir(exist_ok=True)
    shutil.copytree(root, pristine)
    before = _shown(theirs) if into == "held" else None
    imported(theirs, bundle)
    after, shown = everything(theirs), _shown(theirs)
    every = _moments(theirs, bundle, pristine)
    chosen = range(1, every + 1) if not KILLS else sorted({1 + every * at // KILLS for at in range(KILLS)})
    for moment in chosen:
        shutil.rmtree(root)
        shutil.copytree(pristine, root)
        assert _killed(theirs, bundle, moment)
        if into == "new":
            assert not theirs.data.exists() or everything(theirs) == after
        else:
            assert _shown(theirs) in (before, shown)
        imported(theirs, bundle)
        assert everything(theirs) == after
        assert not list(theirs.data.parent.glob("*.part"))
    shutil.rmtree(pristine)


def _shown(places: Places) -> Everything:
    """Return what the archive says is held: text and bytes of what it does not name are not shown to anybody."""
    return {name: value for name, value in everything(places).items() if name not in ("texts", "blobs")}


def _moments(theirs: Places, bundle: Path, pristine: Path) -> int:
    """Return at how many moments an import touches the disk."""
    low, high = 1, 1
    root = collections.root_of(theirs).data
    while True:
        shutil.rmtree(root)
        shutil.copytree(pristine, root)
        if not _killed(theirs, bundle, high):
            break
        low, high = high, high * 2
    while high - low > 1:
        shutil.rmtree(root)
        shutil.copytree(pristine, root)
        middle = (low + high) // 2
        low, high = (middle, high) if _killed(theirs, bundle, middle) else (low, middle)
    return low


def _killed(theirs: Places, bundle: Path, moment: int) -> bool:
    """Import in a process of its own that is killed at the so-manieth moment; tell whether it came so far."""
    child = os.fork()
    if not child:
        left = moment

        def lived(event: str = "", _: object = None) -> None:
            nonlocal left
            if event in (
                "",
                "open",
                "os.rename",
                "os.mkdir",
                "os.remove",
                "os.chmod",
                "sqlite3.connect",
                "shutil.rmtree",
            ):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(lived)
        try:
            with opened(bundle) as it:
                import_bundle(theirs, it, ORIGIN, lived)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def test_nothing_is_written_outside_the_data_folder(bundle: Path, theirs: Places, tmp_path: Path) -> None:
    (tmp_path / "beside").write_bytes(b"as it was")
    imported(theirs, bundle)
    build(theirs, read=False)
    outside = [path for path in tmp_path.iterdir() if path != collections.root_of(theirs).data]
    assert outside == [tmp_path / "beside"]


def test_bytes_that_came_piece_by_piece_are_kept_under_their_digest(archive: Archive) -> None:
    digest = digest_of(b"one two")
    assert archive.blobs.take([b"one ", b"two"], digest, 7)
    assert not archive.blobs.take([], digest, 7), "what is there is not read again"
    assert archive.blobs.read(digest) == b"one two"
    assert Document(digest, "text/plain", 7).held
