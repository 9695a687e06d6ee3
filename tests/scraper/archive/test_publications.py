"""Publications: every version is kept, states change and delete nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.forms import of_publication, to_publication
from scraper.archive.records import Capture, Digest
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Event, Kind, LinkKind, Publication, State

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
LETTER = DocumentLink("https://assets.example/letter.pdf", "Letter")
RELEASE = Publication("example", "1", Kind.RELEASE, "Training costs", url="https://example/1", documents=(LETTER,))


def capture(url: str, status: int = 200) -> Capture:
    return Capture("example", url, url, NOW, status)


times = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
publications = st.builds(
    Publication,
    source=st.text(min_size=1),
    native_id=st.text(min_size=1),
    kind=st.sampled_from(Kind),
    title=st.text(),
    url=st.text(),
    authority=st.text(),
    outlet=st.text(),
    summary=st.text(),
    published=st.none() | times,
    updated=st.none() | times,
    references=st.lists(st.text()).map(tuple),
    state=st.sampled_from(State),
    note=st.text(),
    documents=st.lists(
        st.builds(
            DocumentLink,
            url=st.text(min_size=1),
            title=st.text(),
            kind=st.sampled_from(LinkKind),
            state=st.sampled_from(State),
            note=st.text(),
        )
    ).map(tuple),
    outcome=st.text(),
    events=st.lists(st.builds(Event, time=times, what=st.text(min_size=1), status=st.text(), message=st.text())).map(
        tuple
    ),
)


@given(publication=publications)
def test_a_publication_survives_its_json_form(publication: Publication) -> None:
    assert to_publication(of_publication(publication)) == publication


def test_a_record_from_before_there_were_outcomes_is_read_and_written_as_it_was() -> None:
    documents = [{"url": "https://assets.example/a", "title": "A", "kind": "file"}]
    form = {"source": "s", "native_id": "1", "kind": "release", "title": "T", "state": "live", "documents": documents}
    publication = to_publication(form)
    assert (publication.outcome, publication.events, publication.documents[0].state) == ("", (), State.LIVE)
    assert of_publication(publication) == form


def test_what_is_listed_and_not_given_out_is_not_waited_for(archive: Archive) -> None:
    erased = DocumentLink("https://example/1#a", "Annex", state=State.GONE, note="erased")
    archive.publications.put(replace(RELEASE, documents=(LETTER, erased)), NOW)
    assert [link for _, link in archive.publications.pending("example")] == [LETTER]


def test_the_same_publication_again_is_no_change(archive: Archive) -> None:
    assert archive.publications.put(RELEASE, NOW)
    later = NOW + timedelta(days=1)
    assert not archive.publications.put(RELEASE, later)
    held = archive.publications.find("example", "1")
    assert held
    assert (held.first_seen, held.last_seen, held.versions) == (NOW, later, 1)


def test_a_withdrawal_is_a_second_version_beside_the_first(archive: Archive) -> None:
    archive.publications.put(RELEASE, NOW)
    withdrawn = replace(RELEASE, state=State.WITHDRAWN, note="Out of date.")
    assert archive.publications.put(withdrawn, NOW + timedelta(days=1))
    held = archive.publications.by_url("example", "https://example/1")
    assert held
    assert held.publication.state is State.WITHDRAWN
    states = [record.state for _, record in archive.publications.versions(held.key)]
    assert states == [State.LIVE, State.WITHDRAWN]


def test_new_bytes_at_an_old_address_leave_the_old_document_not_current(archive: Archive) -> None:
    archive.publications.put(RELEASE, NOW)
    first = archive.captures.put(capture(LETTER.url), b"first answer")
    second = archive.captures.put(capture(LETTER.url), b"corrected answer")
    held = archive.publications.find("example", "1")
    assert held
    current = {attachment.digest: attachment.current for attachment in archive.publications.attachments(held.key)}
    assert current == {first.digest: False, second.digest: True}


def test_a_document_in_two_publications_names_both(archive: Archive) -> None:
    archive.publications.put(RELEASE, NOW)
    archive.publications.put(replace(RELEASE, native_id="2", title="The same answer"), NOW)
    digest = archive.captures.put(capture(LETTER.url), b"answer").digest
    titles = [held.publication.title for held, _ in archive.publications.of_document(digest or Digest(""))]
    assert titles == ["Training costs", "The same answer"]


def test_a_link_taken_off_the_page_is_no_longer_current(archive: Archive) -> None:
    archive.publications.put(RELEASE, NOW)
    archive.captures.put(capture(LETTER.url), b"answer")
    archive.publications.put(replace(RELEASE, documents=()), NOW)
    held = archive.publications.find("example", "1")
    assert held
    assert [attachment.current for attachment in archive.publications.attachments(held.key)] == [False]


def test_listed_links_without_bytes_are_pending_until_twice_refused(archive: Archive) -> None:
    elsewhere = DocumentLink("https://elsewhere.example/", "Elsewhere", LinkKind.EXTERNAL)
    archive.publications.put(replace(RELEASE, documents=(LETTER, elsewhere)), NOW)
    assert [link for _, link in archive.publications.pending("example")] == [LETTER]
    archive.captures.put(capture(LETTER.url, status=404))
    assert [link for _, link in archive.publications.pending("example")] == [LETTER]
    archive.captures.put(capture(LETTER.url, status=404))
    assert archive.publications.pending("example") == []


def test_a_record_of_before_there_were_original_addresses_is_read_and_one_with_is_kept() -> None:
    old = {"source": "wired-gov", "native_id": "a", "kind": "news", "title": "Belts"}
    assert to_publication(old).original_url == ""
    copied = replace(to_publication(old), original_url="https://board.example/belts/")
    assert to_publication(of_publication(copied)) == copied
    assert of_publication(to_publication(old)) == {**old, "state": "live", "documents": []}
