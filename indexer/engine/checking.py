"""Compares an index with the entries it was made of: every term at every place, every label, what was stored.

It goes another way than those who write and search: words come from `analysis.tokens`, one by one, and postings out of
Whoosh's reader. Of each document a field is folded into one number, so that memory grows by documents, not by words.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from indexer.analysis import tokens
from indexer.engine.interface import Entry
from indexer.engine.positions import GAP, place
from indexer.engine.segments import Segment, opened
from indexer.engine.segments.layout import CURRENCIES, LABELS, PLACES, label_bytes
from indexer.engine.whoosh_codec import Opened, Terms
from indexer.engine.writing.gathered import LARGEST, labels_of, name_places
from indexer.references import references
from indexer.sums import sums

FIELDS = (*PLACES, *LABELS, "sums", "day")

Folded = dict[str, int]
"""What one document holds: for each field, the sum of a hash of every term with its places."""

Places = dict[str, dict[bytes, list[int]]]

_MODULUS = 1 << 64


def differences(folder: Path, entries: Iterable[Entry], told: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Yield, a line each, what is not in the index as it ought to be. `told` is called after each document.

    Raises DamagedIndex where a file is not as it was written.
    """
    with opened(folder) as segments:
        held: dict[str, tuple[Folded, str]] = {}
        for segment in segments:
            for section in segment.problems():
                segment.file.damaged(section)
            for digest, found in documents(segment):
                if digest in held:
                    yield f"{digest} is in the index twice"
                held[digest] = found
    for entry in entries:
        folded, stored = held.pop(entry.digest, (None, ""))
        if folded is None:
            yield f"{entry.digest} is not in the index"
            continue
        wanted = expected(entry)
        wrong = [field for field in FIELDS if wanted.get(field, 0) != folded.get(field, 0)]
        if wrong:
            yield f"{entry.digest}: the index has other terms than the text, in {', '.join(wrong)}"
        if stored != entry.stored:
            yield f"{entry.digest}: what is shown of it is not what is known of it"
        told()
    yield from (f"{digest} is in the index and ought not to be" for digest in held)


def expected(entry: Entry) -> Folded:
    """Return what the index must hold of an entry."""
    folded: Folded = defaultdict(int)
    for field, terms in _places(entry).items():
        for term, places in terms.items():
            folded[field] += _hash(term, sorted(places))
    for field, labels in labels_of(entry).items():
        folded[field] += sum(_hash(label, ()) for label in {label_bytes(label) for label in labels if label})
    for page, text in enumerate((entry.heading, *entry.pages)):
        for value, currency in {(min(found.hundredths, LARGEST), found.currency) for found in sums(text)}:
            folded["sums"] += _hash(b"%d %d" % (value, CURRENCIES.index(currency) + 1), (page,))
    folded["day"] = entry.published.toordinal() if entry.published else 0
    return {field: value % _MODULUS for field, value in folded.items()}


def documents(segment: Segment) -> Iterator[tuple[str, tuple[Folded, str]]]:
    """Yield the digest of each document of a segment, what it holds, and what was stored with it."""
    folded: list[Folded] = [defaultdict(int, day=day) for day in segment.column("day")]
    terms = Terms(segment, Opened(segment, (*PLACES, *LABELS)).fields)
    for field, term in terms.terms():
        matcher = terms.matcher(field, term, None)
        while matcher.is_active():
            folded[matcher.id()][field] += _hash(term, matcher.places())
            matcher.next()
    for value, currency, document, page in zip(*segment.sums(), strict=True):
        folded[document]["sums"] += _hash(b"%d %d" % (value, currency), (page,))
    for number, found in enumerate(folded):
        if number not in segment.deleted:
            digest, stored, _ = segment.record(number)
            yield digest, ({field: value % _MODULUS for field, value in found.items()}, stored)


def _places(entry: Entry) -> Places:
    held: Places = defaultdict(lambda: defaultdict(list))
    position = 0
    for page, text in enumerate((entry.heading, *entry.pages)):
        begin = place(position, 1) if page else 0
        for key in dict.fromkeys(found.key for found in references(text)):
            held["reference"][key.encode()].append(begin)
        position = _words(held, "text", "words", text, position) + (0 if page else GAP)
    _words(held, "title", "title_words", entry.title, 0)
    for word, at in name_places(entry.authorities):
        held["authority"][word.encode()].append(at)
    for word, at in name_places(entry.companies):
        held["supplier"][word.encode()].append(at)
    return held


def _words(held: Places, stems: str, words: str, text: str, position: int) -> int:
    """Note the words of a text that begins at this position; return the position after it."""
    after = position
    for token in tokens(text):
        at = place(position + token.position, token.width)
        held[stems][token.term.encode()].append(at)
        if token.word != token.term:
            held[words][token.word.encode()].append(at)
        after = position + token.position + token.width
    return after


def _hash(term: bytes, places: Iterable[int]) -> int:
    return int.from_bytes(blake2b(term + b"\n" + array("I", places).tobytes(), digest_size=8).digest(), "little")
