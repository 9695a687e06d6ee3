"""tantivy: English stems, positions, one thread; each page a row. The text itself is not stored in it."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.index.corpus import Document
from benchmarks.index.queries import Question

MEMORY = 256_000_000


def build(documents: Iterable[Document], folder: Path) -> dict[str, float]:
    """Build it with one thread that writes; this one feeds it."""
    started = time.perf_counter()
    _write(tantivy.Index(_schema(), path=str(folder)), documents, MEMORY)
    return {"write": time.perf_counter() - started}


def add(documents: Iterable[Document], folder: Path) -> dict[str, float]:
    """Add documents and commit them."""
    started = time.perf_counter()
    _write(tantivy.Index.open(str(folder)), documents, 64_000_000)
    return {"write": time.perf_counter() - started}


def size(folder: Path) -> int:
    """Return the bytes of the index."""
    return sum(file.stat().st_size for file in folder.iterdir())


def opened(folder: Path) -> Callable[[Question], tuple[int, list[str]]]:
    """Open it for many questions."""
    index = tantivy.Index.open(str(folder))
    searcher: Any = index.searcher()
    schema = index.schema

    def ask(question: Question) -> tuple[int, list[str]]:
        query = _query(index, schema, question)
        found = searcher.search(query, 10, count=True)
        stored = [searcher.doc(address) for _, address in found.hits]
        if question.facets:
            searcher.aggregate(query, {"by": {"terms": {"field": "authority", "size": 500}}})
        return found.count, [document["digest"][0] for document in stored]

    return ask


def _query(index: Any, schema: Any, question: Question) -> Any:
    if question.kind == "prefix":
        return tantivy.Query.regex_query(schema, "body", f"{question.words[0]}.*")
    text = question.text
    if question.first:
        text += f" AND published:[{question.first}T00:00:00Z TO {question.last}T00:00:00Z]"
    if question.lowest:
        text += f" AND pence:[{question.lowest} TO {question.highest}]"
    return index.parse_query(text, ["title", "body"])


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("number", stored=True)
    builder.add_text_field("title", stored=True, tokenizer_name="en_stem", index_option="position")
    builder.add_text_field("body", tokenizer_name="en_stem", index_option="position")
    builder.add_text_field("authority", tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_date_field("published", indexed=True, fast=True)
    builder.add_integer_field("pence", indexed=True, fast=True)
    return builder.build()


def _write(index: Any, documents: Iterable[Document], memory: int) -> None:
    writer = index.writer(memory, num_threads=1)
    for document in documents:
        published = datetime.fromisoformat(document.published).replace(tzinfo=UTC)
        for number, (body, sums) in enumerate(zip(document.pages, document.sums, strict=True), start=1):
            row = tantivy.Document()
            row.add_text("digest", document.digest)
            row.add_integer("number", number)
            row.add_text("title", document.title)
            row.add_text("body", body)
            row.add_text("authority", document.authority)
            row.add_date("published", published)
            for pence in sums:
                row.add_integer("pence", pence)
            writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()
