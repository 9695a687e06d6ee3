"""Ours: the corpus as entries, a data folder with them in it, and questions to the opened index."""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.index.corpus import Corpus
from benchmarks.index.corpus import Document as Made
from benchmarks.index.queries import Question
from indexer import generations
from indexer.engine.interface import Entry, Order
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.entries import card, entry
from indexer.extract.base import TEXT_LAYER, Extraction, Page
from indexer.extract.registry import current_version
from indexer.places import Places
from indexer.query import Amount, Node, Published, all_of, parse
from indexer.text import TextStore
from scraper.archive.records import Attachment, Digest, Document, Held
from scraper.items import Kind, Publication

TYPE = "application/pdf"
SEEN = datetime(2026, 1, 1, tzinfo=UTC)


def entries(documents: Iterable[Made]) -> Iterator[Entry]:
    """Turn documents into entries, in the way of `foi index`."""
    extractor = current_version(TYPE) or ""
    for number, made in enumerate(documents):
        published = datetime.combine(date.fromisoformat(made.published), datetime.min.time(), UTC)
        publication = Publication(
            made.source, made.digest[:16], Kind(made.kind), made.title, f"https://foi.example/{made.digest[:16]}",
            made.authority, published=published, references=(made.reference,), outcome=made.outcome,
        )  # fmt: skip
        held = Held(number, publication, SEEN, SEEN, 1)
        digest = Digest(made.digest)
        carried = [(held, Attachment(digest, f"{publication.url}/answer.pdf", "", 0, current=True))]
        known = card(Document(digest, TYPE, 1), carried, extractor, len(made.pages), "")
        yield entry(known, carried, _pages(made))


def keep_text(corpus: Corpus, data: Path) -> int:
    """Fill the text store of a data folder, as reading the documents would, once; return its bytes.

    A search asks the index and this store, and not the archive: so there is none.
    """
    places = Places(data)
    done = places.text.parent / corpus.digest
    if not done.exists():
        shutil.rmtree(data, ignore_errors=True)
        with TextStore(places.text) as store, store.transaction():
            put(store, corpus)
        done.touch()
    return places.text.stat().st_size


def put(store: TextStore, documents: Iterable[Made]) -> None:
    """Keep the text of documents."""
    extractor = current_version(TYPE) or ""
    for made in documents:
        store.put(made.digest, Extraction(extractor, _pages(made)))


def build(documents: Iterable[Made], data: Path) -> dict[str, float]:
    """Build the index of a data folder anew, and put it in force: all that `foi index` does once the text is there."""
    places = Places(data)
    shutil.rmtree(places.index, ignore_errors=True)
    places.index.mkdir(parents=True)
    return _generation(places, None, documents)


def add(documents: Iterable[Made], data: Path) -> dict[str, float]:
    """Add to the index of a data folder, and put the outcome in force."""
    places = Places(data)
    return _generation(places, generations.current(places.index), documents)


def _generation(places: Places, base: generations.Generation | None, documents: Iterable[Made]) -> dict[str, float]:
    engine = WhooshEngine()
    kept = base.entries() if base else {}
    started = time.perf_counter()
    with generations.writing(places.index):
        folder = generations.begin(places.index, base)
        engine.write(folder / generations.ENGINE, _noted(entries(documents), kept), ())
        written = time.perf_counter()
        generations.switch(places.index, folder, engine.version, kept)
    return {"write": written - started, "switch": time.perf_counter() - written}


def _noted(every: Iterable[Entry], kept: dict[str, str]) -> Iterator[Entry]:
    for one in every:
        kept[one.digest] = one.digest[:32]
        yield one


def folder(data: Path) -> Path:
    """Return the engine's folder of the generation in force."""
    return generations.current(Places(data).index).folder / generations.ENGINE


def size(data: Path) -> int:
    """Return the bytes of the index."""
    return sum(file.stat().st_size for file in folder(data).rglob("*") if file.is_file())


@contextmanager
def opened(data: Path, *, often: bool = True) -> Iterator[Callable[..., tuple[int, list[str]]]]:
    """Open the index for many questions, or for one: what answers them returns the total, and who is shown."""
    with WhooshEngine().open(folder(data), often=often) as searcher:

        def ask(question: Question, limit: int = 10) -> tuple[int, list[str]]:
            found = searcher.search(node(question), order=Order.RELEVANCE, limit=limit, facets=question.facets)
            return found.total, [match.digest for match in found.matches]

        yield ask


def node(question: Question) -> Node:
    """Read the words as a person's query is read; bounds are records."""
    asked = parse(question.text)
    if question.first:
        return all_of(asked, Published(date.fromisoformat(question.first), date.fromisoformat(question.last)))
    if question.lowest:
        return all_of(asked, Amount(question.lowest, question.highest))
    return asked


def _pages(made: Made) -> tuple[Page, ...]:
    return tuple(Page(number, text, how=TEXT_LAYER) for number, text in enumerate(made.pages, start=1))
