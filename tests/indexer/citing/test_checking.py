"""Whether what an anchor says is still so: told finding by finding, and judged by the worst."""

from dataclasses import replace
from datetime import timedelta

import pytest

from indexer.citing import citation
from indexer.citing.anchor import Anchor
from indexer.citing.checking import Checked, Verdict, check
from indexer.extract.base import OCR, Extraction, Member, Page
from scraper.archive.records import Digest, digest_of
from scraper.items import State
from tests.indexer.citing.conftest import BODIES, LETTER, LETTER_URL, MAIL, RELEASE, SCAN, SEEN, Collection
from tests.indexer.extract.office import zipped


def anchor(collection: Collection, digest: Digest = LETTER, page: int | None = 2) -> Anchor:
    return citation(collection.archive, collection.store, digest, page).anchor


def checked(collection: Collection, wanted: Anchor) -> Checked:
    return check(collection.archive, collection.store, wanted)


def said(found: Checked, about: str) -> list[tuple[Verdict, str]]:
    return [(finding.verdict, finding.said) for finding in found.findings if finding.about == about]


def test_what_was_just_cited_is_sound_in_every_respect(collection: Collection) -> None:
    found = checked(collection, anchor(collection))
    assert [finding.about for finding in found.findings] == ["held", "published", "bytes", "page", "text", "captured"]
    assert {finding.verdict for finding in found.findings} == {Verdict.SOUND}
    assert found.verdict is Verdict.SOUND
    assert said(found, "text")[0][1].endswith("“we spent £92,574 on lanterns”")


def test_bytes_that_are_nowhere_are_not_held_and_it_is_said_where_to_get_them(collection: Collection) -> None:
    found = checked(collection, replace(anchor(collection), digest=digest_of(b"others")))
    assert (found.verdict, found.card) == (Verdict.ABSENT, None)
    assert f"save it from {LETTER_URL}" in said(found, "held")[0][1]


def test_what_was_forgotten_says_when_and_why(collection: Collection) -> None:
    gone = digest_of(b"gone")
    collection.archive.tombstones.put(gone, [], "a name stood in it", SEEN)
    found = checked(collection, replace(anchor(collection), digest=gone))
    assert found.verdict is Verdict.ABSENT
    assert said(found, "held") == [(Verdict.ABSENT, "it was forgotten on 2026-08-01: a name stood in it")]


def test_damaged_bytes_are_wrong(collection: Collection) -> None:
    wanted = anchor(collection)
    blob = collection.archive.blobs.path(LETTER)
    blob.chmod(0o644)
    blob.write_bytes(b"%PDF-1.7 another letter")
    found = checked(collection, wanted)
    assert found.verdict is Verdict.WRONG
    assert "is damaged" in said(found, "bytes")[0][1]


def test_missing_bytes_are_wrong(collection: Collection) -> None:
    wanted = anchor(collection)
    collection.archive.blobs.remove(LETTER)
    assert checked(collection, wanted).verdict is Verdict.WRONG


def test_a_page_beyond_the_last_is_wrong(collection: Collection) -> None:
    found = checked(collection, replace(anchor(collection), page=30))
    assert said(found, "page") == [(Verdict.WRONG, f"{LETTER[:12]} has no page 30: it has 3")]


def test_a_page_of_what_was_not_read_here_cannot_be_checked(collection: Collection) -> None:
    wanted = replace(anchor(collection, digest_of(BODIES["https://wire.example.org/lanterns"]), None), page=1)
    found = checked(collection, replace(wanted, text="0" * 16, reader="html/1"))
    assert (found.verdict, [v for v, _ in said(found, "page")]) == (Verdict.UNCHECKED, [Verdict.UNCHECKED])


def test_another_text_by_another_reader_is_a_note_and_by_the_same_it_is_wrong(collection: Collection) -> None:
    wanted = anchor(collection)
    pages = (Page(1, "Dear Sir"), Page(2, "we spent £92,5Y4 on lanterns"))
    collection.store.put(LETTER, Extraction("pdf/9", pages))
    found = checked(collection, wanted)
    assert found.verdict is Verdict.WRONG
    assert "pdf/9 read something else then" in said(found, "text")[0][1]
    found = checked(collection, replace(wanted, reader="pdf/8"))
    assert found.verdict is Verdict.SOUND
    ((verdict, told),) = said(found, "text")
    assert verdict is Verdict.NOTE
    assert told.startswith("pdf/8 read it then, pdf/9 does now")
    assert "we spent £92,5Y4" in told


def test_the_same_words_by_another_reader_and_in_other_lines_are_the_same(collection: Collection) -> None:
    wanted = replace(anchor(collection), reader="pdf/1")
    collection.store.put(LETTER, Extraction("pdf/9", (Page(1, ""), Page(2, "we  spent\n£92,574 on\tlanterns"))))
    assert [verdict for verdict, _ in said(checked(collection, wanted), "text")] == [Verdict.SOUND]


def test_ocr_may_read_otherwise_and_that_is_a_note(collection: Collection) -> None:
    wanted = anchor(collection, SCAN, 1)
    scan = Member("in/scan.png", SCAN, "image/png", 20, "image/1", (Page(1, "wicks, rcad", how=OCR, confidence=0.8),))
    scan = replace(scan, reason="")
    collection.store.put(SCAN, Extraction("image/1", scan.pages))
    assert [verdict for verdict, _ in said(checked(collection, wanted), "text")] == [Verdict.NOTE]


def test_bytes_in_another_publication_are_sound_with_a_note(collection: Collection) -> None:
    found = checked(collection, replace(anchor(collection), publication="p000000000000"))
    ((verdict, told),) = said(found, "published")
    assert (found.verdict, verdict) == (Verdict.SOUND, Verdict.NOTE)
    assert told.startswith("p000000000000 does not have it here, but p")


def test_what_was_withdrawn_since_is_noted(collection: Collection) -> None:
    wanted = anchor(collection)
    collection.archive.publications.put(replace(RELEASE, state=State.WITHDRAWN), SEEN + timedelta(days=1))
    found = checked(collection, wanted)
    assert (Verdict.NOTE, "at its source it is withdrawn now") in said(found, "published")
    assert found.verdict is Verdict.SOUND


def test_other_bytes_at_the_address_since_are_noted(collection: Collection) -> None:
    wanted = anchor(collection)
    collection.capture(LETTER_URL, b"%PDF-1.7 corrected", SEEN + timedelta(days=2))
    found = checked(collection, wanted)
    ((verdict, told),) = said(found, "since")
    assert (found.verdict, verdict) == (Verdict.SOUND, Verdict.NOTE)
    assert "other bytes since" in told
    assert "2026-08-03" in told


def test_the_same_bytes_at_the_address_later_are_told(collection: Collection) -> None:
    wanted = anchor(collection)
    collection.capture(LETTER_URL, BODIES[LETTER_URL], SEEN + timedelta(days=2))
    assert said(checked(collection, wanted), "since") == [
        (Verdict.SOUND, "the address gave the same bytes on 2026-08-03 12:00:30 UTC")
    ]


@pytest.mark.parametrize(
    "other", [{"seen": SEEN.replace(year=2025, microsecond=0)}, {"origin": "https://mirror.example.org/letter.pdf"}]
)
def test_a_capture_made_elsewhere_is_noted_with_those_made_here(collection: Collection, other: dict[str, str]) -> None:
    found = checked(collection, replace(anchor(collection), **other))  # type: ignore[arg-type]
    ((verdict, told),) = said(found, "captured")
    assert (found.verdict, verdict) == (Verdict.SOUND, Verdict.NOTE)
    assert f"here it was captured 2026-08-01 12:00:30 UTC from {LETTER_URL}" in told


def test_a_document_of_which_only_the_text_came_cannot_be_checked_byte_by_byte(collection: Collection) -> None:
    wanted = anchor(collection)
    collection.archive._catalogue.change("UPDATE documents SET held = 0 WHERE digest = ?", LETTER)
    found = checked(collection, wanted)
    assert found.verdict is Verdict.UNCHECKED
    assert [verdict for verdict, _ in said(found, "text")] == [Verdict.SOUND]


def test_a_file_within_another_is_taken_out_and_hashed_too(collection: Collection) -> None:
    body = zipped({"in/letter.txt": b"Dear Sir"})
    parent = collection.capture(LETTER_URL, body, SEEN + timedelta(days=1))
    inside = digest_of(b"Dear Sir")
    member = Member("in/letter.txt", inside, "text/plain", 8, "plain/1", (Page(1, "Dear Sir"),))
    collection.store.put(parent, Extraction("zip/1", (), members=(member,)))
    wanted = anchor(collection, inside, 1)
    found = checked(collection, wanted)
    assert (found.verdict, said(found, "bytes")[0][1][:18]) == (Verdict.SOUND, f"8, within {parent[:8]}")
    assert checked(collection, replace(wanted, path="")).verdict is Verdict.SOUND
    collection.archive.blobs.remove(parent)
    assert checked(collection, wanted).verdict is Verdict.WRONG


def test_a_file_within_another_may_be_held_by_itself_or_in_another(collection: Collection) -> None:
    inside = digest_of(b"Dear Sir")
    cited = replace(anchor(collection), digest=inside, parent=digest_of(b"a zip"), path="in/a.txt", page=1)
    collection.capture(LETTER_URL, b"Dear Sir", SEEN + timedelta(days=1))
    found = checked(collection, cited)
    assert said(found, "bytes") == [(Verdict.SOUND, "8, and their SHA-256 is the one cited")]
    other = digest_of(b"Dear Madam")
    member = Member("b.txt", other, "text/plain", 10, "plain/1", (Page(1, "Dear Madam"),))
    parent = collection.capture(LETTER_URL, zipped({"b.txt": b"Dear Madam"}), SEEN + timedelta(days=2))
    collection.store.put(parent, Extraction("zip/1", (), members=(member,)))
    found = checked(collection, replace(cited, digest=other))
    assert said(found, "bytes") == [(Verdict.SOUND, f"10, within {parent[:12]}, and their SHA-256 is the one cited")]


def test_a_file_that_is_not_in_what_was_captured_is_wrong(collection: Collection) -> None:
    found = checked(collection, anchor(collection, SCAN, 1))
    assert found.anchor.parent == MAIL
    assert (found.verdict, [verdict for verdict, _ in said(found, "bytes")]) == (Verdict.WRONG, [Verdict.WRONG])
