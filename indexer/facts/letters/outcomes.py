"""How a request ended, or stands, by one letter: what its sentences do, taken together."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from indexer.facts.letters.knowing import HEAD
from indexer.facts.letters.leaflets import REVIEW_HEAD, REVIEWS, UPHOLDS
from indexer.facts.letters.parts import REQUEST, Letter
from indexer.facts.letters.sentences import Sentence, sentences
from indexer.record import record

_NEWS = re.compile(
    r"\b(?:according to (?:a|an|figures)[^.]{0,40}(?:freedom of information|foi)\b|spokes(?:man|woman"
    r"|person)\b)",
    re.I,
)
_NOTICE = re.compile(r"\bdecision notice\b", re.I)
_FOR_REQUESTS = re.compile(
    r"\b(?:your|the|this) (?:\S+ ){0,5}?(?:request|enquiry|e-?mail|letter|correspondence)\b|\byou (?:asked"
    r"|requested|wrote|put|e-?mailed|contacted)\b|\binformation requested\b|\brequest (?:received|dated"
    r"|made|logged|on)\b"
    r"|^\W*(?:our )?response\b",
    re.I | re.M,
)
_FORWARD = re.compile(
    r"\b(?:respond|reply|answer|write|contact)\w*\b[^.]{0,40}\bdirect|\bdirect (?:response|reply|answer)"
    r"|\bregulation 10\b|\bsection 15\b"
    r"|\bcode of practice\b|\bholds? this information\b|\bwill hear from\b|\b(?:rather than us"
    r"|with your agreement|responsib\w+|best placed|better placed|belongs? to)\b",
    re.I,
)
_NOISE = re.compile(r"[a-z][01][a-z]|(?<![\w'\u2019])l (?=[a-z])|\b[a-z]*rn(?:at|pt|pl|e)[a-z]*\b")
_ALSO = re.compile(r"\bin addition to|\b(?:any )?(?:other|further) information\b", re.I)
_SOME = re.compile(
    r"\b(?:some|parts?|most|much|majority|elements?|portions?|certain|remainder|rest|remaining)\b(?! (?:i"
    r"|ii|iii|iv|v) of)|partial|redact|except|apart from|save for|in addition|removed|blank|black|in part",
    re.I,
)
_REDACTED = re.compile(
    r"redact|removed|blanked|blacked|\bsome of (?:the|this|your)|\bparts? of the information|withheld", re.I
)
_NEGATIVE = re.compile(
    r"\b(?:unable|cannot|can not|regret|sorry|unfortunately|not able|not yet|apologi\w+"
    r"|within 20 working days|twenty working days|until (?:we|you)|acknowledg\w+|before (?:we|i)|need you"
    r"|i need|not (?:make )?clear)\b",
    re.I,
)
_LATER = re.compile(
    r"\b(?:aim|hope|expect|intend|plan|anticipat|will|shall|should|estimate)\w*\b[^.]{0,60}\b(?:respon|repl|decision"
    r"|answer|write|let you|with you|complete)\w*[^.]{0,60}\b(?:by|within|no later|before|on|in)\b"
    r"|\bno later than\b|\bnew date\b|\bhoped to\b|\bnot yet\b|\bwill (?:write|respond|reply|let you)\b",
    re.I,
)
_ROW = re.compile(r"(?i)^\(?(?:Q(?:uestion)?\s?)?[0-9]{1,2}[.):]\s| \| |: £")
_VALUE = re.compile(
    r":\s£[0-9][0-9,.]*[mk]?\.?$|£\s?[0-9]|\|\s*[0-9][0-9,.]*(?: [a-z%]+)?$"
    r"|\s[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?%?[.)]?$|\?\s+\S",
    re.I,
)
_NUMBER = (
    r"(?:£?\s?[0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)"
)
_FIGURE = re.compile(
    r"\b(?:paid|spent|cost|costs|was|were|is|are|total\w*|came to|received|awarded|earned)\b[^.;]{0,60}£\s?[0-9]"
    rf"|\bthere (?:are|were|was|is|have been|has been) {_NUMBER}"
    r"|\b(?:number|total|figure|amount|cost|sum|average|value|answer)\b[^.;]{0,60}\b(?:was|were|is|are"
    rf"|came to|stood at) {_NUMBER}",
    re.I,
)
_COUNTED = re.compile(
    r"^(?!\W*(?:our |your |my )?(?:ref|date|tel|phone|fax|direct|foi|request|case|reference"
    r"|e-?mail)\b)[^:|?]{4,120}(?::|,| -| \u2013| =)\s*(?:£\s?)?(?:[0-9][0-9,.]*(?![0-9/:])(?:%|[mk]\b"
    r"| million)?|nil\b|none\b|zero\b)(?! (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|20[0-9]{2})\b)",
)
_NO_COUNT = re.compile(
    r"\b(?:sections?|regulations?|act|hours|limit|working days|street|road|avenue|house|tel|telephone"
    r"|box)\b|@|www"
)
_ELSEWHERE = re.compile(r"\b(?:sections?|s\.?)\s?2(?:1|5)(?![0-9])", re.I)
_WHERE = re.compile(
    r"\b(?:published|website|web ?site|link|www|http|publicly|publication|online|can be (?:found|obtained"
    r"|viewed|accessed|downloaded))",
    re.I,
)
_HARD = re.compile(
    r"\bwith-?h[eo]ld|\brefus|\bexempt\b|\bnot (?:be )?(?:disclos|releas|provid)|\bunable to (?:provide|supply)"
)
"""Refusals that no exemption under consideration is."""
_KEPT = frozenset(("not held", "refused", "ncnd"))
_REPLY = re.compile(
    r"(?i)(?:A(?:nswer|nsw)?[0-9]*[.:)]?\s*)?(?:Yes|No(?:ne|\b)|£?[0-9]|Three"
    r"|Two|Four|One)"
)
_BARE = re.compile(r"\W*£?[0-9][0-9,.]*(?:%|[mk])?\W*")
_YES = re.compile(
    r"(?i)^(?:yes|no)\b[:,.;]|^a[0-9]{0,2}[.:)]?\s+(?:£?[0-9]|yes\b|no\b|none\b)|\?\s*(?:A:?\s*)?(?:Yes|No)\b"
    r"|^\(?[0-9][.)]\s+(?:Yes|No)\b"
)


_TRANSFER = re.compile(
    r"transferr|arranged for your|take (?:the|your|this) request over|take over|\bon to (?:it|them)\b"
    r"|asked (?:it|them) to"
)
_HEADINGS = 8
"""Sentences among which a letter's heading is, after the lines of its head."""
_VAGUE = frozenset(("part", "ack", "told", "answering"))


@record()
class Ending:
    """How a letter ends a request, or leaves it, and the sentence that says so."""

    value: str
    why: Sentence


Said = Sequence[Sentence]
Having = Mapping[str, Sequence[Sentence]]


def said_in(letter: Letter) -> Said:
    """Return the sentences of a letter that can decide; none of an applicant's, a notice's or a newspaper's."""
    whole = "\n".join(part.text[:HEAD] for part in letter.parts)
    if letter.way == REQUEST or _NEWS.search(whole) or _NOTICE.search(whole[:600]):
        return ()
    said = sentences(letter)
    noisy = not any(one.cues - _VAGUE for one in said) and _NOISE.search(whole)
    return sentences(letter, noisy=True) if noisy else said


def outcome(said: Said, *, answers: bool = False, promises: bool = False) -> Ending | None:
    """Return the outcome by what a letter says; None if it decides nothing.

    It may be known that it `answers`, and that it `promises` an answer for a day to come.
    """
    having: dict[str, list[Sentence]] = {}
    for one in said:
        for cue in one.cues:
            having.setdefault(cue, []).append(one)
    decided = _stopped(having, said, promises=promises) or _decided(having, said)
    value, cue = decided or _merely_told(having, said, answers=answers, promises=promises)
    if not value:
        return None
    asked = (one for one in said if _FOR_REQUESTS.search(one.text))
    return Ending(value, having[cue][0] if cue in having else next(asked, said[0]))


def is_review(said: Said) -> bool:
    """Tell whether a letter gives the result of an internal review."""
    headed = any(REVIEW_HEAD.search(one.text) for one in said[:_HEADINGS])
    return headed or any(REVIEWS.search(one.text) for one in said)


def upholds(said: Said) -> bool:
    """Tell whether a letter on a review leaves the first decision as it was."""
    return any(UPHOLDS.search(one.text) for one in said)


def _stopped(having: Having, said: Said, *, promises: bool) -> tuple[str, str] | None:
    """Return what stops a request, or lets it wait, and the cue: this goes before what was given of it."""
    given = "granted" in having
    if "transferred" in having and not given and _is_transfer(having["transferred"], said):
        return "transferred", "transferred"
    if "closed" in having:
        return "", ""
    if "extended" in having and not given and (promises or _waits(having, said)):
        return "extended", "extended"
    if promises and "refused" in having and not any(_HARD.search(one.text) for one in having["refused"]):
        return "extended", "refused"
    if "vexatious" in having:
        return "vexatious", "vexatious"
    if "cost" in having:
        return "cost limit", "cost"
    if "clarification" in having and not given and not {"refused", "ncnd"} & having.keys():
        return "clarification", "clarification"
    return None


def _decided(having: Having, said: Said) -> tuple[str, str] | None:
    """Return what a letter decides, and the cue."""
    given = _gives(having, said)
    if "ncnd" in having:
        also = any(_ALSO.search(one.text) for one in having["ncnd"])
        return ("part-granted" if given or also else "neither confirmed nor denied"), "ncnd"
    refused, absent = having.get("refused", ()), having.get("not held", ())
    if refused and not set(refused) <= set(absent):
        parted = any(_SOME.search(one.text) for one in having.get("part", ()))
        return ("part-granted" if given or parted else "refused"), "refused"
    if absent:
        return ("part-granted" if given else "not held"), "not held"
    if given and any(_REDACTED.search(one.text) for one in having.get("part", ())):
        return "part-granted", "part"
    return ("granted", "granted") if given else None


def _merely_told(having: Having, said: Said, *, answers: bool, promises: bool) -> tuple[str, str]:
    """Return "granted" for a letter that has no word of a decision and is an answer all the same."""
    if "clarification" in having:
        return "clarification", "clarification"
    if promises or "ack" in having or any(_NEGATIVE.search(one.text) for one in said):
        return "", ""
    body = {cue for one in said[_addressed(said) :] for cue in one.cues}
    for cue in ("told", "answering"):
        if cue in body:
            return "granted", cue
    asked = answers or any(_FOR_REQUESTS.search(one.text) for one in said)
    return ("granted", "") if asked and said else ("", "")


def _gives(having: Having, said: Said) -> bool:
    given = having.get("granted", ())
    if any(_ELSEWHERE.search(one.text) for one in having.get("refused", ())):
        given = [one for one in given if not _WHERE.search(one.text)]
    return bool(given) or _answers(said)


def _waits(having: Having, said: Said) -> bool:
    """Tell whether a letter that speaks of more time gives no decision."""
    if {"vexatious", "cost", "ncnd"} & having.keys():
        return False
    return "refused" not in having or any(_LATER.search(one.text) for one in said)


def _answers(said: Said) -> bool:
    """Tell whether some questions are answered, item by item, besides those that are not."""
    for one, after in pairwise(said):
        if _BARE.fullmatch(after.text) and one.text[-1:] in ".?:" and not one.cues & _KEPT and _ROW.search(one.text):
            return True
        if one.text.endswith("?") and not after.cues & _KEPT and _REPLY.match(after.text):
            return True
    items = [one.text for one in said if not one.cues & _KEPT]
    if any(_COUNTED.search(item) and not _NO_COUNT.search(item) for item in items[_addressed(said) :]):
        return True
    return any(
        _FIGURE.search(item) or _YES.search(item) or (_ROW.search(item) and _VALUE.search(item)) for item in items
    )


def _addressed(said: Said) -> int:
    """Return how many sentences a letter's head has, up to where it speaks of the request; at most three."""
    return next((at + 1 for at, one in enumerate(said[:6]) if _FOR_REQUESTS.search(one.text)), 3)


def _is_transfer(having: Said, said: Said) -> bool:
    return any(_TRANSFER.search(one.text) for one in having) or any(_FORWARD.search(one.text) for one in said)
