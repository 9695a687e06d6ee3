"""Words as they are typed to leaves: words, prefixes, wildcards, fuzzy words, regular expressions, phrases, windows."""

import re
import unicodedata

from indexer.analysis import term, tokens
from indexer.query.nodes import (
    And,
    Fuzzy,
    InTitle,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Part,
    Phrase,
    Prefix,
    Reference,
    Regex,
    Wildcard,
    Word,
)
from indexer.query.problems import problem

MAX_EDITS = 2
MAX_REGEX = 200
MAX_NEAR = 1_000
MAX_IN_WINDOW = 20
"""Words in one window: each must have a place of its own, and that takes trying."""
SHORTEST_REFERENCE = 5
"""Digits of the shortest reference that is one without FOI before it: 113/24."""

_MANY, _ONE = "\ua500", "\ua501"
"""Letters of the Vai script: they stand for * and ? while a word is analysed, as it would be without them."""
_PATTERN = str.maketrans({_MANY: "*", _ONE: "?"})
_QUESTION = re.compile(r"\?++(?![\w*])")
_BLANK_APART = re.compile(r"\S+")
_PUNCTUATION = ".,;:!?'"
_ADDRESS = frozenset("/:=&@\\")
"""A ? in a word that has one of these is not a wildcard: http://example.org/list?page=2 is words."""


def leaf(text: str, column: int) -> Leaf | None:
    """Return the leaf that finds these words side by side, None if there is nothing in them to search for."""
    if _is_plain(text):
        return Word(term(text), text)
    found: list[Part] = []
    for match in _BLANK_APART.finditer(text):
        word = match.group()
        found += [Word(term(word), word)] if _is_plain(word) else parts(word, column + match.start())
    if not found:
        return None
    return found[0] if len(found) == 1 else Phrase(tuple(found))


def _is_plain(word: str) -> bool:
    """Tell whether no sign in a word means anything, as in most: it is of letters, and they have no accents."""
    return word.isascii() and word.isalpha()


def or_reference(found: Leaf, printed: str) -> Node:
    """Return what finds a word or phrase also where it stands as a reference spelt otherwise, if it is a reference."""
    if sum(map(str.isdigit, printed)) < SHORTEST_REFERENCE:
        return found
    from indexer.references import reference_key  # its patterns take a while to compile, and few queries need them

    key = reference_key(printed)
    return Or((found, Reference(key))) if key else found


def parts(printed: str, column: int) -> list[Part]:
    """Return what one printed word means: several parts if it has hyphens or the like in it, none for an "&"."""
    base, tilde, edits = printed.rstrip(_PUNCTUATION).rpartition("~")
    if tilde and (not edits or (edits.isascii() and edits.isdigit())) and _is_text(base):
        return [_fuzzy(base, edits, column)]
    text = _QUESTION.sub("", printed.replace("\u00ad", ""))
    if not _ADDRESS.intersection(text):
        text = text.replace("?", _ONE)
    found: list[Part] = []
    end, last = -1, ""
    for token in tokens(text.replace("*", _MANY)):
        if token.width > 1:
            continue
        pattern = re.sub(r"\*{2,}", "*", token.word.translate(_PATTERN))
        if not pattern.strip("*?"):
            if token.start == end and pattern == "*" and isinstance(found[-1], Word):
                found[-1] = Prefix(last)  # 1,234* is two tokens
        elif "*" not in pattern and "?" not in pattern:
            found.append(Word(token.term, text[token.start : token.end]))
        elif pattern.endswith("*") and "*" not in pattern[:-1] and "?" not in pattern:
            found.append(Prefix(pattern[:-1]))
        else:
            found.append(Wildcard(pattern))
        end, last = token.end, token.word
    if not found and "*" in text:
        advice = ' needs letters beside it, as in train*. For any words between two others, write "a b"~5'
        raise problem("the *", column + printed.index("*"), advice)
    return found


def _is_text(base: str) -> bool:
    """Say if something before a ~ can be a word: ~500 is about 500, and an address may have ~1 in it."""
    return any(map(str.isalnum, base)) and not _ADDRESS.intersection(base)


def _fuzzy(base: str, edits: str, column: int) -> Part:
    """Read word~1, of which `base` is before the ~."""
    column += len(base)
    if "*" in base or "?" in base:
        raise problem(f"the ~{edits}", column, " cannot be together with * or ? in one word: write one of them")
    found = [token for token in tokens(base.replace("\u00ad", "")) if token.width == 1]
    if len(found) != 1:
        advice = f" needs one word before it, and {base!r} is {len(found)}: put it after the one that may be misspelt"
        raise problem(f"the ~{edits}", column, advice)
    word = found[0].word
    most = int(edits[:3]) if edits else 1
    if most > MAX_EDITS or most >= len(word):
        allowed = min(MAX_EDITS, len(word) - 1)
        advice = f" lets too many letters of {base!r} differ: write {base}~{allowed} at most"
        raise problem(
            f"the ~{most}", column, advice if allowed else f" lets every letter of {base!r} differ: leave it out"
        )
    return Fuzzy(word, most) if most else Word(found[0].term, base)


def regex(printed: str, column: int) -> Regex:
    """Read a regular expression between slashes, and see that it is one. Raises QueryError if it is none, or long."""
    pattern = printed[1:-1]
    if len(pattern) > MAX_REGEX:
        advice = f" has {len(pattern)} characters; at most {MAX_REGEX} are read"
        raise problem("the regular expression", column, advice)
    import re2  # only here: it is wanted by few queries

    if not pattern.isascii():
        marked = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", pattern).casefold())
        pattern = "".join(sign for sign in marked if not unicodedata.combining(sign))
    if pattern != pattern.lower():
        pattern = f"(?i){pattern}"
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0].decode("utf-8", "replace") if error.args and isinstance(error.args[0], bytes) else error
        advice = (
            f" cannot be read: {said}. It is matched with whole words, as /wom[ae]n/; for plain words leave out the /"
        )
        raise problem("the regular expression", column, advice) from None
    return Regex(pattern)


def window(text: str, distance: str, column: int) -> Leaf | None:
    """Read "a b"~5: the words of a phrase with so many others between them at most, in any order."""
    found = leaf(text, column + 1)
    what, digits = f"the {distance[:20]}", distance.removeprefix("~")
    column += len(text) + 2
    if not (digits.isascii() and digits.isdigit()):
        raise problem(what, column, ' after the quotes needs a number: "a b"~5')
    if found is not None and not isinstance(found, Phrase):
        advice = " after the quotes needs two words within them. For a word that may be misspelt, write word~1"
        raise problem(what, column, advice)
    if len(digits) > 6 or int(digits) > MAX_NEAR:
        raise problem(what, column, f" is too far: at most {MAX_NEAR:,} words may stand between")
    if found is None or not int(digits):
        return found
    if len(found.parts) > MAX_IN_WINDOW:
        raise problem(
            what, column, f" is of {len(found.parts)} words; at most {MAX_IN_WINDOW} can be close to each other"
        )
    return Near(found.parts, int(digits) + len(found.parts) - 1)


def patterns(node: Node) -> set[Node]:
    """Return the different words of a query that stand for many, those under a NOT and in phrases too."""
    match node:
        case Prefix() | Wildcard() | Fuzzy() | Regex():
            return {node}
        case And() | Or() | Phrase() | Near():
            return {pattern for part in node.parts for pattern in patterns(part)}
        case Not():
            return patterns(node.part)
        case InTitle():
            return patterns(node.leaf)
    return set()
