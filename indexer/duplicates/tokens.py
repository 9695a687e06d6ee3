"""What a text says, token by token, as it is compared with another: each with a key that all its spellings share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from indexer.duplicates import numbers
from indexer.duplicates.furniture import Bare
from indexer.duplicates.wording import BODIES, COMMON, GENERIC, GRAMMAR, MONTHS, WITHIN, letters


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
_GENERIC = Token(BODY, Sort.BODY)
_SORTS = {numbers.FIGURE: Sort.FIGURE, numbers.YEAR: Sort.YEAR, numbers.PERIOD: Sort.PERIOD}
_PIECES = re.compile(
    r"[0-9]++(?:,[0-9]++)*+(?:\.[0-9]++)?+(?:bn|[mk])?(?![^\W_])|[0-9]++(?:,[^\W_]{3})++(?![^\W_])"
    r"|[^\W_]++(?:['’][^\W\d_]++)*+|[^\w \t\r\f\v]"
)
_NUMBER = re.compile(r"[0-9]++(?:,[0-9]++)*+(?:\.[0-9]++)?+(?:bn|[mk]|st|nd|rd|th)?")
_ENDS = frozenset(".!?:;•\n|")
_LINE = 12
"""Words on either side that are looked at to tell prose from a heading."""


def tokens(bare: Bare, own: str = "") -> list[Token]:
    """Return what a text says. `own` is the body whose text it is, as published, "" if that is not known."""
    pieces = _PIECES.findall(bare.text)
    large = [at for at, piece in enumerate(pieces) if piece[0].isupper()]
    runs = _runs(pieces, large)
    ours = _ours(own, bare, pieces, runs)
    known = dict.fromkeys(_names(pieces, large), Sort.NAME)
    held: dict[str, Token | None] = {}
    found: list[Token] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece in held and at not in runs:
            token, taken = held[piece], 1
        elif at in runs:
            token, taken = _body(pieces[at : runs[at]], ours), runs[at] - at
        elif piece[0].isdecimal():
            token, taken = _numbered(pieces, at)
        elif piece.lower() in MONTHS and (read := numbers.month(pieces, at)):
            token, taken = _read(read)
        elif len(piece) < 5 and not piece.isalpha() and numbers.postcode(pieces, at):
            token, taken = None, 2
        else:
            token, taken = _word(piece, known, ours), 1
            if piece.lower() not in MONTHS:
                held[piece] = token
        if token:
            found.append(token)
        at += taken
    return found


def _numbered(pieces: Sequence[str], at: int) -> tuple[Token | None, int]:
    return _read(numbers.number(pieces, at)) if _NUMBER.fullmatch(pieces[at]) else (_code(pieces[at]), 1)


def _read(read: numbers.Read) -> tuple[Token | None, int]:
    kind, value, taken = read
    return (Token(value, _SORTS[kind]) if kind else None), taken


def _word(piece: str, known: Mapping[str, Sort], ours: frozenset[str]) -> Token | None:
    word = piece.lower()
    if not word.isalpha():
        if not word[0].isalpha():
            return None
        if not word.replace("'", "").replace("’", "").isalpha():
            return _code(piece)
    if word in GENERIC:
        return _GENERIC
    if word in ours and word != piece:
        return Token(BODY, Sort.BODY, letters(word), own=True)
    return Token(letters(word), known.get(word) or (Sort.PLAIN if word in GRAMMAR else Sort.WORD))


def _code(text: str) -> Token | None:
    """Return letters and digits in one: a word that was misread, "s31", or something's number, which is left out."""
    if "," in text:
        return Token(text.replace(",", "").lower(), Sort.FIGURE)
    digits = sum(map(str.isdigit, text))
    if digits >= 4:
        return None
    if digits * 2 < len(text) and len(text) > 3:
        return Token(letters(text.lower()), Sort.WORD)
    return Token(text.lower(), Sort.FIGURE)


def _names(pieces: Sequence[str], large: Sequence[int]) -> frozenset[str]:
    """Return the words that are names: large within a sentence, in a line that also has words in small letters."""
    known = GRAMMAR | BODIES | set(filter(str.islower, pieces))
    some: set[str] = set()
    for at in large:
        word = pieces[at].lower()
        if word not in known and word not in some and at and pieces[at - 1] not in _ENDS and _prose(pieces, at):
            some.add(word)
    return frozenset(some)


def _prose(pieces: Sequence[str], at: int) -> bool:
    """Say of a word whether its line has two words in small letters: headings and signatures have none."""
    count = 0
    for way in (reversed(pieces[max(0, at - _LINE) : at]), pieces[at : at + _LINE]):
        for piece in way:
            if piece == "\n":
                break
            count += piece.islower() and piece not in WITHIN
    return count > 1


def _runs(pieces: Sequence[str], large: Sequence[int]) -> dict[int, int]:
    """Return the names of bodies: the first piece of each, and where the next thing begins."""
    found: dict[int, int] = {}
    free = 0
    for at in large:
        if at >= free:
            free = _run(pieces, at)
            if free > at + 1 and any(piece.lower() in BODIES for piece in pieces[at:free]):
                found[at] = free
    return found


def _run(pieces: Sequence[str], at: int) -> int:
    """Return where words end that are written large, one after another, with "of" and its like between them."""
    end = at
    for place in range(at, min(len(pieces), at + _LINE)):
        piece = pieces[place]
        if piece[0].isupper() and piece.lower() not in MONTHS:
            end = place + 1
        elif piece not in WITHIN and piece != "&":
            break
    return max(end, at + 1)


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a body's name that tell it from others."""
    return tuple(word for word in (each.lower() for each in words) if word not in COMMON and word.isalpha())


def _body(pieces: Sequence[str], ours: frozenset[str]) -> Token:
    said = _telling(pieces)
    return Token(BODY, Sort.BODY, " ".join(map(letters, said)), own=any(word in ours for word in said))


def _ours(own: str, bare: Bare, pieces: Sequence[str], runs: Mapping[int, int]) -> frozenset[str]:
    """Return the words that stand for the body whose text it is: as published, else the first that is named."""
    known = _telling(re.findall(r"[^\W\d_]+", own))
    over = _PIECES.findall(bare.head)
    if known and any(word in some for some in (over, pieces) for word in (known[0].title(), known[0].upper())):
        return frozenset(known)
    above = _runs(over, [at for at, piece in enumerate(over) if piece[0].isupper()])
    for some, its in ((over, above), (pieces, runs)):
        for start, end in its.items():
            return frozenset(_telling(some[start:end]))
    return frozenset()
