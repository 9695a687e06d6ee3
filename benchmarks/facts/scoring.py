"""What evaluations of facts share: labelled texts as a finder gets them, and what was found against what is there."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from indexer.extract.pages import Page
from indexer.facts.text import About, Text

LABELS = Path(__file__).with_name("labels")
SETS = ("dev", "second", "held", "unseen")
Label = Mapping[str, Any]


class Score(NamedTuple):
    """How many were found, how many are there, and how many of the found are right."""

    found: int
    there: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the found that is right; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 if nothing is."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both: 1 if nothing was there and nothing was found."""
        both = self.found + self.there
        return 2 * self.right / both if both else 1.0

    def __add__(self, other: object) -> "Score":
        """Count both together."""
        if not isinstance(other, Score):
            return NotImplemented
        return Score(self.found + other.found, self.there + other.there, self.right + other.right)


def score(found: Iterable[object], there: Iterable[object]) -> Score:
    """Compare two sets."""
    one, other = set(found), set(there)
    return Score(len(one), len(other), len(one & other))


def macro_f1(pairs: Iterable[tuple[str | None, str | None]]) -> float:
    """Return the mean of F1 over the classes that occur, of pairs (found, there); None is no class."""
    pairs = list(pairs)
    classes = sorted({there for _, there in pairs if there is not None})
    scores = [
        Score(sum(f == one for f, _ in pairs), sum(t == one for _, t in pairs), sum(f == t == one for f, t in pairs))
        for one in classes
    ]
    return sum(each.f1 for each in scores) / len(scores) if scores else 1.0


def labels(kind: str, which: str) -> list[Label]:
    """Return the labels of a set, "dev", "held" or "corpus", of a kind of facts; none if the file is missing."""
    path = LABELS / kind / f"{which}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line] if path.exists() else []


def text_of(label: Label) -> Text:
    """Return a label's `text`, or its `pages`, as a document; a ¦ in it is a blank that is a wide gap of a PDF."""
    printed = label["pages"] if "pages" in label else [label["text"]]
    about = label.get("about", {})
    published = date.fromisoformat(about["published"]) if about.get("published") else None
    known = About(about.get("authority", ""), published, about.get("kind", ""), title=about.get("title", ""))
    return Text([_page(number, each) for number, each in enumerate(printed, 1)], known)


def place(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    """Return where words stand in a text for the nth time. Raises ValueError if they do not."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two places share a character."""
    return one[0] < other[1] and other[0] < one[1]


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _page(number: int, printed: str) -> Page:
    gaps = tuple(at for at, letter in enumerate(printed) if letter == "¦")
    return Page(number=number, text=printed.replace("¦", " "), gaps=gaps)
