"""The main job on real documents: nothing stops it, and what a page says is found at that page."""

import csv
import json
from pathlib import Path

import pytest

from benchmarks import round_trip
from benchmarks.relevance import floors
from benchmarks.relevance.figures import of_documents, page_at_1
from indexer.facts.proof import stands
from indexer.facts.store import FactStore
from indexer.places import Places
from indexer.text import TextStore
from tests.search_cli.conftest import run

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def collection(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the whole corpus and the two articles in it."""
    data = tmp_path_factory.mktemp("corpus")
    added = run(data, "add", shared / "corpus", shared / "seeds")
    assert added.status == 0, added.stderr
    assert added.stderr.startswith("119 new")
    assert run(data, "index", "--no-ocr").status == 3
    return data


@pytest.fixture(scope="module")
def articles(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the two articles alone."""
    data = tmp_path_factory.mktemp("articles")
    run(data, "add", shared / "seeds")
    assert run(data, "index").status == 0
    return data


def hits(data: Path, *query: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(data, "search", "--format", "jsonl", *query).stdout.splitlines()]


def titles(data: Path, *query: str) -> set[object]:
    return {hit["title"] for hit in hits(data, *query)}


SPENDS = "Foreign Office spends £92,574 on social media training"
LAUNCHED = "New social media training launched"


def test_every_file_is_held_and_what_cannot_be_read_has_its_reason(collection: Path, shared: Path) -> None:
    with (shared / "corpus-manifest.csv").open(encoding="utf-8", newline="") as file:
        manifest = {row["sha256"]: row["path"] for row in csv.DictReader(file)}
    rows = hits(collection, "source:local", "--limit", "200")
    assert {row["digest"] for row in rows} >= set(manifest)
    status = run(collection, "status", "--all").stdout
    for row in rows:
        if not row["page_count"]:
            line = next(line for line in status.splitlines() if str(row["id"]) in line)
            assert "not" in line or "password" in line or "damaged" in line or "empty" in line, line


def test_every_born_digital_phrase_is_found_first_in_its_file_and_at_its_page(collection: Path, shared: Path) -> None:
    with (shared / "corpus-truth.csv").open(encoding="utf-8", newline="") as file:
        truth = [row for row in csv.DictReader(file) if row["doc_kind"] == "born-digital"]
    wrong = []
    for row in truth:
        found = hits(collection, f'"{row["phrase"]}"')
        pages = [page["page"] for page in found[0]["pages"]] if found else []  # type: ignore[attr-defined]
        if not found or found[0]["file"] != f"corpus/{row['path']}" or int(row["page_no"]) not in pages:
            wrong.append((row, found[:1]))
    assert len(truth) == 10
    assert wrong == []


def test_known_pages_of_the_documents_are_the_first_pages_of_the_first_hits(collection: Path, shared: Path) -> None:
    least, _ = floors.read(floors.FILE.read_text("utf-8"))
    items, wrong = of_documents(shared, Places(collection))
    assert len(items) > 150
    assert not floors.below({"documents": page_at_1(items, wrong)}, {"documents": least["documents"]}), wrong


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"£92,574"', {SPENDS}),
        ("social media training", {SPENDS, LAUNCHED}),
        ("Whiteoaks", {SPENDS}),
        ("disqus", set()),
        ("techtarget", set()),
        ('"share this article"', set()),
        ('"email alerts"', set()),
        ('"printable version"', set()),
        ('"local communities"', set()),
    ],
)
def test_the_articles_are_found_by_what_they_say_and_by_nothing_else(
    articles: Path, query: str, expected: set[str]
) -> None:
    assert titles(articles, query) == expected


def test_among_all_documents_the_articles_come_first(collection: Path) -> None:
    assert titles(collection, '"£92,574"') == {SPENDS}
    assert titles(collection, "Whiteoaks") == {SPENDS}
    assert {hit["title"] for hit in hits(collection, "social media training")[:2]} == {SPENDS, LAUNCHED}


def test_the_articles_are_news_with_outlet_and_original_link(articles: Path) -> None:
    (wire,) = hits(articles, "heneghan")
    assert (wire["kind"], wire["authority"], wire["outlet"]) == (
        "news",
        "Government Communications Service",
        "wired-gov",
    )
    assert wire["url"] == "https://gcs.civilservice.gov.uk/news/new-social-media-training-launched/"
    (report,) = hits(articles, "whiteoaks")
    assert (report["kind"], report["authority"], report["outlet"]) == ("news", "ComputerWeekly", "ComputerWeekly")
    assert wire["original_url"] == wire["url"]


def test_every_hit_shows_a_page_with_a_marked_term(collection: Path) -> None:
    for query in (
        "public records",
        "freedom information request",
        "social media training",
        "council OR police",
        "libr*",
    ):
        for hit in hits(collection, query, "--limit", "100"):
            pages = hit["pages"]
            assert pages, hit
            assert all(page["marks"] for page in pages), hit  # type: ignore[attr-defined]


def test_a_second_add_and_index_do_nothing(collection: Path, shared: Path) -> None:
    before = sorted((collection / "index").rglob("*"))
    assert run(collection, "add", shared / "corpus").stderr.startswith("nothing new, 117 held already")
    assert run(collection, "index", "--no-ocr").status == 0
    assert sorted((collection / "index").rglob("*")) == before


def test_whoever_imports_the_collection_is_answered_as_we_are_to_the_last_digit(
    collection: Path, tmp_path: Path
) -> None:
    bundle, theirs = tmp_path / "corpus.foi", tmp_path / "theirs"
    assert run(collection, "export", bundle, "--with-files", "--with-news-text").status == 0
    assert run(theirs, "verify", bundle, "--read-data").status == 0
    assert run(theirs, "import", bundle).status == 0
    round_trip.ask(collection, tmp_path / "questions")
    for name, data in (("ours", collection), ("theirs", theirs / "collections" / "corpus")):
        round_trip.answer(data, tmp_path / "questions", tmp_path / f"answers-{name}")
    answers = (tmp_path / "answers-ours", tmp_path / "answers-theirs")
    ours, here = ([json.loads(line) for line in each.read_text().splitlines()] for each in answers)
    assert here == ours
    assert sum(len(answer["hits"]) for answer in ours) > 500
    assert run(theirs, "-c", "corpus", "verify").status == 0


def test_every_word_of_every_fact_stands_on_its_page_letter_by_letter(collection: Path) -> None:
    places = Places(collection)
    looked = 0
    with TextStore(places.text) as store, FactStore(places.facts) as facts:
        for digest, several in store.readings().items():
            found = facts.of(digest)
            extractor = max(several, key=lambda made: made.pages).extractor
            assert stands(found, {page.number: page.text for page in store.pages(digest, extractor)}), digest
            looked += len(found)
        assert list(facts.failures()) == []
    assert looked > 2_000


def test_the_sum_of_the_article_is_found_with_what_it_was_for_who_paid_and_since_when(articles: Path) -> None:
    (row,) = (
        json.loads(line) for line in run(articles, "spend", "--format", "jsonl", "amount:92,574").stdout.splitlines()
    )
    assert (row["amount"], row["currency"], row["year"]) == (92574, "GBP", "since 2010")
    assert row["purpose"] == "social media training"
    assert row["authority"] == "Foreign and Commonwealth Office"
    (hit,) = hits(articles, "supplier:whiteoaks")
    assert hit["title"] == "Foreign Office spends £92,574 on social media training"
    assert hits(articles, 'supplier:"democratic society"')
