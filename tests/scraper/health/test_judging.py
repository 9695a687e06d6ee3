"""Runs as records, and what is said of the latest of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.archive.observations import Measure, Observation, Observed
from scraper.archive.records import Run
from scraper.health.doctor import RULES
from scraper.health.judging import Suspicion, judged
from scraper.health.shapes import fields_of
from scraper.health.shares import Share, chance, fell
from scraper.health.staleness import stale

START = datetime(2026, 3, 2, 4, tzinfo=UTC)
DAY = timedelta(days=1)


def run(
    key: int, *notes: Observation, outcome: str = "done", note: str = "", scope: str = "list", **counts: object
) -> Observed:
    """A run on the day of its number; `list_widest=20` is a number, `field_files=(3, 4)` three of four."""
    usual: dict[str, object] = {"list_parts": 1, "list_entries": 20, "list_widest": 20, "pages_well": 2}
    measures = {}
    for name, value in {**usual, **counts}.items():
        spelt = name.replace("_", " ")
        pair = value if isinstance(value, tuple) else (value, 0)
        measures[spelt] = Measure(spelt, *pair)
    started = START + key * DAY
    record = Run("harbour", started, started, outcome, note=note)
    return Observed(key=key, run=record, scope=scope, measures=measures, observations=notes)


def note(kind: str, url: str = "https://harbour.example/1", detail: str = "it has no title") -> Observation:
    return Observation(kind, url, detail, START)


def kinds(*runs: Observed, accepted: int = 0) -> list[str]:
    return [one.kind for one in judged(runs, RULES, accepted)]


GOOD = [run(key, field_files=(3, 3), list_dated=(20, 20)) for key in range(1, 7)]


def test_a_run_like_those_before_it_is_not_suspicious() -> None:
    assert kinds(*GOOD) == []


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        (run(7, list_entries=0, list_widest=0), "empty"),
        (run(7, list_entries=3, list_widest=3), "short-list"),
        (run(7, list_parts=0), "no-list"),
        (run(7, list_dated=(0, 20)), "undated"),
        (run(7, field_files=(0, 2)), "field files"),
        (run(7, note("unlisted")), "list"),
        (run(7, note("unread"), pages_well=0), "unread"),
        (run(7, *(note("unfetched", f"https://harbour.example/{n}.pdf") for n in range(3))), "unfetched"),
        (run(7, note("loop")), "loop"),
        (run(7, outcome="stopped", note="harbour.example cannot be reached."), "stopped"),
        (run(7, note("captcha"), outcome="stopped", note="It lets in browsers only."), "captcha"),
    ],
)
def test_a_run_that_saw_less_is_told_since_when_and_stays_so_until_it_is_sound(bad: Observed, kind: str) -> None:
    later = replace(bad, key=8, run=replace(bad.run, started=bad.run.started + DAY))
    (found,) = judged([*GOOD, bad, later], RULES)
    assert (found.kind, found.since) == (kind, bad.run.started)
    assert kinds(*GOOD, bad, later, run(9, field_files=(2, 2))) == []
    assert kinds(*GOOD, bad, later, accepted=8) == []


@pytest.mark.parametrize(
    "odd",
    [
        run(7, note("unread"), pages_well=4),
        run(7, note("missing"), pages_well=0),
        run(7, note("unfetched"), outcome="partly"),
        run(7, list_entries=10, list_widest=10),
        run(7, field_files=(0, 1)),
        run(7, list_entries=0, list_widest=0, list_windows=1),
        run(7, outcome="stopped", note="Interrupted. What was fetched is kept; run it again to go on.", list_parts=0),
        run(7, outcome="stopped", note="Budget spent: 3 pages (--max-pages). What was fetched is kept.", list_parts=0),
        run(7, scope="sweep", list_parts=0),
        run(7, scope="addresses", list_parts=0, pages_well=0),
    ],
)
def test_what_happens_on_good_days_is_not_suspicious(odd: Observed) -> None:
    assert kinds(*GOOD, odd) == []


def test_a_page_that_was_odd_among_good_ones_is_not_held_against_its_source_on_a_quiet_day() -> None:
    assert kinds(*GOOD, run(7, note("unread"), pages_well=9), run(8, note("unread"), pages_well=0)) == []


def test_runs_that_were_asked_for_something_else_are_judged_apart_and_forgotten_in_time() -> None:
    one = run(7, scope="list limit=1", outcome="stopped", note="Its list cannot be reached.")
    others = [run(key) for key in range(8, 20)]
    assert kinds(*GOOD, one) == ["stopped"]
    assert kinds(*GOOD, one, *others[:9]) == ["stopped"]
    assert kinds(*GOOD, one, *others) == []


def test_an_old_copy_of_a_list_is_one_that_lacks_more_than_its_newest_entry() -> None:
    days = [run(key, list_newest=int((START + key * DAY).timestamp())) for key in range(1, 7)]
    assert kinds(*days, run(7, list_newest=int((START + 5 * DAY).timestamp()))) == []
    assert kinds(*days, run(7, list_newest=int((START + 2 * DAY).timestamp()))) == ["went-back"]


def test_a_field_of_json_that_was_always_there_is_missed_and_its_heir_named() -> None:
    days = [run(key, **{"json_read_details.body": (2, 2), "objects_read_details.": 2}) for key in range(1, 7)]
    (found,) = judged([*days, run(7, **{"json_read_details.text": (2, 2), "objects_read_details.": 2})], RULES)
    assert found.what == "its JSON has no 'details.body' any more; new is 'details.text'"
    assert kinds(*days, run(7)) == [], "nothing of the kind was met"


def test_little_is_concluded_from_little() -> None:
    assert chance(Share(0, 2), Share(3, 3)) > 0.02
    assert fell(Share(0, 2), Share(12, 12))
    assert not fell(Share(0, 1), Share(12, 12))
    assert not fell(Share(0, 2), Share(9, 12)), "a quarter lacked it before"
    assert chance(Share(5, 5), Share(12, 12)) == pytest.approx(1)


def test_fields_of_json_are_named_by_their_way_whatever_is_in_it() -> None:
    has, objects = fields_of(b'{"a.b": [{"c": 1}, {"c": null, "d\\n": {}}], "e": [[{"f": 1}]]}')
    assert has == {"a_b": 1, "e": 1, "a_b[].c": 2, "a_b[].d": 1, "e[][].f": 1}
    assert (objects["a_b[]."], objects[""]) == (2, 1)


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b'{"a":' * 5_000, b"{", b"<html>", b"\xff\xfe{", b"[1, 2]"])
def test_what_is_no_json_has_no_fields(body: bytes) -> None:
    assert fields_of(body)[0] == {}


def test_a_payload_of_a_million_keys_is_counted_up_to_a_bound() -> None:
    body = b"{" + b",".join(b'"k%d": 1' % n for n in range(10_000)) + b"}"
    assert len(fields_of(body)[0]) == 200


def test_a_source_that_publishes_nothing_for_long_is_stale_and_no_alarm() -> None:
    times = [START + n * 7 * DAY for n in range(10)]
    assert stale("harbour", times, times[-1] + 14 * DAY) is None
    found = stale("harbour", times, times[-1] + 30 * DAY)
    assert isinstance(found, Suspicion)
    assert (found.kind, found.alarm, found.what.endswith("30 days")) == ("stale", False, True)
    assert stale("harbour", times[:3], times[-1] + 400 * DAY) is None, "too few to know its pace"
