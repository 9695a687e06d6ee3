"""A command line as bash has it: words out of quotes and backslashes, and back."""

import re
from collections.abc import Iterable
from os.path import commonprefix

from indexer.record import record

_SAFE = re.compile(r"[\w@%+=:,./-]", re.ASCII)
_ASSIGNED = re.compile(r"\w+=")


@record()
class Line:
    """A command line up to the cursor.

    `words` are those before the one at the cursor, `typed` is that without quotes and backslashes; of it, readline
    leaves `kept` as it is and replaces the rest. `quote` is the one that is open there, "" if none is.
    """

    words: list[str]
    typed: str
    kept: str
    quote: str


def read(line: str, breaks: str) -> Line:
    """Read a line; `breaks` are the characters at which readline begins another word: COMP_WORDBREAKS."""
    words, word, kept, quote, begun, at = list[str](), "", "", "", False, 0
    while at < len(line):
        char, after = line[at], line[at + 1 : at + 2]
        at += 1
        if char == "\\" and quote != "'":
            takes = not quote or after in '"\\$`'
            word += after if takes else char + after
            begun, at = True, at + 1
        elif quote:
            quote, word = ("", word) if char == quote else (quote, word + char)
        elif char in "\"'":
            quote, begun, kept = char, True, word
        elif char in " \t\n":
            words += [word] if begun else []
            word, kept, begun = "", "", False
        else:
            word, begun = word + char, True
            kept = word if char in breaks else kept
    while words and _ASSIGNED.match(words[0]):
        del words[0]
    return Line(words, word, kept, quote)


def reply(word: str, line: Line) -> str | None:
    """Return what takes the place of the word at the cursor, as it must be typed; None if this cannot go on so."""
    if not word.startswith(line.kept):
        return None
    rest = word[len(line.kept) :]
    if line.quote == "'":
        return rest.replace("'", "'\\''")
    if line.quote == '"':
        return re.sub(r'([\\"$`])', r"\\\1", rest)
    return "".join(char if char > "\x7f" or _SAFE.match(char) else f"\\{char}" for char in rest)


def replies(words: Iterable[str], line: Line) -> list[str]:
    """Return all of them. Of several, readline inserts what they begin with, and would end that within `\\ `."""
    each = [one for one in dict.fromkeys(reply(word, line) for word in words) if one is not None]
    common = commonprefix(each)  # noqa: RUF071 - of characters, that is
    ends = len(common) - len(common.rstrip("\\"))
    return [*each, common[:-1]] if len(each) > 1 and ends % 2 else each
