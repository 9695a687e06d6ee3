"""SQLite FTS5 as it is used at its best: porter, positions, text outside the index, narrow tables for what filters."""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.index.corpus import Document
from benchmarks.index.queries import Question

FILE = "fts5.sqlite"
_TABLES = """
    CREATE TABLE text (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
    CREATE TABLE page (id INTEGER PRIMARY KEY, digest TEXT, number INTEGER, authority TEXT, published TEXT);
    CREATE TABLE sum (page INTEGER, pence INTEGER);
    CREATE VIRTUAL TABLE found USING fts5(
        title, body, content='text', content_rowid='id', tokenize='porter unicode61'
    );
"""
_INDEXES = """
    CREATE INDEX by_digest ON page (digest);
    CREATE INDEX by_day ON page (published);
    CREATE INDEX by_page ON sum (page, pence);
    CREATE INDEX by_pence ON sum (pence);
    ANALYZE;
"""
_TEN = "SELECT page.digest, page.number, text.title FROM found JOIN page ON page.id = found.rowid JOIN text USING (id)"


def opened(folder: Path) -> sqlite3.Connection:
    """Open it with what everybody sets who cares for speed."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;")
    return connection


def build(documents: Iterable[Document], folder: Path) -> dict[str, float]:
    """Build it, and say how many seconds the text's rows took, the index and the filters, and FTS5's `optimize`."""
    connection = opened(folder)
    connection.executescript(_TABLES)
    marks = [time.perf_counter()]
    connection.execute("BEGIN")
    _insert(connection, documents, 1)
    connection.execute("COMMIT")
    for script in (
        f"BEGIN; INSERT INTO found (found) VALUES ('rebuild'); COMMIT; {_INDEXES}",
        "INSERT INTO found (found) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE);",
    ):
        marks.append(time.perf_counter())
        connection.executescript(script)
    marks.append(time.perf_counter())
    connection.close()
    return dict(zip(("rows", "index", "optimize"), (b - a for a, b in pairwise(marks)), strict=True))


def add(documents: Iterable[Document], folder: Path) -> dict[str, float]:
    """Add documents in one transaction."""
    connection = opened(folder)
    started = time.perf_counter()
    connection.execute("BEGIN")
    (last,) = connection.execute("SELECT max(id) FROM page").fetchone()
    _insert(connection, documents, last + 1)
    connection.execute("INSERT INTO found (rowid, title, body) SELECT id, title, body FROM text WHERE id > ?", (last,))
    connection.execute("COMMIT")
    taken = time.perf_counter() - started
    connection.close()
    return {"write": taken}


def sizes(folder: Path) -> tuple[int, int]:
    """Return the bytes of the whole file, and of the index in it: postings, lengths, and what filters."""
    connection = opened(folder)
    (postings,) = connection.execute("SELECT sum(length(block)) FROM found_data").fetchone()
    (lengths,) = connection.execute("SELECT sum(length(sz)) FROM found_docsize").fetchone()
    connection.close()
    return (folder / FILE).stat().st_size, postings + lengths


def ask(connection: sqlite3.Connection, question: Question) -> list[str]:
    """Return ten pages, best first; for a facet the count by authority as well."""
    where, bounds = _filter(question)
    sql = f"{_TEN} WHERE found MATCH ? {where} ORDER BY rank LIMIT 10"
    rows = connection.execute(sql, (question.text, *bounds)).fetchall()
    if question.facets:
        connection.execute(
            "SELECT authority, count(*) FROM found JOIN page ON page.id = found.rowid WHERE found MATCH ? GROUP BY 1",
            (question.text,),
        ).fetchall()
    return [row[0] for row in rows]


def total(connection: sqlite3.Connection, question: Question) -> int:
    """Return how many pages match, exactly."""
    where, bounds = _filter(question)
    joined = "JOIN page ON page.id = found.rowid" if where else ""
    sql = f"SELECT count(*) FROM found {joined} WHERE found MATCH ? {where}"
    return int(connection.execute(sql, (question.text, *bounds)).fetchone()[0])


def documents(connection: sqlite3.Connection, text: str, question: Question) -> set[str]:
    """Return the documents of the pages that match, within the question's dates."""
    where, bounds = _filter(question)
    sql = f"SELECT DISTINCT page.digest FROM found JOIN page ON page.id = found.rowid WHERE found MATCH ? {where}"
    return {row[0] for row in connection.execute(sql, (text, *bounds))}


def _filter(question: Question) -> tuple[str, tuple[object, ...]]:
    if question.first:
        return "AND page.published BETWEEN ? AND ?", (question.first, question.last)
    if question.lowest:
        within = "SELECT 1 FROM sum WHERE sum.page = page.id AND pence BETWEEN ? AND ?"
        return f"AND EXISTS ({within})", (question.lowest, question.highest)
    return "", ()


def _insert(connection: sqlite3.Connection, documents: Iterable[Document], start: int) -> None:
    for page, (document, number) in enumerate(_pages(documents), start=start):
        connection.execute("INSERT INTO text VALUES (?, ?, ?)", (page, document.title, document.pages[number]))
        row = (page, document.digest, number + 1, document.authority, document.published)
        connection.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?)", row)
        connection.executemany("INSERT INTO sum VALUES (?, ?)", [(page, pence) for pence in document.sums[number]])


def _pages(documents: Iterable[Document]) -> Iterator[tuple[Document, int]]:
    return ((document, number) for document in documents for number in range(len(document.pages)))
