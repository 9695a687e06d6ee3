"""How a request ended, or stands, by one letter: what its sentences do, taken together."""

import re
from collections.abc import Iterator

from indexer.facts.letters import cues
from indexer.facts.letters.knowing import HEAD
from indexer.facts.letters.parts import REQUEST, Letter, Part
from indexer.record import record

_SENTENCE = re.compile(r"(?<=[a-z0-9)\"'\u201d\u2019%])[.?!][\"')\u2019\u201d]?\s+|\n[ \t]*\n|\n(?=[ \t]*(?:\(?[0-9]{1,2}[.):]|[\u2022*\u00b7-]\s|Q(?:uestion)?\s?[0-9]|A:|[A-Z][\w /]{2,28}:|[^\n|]{1,200} \| ))")
_NUMBER = re.compile(r"\s*\(?(?:Q(?:uestion)?\s?)?[0-9]{0,2}[.):]*\s*")
_QUOTES = re.compile(r"(?<![\w])(?:\u201c[^\u201d]{3,1500}\u201d|\u2018[^\u2019\n]{12,400}\u2019(?!\w)|\"[^\"]{12,1500}\")")
_HEADER = re.compile(r"^[> \t]*(?:From|To|Cc|Bcc|Sent|Date|Subject|Attachments?):[^\n]{0,300}$", re.M)
_ASKED = re.compile(
    r"^\W*(?:(?:your |the )?(?:request|questions?|information (?:you )?requested|query)|request and answer|details of (?:your )?request)\s*:?-?$"
    r"|\b(?:you (?:have |had )?(?:asked|requested|sought|wrote|enquired)|you (?:seek|note|ask|would like)|requesting|ask for)\b[^.]{0,140}:-?\s*$",
    re.I,
)
_ANSWERED = re.compile(
    r"^\W*(?:(?:our |the |dwp |\w+(?:'s)? )?(?:response|answers?|reply|decision)|result of searches|outcome)\b[^.]{0,40}$"
    r"|^\W*(?:A|answer|response)\s?[0-9]{0,2}[.:)]|\bI can (?:now )?confirm\b|\bwe (?:can )?(?:confirm|hold|do not hold)\b|\bI am (?:treating|writing|pleased)\b|\bunfortunately\b|\bI regret\b"
    r"|\b(?:your|this) request (?:has been|was|is being|is)\b|\byour request\b|\bexempt\b|\bplease find\b|\bdoes not hold\b",
    re.I,
)
_MODEL = re.compile(r"\b(?:according to (?:a|an|figures)[^.]{0,40}(?:freedom of information|foi)\b|spokes(?:man|woman|person)\b)", re.I)
_NOTICE = re.compile(r"\bdecision notice\b", re.I)
_FOR_REQUESTS = re.compile(r"\b(?:your|the|this) (?:\S+ ){0,5}?(?:request|enquiry|e-?mail|letter|correspondence)\b|\byou (?:asked|requested|wrote)\b|\binformation requested\b|^\W*(?:our )?response\b", re.I | re.M)
_FORWARD = re.compile(r"\b(?:respond|reply|answer|write|contact)\w*\b[^.]{0,40}\bdirect|\bregulation 10\b|\bsection 15\b|\bcode of practice\b|\bholds? this information\b|\bwill hear from\b", re.I)
_NOISE = re.compile(r"[a-z][01][a-z]|(?<![\w'\u2019])l (?=[a-z])|\b[a-z]*rn(?:at|pt|pl|e)[a-z]*\b")
_FOLDS = str.maketrans("10|", "loI")
_ALSO = re.compile(r"\bin addition to|\b(?:any )?(?:other|further) information\b", re.I)
_SOME = re.compile(
    r"\b(?:some|parts?|most|much|majority|elements?|portions?|certain|remainder|rest|remaining)\b(?! (?:i|ii|iii|iv|v) of)|partial|redact|except|apart from|save for|in addition|removed|blank|black|in part",
    re.I,
)
_REDACTED = re.compile(r"redact|removed|blanked|blacked|\bsome of (?:the|this|your)|\bparts? of the information|withheld", re.I)
_NEGATIVE = re.compile(
    r"\b(?:unable|cannot|can not|regret|sorry|unfortunately|not able|not yet|apologi\w+|within 20 working days|twenty working days|until (?:we|you)|acknowledg\w+)\b", re.I
)
_LATER = re.compile(
    r"\b(?:aim|hope|expect|intend|plan|will|shall|should|estimate)\w*\b[^.]{0,60}\b(?:respon|repl|decision|answer|write|let you|with you|complete)\w*[^.]{0,60}\b(?:by|within|no later|before|on|in)\b"
    r"|\bno later than\b|\bnot yet\b|\bwill (?:write|respond|reply|let you)\b",
    re.I,
)
_ITEM = re.compile(r"\(?(?:Q(?:uestion)?\s?)?[0-9]{1,2}[.):]\s")
_VALUE = re.compile(r":\s£[0-9][0-9,.]*[mk]?\.?$|£\s?[0-9]|\|\s*[0-9][0-9,.]*(?: [a-z%]+)?$|\s[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?%?[.)]?$|\?\s+\S", re.I)
_FIGURE = re.compile(
    r"\b(?:paid|spent|cost|costs|was|were|is|are|total\w*|came to|received|awarded)\b[^.;]{0,60}£\s?[0-9]|\bthere (?:are|were|was|is|have been|has been) (?:[0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)",
    re.I,
)
_ELSEWHERE = re.compile(r"\b(?:sections?|s\.?)\s?2(?:1|5)(?![0-9])", re.I)
_WHERE = re.compile(r"\b(?:published|website|web ?site|link|www|http|publicly|publication|online|can be (?:found|obtained|viewed|accessed|downloaded))", re.I)
_KEPT = frozenset(("not held", "refused", "ncnd"))
_REPLY = re.compile(r"(?:A(?:nswer|nsw)?[0-9]*[.:)]?\s*)?(?:Yes|No(?:ne|\b)|The |There |It |They |In |£?[0-9]|Three|Two|Four|One)")
_YES = re.compile(r"\?\s*(?:A:?\s*)?(?:Yes|No)\b|^\(?[0-9][.)]\s+(?:Yes|No)\b")


@record()
class Sentence:
    """A sentence of a letter, where it stands, and which cues it has."""

    part: Part
    start: int
    end: int
    text: str
    cues: frozenset[str]


@record()
class Ending:
    """How a letter ends a request, or leaves it, and the sentence that says so."""

    value: str
    why: Sentence


def outcome(letter: Letter) -> Ending | None:
    """Return the outcome by a letter; None if it decides nothing."""
    if letter.way == REQUEST:
        return None
    whole = "\n".join(part.text for part in letter.parts)
    if _MODEL.search(whole) or _NOTICE.search(whole[:600]):
        return None
    found = _decided(list(sentences(letter)))
    if not found and _NOISE.search(whole):
        found = _decided(list(sentences(letter, noisy=True)))
    return found


def is_review(letter: Letter) -> bool:
    """Tell whether a letter gives the result of an internal review."""
    if letter.way == REQUEST:
        return False
    return any(cues.REVIEWS.search(one.text) for one in sentences(letter))


def upholds(letter: Letter) -> bool:
    """Tell whether a letter on a review leaves the first decision as it was."""
    return any(cues.UPHOLDS.search(one.text) for one in sentences(letter))


def sentences(letter: Letter, *, noisy: bool = False) -> Iterator[Sentence]:
    """Yield the sentences in which an authority speaks of this request: none of the applicant's, none of a leaflet."""
    leaflet = asked = decided = False
    for part in letter.parts:
        for start, end, raw in _spans(part):
            text = " ".join(raw.split())
            if noisy:
                text = _unnoised(text)
            if leaflet:
                leaflet = not cues.LEAVES.search(text)
            elif cues.LEAFLET.search(text) and (decided or len(text) > 40):
                leaflet = True
            if asked and _ANSWERED.search(text):
                asked = False
            if not leaflet and not asked:
                yield (one := Sentence(part, start, end, text, _cues(text)))
                decided = decided or bool(one.cues - {"part", "ack"})
            if _ASKED.search(text):
                asked = True


def _decided(said: list[Sentence]) -> Ending | None:
    having: dict[str, list[Sentence]] = {}
    for one in said:
        for cue in one.cues:
            having.setdefault(cue, []).append(one)
    value, cue = _value(having, said)
    if not value:
        return None
    why = next(iter(having.get(cue, ())), None) or next((one for one in said if _FOR_REQUESTS.search(one.text)), said[0])
    return Ending(value, why)


def _value(having: dict[str, list[Sentence]], said: list[Sentence]) -> tuple[str, str]:
    """Return the outcome, and the cue that says so: what stops a request goes before what was given of it."""
    whole = " ".join(one.text for one in said)
    given = "granted" in having
    decided = given or "refused" in having
    if "transferred" in having and _is_transfer(having["transferred"], whole) and not given:
        return "transferred", "transferred"
    if "closed" in having:
        return "", ""
    if "extended" in having and not given and _waits(having, whole):
        return "extended", "extended"
    if "vexatious" in having:
        return "vexatious", "vexatious"
    if "cost" in having:
        return "cost limit", "cost"
    if "clarification" in having and not decided and "ncnd" not in having:
        return "clarification", "clarification"
    if any(_ELSEWHERE.search(one.text) for one in having.get("refused", ())):
        given = not all(_WHERE.search(one.text) for one in having.get("granted", ()))
    given = given or _answers(said)
    if "ncnd" in having:
        also = any(_ALSO.search(one.text) for one in having["ncnd"])
        return ("part-granted" if given or also else "neither confirmed nor denied"), "ncnd"
    refused, absent = having.get("refused", []), having.get("not held", [])
    if refused and not set(refused) <= set(absent):
        parted = any(_SOME.search(one.text) for one in having.get("part", ()))
        return ("part-granted" if given or parted else "refused"), "refused"
    if absent:
        return ("part-granted" if given else "not held"), "not held"
    if given and any(_REDACTED.search(one.text) for one in having.get("part", ())):
        return "part-granted", "part"
    if given:
        return "granted", "granted"
    if "told" in having or "answering" in having:
        return "granted", "told" if "told" in having else "answering"
    if "clarification" in having:
        return "clarification", "clarification"
    if "ack" not in having and not _NEGATIVE.search(whole) and _FOR_REQUESTS.search(whole):
        return "granted", ""
    return "", ""


def _waits(having: dict[str, list[Sentence]], whole: str) -> bool:
    """Tell whether a letter that speaks of more time gives no decision."""
    return not {"vexatious", "cost", "ncnd"} & having.keys() and ("refused" not in having or bool(_LATER.search(whole)))


def _answers(said: list[Sentence]) -> bool:
    """Tell whether some questions are answered, item by item, besides those that are not."""
    items = [one.text for one in said if not one.cues & _KEPT]
    pairs = zip(said, said[1:], strict=False)
    if any(one.text.endswith("?") and not after.cues & _KEPT and _REPLY.match(after.text) for one, after in pairs):
        return True
    return any(map(_FIGURE.search, items)) or any((_ITEM.match(item) or " | " in item or ": £" in item) and _VALUE.search(item) for item in items) or any(map(_YES.search, items))


def _is_transfer(said: list[Sentence], whole: str) -> bool:
    return any(re.search(r"transferr|take (?:the|your|this) request over|take over", one.text, re.I) for one in said) or bool(_FORWARD.search(whole))


def _cues(text: str) -> frozenset[str]:
    return frozenset(
        cue
        for cue, pattern in cues.CUES.items()
        if pattern.search(text) and not (cue in cues.REJECTED and cues.REJECTED[cue].search(text))
    )


def _spans(part: Part) -> Iterator[tuple[int, int, str]]:
    """Yield the sentences, from where to where, and their words without what they quote."""
    text = _QUOTES.sub(_blank, _HEADER.sub(_blank, part.text[:HEAD]))
    last = 0
    for match in _SENTENCE.finditer(text):
        if _NUMBER.fullmatch(text, last, match.end()):
            continue
        if piece := text[last : match.start() + 1].strip():
            start = text.index(piece, last)
            yield part.start + start, part.start + start + len(piece), piece
        last = match.end()
    if piece := text[last:].strip():
        start = text.index(piece, last)
        yield part.start + start, part.start + start + len(piece), piece


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _unnoised(text: str) -> str:
    """Return a text with the commonest errors of OCR undone: of these words only the letters count."""
    text = re.sub(r"(?<=[a-z])[01|](?=[a-z])", lambda match: match[0].translate(_FOLDS), text)
    return re.sub(r"(?<![\w])l(?= |nf|n )", "I", text).replace("rn", "m")
