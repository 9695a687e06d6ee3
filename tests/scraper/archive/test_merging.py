"""What two archives saw of one publication is one history in the order of time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.merging import merged
from scraper.archive.records import Capture, digest_of
from scraper.archive.store import Archive
from scraper.archive.timeline import ChangeKind, Mark
from scraper.items import DocumentLink, Kind, Publication

DAY = [datetime(2026, 8, day, tzinfo=UTC) for day in range(1, 20)]
LETTER = DocumentLink("https://example.org/letter.pdf", "Letter")
RELEASE = Publication("example", "1", Kind.RELEASE, "Reply", url="https://example.org/1", documents=(LETTER,))
Sights = tuple[list[tuple[datetime, str]], datetime]


def titles(archive: Archive) -> list[tuple[int, str]]:
    held = archive.publications.find("example", "1")
    assert held is not None
    return [(seen.day, one.title) for seen, one in archive.publications.versions(held.key)]


def version(day: int, title: str) -> tuple[datetime, Publication]:
    return DAY[day - 1], replace(RELEASE, title=title)


@pytest.mark.parametrize(
    ("ours", "our_last", "theirs", "their_last", "every"),
    [
        ("3a", 3, "3a", 3, "3a"),
        ("3a", 9, "5b", 5, "3a 5b 9a"),
        ("3a", 3, "5b", 6, "3a 5b"),
        ("3b", 4, "1a", 2, "1a 3b"),
        ("3a", 9, "1a", 12, "1a"),
        ("1a 5c", 5, "3b 5c", 7, "1a 3b 5c"),
        ("3a", 3, "3b", 3, "3b 3a"),
    ],
)
def test_versions_stand_in_the_order_of_time_and_what_was_seen_later_holds(
    ours: str, our_last: int, theirs: str, their_last: int, every: str
) -> None:
    def seen(text: str) -> list[tuple[datetime, str]]:
        return [(DAY[int(one[0]) - 1], one[1]) for one in text.split()]

    assert merged(seen(ours), DAY[our_last - 1], seen(theirs), DAY[their_last - 1]) == seen(every)


@st.composite
def sights(draw: st.DrawFn) -> Sights:
    """Draw the history that one archive has: versions at growing times, no two alike side by side."""
    days = sorted(draw(st.sets(st.integers(0, 15), min_size=1, max_size=5)))
    versions: list[tuple[datetime, str]] = []
    for day in days:
        record = draw(st.sampled_from("abc"))
        if not versions or versions[-1][1] != record:
            versions.append((DAY[day], record))
    return versions, DAY[days[-1]] + timedelta(hours=draw(st.integers(0, 48)))


@given(ours=sights(), theirs=sights())
def test_taken_in_twice_nothing_is_there_twice(ours: Sights, theirs: Sights) -> None:
    once = merged(*ours, *theirs)
    last = max(ours[1], theirs[1])
    assert merged(once, last, *theirs) == once
    assert [seen for seen, _ in once] == sorted(seen for seen, _ in once)
    assert all(one[1] != other[1] for one, other in pairwise(once))
    assert {record for _, record in once} == {record for _, record in [*ours[0], *theirs[0]]}


def test_an_older_version_takes_its_place_before_what_is_held(archive: Archive) -> None:
    archive.publications.put(version(5, "Held")[1], DAY[4])
    assert not archive.publications.merge([version(2, "First"), version(9, "Last")], DAY[9])
    assert titles(archive) == [(2, "First"), (5, "Held"), (9, "Last")]
    held = archive.publications.find("example", "1")
    assert held is not None
    assert (held.publication.title, held.first_seen, held.last_seen) == ("Last", DAY[1], DAY[9])
    assert not archive.publications.merge([version(2, "First"), version(9, "Last")], DAY[9])
    assert titles(archive) == [(2, "First"), (5, "Held"), (9, "Last")]


def test_what_is_new_here_is_entered_with_all_its_versions(archive: Archive) -> None:
    assert archive.publications.merge([version(2, "First"), version(2, "Same day"), version(3, "Last")], DAY[7])
    assert titles(archive) == [(2, "First"), (2, "Same day"), (3, "Last")]
    held = archive.publications.find("example", "1")
    assert held is not None
    assert held.last_seen == DAY[7]


def test_only_what_came_is_told_as_a_change(archive: Archive) -> None:
    archive.publications.put(version(5, "Held")[1], DAY[4])
    mark = archive.history.mark()
    archive.publications.merge([version(2, "First")], DAY[2])
    held = archive.publications.find("example", "1")
    assert held is not None
    assert archive.history.touched(mark) == [held.key]
    told = [(c.kind, c.mark) for v in archive.history.of(held) for c in v.changes]
    assert told == [(ChangeKind.NEW, Mark(mark.entry + 1)), (ChangeKind.EDITED, mark)]


def test_the_same_seen_earlier_elsewhere_is_not_told_as_new(archive: Archive) -> None:
    archive.publications.put(version(5, "Held")[1], DAY[4])
    mark = archive.history.mark()
    archive.publications.merge([version(2, "Held")], DAY[2])
    assert titles(archive) == [(2, "Held")]
    assert archive.history.touched(mark) == []


def test_an_older_capture_does_not_take_the_place_of_a_later_one(archive: Archive) -> None:
    archive.publications.put(RELEASE, DAY[4])
    archive.captures.put(Capture("example", LETTER.url, LETTER.url, DAY[4], 200), b"corrected")
    archive.captures.put(Capture("example", LETTER.url, LETTER.url, DAY[1], 200), b"as it was first")
    latest = archive.captures.latest(LETTER.url)
    assert latest is not None
    assert latest.digest == digest_of(b"corrected")
    current = {
        one.digest: one.current
        for held in archive.publications.all()
        for one in archive.publications.attachments(held.key)
    }
    assert current == {digest_of(b"corrected"): True, digest_of(b"as it was first"): False}
