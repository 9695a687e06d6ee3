"""Bundles from people one need not trust: digests that fit prove nothing about what is inside."""

import hashlib
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indexer.bundle.lines import FORMAT, line_of

from indexer.bundle.checking import check
from indexer.bundle.loading import load
from indexer.bundle.writing import export
from indexer.errors import BundleError
from indexer.extract.base import Extraction, Page
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, Document
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication

NOW = datetime(2026, 8, 1, tzinfo=UTC)
URL = "https://assets.example/letter.pdf"
DIGEST = Digest(hashlib.sha256(b"letter").hexdigest())
FIRST = {"type": "bundle", "format": FORMAT, "version": 1}


def sealed(path: Path, *forms: dict[str, Any]) -> Path:
    """Write a bundle whose manifest fits, as an attacker would."""
    body = b"".join(line_of(form) for form in (FIRST, *forms))
    counts = dict(Counter(form["type"] for form in (FIRST, *forms)))
    pages, texts = hashlib.sha256(), {}
    for form in forms:
        if form["type"] == "page":
            pages.update(line_of(form))
        elif form["type"] == "text":
            texts[form["digest"]], pages = pages.hexdigest(), hashlib.sha256()
    manifest = {"type": "manifest", "sha256": hashlib.sha256(body).hexdigest(), "lines": len(forms) + 1}
    path.write_bytes(body + line_of({**manifest, "counts": counts, "documents": texts}))
    return path


def publication(**record: Any) -> dict[str, Any]:
    whole = {"source": "s", "native_id": "1", "kind": "release", "title": "T", **record}
    return {
        "type": "publication",
        "last_seen": NOW.isoformat(),
        "versions": [{"seen": NOW.isoformat(), "record": whole}],
    }


def document(**fields: Any) -> dict[str, Any]:
    return {"type": "document", "digest": DIGEST, "media_type": "text/plain", "size": 6, **fields}


def text(**fields: Any) -> dict[str, Any]:
    return {"type": "text", "digest": DIGEST, "extractor": "plain/1", "pages": 0, "reason": "", **fields}


@pytest.mark.parametrize(
    "form",
    [
        publication(kind="virus"),
        publication(title=7),
        publication(published="yesterday"),
        publication(published="2026-01-01"),
        publication(documents=[{"url": 1}]),
        {"type": "publication", "versions": [], "last_seen": "x"},
        document(digest="../../../etc/passwd"),
        document(digest=DIGEST.upper()),
        document(size=-1),
        document(size=True),
        document(size=10**30),
        text(extractor="../x"),
        text(extractor="pdf/1 OR 1=1"),
        {"type": "page", "digest": DIGEST, "number": "1", "text": "x"},
        {"type": "page", "digest": DIGEST, "number": 1, "text": None},
        {"type": "capture", "url": URL, "source": "s", "status": 200, "time": "never"},
    ],
    ids=lambda form: json.dumps(form)[:60],
)
def test_a_line_that_is_not_what_it_should_be_stops_the_import_and_nothing_is_taken(
    tmp_path: Path, form: dict[str, Any]
) -> None:
    places = Places(tmp_path / "data")
    bundle = sealed(tmp_path / "b.jsonl", publication(), document(), text(), form)
    with pytest.raises(BundleError, match="line 5"):
        load(places, bundle)
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        assert list(archive.publications.all()) == []
        assert list(archive.captures.documents()) == []
        assert list(store.made()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"{}", b"[]\n", b"null\n", b"\x00" * 100, b'{"type": "manifest"}\n', b"[" * 100_000, b"PK\x03\x04"],
    ids=repr,
)
def test_what_is_no_bundle_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.jsonl"
    path.write_bytes(content)
    with pytest.raises(BundleError, match=r"b\.jsonl"):
        check(path)


def test_a_bundle_of_a_later_version_names_the_version(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_bytes(line_of({**FIRST, "version": 2}))
    with pytest.raises(BundleError, match="version 2"):
        check(path)


def test_lines_of_a_type_nobody_knows_are_passed_over(tmp_path: Path) -> None:
    bundle = sealed(tmp_path / "b.jsonl", publication(), {"type": "fact", "amount": 3})
    assert load(Places(tmp_path / "data"), bundle).publications == 1


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("exported")
    places = Places(folder / "data")
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        link = DocumentLink(URL, "Letter")
        archive.publications.put(Publication("s", "1", Kind.RELEASE, "Tïtle", documents=(link,)), NOW)
        archive.captures.put(Capture("s", URL, URL, NOW, 200, (("ETag", "x"),)), b"letter")
        store.put(DIGEST, Extraction("plain/1", (Page(1, "dear \ud800 sir"), Page(2, "£92,574", confidence=0.5))))
    export(places, folder / "b.jsonl")
    return (folder / "b.jsonl").read_bytes()


def test_what_was_written_is_what_is_read(tmp_path: Path, exported: bytes) -> None:
    (tmp_path / "b.jsonl").write_bytes(exported)
    places = Places(tmp_path / "data")
    loaded = load(places, tmp_path / "b.jsonl")
    assert (loaded.publications, loaded.documents, loaded.pages) == (1, 1, 2)
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        assert archive.captures.document(DIGEST) == Document(DIGEST, "text/plain", 6, held=False)
        assert [capture.header("etag") for capture in archive.captures.of_document(DIGEST)] == ["x"]
        assert [page.text for page in store.pages(DIGEST, "plain/1+import")] == ["dear \ud800 sir", "£92,574"]
    again = load(places, tmp_path / "b.jsonl")
    assert (again.publications, again.documents, again.pages) == (0, 0, 0)
    export(places, tmp_path / "c.jsonl")
    once_more = load(Places(tmp_path / "third"), tmp_path / "c.jsonl")
    assert once_more.pages == 2, "handed on twice, the text is marked as imported once"


@settings(max_examples=150)
@given(data=st.data())
def test_any_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, exported: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(exported) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = bytearray(exported)
    changed[at] ^= 1 << bit
    path = tmp_path_factory.mktemp("flip") / "b.jsonl"
    path.write_bytes(changed)
    with pytest.raises(BundleError):
        check(path)
