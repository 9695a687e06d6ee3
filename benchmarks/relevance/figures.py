"""The figures that have floors, measured with the product as it is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.relevance import documents, releases
from benchmarks.relevance.collection import collection
from benchmarks.relevance.known import Known, Missed, missed
from benchmarks.relevance.measures import mean_ndcg
from benchmarks.relevance.runs import ours
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.places import Places
from indexer.query import parse
from indexer.search import opened


def ndcg(shared: Path, name: str, folder: Path) -> float:
    """Return nDCG@10 of a collection, over all its questions; the index is made in the folder, which is new."""
    read = collection(shared / "relevance" / name)
    return mean_ndcg(ours(read, folder), read.questions)


def of_releases(folder: Path) -> tuple[list[Known], list[Missed]]:
    """Put the questions to the invented releases; the index is made in the folder, which is new."""
    made = releases.releases()
    items = releases.questions(made)
    engine = WhooshEngine()
    folder.mkdir()
    engine.write(folder, (release.entry() for release in made), ())
    with engine.open(folder, often=True) as searcher:

        def ask(question: str) -> tuple[str, int]:
            matches = searcher.search(parse(question), limit=1).matches
            return (matches[0].digest, matches[0].pages[0].number) if matches else ("", 0)

        return items, missed(ask, items)


def of_documents(shared: Path, places: Places) -> tuple[list[Known], list[Missed]]:
    """Put the questions to the real documents, which are in the index."""
    items = [*documents.read_by_eye(shared), *documents.questions(places)]
    with opened(places) as searching:

        def ask(question: str) -> tuple[str, int]:
            hits = searching.search(parse(question), limit=1, asked=question).hits
            return (hits[0].card.digest, hits[0].pages[0].number) if hits else ("", 0)

        return items, missed(ask, items)


def page_at_1(items: Iterable[Known], wrong: Iterable[Missed]) -> Mapping[str, float]:
    """Return, by kind, the share of questions whose page is the first page of the first hit."""
    asked = Counter(item.kind for item in items)
    not_found = Counter(miss.known.kind for miss in wrong)
    return {kind: 1 - not_found[kind] / count for kind, count in asked.items()}
