"""How long an answer took: from which day, until which, by which law."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from indexer.facts.letters import wordings as roles
from indexer.facts.letters.knowing import HEAD
from indexer.facts.letters.laws import is_school, law
from indexer.facts.letters.outcomes import Ending
from indexer.facts.letters.reading import WAITS, Read
from indexer.facts.letters.roles import Role
from indexer.facts.letters.workdays import workdays
from indexer.facts.records import Lag, Words
from indexer.facts.text import Text, words

_NO_ANSWER = WAITS | {"transferred"}
_MANY = 3
"""Days of receipt in one document. Where there are more, it tells of several requests."""


class _Day(NamedTuple):
    day: date
    words: Words


def lag(text: Text, read: Sequence[Read], told: Sequence[Role], ended: Ending | None) -> Iterator[Lag]:
    """Yield the working days from receipt to the first answer, if both are known and the law counts such days.

    A school's are not counted: its days are those on which it is open.
    """
    whole = "\n".join(page.text[:HEAD] for page in text.pages[:3])
    if (ended and ended.value in _NO_ANSWER) or is_school(text.about.authority, whole.partition("Dear")[0]):
        return
    since, answer = _since(read, told), _answer(read, told)
    if not since or not answer:
        return
    under = law(whole, _nation(text.about.authority))
    count = workdays(since.day, answer.day, scotland=under.scotland)
    if count is not None:
        yield Lag(answer.words, since.words, count, under.name, under.limit)


def _since(read: Sequence[Read], told: Sequence[Role]) -> _Day | None:
    """Return the day from which is counted: of receipt, or of what made the request clear.

    Source: FOIA 2000 s.10(6): the later of receipt and of what was asked for under s.1(3); FOISA 2002 s.10(1).
    """
    received = _with(told, roles.RECEIVED) or [day for one in read[:1] if one.asks for day in _sent(one)]
    if not received or len({each.day for each in received}) > _MANY:
        return None
    clear = _with(told, roles.CLARIFIED)
    for before, after in pairwise(read):
        if before.ending and before.ending.value == "clarification" and after.asks:
            clear += _sent(after)
    return max([min(received, key=_by_day), *clear], key=_by_day)


def _answer(read: Sequence[Read], told: Sequence[Role]) -> _Day | None:
    answered = _with(told, roles.ANSWERED) or [day for one in read if one.answers for day in _sent(one)]
    return min(answered, key=_by_day, default=None)


def _by_day(one: _Day) -> date:
    return one.day


def _with(told: Sequence[Role], name: str) -> list[_Day]:
    return [_Day(one.day.day, words(one.part.page, one.day.start, one.day.end)) for one in told if one.role == name]


def _sent(one: Read) -> list[_Day]:
    """Return the day on which a message's site says it was sent, if it says so, and for evidence its first line."""
    if not one.letter.sent:
        return []
    part = one.letter.parts[0]
    line = next((line.strip() for line in part.text.split("\n") if line.strip()), "")
    if not line:
        return []
    start = part.start + part.text.index(line)
    return [_Day(one.letter.sent, words(part.page, start, start + len(line[:120])))]


def _nation(authority: str) -> str:
    if not authority:
        return ""
    from indexer.facts.bodies.gazetteer import nation

    return nation(authority)
