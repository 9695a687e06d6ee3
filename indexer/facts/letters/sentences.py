"""Sentences of a letter in which an authority speaks of the request: none of the applicant's, none of a leaflet's."""

import re
from collections.abc import Iterator

from indexer.facts.letters.deciding import DECIDING
from indexer.facts.letters.knowing import HEAD
from indexer.facts.letters.leaflets import LEAFLET, LEAVES
from indexer.facts.letters.parts import Letter, Part
from indexer.facts.letters.stopping import STOPPING
from indexer.record import record

_END = re.compile(
    r"(?<=[a-z0-9)\"'\u201d\u2019%])[.?!][\"')\u2019\u201d]?\s+|\n[ \t]*\n"
    r"|(?<![,;])(?<! of)(?<! on)(?<! by)(?<! the)(?<! and)\n(?=[ \t]*(?:[A-Z0-9(\u2022*\u00b7-]|[^\n|]{1,200} \| ))"
)
_SHORT = 50
"""Characters of a line that is shorter than its page is wide: a heading, or a line of a form."""
_LISTED = re.compile(
    r"[ \t]*(?:\(?[0-9]{1,2}[.):]|[\u2022*\u00b7-]\s|Q(?:uestion)?\s?[0-9]|A:|[A-Z][\w /]{2,28}:"
    r"|[^\n|]{1,200} \| )"
)
_NUMBER = re.compile(r"\s*\(?(?:Q(?:uestion)?\s?)?[0-9]{0,2}[.):]*\s*")
_QUOTES = re.compile(
    r"(?<!\w)(?:\u201c[^\u201c\u201d]{3,1500}\u201d|\u2018[^\u2018\u2019\n]{12,400}\u2019(?!\w)|\"[^\"]{12,1500}\")"
    r"|(?<= )'[^'\n]{25,400}'(?=\.?\n)"
)
_HEADER = re.compile(r"^[> \t]*(?:From|To|Cc|Bcc|Sent|Date|Subject|Attachments?):[^\n]{0,300}$", re.M)
_ASKED = re.compile(
    r"^\W*(?:(?:your |the )?(?:request|questions?|information (?:you )?requested|query)"
    r"|details of (?:your )?request)\s*:?-?$"
    r"|\b(?:you (?:have |had )?(?:asked|requested|sought|wrote|enquired)|you (?:seek|note|ask|would like)"
    r"|requesting|ask for)\b"
    r"[^.]{0,140}:-?\s*$",
)
_ANSWERED = re.compile(
    r"^\W*(?:(?:our |the |dwp |\w+(?:'s)? )?(?:response|answers?|reply|decision)|result of searches"
    r"|outcome)\b[^.]{0,40}$"
    r"|^\W*(?:a|answer|response)\s?[0-9]{0,2}[.:)]|\bi can (?:now )?confirm\b|\bwe (?:can )?(?:confirm"
    r"|hold|do not hold)\b"
    r"|\bi am (?:treating|writing|pleased)\b|\bunfortunately\b|\bi regret\b|\b(?:your"
    r"|this) request (?:has been|was|is)\b"
    r"|\byour request\b|\bexempt\b|\bplease find\b|\bdoes not hold\b",
)
_WHOLE = {
    "can't": "cannot",
    "won't": "will not",
    "n't": " not",
    "'ve": " have",
    "'re": " are",
    "'ll": " will",
    "i'm": "i am",
    **{f"{word}'s": f"{word} is" for word in ("it", "that", "there", "here", "what")},
}
_SHORTENED = re.compile(r"\b(?:can't|won't|i'm|(?:it|that|there|here|what)'s)\b|n't\b|'(?:ve|re|ll)\b")
_FOLDS = str.maketrans("10|", "loi")
_DECISIONS = frozenset(("ncnd", "refused", "not held", "cost", "vexatious"))
_ASKS = re.compile(
    r"^\W*[0-9]{0,2}[.)]? ?[-\u2022*]|^\(?[0-9a-z]{1,2}[.)]|\?$|\bplease\b|\bi (?:would|want|am|request)\b"
)
"""How a question goes on, whatever words are in it."""
_UNDECIDED = frozenset(("part", "ack", "told", "answering"))


@record()
class Sentence:
    """A sentence, where it stands, its words in lower case on one line, and what it does by the cues in it."""

    part: Part
    start: int
    end: int
    text: str
    cues: frozenset[str]


def sentences(letter: Letter, *, noisy: bool = False) -> list[Sentence]:
    """Return the sentences of a letter; if it is `noisy`, as they read with the commonest errors of OCR undone."""
    return list(_own(letter, noisy))


def _own(letter: Letter, noisy: bool) -> Iterator[Sentence]:  # noqa: FBT001
    leaflet = asked = decided = False
    for part in letter.parts:
        for start, end, raw in _pieces(part):
            text = _spelt_out(" ".join(raw.lower().split()))
            text = _unnoised(text) if noisy else text
            if leaflet:
                leaflet = not LEAVES.search(text)
            elif LEAFLET.search(text) and (decided or len(text) > 40):
                leaflet = True
            cues = _cues(text)
            asked = asked and not (_ANSWERED.search(text) or (cues & _DECISIONS and not _ASKS.search(text)))
            if not leaflet and not asked:
                one = Sentence(part, start, end, text, cues)
                decided = decided or bool(one.cues - _UNDECIDED)
                yield one
            asked = asked or bool(_ASKED.search(text))


def _cues(text: str) -> frozenset[str]:
    return frozenset(cue.name for cues in (STOPPING, DECIDING) for cue in cues if cue.found(text))


def _pieces(part: Part) -> Iterator[tuple[int, int, str]]:
    """Yield the sentences of a page, from where to where, and their words without what they quote."""
    text = _QUOTES.sub(_blank, _HEADER.sub(_blank, part.text[:HEAD]))
    last = 0
    for match in _END.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if match[0] == "\n" and match.start() - line > _SHORT and not _LISTED.match(text, match.end()):
            continue
        if "\n" in match[0] or not _NUMBER.fullmatch(text, last, match.end()):
            yield from _piece(part, text, last, match.start() + 1)
            last = match.end()
    yield from _piece(part, text, last, len(text))


def _piece(part: Part, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    raw = text[start:end]
    piece = raw.strip()
    if piece:
        start += part.start + len(raw) - len(raw.lstrip())
        yield start, start + len(piece), piece


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _spelt_out(text: str) -> str:
    """Return a text without contractions: what is won't and we've in one letter is will not and we have in another."""
    text = text.replace("\u2019", "'")
    return _SHORTENED.sub(lambda match: _WHOLE[match[0]], text) if "'" in text else text


def _unnoised(text: str) -> str:
    text = re.sub(r"(?<=[a-z])[01|](?=[a-z])", lambda match: match[0].translate(_FOLDS), text)
    return re.sub(r"(?<!\w)l(?= |nf|n )", "i", text).replace("rn", "m")
