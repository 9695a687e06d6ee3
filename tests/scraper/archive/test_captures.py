"""Captures: every answer is recorded, its bytes are kept once."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.forms import BadForm, of_capture, to_capture, to_publication
from scraper.archive.records import ArchiveError, Capture, Document, digest_of
from scraper.archive.store import Archive

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
URL = "https://assets.example/letter.txt"


def capture(status: int = 200, **headers: str) -> Capture:
    return Capture("example", URL, URL, NOW, status, tuple(headers.items()))


def test_a_capture_keeps_its_headers_and_names_its_bytes(archive: Archive) -> None:
    kept = archive.captures.put(capture(ETag='"1"'), b"Dear Sir")
    assert kept.digest == digest_of(b"Dear Sir")
    assert archive.captures.latest(URL) == kept
    assert kept.header("etag") == '"1"'
    assert archive.captures.document(kept.digest) == Document(kept.digest, "text/plain", 8)


def test_a_304_is_a_revisit_of_what_was_held(archive: Archive) -> None:
    first = archive.captures.put(capture(), b"Dear Sir")
    again = archive.captures.put(capture(304))
    assert (again.revisit, again.digest) == (True, first.digest)


def test_the_same_bytes_again_are_a_revisit(archive: Archive) -> None:
    archive.captures.put(capture(), b"Dear Sir")
    assert archive.captures.put(capture(), b"Dear Sir").revisit


def test_a_404_is_recorded_and_hides_nothing(archive: Archive) -> None:
    first = archive.captures.put(capture(), b"Dear Sir")
    archive.captures.put(capture(404))
    assert archive.captures.latest(URL) == first
    assert [c.status for c in archive.captures.of_url(URL)] == [200, 404]


def test_a_prefix_that_fits_several_documents_is_refused_with_their_names(archive: Archive) -> None:
    for digest in ("abcd1" + "0" * 59, "abcd2" + "0" * 59):
        archive.captures.register(Document(digest, "text/plain", 1))  # type: ignore[arg-type]
    with pytest.raises(ArchiveError, match=r"abcd1.*abcd2"):
        archive.captures.resolve("abcd")
    assert archive.captures.resolve("abcd1").startswith("abcd1")


@pytest.mark.parametrize("prefix", ["", "ab", "%", "../..", "ffff", "ABCD"])
def test_what_is_no_prefix_of_any_digest_is_refused(archive: Archive, prefix: str) -> None:
    with pytest.raises(ArchiveError):
        archive.captures.resolve(prefix)


def test_a_document_known_by_its_text_is_held_once_its_bytes_come(archive: Archive) -> None:
    digest = digest_of(b"Dear Sir")
    archive.captures.register(Document(digest, "text/plain", 8, held=False))
    archive.captures.put(capture(), b"Dear Sir")
    archive.captures.register(Document(digest, "text/plain", 8, held=False))
    document = archive.captures.document(digest)
    assert document
    assert document.held


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
names = st.sampled_from(
    ["source", "native_id", "kind", "title", "url", "time", "status", "headers", "digest", "documents"]
)


@given(form=st.dictionaries(names, json_values))
def test_any_json_at_all_is_a_record_or_a_bad_form(form: dict[str, Any]) -> None:
    for read in (to_publication, to_capture):
        try:
            read(form)
        except BadForm as error:
            assert str(error)


def test_a_capture_survives_its_json_form() -> None:
    original = Capture("s", URL, URL, NOW, 200, (("ETag", "x"),), digest_of(b""), revisit=True)
    assert to_capture(of_capture(original)) == original
