"""The test collections beside the checkout, as entries of the index and questions with their judgements."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.engine.interface import Entry

NAMES = ("cranfield", "cisi", "vaswani-npl")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what was judged to answer it: how much each document is worth, by its name; some are worth 0."""

    name: str
    text: str
    worth: Mapping[str, int]

    @property
    def tuned_on(self) -> bool:
        """Whether the formula was tuned on it: on those of odd number."""
        return int(self.name) % 2 == 1


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection: title and text of each document by its name, and the questions that some document answers."""

    name: str
    documents: Mapping[str, tuple[str, str]]
    questions: Sequence[Question]

    def entries(self) -> Iterator[Entry]:
        """Yield the documents as a publication's would be: the title stands over a text of one page."""
        for name, (title, text) in self.documents.items():
            yield Entry(
                digest=name, title=title, heading=title, pages=(text,), authorities=(), sources=(), kinds=(),
                states=("live",), media_type="text/plain", published=None, stored=name, rank=name.zfill(6),
            )  # fmt: skip


def collection(folder: Path) -> Collection:
    """Read a collection: corpus.jsonl, queries.jsonl, qrels.tsv."""
    documents = {line["_id"]: (line["title"], line["text"]) for line in _lines(folder / "corpus.jsonl")}
    worth: dict[str, dict[str, int]] = {}
    for judgement in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        question, document, score = judgement.split("\t")
        worth.setdefault(question, {})[document] = int(score)
    questions = tuple(
        Question(line["_id"], line["text"], worth[line["_id"]])
        for line in _lines(folder / "queries.jsonl")
        if any(score > 0 for score in worth.get(line["_id"], {}).values())
    )
    return Collection(folder.name, documents, questions)


def _lines(file: Path) -> Iterator[Any]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
