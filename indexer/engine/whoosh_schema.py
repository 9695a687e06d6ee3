"""An entry as a Whoosh document: which fields there are, and what goes into each."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, STORED, Schema

from indexer.analysis import Spread, tokens
from indexer.engine.interface import Entry
from indexer.engine.positions import PER_NAME, place
from indexer.engine.whoosh_analysis import LabelsField, PlacesField, label_bytes
from indexer.query import AS_TEXT
from indexer.query.filters import SILENT

GAP = 50
"""Positions left free between heading and page 1: no phrase stands over that border."""

Places = dict[str, list[int]]


def schema() -> Schema:
    """Return the fields. `words` and `title_words` hold the unstemmed forms where those differ, for prefixes."""
    return Schema(
        digest=LabelsField(),
        text=PlacesField(scorable=True),
        words=PlacesField(),
        title=PlacesField(scorable=True),
        title_words=PlacesField(),
        authority=PlacesField(),
        source=LabelsField(),
        kind=LabelsField(),
        state=LabelsField(),
        type=LabelsField(),
        day=COLUMN(NumericColumn("i", default=0)),  # date.toordinal(), 0 without a date
        ocr=LabelsField(),  # each byte of a page's there is, in hexadecimal
        pages=COLUMN(VarBytesColumn()),  # all bytes of the pages, only where one is not AS_TEXT
        key=COLUMN(VarBytesColumn()),  # rank and digest, to order by: a stored field costs ten times as much to read
        record=STORED,  # what comes back with a match: see `record`
    )


def document(entry: Entry) -> dict[str, Any]:
    """Return the fields' values for an entry."""
    text, words, starts = _running_text(entry)
    heading = Spread()
    heading.add(entry.title)
    title, title_words = _places(heading)
    return {
        "digest": (entry.digest,),
        "text": text,
        "words": words,
        "title": title,
        "title_words": title_words,
        "authority": _names(entry.authorities),
        "source": _folded(entry.sources),
        "kind": _folded(entry.kinds),
        "state": _folded(entry.states),
        "type": _types(entry.media_type),
        "day": entry.published.toordinal() if entry.published else 0,
        "ocr": tuple(
            f"{byte:02x}" for byte in {*entry.ocr, *((AS_TEXT,) if len(entry.ocr) < len(entry.pages) else ())}
        ),
        "pages": entry.ocr if set(entry.ocr) - {AS_TEXT} else b"",
        "key": label_bytes(f"{entry.rank}\n{entry.digest}"),
        "record": (entry.digest, entry.stored, starts.tobytes()),
    }


def page_starts(packed: bytes) -> Sequence[int]:
    """Unpack the places at which the pages begin."""
    return array("I", packed)


def _running_text(entry: Entry) -> "tuple[Places, Places, array[int]]":
    """Return the places of the heading and all pages, as one run, by term and by word, and where pages begin."""
    run = Spread()
    starts = array("I")
    run.add(entry.heading)
    run.position += GAP
    for page in entry.pages:
        starts.append(place(run.position, 1))
        run.add(page)
    return *_places(run), starts


def _places(run: Spread) -> tuple[Places, Places]:
    """Return the places by term, and by word where that differs, in ascending order."""
    terms: Places = {}
    words: Places = {}
    for term, word, positions, width in run.found():
        # `place` of each; called three million times on the shared corpus it took a tenth of all indexing
        places = [2 * position + width - 1 for position in positions]
        _join(terms, term, places)
        if word != term:
            _join(words, word, places)
    return terms, words


def _join(joined: Places, name: str, places: list[int]) -> None:
    held = joined.get(name)
    joined[name] = places if held is None else sorted(held + places)


def _names(names: Iterable[str]) -> Places:
    """Return the words of all names, each name in a thousand of its own, so that no match goes over two."""
    places: Places = defaultdict(list)
    for number, name in enumerate(names):
        words = [token.word for token in tokens(" ".join(name.split())) if token.width == 1]
        for at, word in enumerate(word for word in words[:PER_NAME] if word not in SILENT):
            places[word].append(number * PER_NAME + at)
    return places


def _folded(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(label.strip().casefold() for label in labels)


def _types(media_type: str) -> tuple[str, ...]:
    """Return a media type, and its second half, by which people know it: "application/pdf" and "pdf"."""
    whole = media_type.strip().casefold()
    return whole, whole.rpartition("/")[2]
