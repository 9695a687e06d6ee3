"""What a text says, token by token, as it is compared with another: each with a key that all its spellings share."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from indexer.duplicates.pieces import Piece, Pieces, cut_up


class Sort(IntEnum):
    """What a token is. PLAIN words are those of grammar, which say nothing by themselves."""

    PLAIN = 0
    WORD = 1
    NAME = 2
    BODY = 3
    FIGURE = 4
    YEAR = 5
    PERIOD = 6


class Token(NamedTuple):
    """A token. Of a BODY `key` is the same for all, `said` the words that tell it from others; "" for "the council".

    `own` if it is the body whose text it is.
    """

    key: str
    sort: Sort
    said: str = ""
    own: bool = False


BODY = "\x00body"
_LETTERS = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "’": "'"})
_LARGE = {"million": "000000", "m": "000000", "billion": "000000000", "bn": "000000000", "k": "000"}
_SIZE = re.compile(r"\s?(million|billion|bn|m|k)$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GRAMMAR = frozenset(
    "a also an and any are as at be been but by can could did do does each for from had has have he her his how i if in"
    " into is it its may me must my no nor not of on or our out s shall she should so such t than that the their them"
    " then there these they this those to under up upon was we were what when where which while who will with would you"
    " your".split()
)
_BODIES = frozenset(
    "academy agency authority board borough college commission constabulary corporation council department executive"
    " force foundation government hospital institute ministry office parliament police school service services trust"
    " university".split()
)
"""What marks a name as that of a body."""
_GENERIC = frozenset("authority board college constabulary council department force trust university".split())
"""What stands for the body in its own letters, in small letters too."""
_WITHIN = frozenset("of and for the in on upon".split())
_COMMON = _BODIES | _WITHIN | frozenset("city county district london metropolitan nhs royal the".split())
_PERIODS = frozenset("at between ended ending from since to until".split())
"""A day after these says which time is meant; other days are those of letters, and differ from copy to copy."""
_ACTS = frozenset("act regulations order".split())
_ENDS = frozenset(".!?:;•\n|")


def tokens(cut: Pieces, own: str = "") -> list[Token]:
    """Return what a text says. `own` is the body whose text it is, as published, "" if that is not known."""
    parts = cut.pieces
    names = _names(parts, cut.text)
    runs = _runs(parts, cut.text)
    ours = _ours(own, cut, runs)
    found: list[Token] = []
    at = 0
    while at < len(parts):
        end = runs.get(at)
        if end:
            found.append(_body(_telling(part.text for part in parts[at:end]), ours))
            at = end
            continue
        token = _token(parts[at], parts[at - 1] if at else None, names, ours)
        if token:
            found.append(token)
        at += 1
    return found


def _token(part: Piece, before: Piece | None, names: frozenset[str], ours: frozenset[str]) -> Token | None:
    previous = before.text.lower() if before else ""
    match part.kind:
        case "word":
            return _word(part.text, names, ours)
        case "code":
            return _code(part.text)
        case "day":
            return Token(_letters(part.text), Sort.PERIOD) if previous in _PERIODS else None
        case "years":
            return Token(part.text[:4] + "-" + part.text[-2:], Sort.PERIOD)
        case "month":
            return Token(f"{part.text[-4:]}-{_MONTHS.index(part.text[:3].lower()) + 1}", Sort.PERIOD)
        case _:
            return _figure(part.text, previous)


def _word(text: str, names: frozenset[str], ours: frozenset[str]) -> Token:
    word = text.lower()
    if word in _GENERIC:
        return Token(BODY, Sort.BODY)
    if word in ours and not text.islower():
        return Token(BODY, Sort.BODY, letters(word), own=True)
    return Token(letters(word), Sort.NAME if word in names else Sort.PLAIN if word in _GRAMMAR else Sort.WORD)


def letters(word: str) -> str:
    """Return a word with those letters alike that OCR takes for each other."""
    return word.translate(_LETTERS).replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower())


def _code(text: str) -> Token | None:
    """Return letters and digits in one: a word that was misread, "s31", or something's number, which is left out."""
    digits = sum(map(str.isdigit, text))
    if digits == len(text):
        return _figure(text, "")
    if digits >= 4:
        return None
    if digits * 2 < len(text) and len(text) > 3:
        return Token(letters(text.lower()), Sort.WORD)
    return Token(text.lower(), Sort.FIGURE)


def _figure(text: str, previous: str) -> Token:
    size = _SIZE.search(text)
    number = text[: size.start()] if size else text
    if not size and len(text) == 4 and text[:2] in ("19", "20") and text.isdigit():
        return Token(text, Sort.PLAIN if previous in _ACTS else Sort.YEAR)
    whole, _, part = number.replace(",", "").partition(".")
    part = part.rstrip("0")
    noughts = _LARGE[size[1].lower()] if size else ""
    if noughts and len(part) <= len(noughts):
        whole, part = whole + part + noughts[len(part) :], ""
    return Token((whole.lstrip("0") or "0") + (f".{part}" if part else ""), Sort.FIGURE)


def _names(parts: Sequence[Piece], text: str) -> frozenset[str]:
    """Return the words that are names: large within a sentence, in a line that also has words in small letters."""
    large: set[str] = set()
    small: set[str] = set()
    for part, prose in zip(parts, _prose(parts, text), strict=True):
        if part.kind != "word":
            continue
        if part.text[0].islower():
            small.add(part.text)
        elif prose and not _begins(text, part.start):
            large.add(part.text.lower())
    return frozenset(large - small - _GRAMMAR - _BODIES)


def _prose(parts: Sequence[Piece], text: str) -> Iterator[bool]:
    """Say of each part whether its line has two words in small letters: headings and signatures have none."""
    start, end, prose = 0, -1, False
    for part in parts:
        if part.start > end:
            start = part.start
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            prose = (
                sum(word.islower() and word not in _WITHIN for word in text[start : min(end, start + 400)].split()) > 1
            )
        yield prose


def _begins(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at].rstrip(" \t\"'“‘(")
    return not before or before[-1] in _ENDS


def _runs(parts: Sequence[Piece], text: str) -> dict[int, int]:
    """Return the names of bodies: the first part of each, and where the next thing begins."""
    found: dict[int, int] = {}
    at = 0
    while at < len(parts):
        end = _run(parts, text, at)
        if end > at + 1 and any(part.text.lower() in _BODIES for part in parts[at:end]):
            found[at] = end
        at = max(end, at + 1)
    return found


def _run(parts: Sequence[Piece], text: str, at: int) -> int:
    """Return where words end that are written large, one after another, with "of" and its like between them."""
    end = at
    for place in range(at, min(len(parts), at + 12)):
        part = parts[place]
        if part.kind != "word" or (place > at and not _joined(text, parts[place - 1], part)):
            break
        if not part.text[0].isupper():
            if place == at or part.text not in _WITHIN:
                break
            continue
        end = place + 1
    return end


def _joined(text: str, before: Piece, part: Piece) -> bool:
    between = text[before.start + len(before.text) : part.start]
    return len(between) < 4 and not between.strip(" &")


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a body's name that tell it from others."""
    return tuple(word for word in (each.lower() for each in words) if word not in _COMMON)


def _body(said: tuple[str, ...], ours: frozenset[str]) -> Token:
    return Token(BODY, Sort.BODY, " ".join(map(letters, said)), own=any(word in ours for word in said))


def _ours(own: str, cut: Pieces, runs: Mapping[int, int]) -> frozenset[str]:
    """Return the words that stand for the body whose text it is: as published, else the first that is named."""
    known = _telling(re.findall(r"[^\W\d_]+", own))
    if known and re.search(rf"(?<!\w)(?:{known[0].title()}|{known[0].upper()})(?!\w)", f"{cut.head}\n{cut.text}"):
        return frozenset(known)
    over = cut_up(cut.head)
    for parts, some in ((over, _runs(over, cut.head)), (cut.pieces, runs)):
        for start, end in some.items():
            return frozenset(_telling(part.text for part in parts[start:end]))
    return frozenset()
