"""Documents in the manner of releases under FOI law, their pages filled with real English. Always the same ones.

    python -m benchmarks.index.corpus 50000

A page has 150 to 620 words: a line with the reference, paragraphs that follow each other in their book, sums of money.
Every paragraph is used once, in runs that stay together, before any is used again; then they are drawn at random.
"""

import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, TypeAlias

from benchmarks.index.english import paragraphs, sources
from benchmarks.index.places import CACHE, CHECKOUT

SEED = 20260805
VERSION = 3
"""Raise it whenever other documents would come out: the kept ones are then made anew."""
RUN = 8
_WORDS = (150, 620)
_PLACES = (
    "Ald Brack Cull Dun Els Farn Glen Hals Inver Kel Lark Moss Nether Orm Pen Quarr Ravens Salt Thorn Wych".split()
)
_ENDS = "bury combe dale ford ham leigh mouth shire stow wick".split()
_BODIES = ("Council", "County Council", "Borough Council", "Police", "Fire Authority", "Health Board")
_FIRST = "Ada Ben Cora Dan Edith Frank Grace Hugh Iris Jack Kate Leo Mabel Ned Olive Percy Rose Sam Tess Will".split()
_SYLLABLES = (
    "ka lo mi ra ten der ber man son gar win ford ley ham ski rez lop mar tin dou gla har ris lew wal ker".split()
)
_SOURCES = ("govuk-foi", "whatdotheyknow", "fernhill", "mossley", "brooms")
_KINDS = ("release", "release", "release", "request", "news")
_OUTCOMES = ("", "granted", "part-granted", "refused", "not held")

Stream: TypeAlias = Iterator[tuple[str, bool]]
"""Paragraphs without end, each with whether it came before."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document; `sums` are in pence, a row a page; `published` is as in ISO 8601."""

    digest: str
    title: str
    authority: str
    source: str
    kind: str
    outcome: str
    published: str
    reference: str
    pages: tuple[str, ...]
    sums: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was made: where it is, and what it comes to. `first_repeat` is the first page with a paragraph used before,
    0 if there is none; `repeated` counts the pages from there on."""

    path: str
    digest: str
    documents: int
    pages: int
    words: int
    size: int
    paragraphs: int
    first_repeat: int
    source: str

    def __iter__(self) -> Iterator[Document]:
        with Path(self.path).open(encoding="utf-8") as file:
            for line in file:
                yield _read(line)

    def told(self) -> str:
        """Say it in words."""
        repeated = self.pages - self.first_repeat + 1 if self.first_repeat else 0
        return (
            f"{self.pages:,} pages in {self.documents:,} documents, {self.words / 1e6:.1f} million words,"
            f" {self.size / 1e6:.0f} MB, from {self.paragraphs:,} paragraphs of {self.source};"
            f" {repeated:,} pages have paragraphs that came before ({repeated / self.pages:.0%}); {self.digest[:12]}"
        )


def corpus(pages: int) -> Corpus:
    """Return a corpus of so many pages, made at the first call."""
    path = CACHE / f"corpus-{VERSION}-{pages}.jsonl"
    known = path.with_suffix(".json")
    if not known.exists():
        made = _write(path, pages)
        known.write_text(json.dumps(asdict(made)), encoding="utf-8")
    return Corpus(**json.loads(known.read_text(encoding="utf-8")))


def made(pages: int) -> Corpus:
    """Make it in a process of its own: who asks stays small, because Linux counts its memory in what it starts."""
    command = [sys.executable, "-m", "benchmarks.index.corpus", str(pages)]
    if subprocess.run(command, cwd=CHECKOUT, check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit("no corpus could be made; what it said stands above")
    return corpus(pages)


def further(count: int, start: int = 0) -> list[Document]:
    """Return documents that are in no corpus; the word "quagmiress" is in each of them, and nowhere else."""
    rng = random.Random(SEED + 1 + start)
    some = [paragraph for paragraph, _ in zip(paragraphs(), range(4_000), strict=False)]
    authorities = _authorities(random.Random(SEED))
    stream = ((rng.choice(some), False) for _ in iter(int, 1))
    return [_document(rng, authorities, f"further {start + n}", stream, 60, "Quagmiress.")[0] for n in range(count)]


def _write(path: Path, pages: int) -> Corpus:
    path.parent.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    authorities = _authorities(rng)
    every = list(paragraphs())
    if not every:
        sys.exit("no English was found: run `python -m benchmarks.index.english --fetch`, or install manual pages")
    stream = _stream(rng, every)
    hashed = hashlib.sha256()
    documents = made = words = size = first_repeat = 0
    with path.open("w", encoding="utf-8") as file:
        while made < pages:
            document, again = _document(rng, authorities, f"{documents}", stream, pages - made)
            if again and not first_repeat:
                first_repeat = made + 1
            documents, made = documents + 1, made + len(document.pages)
            words += sum(page.count(" ") + 1 for page in document.pages)
            size += sum(len(page.encode()) for page in document.pages)
            line = json.dumps(asdict(document), ensure_ascii=False) + "\n"
            hashed.update(line.encode())
            file.write(line)
    return Corpus(str(path), hashed.hexdigest(), documents, made, words, size, len(every), first_repeat, sources())


def _stream(rng: random.Random, every: list[str]) -> Stream:
    runs = list(range(0, len(every), RUN))
    rng.shuffle(runs)
    for start in runs:
        for paragraph in every[start : start + RUN]:
            yield paragraph, False
    while True:
        start = rng.choice(runs)
        yield every[min(start + rng.randrange(RUN), len(every) - 1)], True


def _document(
    rng: random.Random, authorities: list[str], name: str, stream: Stream, most: int, extra: str = ""
) -> tuple[Document, bool]:
    """Return a document of so many pages at most, and whether it has a paragraph that came before."""
    count = min(most, 60, 1 + int(rng.expovariate(1 / 6)))
    day = date(2005, 1, 1) + timedelta(days=rng.randrange(7_500))
    reference = f"FOI-{day.year}/{rng.randrange(1, 9_999):04}"
    people = [f"{rng.choice(_FIRST)} {_surname(rng)}" for _ in range(3)]
    letter = f"From {people[0]} to {people[1]}, copy {people[2]}, {day:%d %B %Y}. {extra}".strip()
    pages = [_page(rng, f"{reference}, page {n} of {count}. {letter}", stream) for n in range(1, count + 1)]
    topic = " ".join(word for word in pages[0].paragraphs[1].split() if word.isalpha() and len(word) > 3)[:60]
    document = Document(
        digest=hashlib.sha256(f"{SEED} {name}".encode()).hexdigest(),
        title=f"{topic.rpartition(' ')[0] or 'Response'}, {reference}",
        authority=authorities[min(len(authorities) - 1, int(rng.paretovariate(0.7)) - 1)],
        source=rng.choice(_SOURCES),
        kind=rng.choice(_KINDS),
        outcome=rng.choice(_OUTCOMES),
        published=day.isoformat(),
        reference=reference,
        pages=tuple("\n\n".join(page.paragraphs) for page in pages),
        sums=tuple(page.sums for page in pages),
    )
    return document, any(page.again for page in pages)


class _Page(NamedTuple):
    paragraphs: list[str]
    sums: tuple[int, ...]
    again: bool


def _page(rng: random.Random, head: str, stream: Stream) -> _Page:
    parts, left, again = [head], rng.randint(*_WORDS) - 30, False
    while left > 0:
        paragraph, before = next(stream)
        words = paragraph.split(" ")[:left]
        again, left = again or before, left - len(words)
        parts.append(" ".join(words))
    sums = tuple(round(100 * rng.lognormvariate(6, 2)) for _ in range(rng.choice((0, 0, 1, 1, 2, 5))))
    for pence in sums:
        parts.insert(rng.randrange(2, len(parts) + 1), f"Paid to {_surname(rng)} Ltd: £{pence / 100:,.2f}.")
    return _Page(parts, sums, again)


def _authorities(rng: random.Random) -> list[str]:
    every = [f"{place}{end} {body}" for place in _PLACES for end in _ENDS for body in _BODIES]
    return rng.sample(every, 300)


def _surname(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 3, 3, 4)))).capitalize()


def _read(line: str) -> Document:
    form = json.loads(line)
    form["pages"] = tuple(form["pages"])
    form["sums"] = tuple(map(tuple, form["sums"]))
    return Document(**form)


if __name__ == "__main__":
    print(corpus(int(sys.argv[1])).told())
