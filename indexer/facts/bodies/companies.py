"""Companies by their legal form, "Lark & Fenwick Ltd", or by what firms alone are called, "Crisp Associates"."""

from collections.abc import Iterator

from indexer.facts.bodies.vocabulary import FIRM, FORMS, LEADING, OFFICE, word_set
from indexer.facts.bodies.wording import COMPANY, SMALL, Mention, Wording

_LONGEST = 9
"""Words of a name, without its form."""
_PARTNERS = frozenset(("LLP", "Llp", "llp", "Solicitors", "Sons", "Co", "Company", "Brothers", "Bros", "Partners"))
"""After one of these "and" is of the name: "Ferris and Webb LLP". Before "Ltd" it parts two names of a list."""
_BEFORE_COMMA = frozenset(("Ltd", "Inc", "LLC", "Limited"))
_WITHIN = frozenset(("and", "&", "of", "for", "the", "de", "la", "le", "du", "y", "on", "upon"))
_MONTHS = word_set("January February March April May June July August September October November December")
_POSTS = word_set(
    "Director Head Chair Chairman President Manager Officer Secretary Executive Leader Member Founder Owner"
)
"""After these "of" is of no name: "Managing Director of Oak Print Ltd"."""
_STOPPING = LEADING - SMALL
"""No name goes back past these, in capitals or not: "PAID TO STERLING HOUSE LTD"."""


def companies(wording: Wording) -> Iterator[Mention]:
    """Yield what is a company by the last word of its name."""
    for at in range(1, len(wording.tokens)):
        last = _last(wording, at)
        if last:
            first = beginning(wording, at)
            if first < at and not _generic(wording, first, at):
                yield wording.mention(first, last, COMPANY)


def _last(wording: Wording, at: int) -> int:
    """Return the last word of a name that has its form at a word, or of one that needs none; 0 if it is neither."""
    tokens, word = wording.tokens, wording.tokens[at].word
    if word in FORMS:
        return _with_form(wording, at)
    if (word in FIRM and not _goes_on(wording, at)) or (word == "Co" and tokens[at - 1].word in {"&", "and"}):
        return at
    if word == "B" and wording.text.startswith(".V", tokens[at].end):
        return min(at + 1, len(tokens) - 1)
    return 0


def _goes_on(wording: Wording, at: int) -> bool:
    return at + 1 < len(wording.tokens) and wording.tokens[at + 1].word[0].isupper() and wording.joined(at)


def beginning(wording: Wording, last: int) -> int:
    """Return where the name begins that ends in this word: as far back as words with capitals go."""
    tokens, first = wording.tokens, last
    whole = tokens[last].word in _PARTNERS
    at = last
    while at > 0 and last - at < _LONGEST:
        commas = at == last and tokens[last].word in _BEFORE_COMMA
        if not wording.joined(at - 1, commas=commas, brackets=True, owned=True) or _closed(wording, at - 1):
            break
        at -= 1
        word = tokens[at].word
        if word in FORMS or word.lower() in _STOPPING:
            break
        if word[0].isupper() or word[0].isdigit():
            first = at
        elif word not in _WITHIN or not _inside(wording, at, whole=whole):
            break
    return trimmed(wording, first, last)


def _inside(wording: Wording, at: int, *, whole: bool) -> bool:
    """Tell whether a small word is within a name, and is not between two, or after what somebody is."""
    word = wording.tokens[at].word
    if word == "and":
        return whole or _both(wording, at)
    return word != "of" or not at or wording.tokens[at - 1].word not in _POSTS


def trimmed(wording: Wording, first: int, last: int) -> int:
    """Return where a name begins without what only begins its sentence; last if nothing is left."""
    tokens = wording.tokens
    if first < last and tokens[first].word in _MONTHS and _dated(wording.text, tokens[first].start):
        first += 1
    bracket = wording.text.rfind("(", tokens[first].start, tokens[last].start)
    if bracket >= 0 and ")" not in wording.text[bracket : tokens[last].start]:
        first = next(at for at in range(first, last + 1) if tokens[at].start > bracket)
    while first < last and (tokens[first].word.lower() in LEADING or tokens[first].word.isdigit()):
        first += 1
        while first < last and not (tokens[first].word[0].isupper() or tokens[first].word[0].isdigit()):
            first += 1
    return first


def _dated(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] == " " and text[start - 2].isdigit()


def _closed(wording: Wording, at: int) -> bool:
    """Tell whether a bracket that begins before this word was not opened within the name: "(DECC) Acme Ltd"."""
    one, other = wording.tokens[at], wording.tokens[at + 1]
    between = wording.text[one.end : other.start]
    return ")" in between and not (at and "(" in wording.text[wording.tokens[at - 1].end : one.start])


def _both(wording: Wording, at: int) -> bool:
    """Tell whether "and" is within a name: "Marks and Spencer plc", where no list goes before."""
    if at < 1 or at + 2 >= len(wording.tokens):
        return False
    before = wording.text[: wording.tokens[at - 1].start][-2:]
    return before[-1:] in {"", "\n"} or before == "| "


def _with_form(wording: Wording, at: int) -> int:
    """Return the last of several words of a form: "Pty Ltd", "GmbH & Co. KG"."""
    words = [token.word for token in wording.tokens[at + 1 : at + 4]]
    if words == ["&", "Co", "KG"]:
        return at + 3
    return at + 1 if words and words[0] in FORMS and wording.joined(at) else at


def _generic(wording: Wording, first: int, last: int) -> bool:
    """Tell whether there is no name before the form: "Private Limited", "Section Limited"."""
    return all(token.word.lower() in OFFICE or token.word in _NO_NAME for token in wording.tokens[first:last])


_NO_NAME = frozenset(("Private", "Public", "Very", "Time", "Strictly", "Is", "Are", "Access", "Company", "UK"))
