"""Everything that is chosen as rows: JSON Lines with the text of each page, or a table without. See docs/exports.md."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from indexer.chosen import Chosen, Item
from indexer.exports.base import Wish, Written
from indexer.exports.beside import beside
from indexer.extract.pages import Page
from indexer.facts.forms import to_form
from indexer.linked import pairs
from search_cli.formats import facts
from search_cli.formats.records import json_line, lines

SCHEMA = 1


def jsonl(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:
    """Write a line for each document, with the text of its pages. Raises ExportError."""

    def rows() -> Iterator[str]:
        for item, row in _rows(chosen, wish, progress):
            pages = [_page(page) for page in chosen.pages(item)]
            yield json_line({**row, "pages": pages, "facts": [to_form(one) for one in chosen.facts(item.card.digest)]})

    return _write(target, rows())


def csv(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:
    """Write a row for each document, in cells that no spreadsheet takes for formulas. Raises ExportError."""
    rows = (
        {**row, "notes": [note["text"] for note in row.get("notes", ())]} for _, row in _rows(chosen, wish, progress)
    )
    names = [name for name in (*_FIELDS, *(_OWN if wish.tags else ())) if name != "also"]
    return _write(target, lines("csv", rows, names), headings=1)


def facts_jsonl(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:  # noqa: ARG001 - as all are called
    """Write a line for each fact, as `foi facts` does. Raises ExportError."""
    return _write(target, lines("jsonl", _facts(chosen, progress), facts.FIELDS), noun="fact")


def facts_csv(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:  # noqa: ARG001 - as all are called
    """Write a row for each fact, in cells that no spreadsheet takes for formulas. Raises ExportError."""
    return _write(target, lines("csv", _facts(chosen, progress), facts.FIELDS), headings=1, noun="fact")


def _facts(chosen: Chosen, progress: Callable[[], None]) -> Iterator[dict[str, Any]]:
    for item in chosen.items():
        yield from (facts.row(item.card.digest, fact) for fact in chosen.facts(item.card.digest))
        progress()


_FIELDS = (
    *("id", "digest", "title", "authority", "kind", "source", "published", "url", "file", "page_count", "document"),
    *("outlet", "state", "media_type", "file_url", "also", "parent", "outcome", "original_url", "captured", "summary"),
    *("extractor", "reason", "schema", "rests_on", "reported_by"),
)
_OWN = ("tags", "notes")


def _rows(chosen: Chosen, wish: Wish, progress: Callable[[], None]) -> Iterator[tuple[Item, dict[str, Any]]]:
    own = _Own(wish) if wish.tags else None
    linked = _Linked(chosen, wish)
    for item in chosen.items():
        row = {**_row(chosen, item), **linked.of(item)}
        yield item, {**row, **own.of(item.card.digest)} if own else row
        progress()


class _Linked:
    """Which reports rest on which releases, of those that are handed on."""

    def __init__(self, chosen: Chosen, wish: Wish) -> None:
        self._rests_on, self._reported_by = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        found = pairs(wish.places)
        there = {held.id for held in chosen.publications()} if found else set()
        for report, release in found:
            if report in there and release in there:
                self._rests_on[report].append(release)
                self._reported_by[release].append(report)

    def of(self, item: Item) -> dict[str, list[str]]:
        """Return the IDs of publications that an item's publications rest on, and of those that report them."""
        ids = [held.id for held, _ in item.carried]
        return {
            "rests_on": sorted({other for id_ in ids for other in self._rests_on.get(id_, ())}),
            "reported_by": sorted({other for id_ in ids for other in self._reported_by.get(id_, ())}),
        }


class _Own:
    """A person's tags and notes, by document."""

    def __init__(self, wish: Wish) -> None:
        from indexer.annotations import Annotations

        with Annotations.open(wish.places, create=False) as held, held.unchanging():
            self._tags = defaultdict[str, list[str]](list)
            for digest, tag, _ in held.taggings():
                self._tags[digest].append(tag)
            self._notes = defaultdict[str, list[dict[str, Any]]](list)
            for note in sorted(held.notes(), key=lambda note: (note.page or 0, note.uid)):
                self._notes[note.digest].append({"page": note.page, "text": note.text, "time": note.time})

    def of(self, digest: str) -> dict[str, Any]:
        """Return them as fields of a row."""
        return {"tags": self._tags.get(digest, []), "notes": self._notes.get(digest, [])}


def _page(page: Page) -> dict[str, Any]:
    return {
        "page": page.number, "text": page.text, "label": page.label or None, "how": page.how,
        "confidence": page.confidence,
    }  # fmt: skip


def _row(chosen: Chosen, item: Item) -> dict[str, Any]:
    card = item.card
    times = (capture.time for capture in chosen.captures_of(item) if not capture.revisit)
    captured = min(times, default=None)
    values = {
        **{name: getattr(card, name, None) for name in _FIELDS if name not in ("rests_on", "reported_by")},
        "page_count": card.pages,
        "also": list(card.also),
        "captured": captured.isoformat() if captured else None,
        "schema": SCHEMA,
    }
    return {name: None if value == "" and name != "authority" else value for name, value in values.items()}


def _write(target: Path, texts: Iterator[str], headings: int = 0, noun: str = "document") -> Written:
    count = size = 0
    with beside(target) as file:
        for line in texts:
            size += file.write(line.encode())
            count += 1
    return Written({noun: count - headings}, size)
