"""Links are kept up to date: new releases find old reports, what goes takes its links along, nothing is done twice."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.annotations import Annotations
from indexer.facts.links import table
from indexer.facts.links.asking import Link, links_of, told_of
from indexer.facts.links.forms import pack, unpack, unpack_reasons
from indexer.facts.links.tables import Tables
from indexer.facts.links.verdicts import ACCEPTED, REJECTED
from indexer.facts.stage import bring_up_to_date
from indexer.facts.store import FactStore
from indexer.linked import others
from indexer.progress import Silent
from indexer.wanted import wanted_entries
from scraper.items import Kind, State
from tests.captured import Holdings, holdings
from tests.indexer.facts.links.reports import (
    AUTHORITY,
    COURSE,
    HEADLINE,
    LETTER,
    OTHER_LETTER,
    REPORT,
    TITLE,
    release,
    report,
)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Holdings]:
    with holdings(tmp_path / "data") as made:
        yield made


def news(held: Holdings, name: str = "report", text: str = REPORT, **others: object) -> str:
    """Publish a report and return its ID."""
    values = {"kind": Kind.NEWS, "title": text.partition("\n")[0], "outlet": "Desk Weekly", "day": "2014-05-22"}
    return published(held, name, text, **{**values, **others})


def answer(held: Holdings, name: str = "release", text: str = LETTER, **others: object) -> str:
    """Publish a release and return its ID."""
    values = {"title": TITLE, "authority": AUTHORITY, "day": "2014-05-20"}
    return published(held, name, text, **{**values, **others})


def published(held: Holdings, name: str, *texts: str, day: str = "", **values: object) -> str:
    urls = [f"https://log.example/{name}-{number}.pdf" for number in range(len(texts))]
    time = datetime.fromisoformat(day).replace(tzinfo=UTC)
    held.publish(*urls, native_id=name, published=time, url=f"https://log.example/{name}", **values)
    for url, text in zip(urls, texts, strict=True):
        held.read(held.capture(url, text.encode()), text)
    found = held.archive.publications.find("gov", name)
    assert found
    return found.id


def linked(held: Holdings) -> Mapping[str, list[str]]:
    """Bring links up to date, and return what each report rests on."""
    with FactStore(held.places.facts) as facts:
        wanted = {item.card.digest: item for item in wanted_entries(held.archive, held.store)}
        bring_up_to_date(facts, held.store, wanted, 1, Silent())
        found: dict[str, list[str]] = {}
        for one, other in facts.connection.execute("SELECT report, release FROM links ORDER BY report, odds DESC"):
            found.setdefault(one, []).append(other)
    return found


def test_a_report_is_linked_to_the_release_it_rests_on_and_to_no_other(held: Holdings) -> None:
    wanted, told, course = answer(held), news(held), news(held, "course", COURSE)
    answer(held, "other", OTHER_LETTER, title="Language training")
    assert linked(held) == {told: [wanted]}
    assert links_of(held.places, course) == []


def test_a_release_that_comes_later_finds_the_report_that_is_held(held: Holdings) -> None:
    told = news(held)
    assert linked(held) == {}
    wanted = answer(held)
    assert linked(held) == {told: [wanted]}


def test_what_comes_bit_by_bit_is_linked_as_if_it_had_come_at_once(held: Holdings, tmp_path: Path) -> None:
    steps = [
        lambda made: news(made),
        lambda made: answer(made, "other", OTHER_LETTER, title="Language training"),
        lambda made: answer(made),
        lambda made: news(made, "again", REPORT.replace("agencies", "firms"), day="2014-06-01"),
        lambda made: answer(made, "copy", LETTER + "\nPage 2", day="2014-05-21"),
    ]
    for step in steps:
        step(held)
        little = linked(held)
    with holdings(tmp_path / "other") as whole:
        for step in steps:
            step(whole)
        assert linked(whole) == little
    assert all(len(found) == 2 for found in little.values())
    assert len(little) == 2


def test_nothing_is_compared_again_while_nothing_changed(held: Holdings, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(held)
    told = news(held)
    linked(held)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(table, "ranked", never)
    monkeypatch.setattr(table, "profile", never)
    assert list(linked(held)) == [told]


def test_links_made_by_another_version_are_made_again(held: Holdings, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(held)
    news(held)
    before = linked(held)
    compared = []
    ranked = table.ranked
    monkeypatch.setattr(table, "ranked", lambda *given: compared.append(given) or ranked(*given))
    monkeypatch.setattr(table, "MADE_BY", "links/next")
    with FactStore(held.places.facts) as facts:
        facts.connection.execute("UPDATE link_publications SET profile = x'00'")  # of a form nobody can read any more
    assert linked(held) == before
    assert len(compared) == 1


def test_a_release_whose_text_changed_is_compared_again(held: Holdings) -> None:
    answer(held)
    news(held)
    assert linked(held)
    answer(held, text=OTHER_LETTER, title="Language training")
    assert linked(held) == {}


def test_what_is_hidden_at_its_source_is_linked_no_more_and_leaves_nothing_behind(held: Holdings) -> None:
    wanted = answer(held)
    news(held)
    assert linked(held)
    answer(held, state=State.HIDDEN)
    assert linked(held) == {}
    assert told_of(held.places, wanted) is None
    with FactStore(held.places.facts) as facts:
        (left,) = facts.connection.execute("SELECT count(*) FROM link_keys WHERE report = 0").fetchone()
    assert left == 0


def test_without_news_nothing_is_made_and_without_the_last_report_nothing_is_left(held: Holdings) -> None:
    answer(held)
    linked(held)
    assert told_of(held.places, answer(held)) is None
    news(held)
    assert linked(held)
    news(held, state=State.HIDDEN)
    linked(held)
    with FactStore(held.places.facts) as facts:
        for name in ("links", "link_keys", "link_documents", "link_publications"):
            assert facts.connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)  # noqa: S608 - ours


def test_the_evidence_of_a_publication_of_several_documents_names_the_document(held: Holdings) -> None:
    table_ = "Supplier | Amount\nOakwhistle | 61,204.10\nTidewellMarsh | 22,436.90"
    covering = "You asked about social media training. The FCO holds what you asked for; see the annex."
    wanted = published(held, "two", covering, table_, title=TITLE, authority=AUTHORITY, day="2014-05-20")
    told = news(held, text=HEADLINE.replace("83,641", "61,204.10") + "\n\nOakwhistle got £61,204.10, an FOI shows.")
    assert linked(held) == {told: [wanted]}
    (link,) = links_of(held.places, told)
    (same,) = (reason for reason in unpack_reasons(link.reasons) if reason.kind == "sum")
    assert same.release
    (made,) = held.store.made(same.release.document)
    (page,) = held.store.pages(same.release.document, made.extractor)
    assert page.text == table_
    assert page.text[same.release.words.start : same.release.words.end] == "61,204.10"


def test_what_was_interrupted_goes_on_from_there(held: Holdings, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, told = answer(held), news(held)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(table, "ranked", broken)
        with pytest.raises(KeyboardInterrupt):
            linked(held)
    assert links_of(held.places, told) == []
    assert linked(held) == {told: [wanted]}


def test_a_person_s_word_counts_for_more_than_what_was_found(held: Holdings) -> None:
    wanted, told = answer(held), news(held)
    other = answer(held, "other", OTHER_LETTER, title="Language training")
    linked(held)
    with Annotations.open(held.places) as own:
        own.judge(told, wanted, REJECTED)
        own.judge(told, other, ACCEPTED)
    assert links_of(held.places, told) == [Link(told, other, None, b"", ACCEPTED)]
    assert links_of(held.places, wanted) == []
    (digest,) = (item.card.digest for item in wanted_entries(held.archive, held.store) if item.card.kind == "news")
    assert digest not in others(held.places, [digest]) or not others(held.places, [digest])[digest][0]
    with Annotations.open(held.places) as own:
        own.judge(told, wanted, ACCEPTED)
    assert [link.release for link in links_of(held.places, told)] == [wanted, other]


def test_documents_are_told_what_their_publication_rests_on_and_is_reported_by(held: Holdings) -> None:
    wanted, told = answer(held), news(held)
    linked(held)
    by_kind = {item.card.kind: item.card.digest for item in wanted_entries(held.archive, held.store)}
    found = others(held.places, list(by_kind.values()))
    assert [one["id"] for one in found[by_kind["news"]][0]] == [wanted]
    assert [one["id"] for one in found[by_kind["release"]][1]] == [told]
    assert found[by_kind["release"]][1][0]["document"] == by_kind["news"]


@pytest.mark.parametrize("content", [None, b"", b"no database at all " * 100])
def test_a_file_of_facts_that_is_missing_or_damaged_has_no_links(held: Holdings, content: bytes | None) -> None:
    if content is not None:
        held.places.facts.parent.mkdir(parents=True)
        held.places.facts.write_bytes(content)
    assert others(held.places, ["0" * 64]) == {}
    assert links_of(held.places, "p123") == []


def test_what_was_forgotten_leaves_no_words_behind(held: Holdings) -> None:
    answer(held)
    news(held)
    linked(held)
    (digest,) = (item.card.digest for item in wanted_entries(held.archive, held.store) if item.card.kind == "release")
    with FactStore(held.places.facts) as facts:
        with facts.transaction():
            Tables(facts.connection).forget([digest])
        rows = facts.connection.execute("SELECT report FROM link_publications").fetchall()
        assert rows == [(1,)]
        assert facts.connection.execute("SELECT count(*) FROM links").fetchone() == (0,)


def test_a_profile_comes_back_as_it_was_kept() -> None:
    one = report()
    assert unpack(pack(one)) == one
    assert unpack(pack(release())) == release()
