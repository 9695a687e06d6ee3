"""All that is taken from inside pdfminer and pdfplumber, in one place.

None of it is promised by them. pdfplumber is therefore pinned, and pins pdfminer.six in turn; a test names
what is here; and should something be missing, `missing` says so and every page is read the stock way.
"""

import contextlib
import importlib
from typing import Any

from indexer.extract.lean.inflate import BoundedZlib, inflate_damaged

NAMES = (
    "pdfminer.pdffont:PDFUnicodeNotDefined",
    "pdfminer.pdffont:PDFFont.char_width",
    "pdfminer.pdffont:PDFFont.decode",
    "pdfminer.pdffont:PDFFont.get_descent",
    "pdfminer.pdffont:PDFFont.is_multibyte",
    "pdfminer.pdffont:PDFFont.is_vertical",
    "pdfminer.pdffont:PDFFont.to_unichr",
    "pdfminer.pdfinterp:LITERAL_FORM",
    "pdfminer.pdfinterp:PDFResourceManager.get_font",
    "pdfminer.pdftypes:PDFObjRef",
    "pdfminer.pdftypes:PDFStream.get",
    "pdfminer.pdftypes:PDFStream.get_data",
    "pdfminer.pdftypes:decompress_corrupted",
    "pdfminer.pdftypes:dict_value",
    "pdfminer.pdftypes:list_value",
    "pdfminer.pdftypes:resolve1",
    "pdfminer.pdftypes:stream_value",
    "pdfminer.pdftypes:zlib",
    "pdfplumber.utils.text:LIGATURES",
    "pdfplumber.utils.text:WordExtractor.iter_extract_tuples",
)
"""Attributes of objects come on top: those of a page, a font and a stream, read in `content` and `glyphs`."""


def missing() -> tuple[str, ...]:
    """Return which of the names are not there."""
    return tuple(name for name in NAMES if _found(name) is None)


def _found(name: str) -> Any:
    module, _, path = name.partition(":")
    found: Any = None
    with contextlib.suppress(ImportError, AttributeError):
        found = importlib.import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
        return found
    return None


UnicodeNotDefined: Any = _found("pdfminer.pdffont:PDFUnicodeNotDefined")
FORM: Any = _found("pdfminer.pdfinterp:LITERAL_FORM")
ObjectReference: Any = _found("pdfminer.pdftypes:PDFObjRef")
dict_value: Any = _found("pdfminer.pdftypes:dict_value")
list_value: Any = _found("pdfminer.pdftypes:list_value")
resolve: Any = _found("pdfminer.pdftypes:resolve1")
stream_value: Any = _found("pdfminer.pdftypes:stream_value")
LIGATURES: dict[str, str] = _found("pdfplumber.utils.text:LIGATURES") or {}
WordExtractor: Any = _found("pdfplumber.utils.text:WordExtractor")


def bound_streams() -> None:
    """Have pdfminer unpack streams within the budget, and damaged ones quickly."""
    types: Any = importlib.import_module("pdfminer.pdftypes")
    types.zlib = BoundedZlib
    types.decompress_corrupted = inflate_damaged
