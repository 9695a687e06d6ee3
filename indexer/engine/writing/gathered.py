"""Entries on their way into one segment: words as numbers, everything else as it comes."""

from array import array
from collections.abc import Iterable, Sequence

from indexer.analysis import tokens
from indexer.engine.interface import Entry
from indexer.engine.positions import PER_NAME
from indexer.engine.segments.layout import CURRENCIES, LABELS, label_bytes
from indexer.engine.writing.forms import Forms
from indexer.query import AS_TEXT
from indexer.query.filters import SILENT
from indexer.references import references
from indexer.sums import sums

LARGEST = 2**64 - 2
"""No sum is kept for more."""


class Labelled:
    """The values of one label field, document by document."""

    def __init__(self) -> None:
        self.strings: dict[bytes, int] = {}
        self.documents = array("I")
        self.values = array("I")

    def add(self, document: int, labels: Iterable[str]) -> None:
        """Add a document's values; empty ones are none, and one that comes twice counts once."""
        for label in {label_bytes(label) for label in labels if label}:
            self.documents.append(document)
            self.values.append(self.strings.setdefault(label, len(self.strings)))


class Placed:
    """The words of one field that has few: places are numbered when they come."""

    def __init__(self) -> None:
        self.strings: dict[str, int] = {}
        self.documents = array("I")
        self.values = array("I")
        self.places = array("I")

    def add(self, document: int, word: str, place: int) -> None:
        """Add one word."""
        self.documents.append(document)
        self.values.append(self.strings.setdefault(word, len(self.strings)))
        self.places.append(place)


class Gathered:
    """The documents of one segment, as they are added."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.documents = 0
        self.text = array("I")  # the numbers of all pieces, heading before pages, document after document
        self.text_ends = array("I")  # of each heading and each page, in pieces so far
        self.pages = array("I")  # how many pages each document has
        self.title = array("I")
        self.title_ends = array("I")
        self.days = array("I")
        self.authority = Placed()
        self.supplier = Placed()
        self.reference = Placed()  # places are numbers of pages, until it is known where pages begin
        self.labels = {field: Labelled() for field in LABELS}
        self.types = Labelled()  # whole media types
        self.keys: list[bytes] = []
        self.ocr: list[bytes] = []
        self.stored: list[tuple[bytes, bytes]] = []
        self.largest = array("Q")
        self.sums: list[tuple[int, int, int, int]] = []
        self._bytes = 0

    @property
    def size(self) -> int:
        """About how many bytes it takes until it is written, without the forms, which outlive it."""
        return 19 * len(self.text) + self._bytes

    def add(self, entry: Entry) -> None:
        """Add a document."""
        number, before = self.documents, len(self.stored)
        largest, stated = 0, _by_page(entry.sums)
        for page, text in enumerate((entry.heading, *entry.pages)):
            self.forms.add(text, self.text)
            self.text_ends.append(len(self.text))
            for key in dict.fromkeys(reference.key for reference in references(text)):
                self.reference.add(number, key, page)
            largest = max(largest, self._add_sums(number, page, text, stated.get(page, ())))
        self.forms.add(entry.title, self.title)
        self.title_ends.append(len(self.title))
        self.largest.append(largest)
        self.pages.append(len(entry.pages))
        self.days.append(entry.published.toordinal() if entry.published else 0)
        for field, labels in labels_of(entry).items():
            self.labels[field].add(number, labels)
        self.types.add(number, _folded((entry.media_type,)))
        for word, place in name_places(entry.authorities):
            self.authority.add(number, word, place)
        for word, place in name_places(entry.companies):
            self.supplier.add(number, word, place)
        self.keys.append(label_bytes(f"{entry.rank}\n{entry.digest}"))
        self.ocr.append(entry.ocr if set(entry.ocr) - {AS_TEXT} else b"")
        self.stored.append((_kept(entry.digest), _kept(entry.stored)))
        self._bytes += 1_500 + sum(map(len, (self.keys[before], self.ocr[before], *self.stored[before])))
        self.documents += 1

    def _add_sums(self, number: int, page: int, text: str, stated: Iterable[tuple[int, str]]) -> int:
        """Add the sums on one page, and return the greatest, plus 1: 0 if there is none."""
        largest = 0
        for value, currency in {*stated, *((found.hundredths, found.currency) for found in sums(text))}:
            if currency not in CURRENCIES:
                continue
            hundredths = min(value, LARGEST)
            self.sums.append((hundredths, CURRENCIES.index(currency) + 1, number, page))
            largest = max(largest, hundredths + 1)
            self._bytes += 150
        return largest


def labels_of(entry: Entry) -> dict[str, Sequence[str]]:
    """Return the values of each label field."""
    whole = _folded((entry.media_type,))
    return {
        "digest": (entry.digest,),
        "source": _folded(entry.sources),
        "kind": _folded(entry.kinds),
        "state": _folded(entry.states),
        "type": (*whole, whole[0].rpartition("/")[2]),  # people know it by the second half
        "outcome": _folded(entry.outcomes),
        "ocr": _ocr(entry),
        "body": entry.bodies,
        "year": (f"{entry.published.year:04d}",) if entry.published else (),
        "exemption": entry.exemptions,
        "provision": entry.provisions,
        "company": entry.companies,
        "lag": tuple(f"{days:03d}" for days in entry.lags),
    }


def name_places(names: Iterable[str]) -> list[tuple[str, int]]:
    """Return the words of all names, each name in a thousand of its own, so that no match goes over two."""
    places: list[tuple[str, int]] = []
    for number, name in enumerate(names):
        words = [token.word for token in tokens(" ".join(name.split())) if token.width == 1]
        told = [word for word in words[:PER_NAME] if word not in SILENT]
        places += [(word, number * PER_NAME + at) for at, word in enumerate(told)]
    return places


def _by_page(stated: Iterable[tuple[int, int, str]]) -> dict[int, list[tuple[int, str]]]:
    by_page: dict[int, list[tuple[int, str]]] = {}
    for page, hundredths, currency in stated:
        by_page.setdefault(page, []).append((hundredths, currency))
    return by_page


def _kept(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _folded(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(label.strip().casefold() for label in labels)


def _ocr(entry: Entry) -> tuple[str, ...]:
    """Return each byte of the document's pages that there is, in hexadecimal."""
    bytes_ = set(entry.ocr[: len(entry.pages)])
    if len(entry.ocr) < len(entry.pages):
        bytes_.add(AS_TEXT)
    return tuple(f"{byte:02x}" for byte in bytes_)
