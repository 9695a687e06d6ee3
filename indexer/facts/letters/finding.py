"""What letters on requests for information say of them, as facts."""

from collections.abc import Iterator

from indexer.facts.letters.dates import days
from indexer.facts.letters.delays import lag
from indexer.facts.letters.knowing import HEAD, may_tell
from indexer.facts.letters.naming import named
from indexer.facts.letters.outcomes import Ending
from indexer.facts.letters.parts import letters as parted
from indexer.facts.letters.reading import read
from indexer.facts.letters.story import ending, once, told
from indexer.facts.records import Dated, Fact, Named, Outcome
from indexer.facts.text import Text, words

_LETTERS = 24
"""Pages on which references are looked for where letters have them. After these come annexes, with others' numbers."""
_PAGES = 60
"""Pages on which references of known forms are. The index has them of all pages: a workbook has thousands."""
_LONGEST = 400
"""Characters of a sentence that are given for an outcome."""


def letters(text: Text) -> Iterator[Fact]:
    """Yield the references of a document, and of letters the days, the outcome and the delay of the answer."""
    several = [read(one) for one in parted(text.pages)] if may_tell(text) and not _is_log(text) else []
    of_request = any(one.sure for one in several)
    yield from _references(text, of_letters=of_request)
    if of_request:
        days_told = told(several)
        for role in once(days_told):
            yield Dated(words(role.part.page, role.day.start, role.day.end), role.role, role.day.day)
        ended = ending(several)
        if ended:
            yield _outcome(ended)
        yield from lag(text, several, days_told, ended)


def _references(text: Text, *, of_letters: bool) -> Iterator[Named]:
    seen = set()
    for page in text.pages[:_PAGES]:
        for one in named(page, labelled=of_letters and page.number <= _LETTERS):
            if one.key not in seen:
                seen.add(one.key)
                yield one


def _outcome(ended: Ending) -> Outcome:
    start, page = ended.why.start, ended.why.part.page
    end = start + len(page.text[start : min(ended.why.end, start + _LONGEST)].rstrip())
    return Outcome(words(page, start, end), ended.value)


def _is_log(text: Text) -> bool:
    """Tell whether a document lists many requests, a line each: its days are not of one of them."""
    lines = text.pages[0].text[:HEAD].split("\n")[:40] if text.pages else []
    return sum(" | " in line and len(days(line[:500])) > 1 for line in lines) > 1
