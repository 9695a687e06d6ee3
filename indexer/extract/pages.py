"""A page of text, and how it was got: what extractors make, and what a search shows."""

from indexer.record import record

TEXT_LAYER = "text-layer"
"""How a page's text was got: it was there as text."""
OCR = "ocr"
"""It was read from a picture of the page, here."""
OCR_LAYER = "ocr-layer"
"""It was there as text, under a picture of the page: somebody's OCR, as good or bad as the sender's."""
SCAN = "scan"
"""It was not got, or is no use: the page is a picture and waits for OCR."""


@record()
class Hidden:
    """Text that a page has and does not show. `how` it is hidden: "white on white", "off the page", "tiny" ..."""

    text: str
    how: str


@record()
class Page:
    """The text of one page. `number` counts from 1.

    What a page is, each format defines: a PDF page; the whole of an HTML or text file; a block of rows of
    a table, with `label` saying which ("rows 1-100"). `how` is how the text was got, `confidence` from 0
    to 1 if it was read by OCR, `warning` what a reader of this page should know ("no text layer"). `gaps` are the
    blanks in `text`, by their places, that are wide gaps in the file's own layout, where a column may end. `hidden` is
    what the page has besides that nobody who looks at it can see: it is not in `text`.
    """

    number: int
    text: str
    label: str = ""
    how: str = TEXT_LAYER
    confidence: float | None = None
    warning: str = ""
    gaps: tuple[int, ...] = ()
    hidden: tuple[Hidden, ...] = ()
