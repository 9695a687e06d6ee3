"""Letters and widths of a font, looked up once: pdfminer asks its maps anew for every letter on every page."""

from typing import Any, NamedTuple

from indexer.extract.lean import inner
from indexer.extract.lean.bidi import as_it_stands
from indexer.extract.lean.budget import Unsure

WIDE = "\x1f"
"""Stands for a blank that is a wide gap until a page is done; it is a blank itself, so no text that is read has it."""
WIDE_GAP = 1.2
"""Sizes of a letter from which a gap is wide."""
_KEPT = 20_000
"""Strings kept per font. Kerned text is made of few hundred, over and over."""


class Piece(NamedTuple):
    """Part of a string that is all blank, `text` "", or begins and ends with ink.

    `glyphs` in all, `letters` of them no blank, `unknown` of these without Unicode, which `text` has as blanks;
    `width` in ems, `last` that of the last glyph; `spaces` those with code 32.
    """

    text: str
    glyphs: int
    letters: int
    unknown: int
    width: float
    last: float
    spaces: int


class Letters:
    """One font as it is read here. Raises Unsure if it is written downwards."""

    def __init__(self, font: Any) -> None:
        if font.is_vertical():
            raise Unsure("it is written downwards")
        self.decode = font.decode
        self.multibyte: bool = font.is_multibyte()
        self.descent: float = font.get_descent()
        self.drawn = type(font).__name__ == "PDFType3Font"
        self._font = font
        self._texts: dict[int, str] = {}
        self._widths: dict[int, float] = {}
        self._printed: dict[int, str] = {}
        self._unknown: set[int] = set()
        self._pieces: dict[bytes, tuple[Piece, ...]] = {}

    def letter(self, code: int) -> tuple[str, float]:
        """The text of a code, as "(cid:7)" if it has none, and its width in ems."""
        text = self._texts.get(code)
        if text is None:
            try:
                text = self._font.to_unichr(code)
            except inner.UnicodeNotDefined:
                text = f"(cid:{code})"
            if without_unicode(text):
                self._unknown.add(code)
            self._widths[code] = self._font.char_width(code)
            self._printed[code] = printed(text)
            self._texts[code] = text
        return text, self._widths[code]

    def pieces(self, string: bytes) -> tuple[Piece, ...]:
        """The pieces of a string: one of ink, with blanks before and after it, or a blank one alone."""
        found = self._pieces.get(string)
        if found is None:
            if len(self._pieces) >= _KEPT:
                self._pieces.clear()
            found = self._pieces[string] = self._cut(list(self.decode(string)))
        return found

    def _cut(self, codes: list[int]) -> tuple[Piece, ...]:
        for code in set(codes) - self._widths.keys():
            self.letter(code)
        printed_ = self._printed
        text = "".join(map(printed_.__getitem__, codes))
        if text and text == text.strip():
            return (self._piece(codes, text),)
        begin, end = 0, len(codes)
        while begin < end and printed_[codes[begin]].isspace():
            begin += 1
        while begin < end and printed_[codes[end - 1]].isspace():
            end -= 1
        parts = (codes[:begin], codes[begin:end], codes[end:])
        return tuple(self._piece(part, "".join(map(printed_.__getitem__, part))) for part in parts if part)

    def _piece(self, codes: list[int], text: str) -> Piece:
        words = text.split()
        unknown = sum(map(self._unknown.__contains__, codes)) if self._unknown else 0
        width, last = sum(map(self._widths.__getitem__, codes)), self._widths[codes[-1]]
        joined = words[0] if len(words) == 1 else self._gapped(codes, words)
        letters = len(joined) - max(0, len(words) - 1) + unknown
        return Piece(joined, len(codes), letters, unknown, width, last, codes.count(32))

    def _gapped(self, codes: list[int], words: list[str]) -> str:
        """The words with a blank between any two, a wide one where the blanks that were drawn are as wide as that."""
        text, plain = "".join(map(self._printed.__getitem__, codes)), " ".join(words)
        if "   " not in text:
            return plain
        parts, wide = list[str](), 0.0
        for code in codes:
            text = self._printed[code]
            if not text.isspace():
                parts.append(text)
                wide = 0.0
                continue
            if not wide:
                parts.append(" ")
            wide += self._widths[code]
            if wide > WIDE_GAP:
                parts[-1] = WIDE
        gapped = "".join(parts)
        return gapped if gapped.replace(WIDE, " ") == plain else plain


def letters_of(font: Any) -> Letters:
    """The letters of one of pdfminer's fonts, kept with it: it lives as long as its document."""
    kept = getattr(font, "foi_letters", None)
    if not isinstance(kept, Letters):
        kept = font.foi_letters = Letters(font)
    return kept


def without_unicode(text: str) -> bool:
    """Whether this stands for a letter of which nobody says what it is."""
    return text.startswith("(cid:")


def printed(text: str) -> str:
    """A letter as it is to be found, from left to right: ligatures taken apart, unknown ones blank."""
    return " " if without_unicode(text) else as_it_stands(inner.LIGATURES.get(text, text)).replace(WIDE, " ")


def letters_in(text: str) -> int:
    """How many letters a glyph stands for: none if blank, one if nobody knows."""
    return 1 if without_unicode(text) else len("".join(printed(text).split()))
