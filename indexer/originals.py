"""Where the file behind each text is: one of the archive, or one within such a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indexer.members import Inside
from indexer.reading import best
from indexer.text import Made, TextStore
from scraper.archive.records import Document
from scraper.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Original:
    """A file that is here, and whose text stands for it: `extractor` is the reader that is used.

    `held` is the document of the archive that it is, or, if `inside` is the way to it, that it is in.
    """

    digest: str
    media_type: str
    extractor: str
    held: Document
    inside: str = ""


def originals(archive: Archive, store: TextStore) -> dict[str, Original]:
    """Return, by digest, every file that was read and is here. Text that came in a bundle has none."""
    readings = store.readings()
    held: dict[str, Document] = {known.digest: known for known in archive.captures.documents() if known.held}
    by_themselves = (_original(document, document, "", readings) for document in held.values())
    found = {original.digest: original for original in by_themselves if original}
    within = (_original(inside.document, outer, inside.path, readings) for inside, outer in _within(store, held))
    for original in within:
        if original:
            found.setdefault(original.digest, original)
    return found


def _within(store: TextStore, held: Mapping[str, Document]) -> Iterator[tuple[Inside, Document]]:
    for inside in store.members.all():
        if inside.digest and inside.parent in held:
            yield inside, held[inside.parent]


def _original(
    document: Document, held: Document, inside: str, readings: Mapping[str, Iterable[Made]]
) -> Original | None:
    made = best(readings[document.digest], document.media_type)
    return Original(document.digest, document.media_type, made.extractor, held, inside) if made else None
