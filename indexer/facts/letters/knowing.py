"""Whether a document is about a request for information at all, before it is read for what became of one."""

import re

from indexer.facts.text import Text

HEAD = 12_000
"""Characters of a page that are looked at. A page of a letter has four thousand, a judgment on the web far more."""

_LAW = re.compile(
    r"\bfreedom\s+[o0]f\s+[il]nf[o0]r|\bFOI|\bEIRs?\b|\benvironmental\s+information\b"
    r"|\binformation\s+(?:act|request|regulations)\b|\brequests?\s+for\s+information\b"
    r"|\binternal\s+review\b|\bholds?\s+(?:no|the)\s+information\b|\bsections?\s(?:1[24]|2[1-9]|3[0-9]|4[0-4])\b",
    re.I,
)
_ADDRESS = re.compile(
    r"\byour\s+(?:[\w-]+\s+){0,4}(?:request|enquir(?:y|ie)|question|e-?mail|letter|correspondence|complaint)s?\b"
    r"|\b(?:process|answer|handle)\s+your\b|\byou\s+(?:\w+\s+)?(?:asked|requested|put|raised|e-?mailed|wrote|seek|sent"
    r"|contacted|would\s+like)\b"
    r"|^[ \t]*(?:(?:date|foi|information|original)\s+(?:of\s+)?)?(?:request|received|response"
    r"|answered)\w*\b[^\n]{0,24}(?:[:0-9]|$)|^Subject:[^\n]{0,60}\b(?:FOI|EIR|freedom of information)"
    r"|\bplease\s+(?:tell|send|provide|supply|give)\s+me\b|\bthis\s+request\b|\bcomplainant\b"
    r"|\brequest\s+(?:dated|received|of)\b",
    re.I | re.M,
)
_TO_WHO_ASKED = re.compile(
    r"\byour\s+(?:[\w-]+\s+){0,6}(?:requests?|enquiry|questions?)\b|\byou\s+(?:have\s+|had\s+)?(?:asked"
    r"|requested|put|raised"
    r"|sought)\b|\byou\s+(?:are\s+)?asking\b",
    re.I,
)
MESSAGE = re.compile(r"(request|answer|follow-up)(?:, ([0-9]{4}-[0-9]{2}-[0-9]{2}))?(?:,|$)")
"""How the label of a page begins that is a message of a request's page: who wrote, and when."""
_COURT = re.compile(
    r"\b(?:appellants?|claimants?|respondents?|judgment|neutral citation|defendants?|their lordships)\b", re.I
)
_RELEASES = frozenset(("release", "request"))


def may_tell(text: Text) -> bool:
    """Tell whether a document may be of a request: its first pages name a law on information, or answer somebody."""
    if text.about.kind == "news":
        return False
    if text.pages and MESSAGE.match(text.pages[0].label):
        return True
    heads = [page.text[:HEAD] for page in text.pages[:3]]
    if text.about.kind not in _RELEASES and not any(_ADDRESS.search(head) or _LAW.search(head) for head in heads):
        return False
    return sum(len(_COURT.findall(head, 0, 6000)) for head in heads) < 4


def names_law(head: str) -> bool:
    """Tell whether a text names a law on information, or one of its exemptions."""
    return bool(_LAW.search(head[:HEAD]))


def addresses(head: str) -> bool:
    """Tell whether a text speaks to somebody who asked, or of a request."""
    return bool(_ADDRESS.search(head[:HEAD]))


def thanks(head: str) -> bool:
    """Tell whether a text speaks of what the reader has asked for."""
    return bool(_TO_WHO_ASKED.search(head[:HEAD]))
