"""Collections that know different things of one document are searched as one that took them all in."""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from math import isclose
from pathlib import Path

import pytest

from indexer.build import build
from indexer.bundle.loading import load
from indexer.bundle.unzipping import opened as bundle_opened
from indexer.bundle.writing import write
from indexer.chosen import Choice, Chosen
from indexer.engine.interface import FACETS, Order
from indexer.exports.base import Wish
from indexer.extract.base import Extraction, Page
from indexer.federation.cache import indexed
from indexer.federation.origins import Origin, prepared
from indexer.federation.searching import Federation
from indexer.places import Places
from indexer.progress import Silent
from indexer.query import parse
from indexer.search import Results, search
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, Document
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication, State

NOW = datetime(2026, 8, 1, tzinfo=UTC)
SPLITS = range(int(os.environ.get("FOI_SPLITS", "2")))
COUNCILS = ("Ravensford Council", "Thornwick Council", "Mosscombe Police")
WORDS = ("tram", "trams", "bus", "shelter", "repair", "invoice", "depot", "timetable", "driver", "drivers")


@dataclass(frozen=True)
class Taken:
    """Collections in bundles, searched as they are, and a collection that took them all in, in their order."""

    together: Federation
    merged: Places


def digest_of(name: str) -> Digest:
    return Digest(sha256(name.encode()).hexdigest())


def held(places: Places, publications: list[tuple[Publication, datetime]], texts: dict[str, tuple[str, ...]]) -> None:
    """Fill a data folder: publications of documents named by their addresses; the texts of some of these."""
    with Archive.open(places.archive) as archive, archive.writing("a test"), TextStore(places.text) as store:
        for publication, seen in publications:
            archive.publications.put(publication, seen)
            for link in publication.documents:
                digest = digest_of(link.url.rpartition("/")[2])
                archive.captures.register(Document(digest, "text/plain", 9, held=False))
                capture = Capture(publication.source, link.url, link.url, NOW, 200, (), digest)
                if capture not in archive.captures.of_document(digest):
                    archive.captures.record(capture)
        for name, pages in texts.items():
            store.put(digest_of(name), Extraction("plain/1", tuple(Page(n, text) for n, text in enumerate(pages, 1))))
    build(places)


def bundle(places: Places, target: Path) -> Path:
    with Archive.open(places.archive, create=False) as archive, TextStore(places.text) as store:
        write(Chosen(archive, store, Choice(news_text=True)), target, Wish(places), lambda: None)
    return target


def some_collection(dice: random.Random, folder: Path) -> Places:
    """Return a collection of some of the publications there are, as they once were, and of some of the texts."""
    files = [f"file{number}.txt" for number in range(14)]
    publications = []
    for number in dice.sample(range(12), 7):
        fixed = random.Random(number)  # noqa: S311 - the same publication in every collection
        council = fixed.choice(COUNCILS)
        links = tuple(
            DocumentLink(f"https://{council.split()[0].lower()}.example/{number}/{name}", fixed.choice(("", "Answer")))
            for name in fixed.sample(files, 3)
        )
        version = dice.randrange(3)
        publications.append(
            (
                Publication(
                    council.split()[0].lower(), f"{number}", fixed.choice((Kind.RELEASE, Kind.REQUEST)),
                    f"{fixed.choice(WORDS)} {fixed.choice(WORDS)}{' again' * version}", f"https://x.example/{number}",
                    council, published=fixed.choice((None, datetime(2020 + number % 3, 5, 1, tzinfo=UTC))),
                    state=(State.LIVE, State.LIVE, State.WITHDRAWN)[version], documents=links,
                    outcome=fixed.choice(("", "granted")),
                ),
                NOW + timedelta(days=version),
            )
        )  # fmt: skip
    texts = {}
    for name in files:
        fixed = random.Random(name)  # noqa: S311
        pages = tuple(" ".join(fixed.choices(WORDS, k=fixed.randrange(1, 9))) for _ in range(fixed.randrange(1, 4)))
        texts[name] = pages if dice.randrange(4) else ()
    places = Places(folder)
    held(places, publications, texts)
    return places


@pytest.fixture(scope="module", params=SPLITS)
def taken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    dice, folder = random.Random(f"taken {request.param}"), tmp_path_factory.mktemp("taken")  # noqa: S311
    bundles = [bundle(some_collection(dice, folder / f"{number}"), folder / f"{number}.foi") for number in range(3)]
    merged = Places(folder / "merged")
    for one in bundles:
        with bundle_opened(one) as it:
            load(merged, it)
    build(merged)
    preparing = partial(indexed, progress=Silent(), folder=folder / "cache")
    with prepared([str(one) for one in bundles], merged, preparing) as origins:
        yield Taken(Federation(origins, merged, folder / "folded"), merged)


def told(results: Results) -> object:
    hits = [(hit.rank, hit.card, hit.pages, hit.numbers) for hit in results.hits]
    return results.total, hits, results.notes, results.facets, results.corrections, results.relaxed


@pytest.mark.parametrize(
    "query",
    [
        *("tram", "trams OR buses", "repair invoice", '"bus shelter"', "authority:thornwick", "source:ravensford"),
        *("title:again", "state:withdrawn", "kind:request driver", "published:2021", "tramm depo", "t*", "answer"),
        *("outcome:granted", "mosscombe timetable", "like:{first}", "state:live OR -state:live"),
    ],
)  # fmt: skip
def test_the_answer_is_that_of_one_that_took_them_all_in(taken: Taken, query: str) -> None:
    query = query.format(first=search(taken.merged, parse("tram")).hits[0].card.id)
    for order in (Order.RELEVANCE, Order.NEWEST):
        how = {"order": order, "facets": FACETS, "why": True, "asked": query, "limit": 50}
        one, other = search(taken.merged, parse(query), **how), taken.together.search(parse(query), **how)
        assert told(one) == told(other)
        for merged, hit in zip(one.hits, other.hits, strict=True):
            assert isclose(merged.score, hit.score, abs_tol=1e-9)
            assert [(share.where, share.count, share.holding) for share in merged.why or ()] == [
                (share.where, share.count, share.holding) for share in hit.why or ()
            ]


def two(tmp_path: Path, *texts: tuple[str, ...]) -> list[Places]:
    """Return two collections that hold one file, each as the release of another council."""
    found = []
    for council, pages in zip(COUNCILS, texts, strict=False):
        source = council.split()[0].lower()
        link = DocumentLink(f"https://{source}.example/report.txt", "")
        publication = Publication(source, "1", Kind.RELEASE, f"{source} report", "", council, documents=(link,))
        places = Places(tmp_path / source)
        held(places, [(publication, NOW)], {"report.txt": pages})
        found.append(places)
    return found


def federation(folder: Path, several: list[Places]) -> Federation:
    origins = [Origin(places.data.name, places) for places in several]
    return Federation(origins, Places(folder / "own"), folder / "folded")


def test_a_file_that_two_councils_released_is_found_by_either(tmp_path: Path) -> None:
    together = federation(tmp_path, two(tmp_path, ("the tram depot",), ("the tram depot",)))
    for query in ("source:ravensford", "source:thornwick tram", "authority:thornwick", "tram"):
        assert [hit.origins for hit in together.search(parse(query)).hits] == [("ravensford", "thornwick")]
    hit = together.search(parse("tram")).hits[0]
    assert [other["title"] for other in hit.card.also] == ["thornwick report"]


def test_text_is_shown_whichever_collection_has_it(tmp_path: Path) -> None:
    together = federation(tmp_path, two(tmp_path, (), ("the tram depot",)))
    hit = together.search(parse("depot")).hits[0]
    assert [page.snippet.text for page in hit.pages] == ["the tram depot"]


def test_what_was_folded_is_kept_until_a_collection_changes(tmp_path: Path) -> None:
    several = two(tmp_path, ("the tram depot",), ("the tram depot",))
    together = federation(tmp_path, several)
    assert together.search(parse("source:thornwick")).total == 1
    kept = [*(tmp_path / "folded").iterdir()]
    assert together.search(parse("tram")).total == 1
    assert [*(tmp_path / "folded").iterdir()] == kept
    link = DocumentLink("https://mosscombe.example/report.txt", "")
    late = Publication("mosscombe", "2", Kind.RELEASE, "late", "", "Mosscombe Police", documents=(link,))
    held(several[1], [(late, NOW)], {})
    assert together.search(parse("source:mosscombe")).total == 1
    assert len([*(tmp_path / "folded").iterdir()]) == 2
