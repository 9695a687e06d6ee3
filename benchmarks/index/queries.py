"""Twenty questions a class, drawn by how many pages of the corpus hold their words.

Only words are taken that Porter's first stemmer (FTS5's) and his second (ours, tantivy's) put together with the same
other words of the corpus: what is found by one must then be found by the others.
"""

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from whoosh.lang.porter import stem as porter
from whoosh.lang.porter2 import stem as porter2

from benchmarks.index.corpus import SEED, Corpus
from benchmarks.index.places import CACHE

EACH = 20
LOOKED_AT = 20_000
"""Pages whose words are counted; the first of them, if there are more."""
VERSION = 5
# The last are what FTS5 makes of "aren't" and the like, and words of authorities' names: ours stands under these, too.
_STOP = frozenset(
    """about above after again against all also and any are because been before being below between both but can cannot
    could did does doing down during each even few for from further had has have having here how into its itself just
    more most must not now off once one only other our out over own same shall should since some such than that the
    their them then there these they this those through too under until upon use used very was were what when where
    which while who whom why will with would you your page paid copy ltd aren couldn didn doesn hadn hasn haven isn
    mustn shouldn wasn weren wouldn dont cant wont authority board borough council county fire health police""".split()
)
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `kind` is its class; dates are as in ISO 8601, sums in pence, "" and 0 for none."""

    kind: str
    words: tuple[str, ...]
    first: str = ""
    last: str = ""
    lowest: int = 0
    highest: int = 0
    facets: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words as a person writes them; FTS5 and tantivy understand the same."""
        match self.kind:
            case "OR of five":
                return " OR ".join(self.words)
            case "phrase":
                return f'"{" ".join(self.words)}"'
            case "prefix":
                return f"{self.words[0]}*"
            case _:
                return " AND ".join(self.words)


CLASSES = (
    "common word", "rare word", "AND of 2-3", "OR of five", "phrase", "prefix", "date and word", "sum and word",
    "facet",
)  # fmt: skip


COLD = "two words"
"""The class that is asked in processes of their own: two words of one page, each on 0.5 to 40 % of all."""


def questions(corpus: Corpus) -> list[Question]:
    """Return the questions to a corpus, drawn at the first call."""
    kept = CACHE / f"questions-{VERSION}-{corpus.digest[:12]}.json"
    if not kept.exists():
        kept.write_text(json.dumps([asdict(question) for question in _drawn(corpus)]), encoding="utf-8")
    return [Question(**_tuples(form)) for form in json.loads(kept.read_text(encoding="utf-8"))]


def _drawn(corpus: Corpus) -> Iterator[Question]:
    pages = [_WORD.findall(page.lower()) for page in _first_pages(corpus)]
    holding = Counter(word for page in pages for word in set(page))
    usable = _alike(holding)

    def band(lowest: float, highest: float) -> list[str]:
        return sorted(word for word in usable if lowest <= holding[word] <= highest)

    count = len(pages)
    common, middling, rare = band(0.1 * count, 0.4 * count), band(0.005 * count, 0.05 * count), band(3, 20)
    rng = random.Random(SEED)
    for _ in range(EACH):
        year = rng.randrange(2006, 2020)
        yield Question("common word", (rng.choice(common),))
        yield Question("rare word", (rng.choice(rare),))
        yield Question("AND of 2-3", _together(rng, pages, set(middling).__contains__))
        yield Question("OR of five", tuple(rng.sample(middling, 5)))
        yield Question("phrase", _in_a_row(rng, pages, lambda word: word in usable and holding[word] > 0.001 * count))
        yield Question("prefix", (rng.choice(middling)[:4],))
        yield Question("date and word", (rng.choice(middling),), first=f"{year}-01-01", last=f"{year + 2}-12-31")
        yield Question("sum and word", (rng.choice(middling),), lowest=100_000, highest=500_000)
        yield Question("facet", (rng.choice(middling),), facets=("authority",))
        yield Question(COLD, _together(rng, pages, {*middling, *common}.__contains__)[:2])


def _first_pages(corpus: Corpus) -> Iterator[str]:
    left = LOOKED_AT
    for document in corpus:
        yield from document.pages[:left]
        left -= len(document.pages)
        if left <= 0:
            return


def _alike(holding: Counter[str]) -> set[str]:
    """Return the words that both stemmers put together with the same others."""
    families: list[dict[str, frozenset[str]]] = []
    for stem in (porter, porter2):
        by_stem: defaultdict[str, list[str]] = defaultdict(list)
        for word in holding:
            by_stem[stem(word)].append(word)
        families.append(
            {word: family for several in by_stem.values() for family in [frozenset(several)] for word in several}
        )
    return {
        word
        for word in holding
        if len(word) > 3 and word not in _STOP and families[0][word] == families[1][word] and _kept(families[0][word])
    }


def _kept(family: frozenset[str]) -> bool:
    return not any(word in _STOP for word in family)


def _together(rng: random.Random, pages: list[list[str]], wanted: Callable[[str], bool]) -> tuple[str, ...]:
    """Return two or three words of one page."""
    while True:
        words = sorted({word for word in rng.choice(pages) if wanted(word)})
        if len(words) > 3:
            return tuple(rng.sample(words, rng.choice((2, 3))))


def _in_a_row(rng: random.Random, pages: list[list[str]], wanted: Callable[[str], bool]) -> tuple[str, ...]:
    """Return two or three words that follow each other on some page."""
    while True:
        page, count = rng.choice(pages), rng.choice((2, 3))
        start = rng.randrange(max(1, len(page) - count))
        words = tuple(page[start : start + count])
        if len(words) == count and all(map(wanted, words)):
            return words


def _tuples(form: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in form.items()}
