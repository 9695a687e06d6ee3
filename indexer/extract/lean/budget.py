"""How much one page may cost before its reading ends."""

STREAM_BYTES = 64 << 20
"""Bytes a single stream may unpack to."""
PAGE_BYTES = 256 << 20
"""Bytes of content one page may run through; a form counts each time it is drawn."""
GLYPHS = 500_000
FORMS = 5_000
"""Times forms may be drawn on one page."""
DEPTH = 20
"""Forms within forms."""
LOOKS = 3_000_000
"""Times text and what is painted are held against each other, to know what can be seen."""


class OverBudget(Exception):
    """More than a page may cost. Its text is the reason, fit for a person."""


class Unsure(Exception):
    """Something this reader does not know how to read; pdfplumber may. Its text says what."""


class Budget:
    """What one page has spent. `amiss` is set where something is not there, or is no PDF: text may be missing."""

    def __init__(self) -> None:
        self.amiss = False
        self._bytes = 0
        self._glyphs = 0
        self._forms = 0
        self._looks = 0

    def content(self, size: int) -> None:
        """Count bytes of content. Raises OverBudget."""
        self._bytes += size
        if self._bytes > PAGE_BYTES:
            raise OverBudget(f"it draws more than {PAGE_BYTES >> 20} MB of content")

    def glyphs(self, count: int) -> None:
        """Count glyphs. Raises OverBudget."""
        self._glyphs += count
        if self._glyphs > GLYPHS:
            raise OverBudget(f"it holds more than {GLYPHS:,} letters")

    def form(self, depth: int) -> None:
        """Count a form drawn at this depth. Raises OverBudget."""
        self._forms += 1
        if self._forms > FORMS:
            raise OverBudget(f"it draws forms more than {FORMS:,} times")
        if depth > DEPTH:
            raise OverBudget(f"it draws forms within forms, more than {DEPTH} deep")

    def looks(self, count: int) -> None:
        """Count text held against what is painted. Raises OverBudget."""
        self._looks += count
        if self._looks > LOOKS:
            raise OverBudget("it paints more over and under its text than can be looked at")
