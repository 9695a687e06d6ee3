"""foi links: what it prints and refuses; links beside hits and in foi show."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from indexer.build import build
from indexer.ocr.engine import Wish
from indexer.places import Places
from scraper.items import Kind
from tests.captured import holdings
from tests.search_cli.conftest import Ran
from tests.search_cli.test_tag import here
from tests.terminal import plain

LETTER = """You asked what the kiosks on the pier have cost. The Harbour Board of Wexmouth has spent £41,873 on kiosks
since 2015. They were built by Tarrow Joinery Ltd and Pellick & Dunn.

The kiosks give visitors somewhere to shelter, and the Board somewhere to sell tickets.
"""
REPORT = """Harbour board spends £41,873 on kiosks

The Harbour Board of Wexmouth has spent £41,873 on kiosks for the pier, a Freedom of Information request has shown.
Tarrow Joinery and Pellick & Dunn built them. "The kiosks give visitors somewhere to shelter," it said.\x1b[31m
"""
GULLS = "Gulls take over the pier\n\nVisitors to Wexmouth complained of 612 gulls, figures released under FOI show.\n"
Foi = Callable[..., Ran]


@pytest.fixture(scope="module")
def pier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a release, the report that rests on it, and another report. Tests leave it so."""
    data = tmp_path_factory.mktemp("pier") / "data"
    with holdings(data) as held:
        for name, text, values in (
            ("letter", LETTER, {"title": "Cost of kiosks", "authority": "Harbour Board of Wexmouth"}),
            ("report", REPORT, {"kind": Kind.NEWS, "title": "Harbour board spends £41,873 on kiosks"}),
            ("gulls", GULLS, {"kind": Kind.NEWS, "title": "Gulls take over the pier"}),
        ):
            url = f"https://pier.example/{name}"
            day = datetime(2019, 3, 8 if name == "letter" else 14, tzinfo=UTC)
            held.publish(f"{url}.txt", native_id=name, published=day, url=url, outlet="Wexmouth Post", **values)
            held.capture(f"{url}.txt", text.encode(), (("Content-Type", "text/plain; charset=utf-8"),))
    build(Places(data), ocr=Wish(wanted=False), workers=1)
    return data


@pytest.fixture
def foi(pier: Path) -> Iterator[Foi]:
    yield lambda *words: here(pier, *words)
    (pier / "own" / "annotations.sqlite").unlink(missing_ok=True)


def one(foi: Foi, *query: str) -> str:
    """Return the ID of the one document that is found."""
    (found,) = foi("search", "--ids", *query).stdout.split()
    return found


def report(foi: Foi) -> str:
    return one(foi, "kind:news kiosks")


def release(foi: Foi) -> str:
    return one(foi, "kind:release kiosks")


def test_a_report_s_releases_are_printed_with_reasons_and_the_words_on_both_sides(foi: Foi) -> None:
    ran = foi("links", report(foi))
    assert (ran.stderr, ran.status) == ("", 0)
    assert "rests on: Cost of kiosks\n" in ran.stdout
    assert f"the same sum: £41,873 ({report(foi)}:1) = {release(foi)}:1" in ran.stdout
    assert "quotes it: The kiosks give visitors somewhere to shelter" in ran.stdout
    assert "came 6 days after it" in ran.stdout
    assert "the same name: Tarrow Joinery" in ran.stdout


def test_a_release_s_reports_are_printed_too(foi: Foi) -> None:
    ran = foi("links", release(foi))
    assert ran.status == 0
    assert "reported by: Harbour board spends £41,873 on kiosks" in ran.stdout


def test_of_a_report_whose_release_is_not_held_it_says_that_none_is_held_and_ends_with_1(foi: Foi) -> None:
    ran = foi("links", one(foi, "gulls"))
    assert (ran.stdout, ran.status) == ("", 1)
    assert ran.stderr.startswith("foi: none held: ")


def test_rows_have_all_reasons_with_their_evidence(foi: Foi) -> None:
    (row,) = map(json.loads, foi("links", report(foi), "--format", "jsonl").stdout.splitlines())
    assert (row["relation"], row["title"], row["document"][:12]) == ("rests on", "Cost of kiosks", release(foi))
    assert 0.99 < row["sureness"] <= 1
    by_kind = {reason["kind"]: reason for reason in row["reasons"]}
    words = by_kind["sum"]["release"]
    shown = json.loads(foi("show", words["digest"], "--format", "jsonl").stdout)
    assert shown["text"][words["start"] : words["end"]] == words["words"] == "£41,873"
    assert sum(reason["weight"] for reason in row["reasons"]) > 3


def test_a_table_has_a_row_for_each_link_and_a_heading_where_there_is_none(foi: Foi) -> None:
    rows = list(csv.DictReader(StringIO(foi("links", report(foi), "--format", "csv").stdout)))
    assert [(row["relation"], row["title"]) for row in rows] == [("rests on", "Cost of kiosks")]
    none = foi("links", one(foi, "gulls"), "--format", "csv")
    assert (len(none.stdout.splitlines()), none.status) == (1, 1)


def test_hits_and_show_name_what_a_document_is_linked_to(foi: Foi) -> None:
    found = foi("search", "kiosks").stdout
    assert f"rests on: Cost of kiosks · Harbour Board of Wexmouth · 2019-03-08 · {release(foi)}\n" in found
    assert (
        f"reported by: Harbour board spends £41,873 on kiosks · Wexmouth Post · 2019-03-14 · {report(foi)}\n" in found
    )
    rows = [json.loads(line) for line in foi("search", "pier", "--format", "jsonl").stdout.splitlines()]
    rests_on = {row["title"]: [other["title"] for other in row["rests_on"]] for row in rows}
    assert rests_on == {
        "Cost of kiosks": [],
        "Gulls take over the pier": [],
        "Harbour board spends £41,873 on kiosks": ["Cost of kiosks"],
    }
    assert "Rests on   Cost of kiosks · " in foi("show", report(foi)).stdout
    assert "Reported   Harbour board spends £41,873 on kiosks · " in foi("show", release(foi)).stdout


def test_what_a_person_rejects_is_gone_everywhere_and_comes_back_when_accepted(foi: Foi) -> None:
    wrong = foi("links", report(foi), "--reject", release(foi))
    assert (wrong.stdout, wrong.status) == ("", 0)
    assert "does not rest on Cost of kiosks" in wrong.stderr
    assert foi("links", report(foi)).status == 1
    assert "rests on:" not in foi("search", "kiosks").stdout
    assert "Rests on" not in foi("show", report(foi)).stdout
    assert foi("links", release(foi), "--accept", report(foi)).status == 0
    assert "accepted by you, 99 % sure" in foi("links", report(foi)).stdout


def test_a_person_may_say_what_was_not_found(foi: Foi) -> None:
    gulls = one(foi, "gulls")
    assert foi("links", gulls, "--accept", release(foi)).status == 0
    ran = foi("links", gulls)
    assert ran.status == 0
    assert "accepted by you" in ran.stdout
    (row,) = map(json.loads, foi("links", gulls, "--format", "jsonl").stdout.splitlines())
    assert (row["sureness"], row["verdict"], row["reasons"]) == (None, "accepted", [])


def test_two_reports_cannot_be_linked(foi: Foi) -> None:
    ran = foi("links", report(foi), "--accept", one(foi, "gulls"))
    assert ran.status == 2
    assert "one is a news report" in ran.stderr


@pytest.mark.parametrize(("id_", "status"), [("000000000000", 1), ("../../etc", 2), ("p0000000000", 1)])
def test_what_is_no_id_is_said_in_a_line(foi: Foi, id_: str, status: int) -> None:
    ran = foi("links", id_)
    assert (ran.stdout, ran.status) == ("", status)
    assert ran.stderr.count("\n") == 1


def test_what_a_site_wrote_cannot_drive_the_terminal(foi: Foi) -> None:
    for words in (("links", report(foi)), ("search", "kiosks"), ("show", release(foi))):
        printed = foi(*words).stdout
        assert "\x1b" not in printed
        assert plain(printed) == printed
