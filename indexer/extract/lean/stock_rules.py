"""pdfplumber's own rules from glyphs to text, for whoever wants exactly what `page.extract_text()` gives."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter

from indexer.extract.lean import inner
from indexer.extract.lean.glyphs import Glyph

TOLERANCE = 3.0
"""Points to the right or down within which letters are of one word and words of one line, whatever their size."""

Word = tuple[float, str]
"""Its top and its text."""


def stock_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a page, letter for letter as pdfplumber's defaults give it."""
    words = list(_words(glyphs))
    line_of = clusters((top for top, _ in words), TOLERANCE)
    return "\n".join(_line(text for _, text in line) for _, line in groupby(words, lambda word: line_of[word[0]]))


def clusters(values: Iterable[float], tolerance: float) -> dict[float, int]:
    """Number groups of values from the least on, within which each is no further than the tolerance from the next."""
    numbers, number, last = dict[float, int](), 0, 0.0
    for value in sorted(set(values)):
        number += bool(numbers) and value > last + tolerance
        numbers[value] = number
        last = value
    return numbers


def _words(glyphs: Sequence[Glyph]) -> Iterator[Word]:
    for upright, group in groupby(glyphs, attrgetter("upright")):
        yield from (_upright_words if upright else _turned_words)(list(group))


def _upright_words(glyphs: Sequence[Glyph]) -> Iterator[Word]:
    line_of = clusters((glyph.top for glyph in glyphs), TOLERANCE)
    lines: list[list[Glyph]] = [[] for _ in range(max(line_of.values()) + 1)]
    for glyph in glyphs:
        lines[line_of[glyph.top]].append(glyph)
    for line in lines:
        line.sort(key=attrgetter("x0"))
        yield from _words_of(line)


def _words_of(line: Iterable[Glyph]) -> Iterator[Word]:
    letters, top, last = list[str](), 0.0, None
    for glyph in line:
        text = glyph.text
        part = not text.isspace()
        # A letter without text is a word of its own to pdfplumber: "" is in every string of punctuation.
        if letters and (not part or not text or last is None or _apart(last, glyph)):
            yield top, "".join(letters)
            letters = []
        if part and not text:
            yield glyph.top, ""
        elif part:
            top = min(top, glyph.top) if letters else glyph.top
            letters.append(inner.LIGATURES.get(text, text))
            last = glyph
    if letters:
        yield top, "".join(letters)


def _apart(last: Glyph, glyph: Glyph) -> bool:
    return glyph.x0 < last.x0 or glyph.x0 > last.x1 + TOLERANCE or abs(glyph.top - last.top) > TOLERANCE


def _turned_words(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    """Words of turned text are few: pdfplumber's own code finds them."""
    plain = [{**asdict(glyph), "doctop": glyph.top} for glyph in glyphs]
    for word, letters in inner.WordExtractor().iter_extract_tuples(plain):
        yield word["top"], "".join(inner.LIGATURES.get(letter["text"], letter["text"]) for letter in letters)


def _line(words: Iterable[str]) -> str:
    """Words with spaces between them; none before the first that has letters."""
    line = ""
    for word in words:
        line += f" {word}" if line else word
    return line
