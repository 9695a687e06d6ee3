"""All pages of a collection, read plainly: where words stand in a row, and where they stand near each other."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.analysis import terms, tokens


@dataclass(frozen=True)
class Page:
    """One page; pages count from 1."""

    digest: str
    number: int
    text: str

    @property
    def name(self) -> str:
        """Name it among all pages."""
        return f"{self.digest}:{self.number}"

    @cached_property
    def row(self) -> tuple[str, ...]:
        """Return its terms in order; of a word broken in two, the parts."""
        return tuple(token.term for token in tokens(self.text) if token.width == 1)

    def has(self, row: Sequence[str]) -> bool:
        """Tell whether the terms stand there in a row."""
        return any(self.row[at : at + len(row)] == tuple(row) for at, term in enumerate(self.row) if term == row[0])

    def has_near(self, wanted: Collection[str], span: int) -> bool:
        """Tell whether all terms stand there within so many words."""
        last: dict[str, int] = {}
        for at, term in enumerate(self.row):
            if term in wanted:
                last[term] = at
                if len(last) == len(wanted) and at - min(last.values()) < span:
                    return True
        return False


class Pages:
    """The pages of a collection, with which of them hold a term."""

    def __init__(self, pages: Collection[Page]) -> None:
        self.pages = tuple(pages)
        self.holding: dict[str, set[int]] = defaultdict(set)
        for at, page in enumerate(self.pages):
            for term in page.row:
                self.holding[term].add(at)

    def with_row(self, printed: str) -> list[Page]:
        """Return the pages on which these words stand in a row."""
        row = terms(printed)
        return [page for page in self._with_all(row) if page.has(row)] if row else []

    def with_near(self, wanted: Collection[str], span: int) -> list[Page]:
        """Return the pages on which these terms stand within so many words."""
        return [page for page in self._with_all(wanted) if page.has_near(wanted, span)]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Page, str]]:
        """Yield what a pattern finds, page by page, each once a page, its white space made single blanks."""
        for page in self.pages:
            for printed in dict.fromkeys(" ".join(match.split()) for match in pattern.findall(page.text)):
                yield page, printed

    def _with_all(self, wanted: Collection[str]) -> list[Page]:
        return [self.pages[at] for at in sorted(set.intersection(*(self.holding[term] for term in wanted)))]
