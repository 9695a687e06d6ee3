"""Which part a day has in a request's story, by the words before and after it."""

import re

from indexer.facts.letters import doubts
from indexer.facts.letters import wordings as words
from indexer.facts.letters.dates import Day, days, yearless
from indexer.facts.letters.knowing import HEAD
from indexer.facts.letters.parts import Letter, Part
from indexer.record import record

_BEFORE, _AFTER = 130, 110
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_SENTENCE = re.compile(r"[.?!]\s")
_BESIDE = " \t:|,;.*-\u2013\u2014>\xa0"
_GAP = "\u00a6"
"""What stands here for a wide gap of a PDF."""
_GOES_ON = re.compile(r"\b(?:by|on|of|dated|until|before|at|from|the|and|to|than|in|received|for|is|was),?\s*$")
"""How a line ends that goes on with a day on the next one."""
_IN_SENTENCE = re.compile(r"[.,;)]?[ ]+[a-z(]|[.,;)]\s*\n?[A-Za-z]|\n[a-z]")
_REFERENCE = re.compile(r"(?:our |my )?ref(?:erence)?\b[^,;]{0,40}$", re.I)
_SIGNED = re.compile(r"^[^,]{2,60},\s*$")
_DATE = re.compile(r"\b(?:Date|DATE|Dated)$")
_PLACE = re.compile(r"[A-Z][\w .-]{2,30},\s*")
_WEEKDAY = re.compile(r"(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s*)$", re.I)


@record()
class Role:
    """A day with a part in the story, and on which part of a letter it stands."""

    part: Part
    day: Day
    role: str


def roles(letter: Letter) -> list[Role]:
    """Return the days of a letter that have a part in the story, as its words have it, in order."""
    return [one for part in letter.parts for one in _of_part(part)]


def of_short(part: Part, said: Day) -> list[Role]:
    """Return the days without a year, on which a request came: "your request of 5 January"."""
    found = []
    text = _gapped(part)
    for short in yearless(text, said.day):
        role = _role(text, short, 0)
        if role in (words.RECEIVED, words.ASKED, words.MAYBE, words.CLARIFIED):
            found.append(Role(part, _moved(short, part.start), role))
    return found


def _of_part(part: Part) -> list[Role]:
    found = []
    last = 0
    text = _gapped(part)
    for day in days(part.text[:HEAD]):
        role = _role(text, day, last)
        if role:
            found.append(Role(part, _moved(day, part.start), role))
        last = day.end
    return found


def _gapped(part: Part) -> str:
    """Return the words of a part with its wide gaps marked."""
    text = list(part.text[:HEAD])
    for gap in part.page.gaps:
        if 0 <= gap - part.start < len(text):
            text[gap - part.start] = _GAP
    return "".join(text)


def _role(text: str, day: Day, last: int) -> str:
    before = _WEEKDAY.sub("", text[max(last, day.start - _BEFORE) : day.start])
    after = text[day.end : day.end + _AFTER]
    before = _PARAGRAPH.split(before)[-1] if before.strip() and not before.endswith("\n\n") else before
    return _labelled(before, after) or _spoken(_plain(before), _plain(_PARAGRAPH.split(after)[0]))


def _labelled(before: str, after: str) -> str:
    """Return the role by what stands before on the line, or on a line above that has nothing else."""
    above, _, line = before.rpartition("\n")
    ends = not re.split(rf"[\n{_GAP}]", after, maxsplit=1)[0].strip(_BESIDE)
    before_gap, gap, line = line.rpartition(_GAP) if _GAP in line else ("", "", line)
    label = line.strip(_BESIDE)
    if gap and not label:
        return _label(before_gap.rpartition(_GAP)[2]) or (words.DATED if ends else "")
    if label and ends and (_PLACE.fullmatch(line) or (not after.strip(_BESIDE) and _SIGNED.search(line))):
        return words.DATED
    if label and ends and not _GOES_ON.search(line) and _REFERENCE.match(label):
        return words.DATED
    if label:
        return _label(label.rpartition("|")[2].strip(_BESIDE) or label)
    last = next((each.strip(_BESIDE) for each in reversed(above.split("\n")) if each.strip(_BESIDE)), "")
    if _GOES_ON.search(above) or _IN_SENTENCE.match(after):
        return ""
    return _label(last) or (words.DATED if ends else "")


def _label(label: str) -> str:
    label = " ".join(label.split()).strip(" :*.-")
    if len(label) > 50:
        return ""
    names = (label, *label.split(" / ")) if " / " in label else (label,)
    found = next((role for name in names for role, pattern in words.LABELLED if pattern.fullmatch(name)), "")
    return found or (words.DATED if _DATE.search(label) else "")


def _spoken(before: str, after: str) -> str:
    """Return the role by the words of a sentence."""
    *_, begun = _SENTENCE.split(before)
    rest = _SENTENCE.split(f"{after} ")[0]
    about = f"{begun} {rest}"
    if doubts.REVIEW.search(about):
        if doubts.REVIEW_DONE.search(begun):
            return words.REVIEWED
        if (doubts.REVIEW.search(rest) or doubts.REVIEW_ASKED.search(begun)) and not doubts.FIRST_ANSWER.search(begun):
            return ""
    if doubts.ON_DAY.search(begun) and doubts.ANSWERED_AFTER.match(f" {rest}"):
        return words.TOLD
    for role, pattern in words.SPOKEN:
        if pattern.search(begun) and _holds(role, begun, rest):
            return role
    asked = doubts.ON_DAY.search(begun) and doubts.ASKED_AFTER.match(f" {rest}")
    return words.ASKED if asked and not doubts.COMPLAINT.search(rest) else ""


def _holds(role: str, begun: str, rest: str) -> bool:
    """Tell whether the rest of a sentence bears it out."""
    if role == words.DUE:
        about = f"{begun} {rest}"
        return bool(doubts.DUE_ABOUT.search(about)) and not doubts.FROM_READER.search(about)
    if role == words.CLARIFIED:
        return not doubts.ASKS_CLARITY.search(begun)
    if role == words.ASKED:
        return not doubts.THEN_RECEIVED.match(f" {rest}") and not doubts.COMPLAINT.search(f"{begun} {rest}")
    return role != words.RECEIVED or not doubts.OTHER_RECEIPT.search(begun)


def _plain(text: str) -> str:
    return " ".join(text.replace(_GAP, " ").split())


def _moved(day: Day, by: int) -> Day:
    return Day(day.start + by, day.end + by, day.day)
