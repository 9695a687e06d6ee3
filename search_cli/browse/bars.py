"""The lines around list and page: how many there are, what should be known, where on which page, which keys."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from rich.cells import cell_len
from rich.segment import Segment

from indexer.engine.interface import Order
from indexer.marking.occurrences import ENOUGH
from indexer.search import Hit, Results
from search_cli.browse.drawing import Line, fitted, rule
from search_cli.browse.ink import Ink
from search_cli.browse.keys import FOOT
from search_cli.browse.questions import Answer, Question
from search_cli.browse.rows import facts_of, labelled, titled
from search_cli.browse.sheets import Sheet
from search_cli.terminal import line, many

_ORDERS = {
    Order.RELEVANCE: "best first",
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
    Order.LARGEST: "greatest sum first",
}
_RULED = 6
"""Columns of a rule that what is said in it leaves."""
_TOLD = 5
"""Lines of what is said over it."""
_NOTES = 3
"""Notes that are shown over a page; `a` has all."""
_LISTED = 6
"""Numbers of matching pages that are named."""


def counted(found: Results | None, question: Question, answer: Answer | None, *, late: bool) -> str:
    """Return how many documents match, and in which order they are listed; `late` if the answer has taken a while."""
    if late or found is None:
        return "searching …" if answer is None or not answer.trouble else "?"
    if answer and answer.trouble:
        return "?"
    order = _ORDERS[question.order if question.text.strip() or question.order is not Order.RELEVANCE else Order.NEWEST]
    return f"{many(found.total, 'document')} · {order}" if found.total else "nothing found"


def told(said: str, found: Results | None, question: Question, answer: Answer | None) -> tuple[str, bool]:
    """Return what should be known now, and whether it is trouble: an answer's own first."""
    if said or answer is None or answer.question.serial != question.serial:
        return said, False
    if answer.trouble:
        return answer.trouble, not question.typing
    if answer.text != question.text:
        return f"so far: {answer.text}", False
    if found and not found.total and not question.text.strip():
        return "the index is empty: `foi crawl` or `foi add`, then `foi index`", False
    return " · ".join(notices(found)) if found else "", False


def notices(results: Results) -> Iterator[str]:
    """Yield what should be known of an answer besides its hits."""
    yield from results.notes
    for correction in results.corrections:
        yield f'no document has "{correction.word}"; did you mean {" or ".join(correction.likely)}?'
    if results.corrected:
        yield f"y takes {results.corrected}"


def notice(said: str, ink: Ink, width: int, *, trouble: bool = False) -> list[Line]:
    """Return the rule under the query, with what should be known said in it, or over it if that is long."""
    style = ink.trouble if trouble else ink.text
    told = line(said)
    if cell_len(told) <= width - _RULED:
        return [rule(width, [Segment(told, style)] if told else [], [], ink)]
    over = wrap(told, max(20, width - 2), max_lines=_TOLD, placeholder=" …")
    return [*([Segment(f" {text}", style)] for text in over), rule(width, [], [], ink)]


def head(hit: Hit | None, sheet: Sheet | None, at: int, ink: Ink, width: int, *, total: int, full: bool) -> list[Line]:
    """Return what stands over the page: where it is, and notes; if `full`, over that, which document it is of."""
    if hit is None:
        return [rule(width, [], [], ink)]
    right = [Segment(place(hit, sheet, at), ink.dim)]
    among = f"{hit.rank:,} of {total:,}"
    left = [Segment(among, ink.dim)] if Segment.get_line_length(right) + len(among) + _RULED + 4 < width else []
    lines: list[Line] = []
    if full:
        labels = labelled(sheet.own.tags, len(sheet.own.notes)) if sheet else ()
        facts = [Segment("  "), *(Segment(f"{label} ", ink.tag) for label in labels)]
        facts.append(Segment(" · ".join(facts_of(hit)), ink.dim))
        title = wrap(titled(hit.card), max(20, width - 4), max_lines=2, placeholder="…", break_on_hyphens=False)
        lines = [*(fitted([Segment(f"  {text}", ink.title)], width) for text in title), fitted(facts, width - 1)]
    return [*lines, rule(width, left, right, ink), *_notes(sheet, ink, width)]


def _notes(sheet: Sheet | None, ink: Ink, width: int) -> Iterator[Line]:
    """Yield the notes on the page that is shown, and on its document, a line each."""
    if sheet is None:
        return
    number = sheet.wanted.number
    notes = sheet.own.on(number) + (sheet.own.on(0) if number else ())
    for note in notes[:_NOTES]:
        about = "" if note.page or not number else " (the document)"
        yield fitted([Segment(f"  ✎{about} ", ink.tag), Segment(line(note.text), ink.text)], width - 1)
    if len(notes) > _NOTES:
        yield [Segment(f"  ✎ and {many(len(notes) - _NOTES, 'more note')}", ink.dim)]


def place(hit: Hit, sheet: Sheet | None, at: int) -> str:
    """Return which page is shown, which of its matches is looked at, and which other pages match."""
    if sheet is None:
        return ""
    number, pages = sheet.wanted.number, hit.card.pages
    parts = [*map(line, sheet.remarks), f"p. {number} of {pages}" if number else "about the document"]
    if sheet.marks:
        every = f"{len(sheet.marks):,}{'+' if len(sheet.marks) >= ENOUGH else ''}"
        few = "1 match" if every == "1" else f"{every} matches"
        parts.append(f"match {at + 1:,} of {every}" if at >= 0 else few)
    others = [other for other in sorted(hit.numbers) if other != number and other]
    if others:
        shown = ", ".join(map(str, others[:_LISTED]))
        parts.append(f"also p. {shown}" + (f" and {len(others) - _LISTED:,} more" if len(others) > _LISTED else ""))
    return " · ".join(parts)


def foot(where: str, ink: Ink, width: int) -> list[Line]:
    """Return the keys that matter most there."""
    return line_of_keys(FOOT[where], ink, width)


def line_of_keys(keys: Iterable[tuple[str, str]], ink: Ink, width: int) -> list[Line]:
    """Return keys and what they do, as many as there is room for."""
    shown: Line = [Segment(" ")]
    taken = 1
    for key, word in keys:
        room = cell_len(f"{key} {word}")
        if taken + room > width:
            break
        shown += [Segment(key, ink.key), Segment(f" {word}  ", ink.dim)]
        taken += room + 2
    return [shown]
