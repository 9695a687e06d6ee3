"""A hit as lines of the list: four where there is room beside the page, one where the list stands over it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from indexer.cards import Card
from indexer.marking.snippets import Snippet
from indexer.query.written import amount
from indexer.search import Hit
from scraper.kinds import State
from search_cli.browse.drawing import Line, both_ends, fit, fitted, marked, padded
from search_cli.browse.ink import Ink
from search_cli.terminal import line

TALL = 4
"""Lines of a hit where there is room."""
BAR = "▌"
LOCAL = "local"
"""The source of files that were added by hand: their documents are called by where they were."""
_DOT = " · "


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns are that stand behind a title: only what some hit has takes room."""

    who: int
    day: int
    pages: int

    @classmethod
    def of(cls, hits: Iterable[Hit], width: int) -> "Columns":
        """Return the columns that these hits need, in so many of the screen's."""
        every = [(cell_len(_who(hit.card)), cell_len(_day(hit.card)), cell_len(_pages(hit))) for hit in hits]
        who, day, pages = (max(lengths) for lengths in zip(*every, strict=True)) if every else (0, 0, 0)
        return cls(min(who, 24, width // 5), day, pages)

    def drawn(self, hit: Hit) -> str:
        """Return them for a hit."""
        cells = (padded(_who(hit.card), self.who), _day(hit.card).rjust(self.day), padded(_pages(hit), self.pages))
        return "".join(f"  {cell}" for cell in cells if cell) + " "


def tall(hit: Hit, width: int, ink: Ink, *, chosen: bool, labels: Sequence[str] = ()) -> list[Line]:
    """Return a hit as TALL lines: title, facts, the page that says it, and a blank one."""
    card = hit.card
    room = width - _margin(hit.rank) - 1
    title = fit(_listed(card), room)
    named = [Segment(f"{label} ", ink.tag) for label in labels]
    facts = [*named, Segment(_DOT.join(_facts_listed(hit)), ink.dim)]
    lines = [[Segment(title, ink.title if chosen else ink.text)], fitted(facts, room), _said(hit, room, ink), []]
    return [[*_begun(hit.rank, at, ink, chosen=chosen), *each] for at, each in enumerate(lines)]


def short(hit: Hit, width: int, ink: Ink, columns: Columns, *, chosen: bool, labels: Sequence[str] = ()) -> Line:
    """Return a hit as one line: its title, who published it, when, and on how many pages it is found."""
    end = columns.drawn(hit)
    room = width - cell_len(end) - _margin(hit.rank)
    named = "".join(f" {label}" for label in labels)
    title = fit(_listed(hit.card), max(room // 2, room - cell_len(named)))
    left = [Segment(title, ink.title if chosen else ink.text), Segment(fit(named, room - cell_len(title)), ink.tag)]
    return both_ends([*_begun(hit.rank, 0, ink, chosen=chosen), *left], [Segment(end, ink.dim)], width)


def labelled(tags: Sequence[str], notes: int) -> tuple[str, ...]:
    """Return what a person put on a document, as it is shown beside it."""
    return (*(f"#{line(tag)}" for tag in tags), *(("✎",) if notes else ()))


def waiting(rank: int, width: int, ink: Ink, *, chosen: bool) -> Line:
    """Return the first line of a hit that was not fetched yet."""
    return fitted([*_begun(rank, 0, ink, chosen=chosen), Segment("…", ink.dim)], width)


def titled(card: Card) -> str:
    """Return what a document is called: by its own title, behind that of its publication."""
    own = _own_title(card)
    return f"{_title(card)} › {own}" if own else _title(card)


def _listed(card: Card) -> str:
    """Return the same for a list, its own title first: several of one publication would look alike where it is cut."""
    own = _own_title(card)
    return f"{own} ‹ {_title(card)}" if own else _title(card)


def _title(card: Card) -> str:
    return line(card.title) or "(no title)"


def _own_title(card: Card) -> str:
    """Return what a document is called itself, "" if that says nothing new. A path is no title."""
    if card.source == LOCAL and not card.parent:
        return ""
    own = line(card.document.rpartition("/")[2] if card.parent else card.document)
    return own if own != _title(card) else ""


def facts_of(hit: Hit) -> list[str]:
    """Return what is known of a hit in few words: who, then what and when."""
    return [fact for fact in (line(hit.card.publisher), *_what(hit), _source(hit.card)) if fact]


def _facts_listed(hit: Hit) -> list[str]:
    """Return the same for a list, where it may be cut: the names of bodies are long, and come last."""
    return [fact for fact in (*_what(hit), line(hit.card.publisher), _source(hit.card)) if fact]


def _what(hit: Hit) -> list[str]:
    card = hit.card
    sums = f"sums up to {amount(hit.largest)}" if hit.largest is not None else ""
    kind = f"{card.kind}, {line(card.outcome)}" if card.outcome else card.kind
    return [_day(card), kind, sums, card.state if card.state != State.LIVE else ""]


def _source(card: Card) -> str:
    return "" if card.kind == "file" else line(card.source)


def _begun(rank: int, at: int, ink: Ink, *, chosen: bool) -> Line:
    bar = Segment(BAR if chosen and at < TALL - 1 else " ", ink.bar)
    number = f"{rank:>{_margin(rank) - 3}}  " if at == 0 else " " * (_margin(rank) - 1)
    return [bar, Segment(number, ink.dim)]


def _margin(rank: int) -> int:
    """Return the columns before a title: the bar, the rank, two blanks."""
    return 3 + max(2, len(str(rank)))


def _who(card: Card) -> str:
    return line(card.authority or card.outlet or card.source)


def _day(card: Card) -> str:
    return f"{date.fromisoformat(card.published):%-d %b %Y}" if card.published else ""


def _pages(hit: Hit) -> str:
    if not hit.matching:
        return f"{hit.card.pages} pp" if hit.card.pages > 1 else ""
    first = hit.numbers[0] if hit.numbers else 0
    more = f" +{hit.matching - 1}" if hit.matching > 1 else ""
    return f"p. {first}{more}" if first else f"title{more}"


def _said(hit: Hit, width: int, ink: Ink) -> Line:
    """Return the best page's snippet, in so many columns around its first mark."""
    if not hit.pages:
        return fitted([Segment(line(hit.card.reason) or "no text", ink.dim)], width)
    page = hit.pages[0]
    where = f"{_pages(hit) or (f'p. {page.number}' if page.number else 'title')}  "
    snippet = page.snippet
    start, end = _part(snippet, width - cell_len(where))
    inside = [mark for mark in snippet.marks if mark[0] < end]
    styles: list[Style] = [ink.mark] * len(inside)
    said = list(marked(snippet.text, start, end, inside, ink.text, styles))
    return fitted([Segment(where, ink.dim), *said], width)


def _part(snippet: Snippet, width: int) -> tuple[int, int]:
    """Return the part of a snippet to show: its first mark a few words in."""
    first = snippet.marks[0][0] if snippet.marks else 0
    if len(snippet.text) <= width or first < width // 2:
        return 0, len(snippet.text)
    start = snippet.text.rfind(" ", 0, max(1, first - width // 4)) + 1
    return start, len(snippet.text)
