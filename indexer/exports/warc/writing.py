"""Writing a WARC file: the publications as metadata, then every capture of each document."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from os import SEEK_END
from pathlib import Path

from indexer.bundle.forms import line_of, of_held
from indexer.chosen import Chosen
from indexer.exports.base import Wish, Written
from indexer.exports.beside import beside
from indexer.exports.warc.answers import head, is_answer, is_unchanged
from indexer.exports.warc.records import Record, Records, address, date, media_type
from scraper.archive.forms import of_capture
from scraper.archive.records import Capture, Document, Held

PACKED = ".gz"
ASKED = "Foi-Asked-URI"
"""What was asked for, where redirects led on from there: the answers on the way are not kept."""

NOUNS = ("publication", "response", "revisit", "resource", "bare capture")

_HTTP = "application/http; msgtype=response"
_JSON = "application/json"
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def write(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:
    """Write what is chosen as WARC 1.1, packed if the name ends in .gz. Raises ExportError, or ArchiveError."""
    counts: Counter[str] = Counter()
    with beside(target) as file:
        records = Records(file, packed=target.name.endswith(PACKED))
        records.write(_info(chosen, wish))
        for held in chosen.publications():
            records.write(_of_publication(chosen, held))
            counts["publication"] += 1
        whole = {document.digest for document in chosen.originals()}
        for document in chosen.documents():
            captures = sorted(set(chosen.captures(document)), key=_order)
            body = chosen.archive.blobs.read(document.digest) if document.digest in whole and captures else None
            for record in _told(captures) if body is None else _of_document(document, captures, body):
                records.write(record)
                counts[record.kind if body is not None else NOUNS[-1]] += 1
            progress()
        size = file.seek(0, SEEK_END)
    return Written({noun: counts[noun] for noun in NOUNS}, size)


def _info(chosen: Chosen, wish: Wish) -> Record:
    """Say what the file is. Its time is that of the last thing in it: the same holdings give the same bytes."""
    seen = (held.last_seen for held in chosen.publications())
    captured = (capture.time for document in chosen.documents() for capture in chosen.captures(document))
    told = {
        "software": "foi-index",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": f"foi-index archive, chosen: {' '.join(wish.told.split())}",
        "robots": "obey",
    }
    body = "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode("utf-8", "replace")
    return Record("warcinfo", max(chain(seen, captured), default=_NEVER), "", "application/warc-fields", body)


def _of_publication(chosen: Chosen, held: Held) -> Record:
    """Tell what is known of a publication, in all its versions, as a bundle does."""
    form = {"id": held.id, **of_held(held, chosen.versions(held))}
    target = address(held.publication.url) or f"urn:foi:publication:{held.id}"
    return _metadata(held.last_seen, target, line_of({"publication": form}))


def _told(captures: list[Capture]) -> Iterator[Record]:
    """Tell of captures whose bytes are not here, or stay here."""
    for capture in captures:
        yield _metadata(capture.time, _target(capture), line_of({"capture": of_capture(capture)}))


def _metadata(time: datetime, target: str, body: bytes) -> Record:
    return Record("metadata", time, target, _JSON, body)


def _of_document(document: Document, captures: list[Capture], body: bytes) -> Iterator[Record]:
    """Yield a document's captures: one with the bytes, and the others as revisits of that.

    The first that a server gave has the bytes: of a file that was added by hand too, it tells more.
    """
    whole = [capture for capture in captures if not is_unchanged(capture)] or captures
    first = next(filter(is_answer, whole), whole[0])
    origin = _first(document, first, body)
    yield origin
    for capture in captures:
        if capture is not first:
            yield _revisit(document, capture, origin)


def _first(document: Document, capture: Capture, body: bytes) -> Record:
    digest, asked, kind = document.digest, _asked(capture), media_type(document.media_type)
    if not is_answer(capture) or is_unchanged(capture):
        return Record("resource", capture.time, _target(capture), kind, body, digest=digest, others=asked)
    others = (*asked, ("WARC-Identified-Payload-Type", kind))
    return Record("response", capture.time, _target(capture), _HTTP, body, head(capture, document.size), digest, others)


def _revisit(document: Document, capture: Capture, origin: Record) -> Record:
    profile = "server-not-modified" if is_unchanged(capture) else "identical-payload-digest"
    others = (
        *_asked(capture),
        ("WARC-Profile", f"{_PROFILE}{profile}"),
        ("WARC-Refers-To", origin.id),
        ("WARC-Refers-To-Target-URI", origin.target),
        ("WARC-Refers-To-Date", date(origin.time)),
    )
    answered = head(capture, document.size) if is_answer(capture) else b""
    return Record(
        "revisit", capture.time, _target(capture), _HTTP, head=answered, digest=document.digest, others=others
    )


def _order(capture: Capture) -> tuple[datetime, str, str, int]:
    """Order captures by time: an import may have entered them otherwise."""
    return capture.time, capture.url, capture.final_url, capture.status


def _target(capture: Capture) -> str:
    return address(capture.final_url or capture.url)


def _asked(capture: Capture) -> tuple[tuple[str, str], ...]:
    moved = capture.final_url not in ("", capture.url)
    return ((ASKED, address(capture.url)),) if moved else ()
