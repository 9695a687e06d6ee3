"""RTF documents, by striprtf."""

from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.flow import parts


class RtfExtractor:
    """The whole is a page; a long one comes in parts."""

    name = "rtf/1"
    media_types = frozenset({"application/rtf"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the text."""
        yield from parts(rtf_lines(body))


def rtf_lines(body: bytes) -> Iterator[str]:
    """Yield the lines. Raises ExtractionError if it is no RTF."""
    if not body.lstrip().startswith(b"{\\rtf"):
        raise ExtractionError("not a readable RTF document: it does not begin as one")
    text: str = rtf_to_text(body.decode("latin-1"), encoding="cp1252", errors="replace")
    for line in text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        cells = line.rstrip("|").split("|")  # striprtf's mark between cells
        yield " | ".join(cell.strip() for cell in cells) if len(cells) > 1 else line.rstrip()
