"""Which part a day has in a request's story, by the words before and after it."""

import re

from indexer.facts.letters.dates import Day, days, yearless
from indexer.facts.letters.knowing import HEAD
from indexer.facts.letters.parts import Letter, Part
from indexer.record import record

TOLD = "told"
"""The day of an answer as a sentence tells it: of an earlier one, if the letter is an answer too."""
RECEIVED, ANSWERED, PUBLISHED = "received", "answered", "published"
CLARIFIED, DUE, REVIEWED = "clarified", "due", "reviewed"
ASKED = "asked"
"""The day of the request by its own date, which counts as received if no day of receipt is said."""
DATED = "dated"
"""The letter's own day."""

_BEFORE, _AFTER = 130, 110
_WEEKDAY = re.compile(r"(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s*)$", re.I)

_REQUEST = r"(?:request|enquiry|query|application|e-?mail|letter|message|correspondence|communication|FOIA?|RFI|FOI request|submission|fax|web ?form)"
_LABELS = (
    (
        RECEIVED,
        r"(?:(?:date|foi|foia|eir|your|the|of|information|initial|original) )*(?:request |enquiry |application |case )?(?:was )?"
        r"(?:received|registered|receipt|logged)(?: date| on| at| by us| by)?(?: foi)?|derbyniwyd|dyddiad derbyn(?: cais)?",
    ),
    (CLARIFIED, r"(?:date )?(?:of )?(?:clarification|clarified)(?: received| provided| given| date| on)*"),
    (REVIEWED, r"(?:date )?(?:of )?(?:internal )?review (?:completed|outcome|decision|response|result|issued|sent|date|reply)(?: date| on| sent)*"),
    (PUBLISHED, r"(?:date )?(?:first )?(?:of )?(?:published|publication)(?: date| on)*|cyhoeddwyd"),
    (DUE, r"(?:response |reply |answer |statutory |target |foi |date |final )*(?:due|deadline|target)(?: date| by| for (?:response|reply|answer)| on)*|(?:respond|reply|answer)(?: due)? by"),
    (
        ANSWERED,
        r"(?:(?:date|foi|our|the|of|we|final) )*(?:respon(?:se|ded)|repl(?:y|ied)|answer(?:ed)?|disclos(?:ure|ed)|decision|issued?|completed|closed)"
        r"(?: issued| sent| date| provided| completed| released| on| was| letter)*|date sent|released?(?: on)?|sent(?: out)?(?: on)?|dyddiad ymateb",
    ),
    (ASKED, r"(?:(?:date|foi|eir|your|the|of|our|information|initial|original) )*(?:request|enquiry|requested|submitted|letter|e-?mail)(?: date| dated| made| submitted| on| of| sent)*"),
    (DATED, r"(?:dyddiad ?/ ?)?(?:letter )?(?:date|dated|dyddiad|our date|our letter of|date of (?:this )?letter)(?: ?/ ?(?:date|dyddiad))?"),
)
_LABELLED = tuple((role, re.compile(pattern, re.I)) for role, pattern in _LABELS)
_NEVER = re.compile(r"review|complain(?!ant)|dissatisf|apolog", re.I)
_ON = r"(?:,? (?:on|of|dated|by|at|sent|in|from))?:?,?(?: the)?$"

_PROSE = (
    (
        CLARIFIED,
        r"\bclarif(?:ication|ied|ying)\b[^.;?]{0,70}\b(?:on|of|dated|received|at)$|\b(?:revised|refined|amended|clarified|reworded) (?:wording|request|version|question)s?\b[^.;?]{0,50}\b(?:on|of|dated)$",
    ),
    (
        DUE,
        r"\b(?:by|before|no later than|not later than|until|due (?:for \w+ )?(?:on|by)|deadline (?:of|is|was)|required by law,|latest date of|expected on|due date of|is due|was due|are due)(?: the)?$",
    ),
    (RECEIVED, r"\b(?:received|reached (?:us|me|this office|the \w+)|came (?:in )?to us|receipt)(?: [^.;?]{0,90}? (?:on|dated|of))?(?: on| at|:)?(?: the)?$"),
    (
        TOLD,
        r"\b(?:we|I|council|authority|department|trust|force|university|office|board|agency|ministry|commission|it|they|was|were) (?:\w+ )?"
        r"(?:responded|replied|refused|answered|issued|sent|provided|disclosed|released|responding)\b[^.;?]{0,70} (?:on|dated|of)$"
        r"|\b(?:our|my|its|their|original|initial|first|council's|department's|trust's|the) (?:\w+ ){0,2}(?:response|reply|answer|decision|refusal)(?: letter| notice)?(?: to (?:you|your (?:\w+ )?request|it)|,? (?:which was )?sent(?: to you)?| was(?: sent| issued| given)?| issued| given| dated| to [^.;?]{3,40}?)* (?:of|dated|on)$"
        r"|\b(?:responded|replied)(?: to (?:you|your request|it|this))? on$"
        r"|\bresponse issued(?: on)?$|\banswered(?: on)?$|\breplied(?: on)?$",
    ),
    (
        ASKED,
        rf"\b(?:your|the|this|his|her|their|an?) (?:\S+ ){{0,4}}?{_REQUEST}s?(?: \([^)]{{1,20}}\))?(?: for (?:\w+ )?information| for access| below| to [^.;?]{{2,50}}?| (?:made |submitted )?under [^.;?]{{5,70}}?)?,?"
        r" (?:of|dated|on|sent(?: to \w+)? on|submitted on|made on|which you (?:sent|made|submitted) on|dated the|from)(?: the)?$"
        rf"|\b(?:your|the) (?:\S+ ){{0,4}}?{_REQUEST}s?\b[^.;?]{{0,110}}\bdated$"
        rf"|\b(?:your|the) (?:\S+ ){{0,4}}?request\b[^.;?]{{0,80}}\b(?:made|submitted|sent|lodged)\b[^.;?]{{0,60}} on$"
        r"|\b(?:you|I|complainant|applicant|requester)(?: first| originally| recently)? (?:wrote|asked|requested|made|submitted|sent|e-?mailed|contacted|had asked)\b[^.;?]{0,70}\bon$"
        r"|\b(?:requested|asked for|sent|submitted)\b[^.;?]{0,40} (?:by e-?mail |by letter |via \w+ )?on$|\byour own letter$",
    ),
    (PUBLISHED, r"^published(?: on)?$|\bfirst published(?: on)?$|\b(?:this|response) was published(?: on [^.;?]{3,40})? on$"),
)
_SPOKEN = tuple((role, re.compile(pattern, re.I)) for role, pattern in _PROSE)
_ON_DAY = re.compile(r"(?:^|[.;:,] |\band )on$", re.I)
_ASKED_AFTER = re.compile(
    r"^,? (?:you|the complainant|the applicant|a request(?:er)?)\b[^.;?]{0,60}?\b(?:asked|wrote|requested|made|sought|submitted|e-?mailed|contacted|was (?:made|received))", re.I
)
_ANSWERED_AFTER = re.compile(r"^,? (?:we|the (?:council|authority|department|trust|\w+))\b[^.;?]{0,30}?\b(?:responded|replied|answered|refused)", re.I)
_THEN_RECEIVED = re.compile(r"^,?(?: which| and| that)?(?: was| were| we)? received\b", re.I)
_DUE_ABOUT = re.compile(r"respon|repl[iy]|answer|\bdue\b|deadline|decision|hear|clarif|close|expect|assume|write to you|let you|required by law|contact", re.I)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_SENTENCE = re.compile(r"[.?!]\s")
_BESIDE = " \t:|,;.*-\u2013\u2014>\xa0"
_GOES_ON = re.compile(r"\b(?:by|on|of|dated|until|before|at|from|the|and|to|than|in|received|for|is|was),?\s*$")
"""How a line ends that goes on with a day on the next one."""
_IN_SENTENCE = re.compile(r"[.,;)]?[ ]+[a-z(]|[.,;)]\s*\n?[A-Za-z]|\n[a-z]")


_REVIEW = re.compile(
    r"\binternal review|\b(?:ask|request|seek|sought|requir)\w*\b[^.;]{0,40}\breview|\bto review\b|\bfor (?:a |an )?review\b|\b(?:following|after) (?:a |an |the )?review\b"
    r"|\breview (?:of (?:our|the|my|your|this|that|its) (?:decision|response|handling|reply|refusal|request)|was|has|completed|concluded|outcome)|\b(?:outcome|result|conclusion|findings) of (?:\w+ ){1,2}review",
    re.I,
)
_REVIEWED = re.compile(
    r"\b(?:following|after) (?:an |the |its |our )?(?:internal )?review[^.;]{0,50}\b(?:wrote|responded|replied)[^.;]{0,50}\bon$"
    r"|\b(?:outcome|result|conclusion|findings) of (?:the|its|our|my|that|this|your) (?:internal )?review[^.;]{0,60}\b(?:on|of|dated)$"
    r"|\breview (?:was |has been )?(?:completed|concluded|issued|sent|response|decision|outcome)(?: sent| issued| was sent| letter)?(?: to \w+)? (?:on|of|dated)$",
    re.I,
)
_REVIEW_ASKED = re.compile(r"\b(?:request\w*|ask\w*|for|seek\w*|sought|require\w*)\b[^.;]{0,50}\breview", re.I)
_FIRST_ANSWER = re.compile(
    r"\b(?:our|original|initial|first|my) (?:\w+ ){0,3}(?:decision|response|reply|refusal|answer)\b|\b(?:respon|repl|refus|answer)\w+[^.;]{0,40}\bon$",
    re.I,
)


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
    for short in yearless(part.text[:HEAD], said.day):
        role = _role(part, short, 0)
        if role in (RECEIVED, ASKED, CLARIFIED):
            found.append(Role(part, _moved(short, part.start), role))
    return found


def _of_part(part: Part) -> list[Role]:
    found = []
    last = 0
    for day in days(part.text[:HEAD]):
        role = _role(part, day, last)
        if role:
            found.append(Role(part, _moved(day, part.start), role))
        last = day.end
    return found


def _role(part: Part, day: Day, last: int) -> str:
    text = part.text
    before = _WEEKDAY.sub("", text[max(last, day.start - _BEFORE) : day.start])
    after = text[day.end : day.end + _AFTER]
    before = _PARAGRAPH.split(before)[-1] if before.strip() and not before.endswith("\n\n") else before
    return _labelled(before, after) or _spoken(" ".join(before.split()), " ".join(_PARAGRAPH.split(after)[0].split()))


def _labelled(before: str, after: str) -> str:
    """Return the role by what stands before on the line, or on a line above that has nothing else."""
    above, _, line = before.rpartition("\n")
    label = line.strip(_BESIDE)
    if label:
        return _label(label.rpartition("|")[2].strip(_BESIDE) or label)
    last = next((each.strip(_BESIDE) for each in reversed(above.split("\n")) if each.strip(_BESIDE)), "")
    if _GOES_ON.search(above) or _IN_SENTENCE.match(after):
        return ""
    return _label(last) or ("" if after.partition("\n")[0].strip(_BESIDE) else DATED)


def _label(label: str) -> str:
    label = " ".join(label.split()).strip(" :*.-")
    if len(label) > 50:
        return ""
    names = (label, *label.split(" / ")) if " / " in label else (label,)
    return next((role for name in names for role, pattern in _LABELLED if pattern.fullmatch(name)), "")


def _spoken(before: str, after: str) -> str:
    """Return the role by the words of a sentence."""
    *_, begun = _SENTENCE.split(before)
    rest = _SENTENCE.split(f"{after} ")[0]
    about = f"{begun} {rest}"
    if _REVIEW.search(about):
        if _REVIEWED.search(begun):
            return REVIEWED
        if (_REVIEW.search(rest) or _REVIEW_ASKED.search(begun)) and not _FIRST_ANSWER.search(begun):
            return ""
    for role, pattern in _SPOKEN:
        if pattern.search(begun) and _holds(role, begun, rest):
            return role
    if _ON_DAY.search(begun):
        if _ASKED_AFTER.match(f" {rest}") and not _NEVER.search(rest):
            return ASKED
        if _ANSWERED_AFTER.match(f" {rest}"):
            return TOLD
    return ""


def _holds(role: str, begun: str, rest: str) -> bool:
    if role == DUE:
        return bool(_DUE_ABOUT.search(f"{begun} {rest}"))
    if role == CLARIFIED:
        return not re.search(r"\b(?:sought|asked|requested|wrote|seek\w*|request)\b[^.;]{0,40}clarif", begun, re.I)
    if role == ASKED:
        return not _THEN_RECEIVED.match(f" {rest}") and not re.search(r"complain(?!ant)|dissatisf", f"{begun} {rest}", re.I)
    if role == RECEIVED:
        return not re.search(r"clarif|\bcomplaint,?(?: which| that)?(?: we| was| were)?(?: \w+)? received|\bfee\b|payment", begun, re.I)
    return True


def _moved(day: Day, by: int) -> Day:
    return Day(day.start + by, day.end + by, day.day)
