"""Numbers of provisions in a text: s.40(2), "sections 21, 22 and 40", "regulation 12(4)(e)", "36(2)(b)(i) and (ii)".

What they are of, a law on information or anything else that has sections, is not asked here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_GAP = r"[^\S\n]{0,2}\n?[^\S\n]{0,2}"
_LEAD = re.compile(
    r"[SsAaRrEePp](?<![\w'\u2019.].)(?i:"
    r"(?P<s>(?<=s)(?:ub-?sect[il1]ons?|ect[il1]ons?|ect?s?\.?)(?=[\s(:-])|(?<=a)dran(?:nau)?(?=\s))"
    r"|(?P<reg>(?<=r)(?:egulat[il1]ons?|egs?\.?|heoliad(?:au)?)(?=[\s(0-9])|(?<=e)xceptions?(?:\s(?:applied|used|relied\son|at|in|under))?(?=[\s:]))"
    r"|(?P<art>(?<=a)(?:rt[il1]cles?|rts?\.?)(?=[\s(0-9])|(?<=e)rthygl(?:au)?(?=\s))"
    r"|(?P<any>(?<=e)xemptions?(?:\s(?:applied|used|cited|claimed|relied\son|at|in|under))?(?=[\s:(])"
    r"|(?<=p)ara(?:graph)?s?\.?(?=\s))"
    rf"):?(?P<gap>{_GAP})[-(]?"
    r"(?=[0-9lIO])"
    r"|[Rr](?<![\w'\u2019.].)\.?(?=1[0-3]\s?\()"
    r"|[Ss](?<![\w'\u2019.].)s?(?:\.[^\S\n]{0,2}\n?|[^\S\n]|-)?(?=[0-9lI])"
)
"""The word before a number. Asked first which letter it starts with: tried everywhere it took five times as long."""
_NUMBER = (
    r"(?![0O])(?=[OlI]?[0-9])([0-9OlI]{1,3}[AB]?)(?![^\W_]|[:.][0-9]{2}|[/-][0-9]{3}|,[0-9]{3}|[/-][0-9]{1,2}[/-][0-9])"
)
_INNER = r"(1?[0-9][A-Z]{0,2}|[a-zA-H]|aa|[ivxl]{2,4}|[IZ])"
_BRACKET = rf"{_GAP}\(\s?{_INNER}(?:\s?[)}}]|(?=\s[-\u2010-\u2015]\s))"
_DOTTED = r"(?:\.[1-9][0-9]?(?![0-9])(?:\.[a-z](?![^\W_]))?(?:\.[ivx]{1,4}(?![^\W_]))?)"
_ITEM = re.compile(rf"{_NUMBER}((?:{_BRACKET}){{1,6}}+|{_DOTTED})?")
_BRACKETS = re.compile(rf"(?:{_BRACKET}){{1,6}}+")
_INSIDE = re.compile(rf"\(\s?{_INNER}(?![^\W_])|\.([0-9a-z]+)")
_BETWEEN = re.compile(
    r"(?:\s{0,2}\([^\W\d_][^()\n]{2,60}\))?\s{0,2}"
    r"(?:(?P<range>[-\u2010-\u2015]|to\b)|,\s{0,2}(?:and/or|and|or|&)?|;|/|\+|&|and/or\b|and\b|or\b"
    r"|(?P<with>(?:read\s|in\sconjunction\s)?with\b|by\sreference\sto\b))\s{0,2}"
)
"""Between two numbers of a list, of which the first may have what it is about in brackets: 26 (Defence) and 43."""
_ROMAN = re.compile(r"[ivx]+")
_TO = re.compile(r"\s?(?:[-\u2010-\u2015]|to)\s?(?=[0-9])")
_GOES_ON = re.compile(
    r"\s{0,2}(?:$|[.,;:)\]&/\u2010-\u2015|-]|(?:and|or|of|in|to|is|are|was|were|has|have|do|does|which|the|both|as|you|we|I|it|can|cannot|may|would|will)\b|FOI|EIR"
    r"|exempt|appl|engag)"
)
_UNITS = {"s": "s", "reg": "reg", "r": "reg", "art": "art", "any": "", "e": "", "p": ""}
_MOST = 40
"""More numbers than these in one list are data, or hostile."""


class Number(NamedTuple):
    """A number with its brackets, "40(2)(a)", and where it stands. `dotted` if it is printed as 40.2.a."""

    start: int
    end: int
    number: str
    dotted: bool = False


class Listed(NamedTuple):
    """A word for provisions with the numbers that follow it: one, or a list.

    `unit` is "s", "reg", "art", or "" for a word that says nothing of the kind, as "exemption"; `word` is the word,
    "" if there is none.
    `ranged` if a "to" or a dash stands in it, `column` if the head of a column has the word.
    """

    start: int
    end: int
    unit: str
    word: str
    numbers: tuple[Number, ...]
    ranged: bool = False
    column: bool = False


def lists(text: str) -> list[Listed]:
    """Return what looks like provisions in a text, in order."""
    found: list[Listed] = []
    for match in _LEAD.finditer(text):
        if (found and match.start() < found[-1].end) or (match["any"] and "\n" in match["gap"]):
            continue
        items = numbers(text, match.end(), many=_many(match[0]))
        if items:
            ranged = _TO.search(text, items[0].end, items[-1].end) is not None
            unit = next((name for name in ("s", "reg", "art", "any") if match[name]), match[0][0].lower())
            found.append(Listed(match.start(), items[-1].end, _UNITS[unit], match[0].strip(), tuple(items), ranged))
    return found


def read(text: str) -> tuple[str, ...]:
    """Return the numbers of a text that is one number of a provision and nothing else, or a list of them."""
    found = numbers(text, 0, many=True)
    return tuple(one.number for one in found) if found and found[-1].end == len(text) else ()


_PLURAL = ("ons", "ss", "cts", "ecs", "gs", "les", "rts", "phs", "ras", "au")


def _many(word: str) -> bool:
    return word.rstrip(" \n\t.:(-").lower().endswith(_PLURAL)


def numbers(text: str, at: int, *, many: bool) -> list[Number]:
    """Read a list of numbers from a place on: each is a number with brackets, or brackets of the number before."""
    first = _ITEM.match(text, at)
    if not first:
        return []
    found = list(_siblings(_path(first[1], first[2]), first.start(), first.end(), dotted=(first[2] or "")[:1] == "."))
    while len(found) < _MOST and (between := _BETWEEN.match(text, found[-1].end)):
        more = _further(text, between, found[-1], many=many)
        if not more:
            break
        found += more
    return found


def _further(text: str, between: re.Match[str], last: Number, *, many: bool) -> list[Number]:
    """Return what a list goes on with after an "and", a comma, a dash."""
    brackets = _BRACKETS.match(text, between.end())
    if brackets:
        if ";" in between[0] or (between[0].strip() == "," and not _GOES_ON.match(text, brackets.end())):
            return []  # s.24(1); (ii) hydrants
        path = _continued(_split(last.number), [_plain(one, first=False) for one in _inside(brackets[0])])
        if between["range"] and (range_ := _range(last, path, brackets.end())):
            return range_
        return list(_siblings(path, between.end(), brackets.end(), dotted=False))
    item = _ITEM.match(text, between.end())
    if not item or (between["with"] and not item[2]) or not (many or item[2] or _GOES_ON.match(text, item.end())):
        return []
    if not item[2] and not many and int(_digits(item[1])) < 12:
        return []  # section 40 and 2 officers
    return list(_siblings(_path(item[1], item[2]), item.start(), item.end(), dotted=(item[2] or "")[:1] == "."))


def _path(number: str, tail: str | None) -> list[str]:
    plain = [_plain(one, first=at == 0) for at, one in enumerate(_inside(tail or ""))]
    return [_digits(number) + (number[-1] if number[-1] in "AB" else ""), *plain]


def _digits(number: str) -> str:
    """Return the digits of a number in which OCR may have read letters."""
    return number.rstrip("AB").replace("O", "0").replace("l", "1").replace("I", "1").lstrip("0") or "0"


def _inside(tail: str) -> list[str]:
    return [one[1] or one[2] for one in _INSIDE.finditer(tail)]


def _plain(inner: str, *, first: bool) -> str:
    """Return what is in a bracket as the law has it: numbers with capitals, 3A; letters small."""
    if inner[0].isdigit():
        return inner
    if first and inner in ("l", "I", "Z"):  # OCR
        return "2" if inner == "Z" else "1"
    return inner.lower()


def _split(number: str) -> list[str]:
    return number.replace(")", "").split("(")


def _joined(path: list[str]) -> str:
    return path[0] + "".join(f"({one})" for one in path[1:])


def _level(path: list[str], one: str) -> int:
    """Return the place in a path at which something of its kind stands, or after its end."""
    if one[0].isdigit():
        return 1
    letters = [at for at, part in enumerate(path) if at and not part[0].isdigit()]
    if len(letters) > 1 and _ROMAN.fullmatch(one):
        return letters[1]
    if letters and _ROMAN.fullmatch(one) and one != "i" and _ROMAN.fullmatch(path[letters[0]]):
        return letters[0]
    if letters and len(one) > 1 and _ROMAN.fullmatch(one):
        return letters[0] + 1
    return letters[0] if letters else len(path)


def _continued(path: list[str], inner: list[str]) -> list[str]:
    """Return the number that brackets alone mean after another: (ii) after 36(2)(b)(i), (3)(a) after 40(2)."""
    return path[: _level(path, inner[0])] + inner


def _siblings(path: list[str], start: int, end: int, *, dotted: bool) -> Iterator[Number]:
    """Yield a number, or several where one bracket after another is of the same kind: 31(1)(a)(b)."""
    done = path[:1]
    for one in path[1:]:
        sibling = len(done) > 1 and one[0].isalpha() and done[-1][0].isalpha() and not _ROMAN.fullmatch(one)
        if sibling:
            yield Number(start, end, _joined(done), dotted)
            done = [*done[:-1], one]
        else:
            done = [*done, one]
    yield Number(start, end, _joined(done), dotted)


def _range(last: Number, path: list[str], end: int) -> list[Number]:
    """Return the letters after the first of a range, (a)-(c); the words of each are the whole range."""
    first, upper = _split(last.number), path
    if len(first) != len(upper) or first[:-1] != upper[:-1] or not (len(first[-1]) == len(upper[-1]) == 1):
        return []
    letters = range(ord(first[-1]) + 1, ord(upper[-1]) + 1)
    if not 0 < len(letters) < 10:
        return []
    return [Number(last.start, end, _joined([*upper[:-1], chr(one)])) for one in letters]
