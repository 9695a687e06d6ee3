"""Which words a part of a query stands for, and how it is printed in a note."""

import re

from indexer.query import Fuzzy, Many, Prefix, Regex, Wildcard


def stands(part: Many, word: str) -> bool:
    """Tell whether a prefix, a pattern or the like stands for a word."""
    match part:
        case Prefix(start):
            return word.startswith(start)
        case Wildcard(pattern):
            return _wild(pattern, word)
        case Fuzzy(wanted, edits):
            return _edits(wanted, word) <= edits
        case Regex(pattern):
            return re.fullmatch(pattern, word) is not None


def _wild(pattern: str, word: str) -> bool:
    if not pattern or not word:
        return not pattern.strip("*") and not word
    if pattern[0] == "*":
        return _wild(pattern[1:], word) or _wild(pattern, word[1:])
    return pattern[0] in ("?", word[0]) and _wild(pattern[1:], word[1:])


def _edits(one: str, two: str) -> int:
    """Return the distance of Levenshtein."""
    row = list(range(len(two) + 1))
    for i, sign in enumerate(one, 1):
        before, row = row, [i]
        for j, other in enumerate(two, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (sign != other)))
    return row[-1]


def printed(part: Many) -> str:
    match part:
        case Prefix(start):
            return f"{start}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(word, edits):
            return f"{word}~{edits}"
        case Regex(pattern):
            return f"/{pattern}/"
