"""Everything that is chosen as rows: JSON Lines with the text of each page, or a table without. See docs/exports.md."""

from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from indexer.chosen import Chosen, Item
from indexer.exports.base import Wish, Written
from indexer.exports.beside import beside
from search_cli.formats.records import json_line, lines

SCHEMA = 1


def jsonl(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:  # noqa: ARG001 - as all are called
    """Write a line for each document, with the text of its pages. Raises ExportError."""
    return _write(target, (json_line({**row, "pages": pages}) for row, pages in _rows(chosen, progress)))


def csv(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:  # noqa: ARG001 - as all are called
    """Write a row for each document, in cells that no spreadsheet takes for formulas. Raises ExportError."""
    rows = (row for row, _ in _rows(chosen, progress))
    return _write(target, lines("csv", rows, tuple(name for name in _FIELDS if name != "also")), headings=1)


_FIELDS = (
    *("id", "digest", "title", "authority", "kind", "source", "published", "url", "file", "page_count", "document"),
    *("outlet", "state", "media_type", "file_url", "also", "parent", "outcome", "original_url", "captured", "summary"),
    *("extractor", "reason", "schema"),
)


def _rows(chosen: Chosen, progress: Callable[[], None]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for item in chosen.items():
        pages = [
            {"page": page.number, "text": page.text, "label": page.label or None, "how": page.how,
             "confidence": page.confidence}
            for page in chosen.pages(item)
        ]  # fmt: skip
        yield _row(chosen, item), pages
        progress()


def _row(chosen: Chosen, item: Item) -> dict[str, Any]:
    card = item.card
    captured = next((capture.time for capture in chosen.captures_of(item) if not capture.revisit), None)
    values = {
        **{name: getattr(card, name, None) for name in _FIELDS},
        "page_count": card.pages,
        "also": list(card.also),
        "captured": captured.isoformat() if captured else None,
        "schema": SCHEMA,
    }
    return {name: None if value == "" and name != "authority" else value for name, value in values.items()}


def _write(target: Path, texts: Iterator[str], headings: int = 0) -> Written:
    count = 0
    with beside(target) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        for line in texts:
            text.write(line)
            count += 1
        text.flush()
        size = file.tell()
        text.detach()
    return Written({"document": count - headings}, size)
