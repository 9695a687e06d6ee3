"""What letters on requests for information say of them, as facts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from indexer.facts.letters import roles
from indexer.facts.letters.dates import days
from indexer.facts.letters.knowing import addresses, may_tell, names_law
from indexer.facts.letters.laws import is_school, law
from indexer.facts.letters.naming import named
from indexer.facts.letters.outcomes import Ending, is_review, outcome, upholds
from indexer.facts.letters.parts import ANSWER, REQUEST, Letter, Part, letters as cut
from indexer.facts.letters.roles import Role
from indexer.facts.letters.workdays import workdays
from indexer.facts.records import Dated, Fact, Lag, Named, Outcome, Words
from indexer.facts.text import Text, words
from indexer.record import record

_WAITS = frozenset(("clarification", "extended"))
_NO_ANSWER = _WAITS | {"transferred"}
_LETTERS = 24
"""Pages on which references are looked for where letters have them. After these come annexes, with others' numbers."""
_LONGEST = 400


@record()
class Read:
    """A letter that was read: its roles, how it ends the request, and if it tells of a review."""

    letter: Letter
    roles: tuple[Role, ...]
    ending: Ending | None
    review: bool
    sure: bool
    own: Role | None


def letters(text: Text) -> Iterator[Fact]:
    """Yield the references of a document, and of letters the days, the outcome and the delay of the answer."""
    read = [] if _is_log(text) or not may_tell(text) else [_read(letter) for letter in cut(text.pages)]
    of_request = any(one.sure for one in read)
    for page in text.pages:
        yield from _once(named(page, labelled=of_request and page.number <= _LETTERS))
    if not of_request:
        return
    told = _without_weaker(list(_told(read)))
    yield from _dated(told)
    ending = _ending(read)
    if ending:
        value, one = ending
        end = min(one.why.end, one.why.start + _LONGEST)
        yield Outcome(_trimmed(one.why.part, one.why.start, end), value)
    yield from _lag(text, read, told, ending[0] if ending else None)


def _is_log(text: Text) -> bool:
    """Tell whether a document lists many requests, a line each: its days are not of one of them."""
    lines = text.pages[0].text.split("\n", 40)[:40] if text.pages else []
    return sum(len(days(line)) > 1 and " | " in line for line in lines) > 1


def _once(found: Iterable[Named]) -> Iterator[Named]:
    seen = set()
    for one in found:
        if one.key not in seen:
            seen.add(one.key)
            yield one


def _read(letter: Letter) -> Read:
    ending = outcome(letter)
    header = letter.printed.start if letter.printed else -1
    found = tuple(role for role in roles.roles(letter) if role.day.start != header)
    sure = _is_sure(letter, found)
    ending = outcome(letter) if sure else None
    review = sure and is_review(letter)
    own = _own(letter, found)
    if own:
        found += tuple(role for part in letter.parts for role in roles.of_short(part, own.day))
    return Read(letter, found, ending, review, sure, own)


def _is_sure(letter: Letter, found: Sequence[Role]) -> bool:
    """Tell whether a letter is about a request for information: it names a law and answers, or says when it came."""
    heads = [part.text for part in letter.parts[:3]]
    if letter.way in (ANSWER, REQUEST) and letter.sent and not letter.printed:
        return True
    came = any(role.role in (roles.RECEIVED, roles.ASKED) for role in found)
    named, addressed = any(map(names_law, heads)), any(map(addresses, heads))
    return (named and (addressed or came)) or (came and (addressed or any(role.role == roles.ANSWERED for role in found)))


def _own(letter: Letter, found: Sequence[Role]) -> Role | None:
    """Return the day of a letter: of a mail as it was sent, else the first that stands alone or by its name."""
    if letter.printed:
        return Role(letter.parts[0], letter.printed, roles.DATED)
    return next((role for role in found if role.role == roles.DATED), None)


def _told(read: Sequence[Read]) -> Iterator[Role]:
    for one in read:
        answers = one.own and one.ending and one.ending.value not in _WAITS and one.letter.way != REQUEST and not one.review
        for role in one.roles:
            if role.role == roles.TOLD:
                if not answers:
                    yield Role(role.part, role.day, roles.ANSWERED)
            elif role.role != roles.DATED:
                yield role
        if not one.own:
            continue
        if one.letter.way == REQUEST:
            yield Role(one.own.part, one.own.day, roles.ASKED)
        elif one.review:
            if not any(role.role == roles.REVIEWED for role in one.roles):
                yield Role(one.own.part, one.own.day, roles.REVIEWED)
        elif answers and not any(role.role == roles.ANSWERED for role in one.roles):
            yield Role(one.own.part, one.own.day, roles.ANSWERED)


def _without_weaker(told: list[Role]) -> list[Role]:
    """Leave out the days of requests where a day of receipt is said; else they count as that."""
    if any(role.role == roles.RECEIVED for role in told):
        return [role for role in told if role.role != roles.ASKED]
    return [Role(role.part, role.day, roles.RECEIVED) if role.role == roles.ASKED else role for role in told]


def _dated(told: Iterable[Role]) -> Iterator[Dated]:
    seen = set()
    for role in sorted(told, key=lambda role: (role.part.page.number, role.day.start)):
        if (role.role, role.day.day) not in seen:
            seen.add((role.role, role.day.day))
            yield Dated(_words(role), role.role, role.day.day)


def _ending(read: Sequence[Read]) -> tuple[str, Ending] | None:
    """Return how the request ended, or stands: by the last letter that says so, or the one it leaves as it was."""
    found: tuple[str, Ending] | None = None
    for one in read:
        if not one.ending:
            continue
        if found and one.review and one.ending.value in ("refused", "granted") and upholds(one.letter) and found[0] not in _WAITS:
            continue
        if found and one.ending.value in _WAITS and found[0] not in _WAITS:
            continue
        found = (one.ending.value, one.ending)
    return found


def _lag(text: Text, read: Sequence[Read], told: Sequence[Role], ended: str | None) -> Iterator[Lag]:
    if ended in _NO_ANSWER:
        return
    whole = "\n".join(page.text for page in text.pages[:3])
    if is_school(text.about.authority, whole.split("Dear")[0]):
        return
    since, answer = _since(read, told), _answer(read, told)
    if not since or not answer:
        return
    under = law(whole, _nation(text.about.authority))
    count = workdays(since[0], answer[0], scotland=under.scotland)
    if count is not None:
        yield Lag(answer[1], since[1], count, under.name, under.limit)


def _since(read: Sequence[Read], told: Sequence[Role]) -> tuple[date, Words] | None:
    """Return the day from which days are counted: of receipt, or of what made a request clear (s.1(3), s.10(6))."""
    received = [(role.day.day, _words(role)) for role in told if role.role == roles.RECEIVED]
    if len({day for day, _ in received}) > 3:
        return None
    clear = [(role.day.day, _words(role)) for role in told if role.role == roles.CLARIFIED]
    if not received:
        received = [sent for one in read[:1] if one.letter.way == REQUEST and (sent := _sent(one))]
    for before, after in zip(read, read[1:], strict=False):
        if before.ending and before.ending.value == "clarification" and after.letter.way == REQUEST and (sent := _sent(after)):
            clear.append(sent)
    if not received:
        return None
    first = min(received, key=lambda one: one[0])
    return max([first, *clear], key=lambda one: one[0])


def _answer(read: Sequence[Read], told: Sequence[Role]) -> tuple[date, Words] | None:
    answered = [(role.day.day, _words(role)) for role in told if role.role == roles.ANSWERED]
    if not answered:
        answered = [
            sent
            for one in read
            if one.letter.way == ANSWER and one.ending and one.ending.value not in _NO_ANSWER and (sent := _sent(one))
        ][:1]
    return min(answered, key=lambda one: one[0], default=None)


def _sent(one: Read) -> tuple[date, Words] | None:
    """Return the day a message was sent by its site, and for evidence its first line."""
    if not one.letter.sent:
        return None
    part = one.letter.parts[0]
    line = next((line for line in part.text.split("\n") if line.strip()), "")
    start = part.start + part.text.index(line) if line else part.start
    return one.letter.sent, _trimmed(part, start, min(start + len(line), start + 120))


def _words(role: Role) -> Words:
    return words(role.part.page, role.day.start, role.day.end)


def _trimmed(part: Part, start: int, end: int) -> Words:
    text = part.page.text[start:end]
    start += len(text) - len(text.lstrip())
    return words(part.page, start, max(start, start + len(text.strip())))


def _nation(authority: str) -> str:
    if not authority:
        return ""
    from indexer.facts.bodies.gazetteer import nation

    return nation(authority)
