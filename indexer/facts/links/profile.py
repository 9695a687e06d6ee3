"""What of a publication links are made of: its numbers, names, references, words and quotes, with their places."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from indexer.extract.pages import Page
from indexer.facts.bodies.naming import name_key
from indexer.facts.links import wording
from indexer.facts.links.numbers import numbers
from indexer.facts.records import Body, Words
from indexer.record import record
from indexer.references import references

READ = 300_000
"""Characters of a publication that are looked at, a hundred pages."""
WORDED = 30_000
"""Characters whose words count: what a release is about, its beginning says."""
MOST_NUMBERS, MOST_NAMES, MOST_QUOTES = 5_000, 1_000, 60

_LEAD = 350
"""Characters at the beginning of a report that say what it is about."""
_BESIDE = 150
"""Characters before and after the words on freedom of information that are thought to be of what was released."""


@record()
class Seen:
    """Words and the document they stand in, by its digest."""

    document: str
    words: Words


@record()
class Known:
    """What is known of a publication besides its text.

    `body` is its authority's name of then, as `name_key` has it; `references` are keys, `outlet` is who carried it.
    """

    title: str = ""
    authority: str = ""
    body: str = ""
    published: date | None = None
    references: tuple[str, ...] = ()
    outlet: str = ""


@record()
class Profile:
    """A publication as links see it.

    `numbers` are by their hundredths, `sizes` these in order. `leading` are those at the beginning of a text, or beside
    the words on freedom of information, `earlier` those that others are only compared with, `sums` those with a
    currency. `capitals` are words with a capital, `names` those that have it within a sentence. `bodies` are public
    authorities by `name_key`, `quotes` are quotations, `terms` and `every` the numbers of stems, and of words. `law` is
    where freedom of information is spoken of; `told` if it is said at least that somebody disclosed what is told.
    """

    known: Known
    numbers: Mapping[int, Seen]
    sizes: tuple[int, ...]
    sums: frozenset[int]
    leading: frozenset[int]
    earlier: frozenset[int]
    capitals: Mapping[str, Seen]
    names: frozenset[str]
    bodies: Mapping[str, Seen]
    references: Mapping[str, Seen]
    quotes: tuple[Seen, ...]
    terms: frozenset[int]
    every: frozenset[int]
    law: Seen | None
    told: bool


Document = tuple[str, Iterable[Page], Iterable[Body]]
"""A document of a publication: its digest, its pages, and who is named there."""


def profile(known: Known, documents: Iterable[Document], *, report: bool) -> Profile:
    """Return what links are made of, from all documents of a publication in their order.

    Of a release nothing is gathered that only a report is asked for: leading numbers, quotes, every word, the law.
    """
    gathered = _Gathered(known, report=report)
    for digest, pages, bodies in documents:
        gathered.add(digest, pages, bodies)
    return gathered.profile()


class _Gathered:
    """A profile in the making: what comes again keeps its first place."""

    def __init__(self, known: Known, *, report: bool) -> None:
        self._known = known
        self._report = report
        self._left = READ
        self._worded = WORDED
        self._numbers: dict[int, Seen] = {}
        self._sums: set[int] = set()
        self._earlier: set[int] = set()
        self._told = False
        self._leading = {number.value for number in numbers(known.title)}
        self._capitals: dict[str, Seen] = {}
        self._names: set[str] = set()
        self._bodies: dict[str, Seen] = {}
        self._references: dict[str, Seen] = {}
        self._quotes: list[Seen] = []
        self._texts: list[str] = [known.title]
        self._law: Seen | None = None

    def add(self, digest: str, pages: Iterable[Page], bodies: Iterable[Body]) -> None:
        """Take in a document."""
        for page in pages:
            if self._left <= 0:
                break
            self._add(digest, page, page.text[: self._left])
            self._left -= len(page.text)
        for body in bodies:
            if body.kind == "authority":
                self._bodies.setdefault(name_key(body.name), Seen(digest, body.words))

    def _add(self, digest: str, page: Page, text: str) -> None:
        def seen(start: int, end: int) -> Seen:
            return Seen(digest, Words(page.number, start, end, text[start:end]))

        law = wording.of_the_law(text) if self._report else None
        if law and not self._law:
            self._law = seen(*law)
        self._told = self._told or (self._report and wording.told_by_somebody(text))
        leads = _leads(law, first=self._left == READ) if self._report else ()
        self._add_numbers(text, leads, seen)
        for reference in references(text):
            if reference.key not in self._references and len(self._references) < MOST_NAMES:
                self._references[reference.key] = seen(reference.start, reference.end)
        if self._worded > 0:
            self._worded -= len(text)
            self._add_words(text, seen)

    def _add_numbers(self, text: str, leads: Iterable[tuple[int, int]], seen: Callable[[int, int], Seen]) -> None:
        for number in numbers(text):
            if number.value not in self._numbers:
                if len(self._numbers) == MOST_NUMBERS:
                    continue
                self._numbers[number.value] = seen(number.start, number.end)
            if number.money:
                self._sums.add(number.value)
            if self._report and wording.is_earlier(text, number.start, number.end):
                self._earlier.add(number.value)
            if any(start <= number.start < end for start, end in leads) and not _is_share(text, number.end):
                self._leading.add(number.value)

    def _add_words(self, text: str, seen: Callable[[int, int], Seen]) -> None:
        self._texts.append(text)
        for start, end, word, inner in wording.capitals(text):
            if word not in self._capitals and len(self._capitals) < MOST_NAMES:
                self._capitals[word] = seen(start, end)
            if inner:
                self._names.add(word)
        for start, end in wording.quotes(text) if self._report else ():
            if len(self._quotes) < MOST_QUOTES:
                self._quotes.append(seen(start, end))

    def profile(self) -> Profile:
        """Return it."""
        words = wording.distinct(*self._texts)
        return Profile(
            self._known,
            self._numbers,
            tuple(sorted(self._numbers)),
            frozenset(self._sums),
            frozenset(self._leading if self._report else ()),
            frozenset(self._earlier),
            self._capitals,
            frozenset(self._names & self._capitals.keys()),
            self._bodies,
            self._references,
            tuple(self._quotes),
            frozenset(map(wording.number_of, wording.terms(words))),
            frozenset(map(wording.number_of, words)) if self._report else frozenset(),
            self._law,
            self._told,
        )


def _is_share(text: str, end: int) -> bool:
    """Tell whether a number is of a hundred: a report works those out for itself."""
    return text[end : end + 10].lstrip().lower().startswith(("%", "per cent", "percent"))


def _leads(law: tuple[int, int] | None, *, first: bool) -> list[tuple[int, int]]:
    found = [(0, _LEAD)] if first else []
    return [*found, (law[0] - _BESIDE, law[1] + _BESIDE)] if law else found
