"""A look of a watch: each thing is told once, with what it is and why; what only looks like news is none."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from indexer.build import build
from indexer.extract.base import Extraction, Page
from indexer.extract.registry import current_version
from indexer.places import Places
from indexer.query import parse
from indexer.text import TextStore
from indexer.watching.looking import Looked, Round, scene
from indexer.watching.records import Alert, Watch, What
from indexer.watching.state import State
from scraper.archive.records import Capture, digest_of
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication
from scraper.items import State as Standing
from tests.indexer.extract.office import docx, paragraph, zipped

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
REPLY = DocumentLink("https://fernhill.example/files/reply.txt", "Reply")
RELEASE = Publication(
    "fernhill", "1", Kind.RELEASE, "Surveys of schools", "https://fernhill.example/releases/1", documents=(REPLY,)
)
OTHER_FILE = DocumentLink("https://fernhill.example/files/other.txt", "Another reply")
OTHER = Publication(
    "fernhill", "2", Kind.RELEASE, "Depots", "https://fernhill.example/releases/2", documents=(OTHER_FILE,)
)


class Town:
    """An archive that is crawled day by day, and one watch over it."""

    def __init__(self, data: Path) -> None:
        self.places = Places(data)
        self.day = NOW

    def publishes(self, publication: Publication, *bodies: bytes) -> None:
        """Crawl a publication whose documents say this now; the index is brought up to date."""
        self.day += DAY
        with Archive.open(self.places.archive) as archive:
            archive.runs.begin("fernhill", self.day)
            archive.publications.put(publication, self.day)
            for link, body in zip(publication.documents, bodies, strict=False):
                put = archive.captures.put(Capture("fernhill", link.url, link.url, self.day, 200), body)
                self._read(put.digest, body)
        build(self.places)

    def _read(self, digest: str | None, body: bytes) -> None:
        """Keep the text of a plain file, so that no child need be started for it."""
        if digest and not body.startswith(b"PK"):
            pages = (Page(1, body.decode()),)
            with TextStore(self.places.text) as store:
                store.put(digest, Extraction(current_version("text/plain") or "", pages))

    def looks(self, query: str = "asbestos", *, everything: bool = False, basis: str = "") -> Looked:
        """Look at what there is."""
        self.day += DAY
        watch = Watch("surveys", query, parse(query, today=date(2026, 8, 1)), basis or query)
        with State(self.places) as state, scene(self.places) as here:
            return Round(here, state, self.day).look(watch, ("printed", "mail a@b.example"), everything=everything)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path / "data")


def told(looked: Looked) -> list[tuple[What, str]]:
    return [(alert.what, alert.reason) for alert in looked.alerts]


def test_the_first_look_counts_and_tells_nothing_and_the_next_has_nothing_either(town: Town) -> None:
    town.publishes(RELEASE, b"All schools with asbestos are listed.")
    first, second = town.looks(), town.looks()
    assert (first.first, first.matching, first.alerts) == (True, 1, ())
    assert (second.first, second.matching, second.alerts) == (False, 1, ())


def test_what_matched_already_is_told_if_all_is_wanted_and_then_never_again(town: Town) -> None:
    town.publishes(RELEASE, b"All schools with asbestos are listed.")
    assert told(town.looks(everything=True)) == [(What.HELD, "it matched when the watch began")]
    assert town.looks(everything=True).alerts == ()


def test_a_new_publication_is_told_once_with_page_snippet_and_terms(town: Town) -> None:
    town.publishes(OTHER, b"No depot is on fire.")
    town.looks("asbestos school*")
    town.publishes(RELEASE, b"Asbestos was found in two schools. The asbestos stays.")
    (alert,) = town.looks("asbestos school*").alerts
    assert (alert.what, alert.reason) == (What.NEW, "a new publication, first met on 4 Aug 2026")
    in_text = [(term.part, term.count) for term in alert.terms if term.where == "text"]
    assert in_text == [("asbestos", 2), ("school*", 2)]  # the second is in the title, which is searched as page 0
    (page,) = [page for page in alert.pages if page.number]
    assert [page.snippet.text[start:end] for start, end in page.snippet.marks] == ["Asbestos", "schools", "asbestos"]
    assert alert.publication.startswith("p")
    assert town.looks("asbestos school*").alerts == ()


def test_a_file_that_a_known_publication_lists_anew_is_a_new_document(town: Town) -> None:
    town.publishes(RELEASE, b"none is held")
    town.looks()
    town.publishes(replace(RELEASE, documents=(REPLY, OTHER_FILE)), b"none is held", b"asbestos after all")
    assert told(town.looks()) == [(What.NEW, "a new document of a publication first met on 2 Aug 2026")]


def test_a_changed_page_is_told_with_the_words_that_differ(town: Town) -> None:
    town.publishes(RELEASE, b"Dear Sir,\nasbestos is in 14 schools.\nYours")
    town.looks()
    town.publishes(RELEASE, b"Dear Sir,\nasbestos is in 41 schools.\nYours")
    (alert,) = town.looks().alerts
    assert (alert.what, alert.reason) == (What.CHANGED, "the text of page 1 changed")
    (change,) = alert.changes
    ((before,), (after,)) = change.before, change.after
    assert (before.text, after.text) == ("asbestos is in 14 schools.", "asbestos is in 41 schools.")
    assert [row.text[slice(*row.marks[0])] for row in (before, after)] == ["14", "41"]
    assert (alert.version_before, alert.version) == (1, 2)
    assert town.looks().alerts == ()


def test_bytes_that_say_the_same_are_no_news_and_what_follows_them_is(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is in 14 schools.")
    town.looks()
    town.publishes(RELEASE, b"asbestos is  in 14\r\nschools.")
    assert town.looks().alerts == ()
    town.publishes(RELEASE, b"asbestos is in 15 schools.")
    assert told(town.looks()) == [(What.CHANGED, "the text of page 1 changed")]


def test_versions_that_came_and_went_between_two_looks_are_compared_with_the_one_that_was_seen(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is in 14 schools.")
    town.looks()
    town.publishes(RELEASE, b"asbestos is in 15 schools.")
    town.publishes(RELEASE, b"asbestos is in 16 schools.")
    (alert,) = town.looks().alerts
    assert alert.changes[0].before[0].text == "asbestos is in 14 schools."
    assert (alert.version_before, alert.version) == (1, 3)


def test_a_version_that_matches_where_the_one_before_did_not_matches_now(town: Town) -> None:
    town.publishes(RELEASE, b"none is held")
    town.looks()
    town.publishes(RELEASE, b"asbestos is held")
    (alert,) = town.looks().alerts
    assert (alert.what, alert.reason) == (What.NOW_MATCHES, "a new version; the one before did not match")
    assert alert.changes


def test_a_version_that_no_longer_matches_is_told_by_what_stands_there_now(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is held")
    town.looks()
    town.publishes(RELEASE, b"none is held")
    (alert,) = town.looks().alerts
    assert (alert.what, alert.reason) == (What.NO_LONGER, "its new version no longer matches")
    assert (alert.state, alert.before != alert.digest, alert.pages) == ("live", True, ())
    assert town.looks().alerts == ()
    town.publishes(RELEASE, b"asbestos is held again")
    assert [what for what, _ in told(town.looks())] == [What.NOW_MATCHES]


def test_a_file_that_its_publication_lists_no_longer_is_told(town: Town) -> None:
    town.publishes(replace(RELEASE, documents=(REPLY, OTHER_FILE)), b"asbestos", b"other")
    town.looks()
    town.publishes(replace(RELEASE, documents=(OTHER_FILE,)), b"other")
    assert told(town.looks()) == [(What.NO_LONGER, "its publication lists it no longer")]


@pytest.mark.parametrize(("state", "what"), [(Standing.WITHDRAWN, What.WITHDRAWN), (Standing.GONE, What.GONE)])
def test_a_state_is_told_with_its_note_and_so_is_the_way_back(town: Town, state: Standing, what: What) -> None:
    town.publishes(RELEASE, b"asbestos is held")
    town.looks()
    town.publishes(replace(RELEASE, state=state, note="It named a person."), b"asbestos is held")
    assert told(town.looks()) == [(what, f"it was marked {state} at its source: It named a person.")]
    assert town.looks().alerts == ()
    town.publishes(RELEASE, b"asbestos is held")
    assert told(town.looks()) == [(What.BACK, "it is back at its source")]


def test_what_was_hidden_at_its_source_is_not_told_and_is_no_news_when_it_is_back(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is held")
    town.looks()
    town.publishes(replace(RELEASE, state=Standing.HIDDEN), b"asbestos is held")
    assert town.looks().alerts == ()
    town.publishes(RELEASE, b"asbestos is held")
    assert town.looks().alerts == ()


def test_another_page_than_those_that_match_is_a_new_version(town: Town) -> None:
    def replies(last: str) -> bytes:
        return zipped({"1.docx": docx(paragraph("asbestos is held")), "2.docx": docx(paragraph(last))})

    town.publishes(RELEASE, replies("none"))
    town.looks('"asbestos is held" OR type:zip')
    town.publishes(RELEASE, replies("some"))
    looked = told(town.looks('"asbestos is held" OR type:zip'))
    assert [what for what, _ in looked] == [What.NEW_VERSION]


def test_a_file_within_a_file_is_compared_with_the_one_at_its_place(town: Town) -> None:
    town.publishes(RELEASE, zipped({"a/reply.docx": docx(paragraph("asbestos in 14 schools"))}))
    town.looks("asbestos")
    town.publishes(RELEASE, zipped({"a/reply.docx": docx(paragraph("asbestos in 15 schools"))}))
    (alert,) = town.looks("asbestos").alerts
    assert (alert.what, alert.file) == (What.CHANGED, "reply.txt/a/reply.docx")


def test_an_index_made_anew_is_no_news(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is held")
    town.looks()
    build(town.places, rebuild=True)
    assert town.looks().alerts == ()
    for file in sorted(town.places.index.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    town.publishes(OTHER, b"more asbestos")
    assert [what for what, _ in told(town.looks())] == [What.NEW]


def test_another_query_tells_what_is_new_and_passes_over_what_was_there(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is held")
    town.publishes(OTHER, b"lead is held")
    town.looks("asbestos")
    town.publishes(
        replace(OTHER, native_id="3", documents=(replace(REPLY, url="https://fernhill.example/3"),)), b"a lead pipe"
    )
    looked = town.looks("lead")
    assert [what for what, _ in told(looked)] == [What.NEW]
    assert looked.passed == 1
    assert town.looks("asbestos").alerts == ()


def test_another_reading_of_words_is_no_news(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is held")
    town.looks(basis="analysis/1")
    assert town.looks(basis="analysis/2").alerts == ()


def test_a_date_that_comes_within_the_query_s_reach_is_news(town: Town) -> None:
    town.publishes(replace(RELEASE, published=datetime(2026, 8, 1, tzinfo=UTC)), b"asbestos is held")
    town.looks("asbestos published:2026-09", basis="asbestos published:last-month")
    (alert,) = town.looks("asbestos published:2026-08", basis="asbestos published:last-month").alerts
    assert alert.reason == "nothing in it changed; the query's dates, tags or notes take it in now"


def test_a_record_that_changed_says_which_part_of_it(town: Town) -> None:
    town.publishes(RELEASE, b"none is held")
    town.looks("title:asbestos")
    town.publishes(replace(RELEASE, title="Asbestos in schools"), b"none is held")
    assert told(town.looks("title:asbestos")) == [
        (What.NOW_MATCHES, "it did not match before; its title changed at its source")
    ]


def test_a_look_that_breaks_off_before_its_end_is_as_if_it_had_not_been(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.publishes(OTHER, b"nothing")
    town.looks()
    town.publishes(RELEASE, b"asbestos is held")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("indexer.watching.outbox.Outbox.put", killed)
        with pytest.raises(KeyboardInterrupt):
            town.looks()
    assert [what for what, _ in told(town.looks())] == [What.NEW]


def test_an_alert_is_the_same_after_it_was_kept(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is in 14 schools")
    town.looks()
    town.publishes(replace(RELEASE, title="Surveys\n \x1b[31m"), b"asbestos is in 15 schools")
    (alert,) = town.looks().alerts
    assert Alert.from_json(alert.to_json()) == alert
    with State(town.places) as state:
        assert [kept.alert for kept in state.outbox.waiting("surveys", "printed")] == [alert]


def test_a_text_read_anew_is_no_news_if_it_matched_and_is_if_it_did_not(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is held")
    town.publishes(OTHER, b"asbestos too")
    scanned = digest_of(b"asbestos too")
    with TextStore(town.places.text) as store:
        current = current_version("text/plain") or ""
        store.put(scanned, Extraction(current, (Page(1, ""),), "no words were found"))
    build(town.places)
    assert town.looks().matching == 1
    with TextStore(town.places.text) as store:
        store.put(scanned, Extraction(current, (Page(1, "asbestos too"),)))
        store.put(digest_of(b"asbestos is held"), Extraction(current, (Page(1, "asbestos is there"),), "cut short"))
    build(town.places)
    (alert,) = town.looks().alerts
    assert (alert.digest, alert.what) == (scanned, What.NOW_MATCHES)
    assert alert.reason == "it did not match before; its text was read anew"
    assert town.looks().alerts == ()


def test_the_same_bytes_published_elsewhere_are_no_news(town: Town) -> None:
    town.publishes(RELEASE, b"asbestos is held")
    town.looks()
    town.publishes(OTHER, b"asbestos is held")
    assert town.looks().alerts == ()
