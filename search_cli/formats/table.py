"""CSV: one hit a row, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO

from indexer.search import Results
from search_cli.formats.rows import row
from search_cli.terminal import clean

COLUMNS = ("id", "digest", "title", "authority", "kind", "source", "published", "url", "file", "score", "pages")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(results: Results) -> Iterator[str]:
    """Yield a heading and a row for each hit; `pages` has one line a page, its number and its snippet."""
    yield _csv(COLUMNS)
    for hit in results.hits:
        fields = row(hit)
        fields["pages"] = "\n".join(f"{page['page']}: {page['snippet']}" for page in fields["pages"])
        yield _csv([cell(fields[name]) for name in COLUMNS])


def cell(value: object) -> str:
    """Return a value no spreadsheet takes for a formula. Source: OWASP, CSV injection."""
    text = clean("" if value is None else str(value))
    return f"'{text}" if text.startswith(FORMULA) else text


def _csv(cells: object) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)  # type: ignore[arg-type]
    return buffer.getvalue()
