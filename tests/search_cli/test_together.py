"""Bundles and collections searched together answer as the one collection that all of it came from."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from math import isclose
from pathlib import Path

import pytest

from indexer.bundle.writing import write
from indexer.chosen import Choice, Chosen
from indexer.engine.interface import FACETS, Order
from indexer.errors import BundleError, CollectionError, NoIndex
from indexer.exports.base import Wish
from indexer.federation.cache import indexed
from indexer.federation.origins import prepared
from indexer.federation.searching import Federation
from indexer.places import Places
from indexer.progress import Silent
from indexer.query import parse
from indexer.search import Results, opened, search
from indexer.text import TextStore
from scraper.archive.store import Archive
from tests.search_cli.conftest import run

SPLITS = range(1)


@dataclass(frozen=True)
class Parted:
    """A collection, bundles of its parts, and these as they are searched together."""

    whole: Places
    bundles: tuple[Path, ...]
    parts: tuple[frozenset[str], ...]
    together: Federation


@pytest.fixture(scope="module", params=SPLITS)
def parted(request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parted]:
    """Every document is in one bundle or two, by the fall of dice."""
    dice = random.Random(f"parts {request.param}")  # noqa: S311 - the same split at every run
    whole, folder = Places(demo), tmp_path_factory.mktemp("parted")
    with opened(whole) as searching:
        every = sorted(searching.digests(parse("state:live OR -state:live")))
    falls = [dice.sample(range(3), dice.choice((1, 1, 2))) for _ in every]
    parts = tuple(
        frozenset(digest for digest, its in zip(every, falls, strict=True) if part in its) for part in range(3)
    )
    bundles = tuple(bundle_of(whole, folder / f"{number}.foi", some) for number, some in enumerate(parts))
    preparing = partial(indexed, progress=Silent(), folder=folder / "cache")
    with prepared([f"{bundle}" for bundle in bundles], Places(folder / "none"), preparing) as origins:
        yield Parted(whole, bundles, parts, Federation(origins, whole, folder / "folded"))


def bundle_of(places: Places, target: Path, digests: frozenset[str]) -> Path:
    with Archive.open(places.archive, create=False) as archive, TextStore(places.text) as store:
        chosen = Chosen(archive, store, Choice(digests, news_text=True))
        write(chosen, target, Wish(places), lambda: None)
    return target


def told(results: Results) -> object:
    """Return all of an answer but scores, origins, and who read the text."""
    hits = [
        (hit.rank, hit.card.digest, hit.card.title, hit.card.also, hit.pages, hit.numbers, hit.largest, hit.tags)
        for hit in results.hits
    ]
    return (
        *(results.total, hits, results.notes, results.facets, results.corrections, results.corrected),
        *(results.relaxed, results.answered),
    )


@pytest.mark.parametrize(
    "query",
    [
        *("Larkspur", "camera trial", "Larkspur internal zebra", "Larkspor review", '"section 43(2)"', "amount:>100"),
        *("l* -letter", "lettre~1 OR camra", "kind:release", "state:withdrawn", "authority:transport", "zebra"),
        *("title:a", "like:e8d4f0a687a3", "published:2014..2030 the", "/[a-c].*/", "letter NEAR/20 review"),
    ],
)  # fmt: skip
def test_the_answer_is_that_of_the_whole_collection(parted: Parted, query: str) -> None:
    for order in Order:
        how = {"order": order, "facets": FACETS, "why": True, "asked": query, "limit": 50}
        one, other = search(parted.whole, parse(query), **how), parted.together.search(parse(query), **how)
        assert told(one) == told(other)
        for merged, hit in zip(one.hits, other.hits, strict=True):
            assert isclose(merged.score, hit.score, abs_tol=1e-9)
            shares = zip(merged.why or (), hit.why or (), strict=True)
            assert all(isclose(a.score, b.score, abs_tol=1e-9) and a.holding == b.holding for a, b in shares)


def test_a_hit_names_all_that_hold_it(parted: Parted) -> None:
    hits = parted.together.search(parse("state:live OR -state:live"), limit=1000).hits
    for hit in hits:
        holding = zip(parted.bundles, parted.parts, strict=True)
        assert hit.origins == tuple(str(bundle) for bundle, part in holding if hit.card.digest in part)
    assert {len(hit.origins) for hit in hits} == {1, 2}


def test_the_command_says_where_a_hit_is_held(parted: Parted, demo: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(parted.bundles[0].parent / "other cache")}
    words = [word for bundle in parted.bundles for word in ("-i", bundle)]
    rows = run(demo, "search", *words, "-i", ".", "Larkspur", "--format", "csv", "--fields", "digest,origin", **cache)
    alone = run(demo, "search", "Larkspur", "--format", "csv", "--fields", "digest")
    assert rows.status == 0
    assert rows.stderr == ""
    assert rows.stdout.count(".foi") >= rows.stdout.count("\n.")
    assert [row.partition(",")[0] for row in rows.stdout.splitlines() if "," in row][1:] == alone.stdout.split()[1:]
    text = run(demo, "search", *words, "Larkspur", "--limit", "1", **cache)
    assert f"held: {parted.bundles[0].parent}" in " ".join(text.stdout.split())


def test_a_changed_bundle_is_not_searched_and_the_member_is_named(parted: Parted, tmp_path: Path) -> None:
    body = bytearray(parted.bundles[0].read_bytes())
    body[len(body) // 4] ^= 1
    (tmp_path / "changed.foi").write_bytes(body)
    for cache in (tmp_path / "cache", parted.bundles[0].parent / "cache"):  # there the whole one has the same seal
        with pytest.raises(BundleError, match=r"changed\.foi: data/.*: .*nothing of it was searched"):  # noqa: SIM117
            with indexed(tmp_path / "changed.foi", Silent(), cache):
                pass


def test_one_bundle_under_two_names_is_one(parted: Parted, tmp_path: Path) -> None:
    shutil.copy(parted.bundles[0], tmp_path / "copy.foi")
    names = [str(parted.bundles[0]), str(tmp_path / "copy.foi"), str(parted.bundles[0])]
    preparing = partial(indexed, progress=Silent(), folder=parted.bundles[0].parent / "cache")
    with prepared(names, Places(tmp_path), preparing) as origins:
        assert [origin.name for origin in origins] == names[:1]


def test_a_collection_is_searched_by_its_name(parted: Parted, tmp_path: Path) -> None:
    with indexed(parted.bundles[0], Silent(), parted.bundles[0].parent / "cache") as places:
        shutil.copytree(places.data, tmp_path / "collections" / "leeds")
    with prepared(["leeds"], Places(tmp_path), partial(indexed, progress=Silent())) as origins:
        hits = Federation(origins, Places(tmp_path), tmp_path / "folded").search(parse("letter"), limit=1000).hits
        assert hits
        assert {hit.origins for hit in hits} == {("leeds",)}
    with pytest.raises(CollectionError, match=r"has no collection leds; did you mean leeds\?"):
        prepared(["leds"], Places(tmp_path), partial(indexed, progress=Silent())).__enter__()


@pytest.mark.parametrize("name", ["../../etc", "no.foi", "a/b", "", "\x1b[2J", "/", "~root", "x" * 5000])
def test_what_is_no_bundle_and_no_collection_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises((NoIndex, CollectionError)):  # noqa: SIM117
        with prepared([name], Places(tmp_path), partial(indexed, progress=Silent(), folder=tmp_path / "c")):
            pass
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("body", [b"", b"PK\5\6", b"foi-bundle 2 sha256:" + b"../" * 21 + b"x", b"x" * 200])
def test_a_file_that_is_no_bundle_is_told(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "odd.foi").write_bytes(body)
    with pytest.raises(BundleError, match=r"odd\.foi"):  # noqa: SIM117
        with indexed(tmp_path / "odd.foi", Silent(), tmp_path / "cache"):
            pass
    assert not [*tmp_path.glob("cache/*")]


def test_what_was_forgotten_here_is_not_found_in_a_bundle_either(parted: Parted, demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo, tmp_path / "own")
    hit = parted.together.search(parse("Larkspur")).hits[0]
    cache = {"XDG_CACHE_HOME": str(tmp_path)}
    asked = ("search", *[word for bundle in parted.bundles for word in ("-i", bundle)], "Larkspur", "--ids")
    before = run(tmp_path / "own", *asked, **cache).stdout.split()
    gone = run(tmp_path / "own", "forget", hit.card.id, "--reason", "a test", "--yes")
    assert gone.status == 0, gone.stderr
    assert run(tmp_path / "own", *asked, **cache).stdout.split() == [name for name in before if name != hit.card.id]
