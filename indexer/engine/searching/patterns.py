"""Which words of a vocabulary a wildcard, a misspelling or a regular expression stands for, in one pass of RE2.

Its time is that of the vocabulary's bytes, whatever the pattern: 300,000 words take 5 ms, and a millisecond more for
every thousand that fit. Whoosh's automaton took as long for two edits, over a list in memory, all look-ups uncounted.
"""

import re2

from indexer.edits import within
from indexer.engine.searching.expansion import MAX_COUNT
from indexer.errors import QueryError
from indexer.query import Fuzzy, Regex, Wildcard

Pattern = Wildcard | Fuzzy | Regex

_LONGEST = 30
"""Signs of a misspelt word that is written out with all its edits; those of 80 are 2.7 MB, and took 0.3 s."""

_LARGEST = 5_000  # instructions of a program: \pL{100} has 120,000, and takes 0.1 s to compile

# The vocabulary is UTF-8, and read as bytes: what is one sign is said here.
_SIGN = b"(?:[\\x00-\\x09\\x0b-\\x7f]|[\\xc0-\\xdf]_|[\\xe0-\\xef]__|[\\xf0-\\xf7]___)".replace(b"_", b"[\\x80-\\xbf]")


def fitting(vocabulary: memoryview, pattern: Pattern) -> list[bytes]:
    """Return the words that fit, in order; if they are more than MAX_COUNT, the first, and one more at least.

    The vocabulary has each ended by a newline. Raises QueryError if a regular expression is none, or too large.
    """
    try:
        return _fitting(vocabulary, pattern)
    finally:
        re2.purge()  # it would keep 128 of them, with 8 MB each


def _fitting(vocabulary: memoryview, pattern: Pattern) -> list[bytes]:
    if isinstance(pattern, Regex):
        return _one_by_one(vocabulary, _expression(pattern.pattern))
    if isinstance(pattern, Wildcard):
        return _lines(vocabulary, _wildcard(pattern.pattern))
    if len(pattern.word) <= _LONGEST:
        return _lines(vocabulary, _fuzzy(pattern.word, pattern.edits))
    held = _lines(vocabulary, _holding_a_piece(pattern.word, pattern.edits))
    return [word for word in held if within(pattern.word, word.decode(), pattern.edits)]


def _lines(vocabulary: memoryview, line: bytes) -> list[bytes]:
    """Return the lines that fit. Neighbours are one match: those of `*e*` came to 26,000 instead of 208,000."""
    found: list[bytes] = []
    for match in _bytes(b"(?m)^(?:" + line + b"\n)+").finditer(vocabulary):
        first, last = match.span()
        found += bytes(vocabulary[first:last]).split(b"\n", MAX_COUNT + 1)[:-1]
        if len(found) > MAX_COUNT:
            break
    return found


def _one_by_one(vocabulary: memoryview, expression: "re2._Regexp") -> list[bytes]:
    found: list[bytes] = []
    for match in expression.finditer(vocabulary):
        first, last = match.span()
        if first < last:
            found.append(bytes(vocabulary[first:last]))
        if len(found) > MAX_COUNT:
            break
    return found


def _bytes(pattern: bytes) -> "re2._Regexp":
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.never_capture = True
    return re2.compile(pattern, options)


def _expression(pattern: str) -> "re2._Regexp":
    """Compile what a person wrote; nothing in it fits the end of a word."""
    options = re2.Options()
    options.never_nl = True
    options.log_errors = False
    options.never_capture = True
    try:
        compiled = re2.compile(b"(?m)^(?:" + pattern.encode("utf-8", "replace") + b")$", options)
    except re2.error as exc:
        reason = exc.args[0].decode("utf-8", "replace") if isinstance(exc.args[0], bytes) else str(exc)
        raise QueryError(
            f"/{pattern}/ is no regular expression: {reason}; correct it, or search for a prefix* "
        ) from exc
    if compiled.programsize > _LARGEST:
        raise QueryError(f"/{pattern}/ is too large a regular expression: repeat less in it, or use fewer \\p classes")
    return compiled


def _wildcard(pattern: str) -> bytes:
    signs = {"*": b"[^\\n]*", "?": _SIGN}
    return b"".join(signs.get(sign) or _escaped(sign) for sign in pattern)


def _fuzzy(word: str, edits: int) -> bytes:
    """Say all that lies so many edits around a word: at each sign it goes on, or an edit is spent."""
    lines = [(_SIGN + b"?") * left for left in range(edits + 1)]
    for sign in map(_escaped, reversed(word)):
        # `lines` have what may come after this sign, by the edits left
        after, lines = lines, [sign + lines[0]]
        for left in range(1, edits + 1):
            kept, spent, put_in = sign + after[left], _SIGN + b"?" + after[left - 1], _SIGN + lines[left - 1]
            lines.append(b"(?:" + b"|".join((kept, spent, put_in)) + b")")
    return lines[edits]


def _holding_a_piece(word: str, edits: int) -> bytes:
    """Say what holds one of the word's pieces, which are one more than the edits: one of them is left as it was."""
    size = len(word) // (edits + 1)
    pieces = (word[size * index : size * (index + 1)] for index in range(edits + 1))
    return b"[^\\n]*(?:" + b"|".join(b"".join(map(_escaped, piece)) for piece in pieces) + b")[^\\n]*"


def _escaped(sign: str) -> bytes:
    return b"".join(b"\\x%02x" % byte for byte in sign.encode("utf-8", "replace"))
