"""Text that nobody sees comes into no index, no snippet, no fact and no bundle, and is found by who asks for it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build import build
from indexer.bundle.forms import line_of, of_page
from indexer.facts.store import facts_of
from indexer.places import Places
from indexer.query import parse
from indexer.search import Results, search
from indexer.text import TextStore
from tests.captured import Holdings
from tests.unseen import BOX, COVERED, HIDDEN, SECRET, made

SUM = SECRET.replace(b"secret figures", b"secret sum of 92,574 pounds")
ALONE = made(SUM + BOX.replace(b"200 30", b"400 30"))


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return a data folder with each way of hiding as a document, read and indexed, by its name."""
    folder = tmp_path_factory.mktemp("unseen")
    held = Holdings(folder)
    found = {"": str(folder)}
    for name, body in {**{name: body for name, (body, _) in HIDDEN.items()}, **COVERED, "alone": ALONE}.items():
        url = f"https://foi.example/{len(found)}"
        found[name] = held.capture(f"{url}.pdf", body)
        held.publish(f"{url}.pdf", native_id=url, title=f"Number {len(found)}")
    held.archive.close()
    held.store.close()
    build(Places(folder), workers=2)
    return found


@pytest.fixture
def store(digests: dict[str, str]) -> Iterator[TextStore]:
    with TextStore(Places(Path(digests[""])).text) as opened:
        yield opened


def ask(digests: dict[str, str], query: str) -> Results:
    return search(Places(Path(digests[""])), parse(query), limit=200, asked=query)


def found(digests: dict[str, str], query: str) -> set[str]:
    return {hit.card.digest for hit in ask(digests, query).hits}


@pytest.mark.parametrize("query", ["secret", "figures", '"secret figures"', "secr*", "amount:92574"])
def test_what_nobody_sees_is_not_in_the_index(digests: dict[str, str], query: str) -> None:
    assert not found(digests, query)


def test_who_asks_for_hidden_text_finds_all_that_is_kept_and_is_told_where(digests: dict[str, str]) -> None:
    hiding = {digests[name] for name in HIDDEN}
    results = ask(digests, "hidden:yes")
    assert {hit.card.digest for hit in results.hits} == hiding
    assert len([note for note in results.notes if "has hidden text on page 1 (" in note]) == len(hiding)
    assert found(digests, "hidden:secret") == found(digests, "hidden:yes secret") == hiding
    assert found(digests, 'hidden:"secret figures"') == hiding
    assert found(digests, "hidden:yes answer") == hiding
    assert not found(digests, "hidden:yes nowhere") or ask(digests, "hidden:yes nowhere").relaxed
    assert not found(digests, "hidden:answer")
    assert found(digests, "answer -hidden:yes") == {digests[name] for name in COVERED}


def test_no_snippet_shows_it(digests: dict[str, str]) -> None:
    results = ask(digests, "hidden:yes secret")
    assert results.hits
    assert not any("secret" in page.snippet.text for hit in results.hits for page in hit.pages)


def test_no_fact_rests_on_it(digests: dict[str, str]) -> None:
    known = facts_of(Places(Path(digests[""])).facts, [digest for name, digest in digests.items() if name])
    assert not any("92,574" in fact.words.text or "secret" in fact.words.text for of in known.values() for fact in of)


def test_no_bundle_has_it(store: TextStore) -> None:
    for made_ in store.made():
        for page in store.pages(made_.digest, made_.extractor):
            assert b"secret" not in line_of(of_page(made_.digest, page))


def test_words_under_boxes_are_nowhere_in_the_data_folder(digests: dict[str, str], store: TextStore) -> None:
    assert store.hiding() == (len(HIDDEN), len(COVERED) + 1)
    for name in (*COVERED, "alone"):
        for made_ in store.made(digests[name]):
            for page in store.pages(made_.digest, made_.extractor):
                assert "secret" not in f"{page.text} {page.hidden}"
                assert "words under boxes withheld" in page.warning


def test_asking_for_documents_that_hide_text_reads_no_other_pages(store: TextStore) -> None:
    with sqlite3.connect(store.folder / "text.sqlite") as connection:
        plans = [
            connection.execute(f"EXPLAIN QUERY PLAN SELECT digest FROM pages WHERE {where}").fetchall()  # noqa: S608 - ours
            for where in ("hidden IS NOT NULL", "instr(warning, 'under boxes withheld') > 0")
        ]
    assert [plan[0][3].split()[-1] for plan in plans] == ["pages_hidden", "pages_withheld"]
