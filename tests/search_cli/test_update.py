"""`foi update` by the real command, on a local site: what is due, what is new, what failed, and who is at it."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from indexer import generations
from scraper.archive.lock import lock
from scraper.archive.store import Archive
from search_cli.updating.records import Records
from tests.scraper.conftest import ScriptedSite
from tests.search_cli.conftest import Ran, run, settled
from tests.search_cli.test_golden import agreed
from tests.terminal import on_terminal, visible

SILENT = ("", "")
GOLDEN = Path(__file__).parents[1] / "golden" / "update"
TOLD = ("first", "not due", "something new", "failures", "failures, asked by a person", "runs", "runs in a table")
_LENGTHS = re.compile(r"(?<=TIME)( UTC)? +\d:\d\d\b| in \d+\.\d s")


def exactly(data: Path, ran: Ran) -> str:
    """Return all of what a command printed, without what differs from run to run."""
    news = ran.stdout.partition("\nanswers: ")[0]  # alerts have golden files of their own
    printed = f"{news}--- stderr\n{ran.stderr}--- status {ran.status}\n"
    return _LENGTHS.sub("", settled(printed, data))


def configure(data: Path, site: ScriptedSite, more: str = "", every: str = "6h") -> None:
    """Write a foi.toml with one source that is the local site."""
    own = f'[sources.govuk-foi]\nevery = "{every}"\nbase-url = "{site.url}"\ndelay = 0\n'
    data.mkdir(exist_ok=True)
    (data / "foi.toml").write_text(f"[index]\nocr = false\n{own}{more}", encoding="utf-8")


def records(data: Path) -> list[dict[str, Any]]:
    """Return the run records, the latest first."""
    return [asdict(record) for record in Records(data / "logs").latest(running=False)]


def due(data: Path) -> str:
    return run(data, "update", "--dry-run").stdout


@pytest.fixture(scope="module")
def site() -> Iterator[ScriptedSite]:
    """Serve a site of three releases."""
    scripted = ScriptedSite()
    for number in range(3):
        scripted.publish(f"release-{number}", f"2026-0{number + 1}-01T09:00:00Z")
    yield scripted
    scripted.close()


@pytest.fixture(scope="module")
def story(site: ScriptedSite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the updates of some days printed, and what `foi runs` says of them."""
    data = tmp_path_factory.mktemp("story")
    configure(data, site, '[watches.answers]\nquery = "answer"\n')
    told: dict[str, Any] = {"data": data, "planned": run(data, "update", "--dry-run")}
    told["first"] = run(data, "update")
    told["not due"] = run(data, "update")
    told["not due, by cron"] = run(data, "-q", "update")
    told["nothing new"] = run(data, "-q", "update", "--now")
    site.publish("release-0", "2026-06-01T09:00:00Z", title="FOI release: \x1b[31mred\x1b[0m tape, second edition")
    site.publish("release-9", "2026-07-01T09:00:00Z")
    told["something new"] = run(data, "-q", "update", "--now")
    (data / "foi.toml").write_text(
        (data / "foi.toml").read_text(encoding="utf-8")
        + '[sources.closed]\ntype = "feed"\nstart = "http://127.0.0.1:9/feed"\nevery = "1d"\ndelay = 0\n'
        + '[sources.taken-out]\nevery = "1d"\n[sources.wrong]\ntype = "listing"\nevery = "1d"\nitm = "li"\n',
        encoding="utf-8",
    )
    site.publish("release-10", "2026-07-02T09:00:00Z")
    told["failures"] = run(data, "-q", "update", "--now")
    told["failures again"] = run(data, "-q", "update", "--now")
    told["failures, asked by a person"] = run(data, "update")
    told["records"] = records(data)[::-1]
    told["runs"], told["json"] = run(data, "runs"), run(data, "runs", "--format", "jsonl", "--limit", "3")
    told["runs in a table"] = run(data, "runs", "--format", "csv", "--fields", "outcome,status,sources,new,failed")
    return told


def test_a_dry_run_says_what_is_due_and_does_nothing(story: dict[str, Any]) -> None:
    ran = story["planned"]
    assert (ran.status, ran.stdout.split()[:4]) == (0, ["govuk-foi", "now", "every", "6h"])


@pytest.mark.parametrize("name", TOLD)
def test_what_is_printed_is_exactly_as_was_agreed(story: dict[str, Any], name: str) -> None:
    agreed(GOLDEN / f"{name.replace(', ', '-').replace(' ', '-')}.txt", exactly(story["data"], story[name]))


@pytest.mark.parametrize("columns", [80, 200])
def test_what_is_printed_on_a_terminal_is_exactly_as_was_agreed(story: dict[str, Any], columns: int) -> None:
    for words in (("runs",), ("update", "--dry-run")):
        printed, status = on_terminal(story["data"], *words, columns=columns, rows=50)
        shown = exactly(story["data"], Ran(visible(printed), "", status))
        agreed(GOLDEN / f"terminal-{'-'.join(words).replace('--', '')}-{columns}.txt", shown)


def test_what_is_due_is_crawled_and_indexed_and_what_is_new_told(story: dict[str, Any]) -> None:
    ran = story["first"]
    assert ran.status == 0
    assert ran.stdout.startswith("3 new since ")
    assert len(re.findall(r"(?m)^  new  FOI release: release-\d +p[0-9a-f]{12}$", ran.stdout)) == 3
    assert run(story["data"], "search", "answer").status == 0


def test_what_is_not_due_is_left_alone(story: dict[str, Any]) -> None:
    ran = story["not due"]
    assert (ran.status, ran.stdout) == (1, "")
    assert re.fullmatch(r"no source was due; nothing new; next: govuk-foi, \S+ \S+ UTC\n", ran.stderr)
    assert story["records"][1]["crawled"] == []


@pytest.mark.parametrize("name", ["not due, by cron", "nothing new"])
def test_cron_gets_no_mail_when_nothing_is_new(story: dict[str, Any], name: str) -> None:
    ran = story[name]
    assert (ran.status, ran.stdout, ran.stderr) == (1, *SILENT)


def test_what_is_new_and_what_changed_is_told_once_and_harmless(story: dict[str, Any]) -> None:
    ran = story["something new"]
    assert (ran.status, ran.stderr) == (0, "")
    first, _, heading, *_ = ran.stdout.splitlines()
    assert first.startswith("1 new, 1 changed since ")
    assert heading == "govuk-foi  1 new, 1 edited"
    assert "\x1b" not in ran.stdout
    assert "red" in ran.stdout


def test_the_watches_are_run_on_what_was_indexed(story: dict[str, Any]) -> None:
    assert "answers: " in story["something new"].stdout
    assert story["records"][4]["alerts"] == 2


def test_a_source_that_fails_stops_no_other(story: dict[str, Any]) -> None:
    ran = story["failures"]
    assert ran.status == 3
    assert "FOI release: release-10" in ran.stdout
    told = ran.stderr.splitlines()
    assert [text.partition(": ")[2].partition(":")[0] for text in told] == ["foi.toml", "closed", "wrong"]
    assert "[sources.taken-out] every: there is no source 'taken-out'" in ran.stderr
    assert "[sources.wrong] itm: there is no such key here; did you mean item?" in ran.stderr


def test_cron_is_told_of_the_same_failure_once_a_day_and_a_person_always(story: dict[str, Any]) -> None:
    assert (story["failures again"].status, story["failures again"].stderr) == (3, "")
    assert "taken-out" in story["failures, asked by a person"].stderr


def test_the_records_say_what_came_of_each_update(story: dict[str, Any]) -> None:
    kept = story["records"]
    assert [one["outcome"] for one in kept] == [
        "new", "nothing", "nothing", "nothing", "new", "failed", "failed", "failed",
    ]  # fmt: skip
    assert [one["status"] for one in kept] == [0, 1, 1, 1, 0, 3, 3, 3]
    assert [(one["new"], one["changed"]) for one in kept[:5]] == [(3, 0), (0, 0), (0, 0), (0, 0), (1, 1)]
    assert [one["source"] for one in kept[5]["crawled"]] == ["closed", "wrong", "govuk-foi"]
    assert kept[0]["crawled"][0] | {"seconds": 0} == {
        "source": "govuk-foi", "outcome": "done", "seconds": 0, "publications": 3, "documents": 3, "unchanged": 0,
        "failed": 0, "note": "",
    }  # fmt: skip
    assert (kept[0]["index"]["added"], kept[0]["index"]["documents"]) == (3, 3)
    assert [json.loads(text) for text in story["json"].stdout.splitlines()] == kept[:-4:-1]


def test_a_run_that_printed_its_news_to_nobody_tells_them_again(site: ScriptedSite, tmp_path: Path) -> None:
    """A full disk under the file that cron's output goes to, or a terminal that is gone."""
    configure(tmp_path, site)
    words = f"{os.sys.executable} -m search_cli --data {tmp_path} update >/dev/full"  # type: ignore[attr-defined]
    assert os.waitstatus_to_exitcode(os.system(words)) == 3  # noqa: S605 - our own words
    again = run(tmp_path, "-q", "update")
    assert (again.status, "FOI release: release-1" in again.stdout) == (0, True)


@pytest.fixture(scope="module")
def crawled(site: ScriptedSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that was brought up to date. Tests must leave its archive as it is."""
    data = tmp_path_factory.mktemp("crawled")
    configure(data, site)
    assert run(data, "update").status == 0
    return data


def test_a_second_update_ends_at_once_and_names_the_first(crawled: Path) -> None:
    with lock(crawled / "update.lock", "foi update"):
        asked, by_cron = run(crawled, "update"), run(crawled, "-q", "update")
    assert (asked.status, asked.stdout) == (5, "")
    assert f"another update is under way: foi update (pid {os.getpid()}, since " in asked.stderr
    assert (by_cron.status, by_cron.stdout, by_cron.stderr) == (5, *SILENT)


def test_cron_is_told_of_an_update_that_has_been_under_way_for_more_than_a_day(crawled: Path) -> None:
    with lock(crawled / "update.lock", "foi update"):
        (crawled / "update.lock").write_text("foi update (pid 7, since 2026-01-01 00:00 UTC)\n", encoding="utf-8")
        ran = run(crawled, "-q", "update")
    assert (ran.status, "since 2026-01-01" in ran.stderr) == (5, True)


def test_beside_a_crawl_by_hand_nothing_is_crawled_and_that_is_no_failure(crawled: Path) -> None:
    with Archive.open(crawled / "archive") as archive, archive.writing("a crawl of gcs"):
        asked, by_cron = run(crawled, "update", "--now"), run(crawled, "-q", "update", "--now")
    assert (asked.status, asked.stdout) == (5, "")
    assert "the archive is in use: a crawl of gcs (pid" in asked.stderr
    assert (by_cron.status, by_cron.stdout, by_cron.stderr) == (5, *SILENT)
    assert [one["outcome"] for one in records(crawled)[:2]] == ["locked", "locked"]


def test_beside_an_indexing_by_hand_the_news_wait_for_the_next_update(crawled: Path, site: ScriptedSite) -> None:
    site.publish("release-20", "2026-07-20T09:00:00Z")
    with generations.writing(crawled / "index"):
        ran = run(crawled, "-q", "update", "--now")
    assert (ran.status, ran.stdout, ran.stderr) == (5, *SILENT)
    later = run(crawled, "-q", "update")
    assert (later.status, "release-20" in later.stdout) == (0, True)


def test_what_somebody_crawled_by_hand_is_told_too(crawled: Path, site: ScriptedSite) -> None:
    site.publish("release-21", "2026-07-21T09:00:00Z")
    assert run(crawled, "crawl", "govuk-foi", "--base-url", site.url, "--delay", "0").status == 0
    ran = run(crawled, "-q", "update")
    assert (ran.status, "release-21" in ran.stdout) == (0, True)


def test_single_addresses_and_a_few_by_hand_put_no_crawl_off(crawled: Path, site: ScriptedSite) -> None:
    before = due(crawled)
    where = ("--base-url", site.url, "--delay", "0")
    run(crawled, "crawl", *where, "--url", f"{site.url}/government/publications/release-1")
    run(crawled, "crawl", "govuk-foi", *where, "--limit", "1")
    assert due(crawled) == before


def test_a_budget_is_shared_and_what_it_left_undone_goes_on_at_once(site: ScriptedSite, tmp_path: Path) -> None:
    configure(tmp_path, site)
    first = run(tmp_path, "update", "--max-pages", "2")
    assert (first.status, " now " in due(tmp_path)) == (0, True)
    (kept,) = records(tmp_path)
    assert kept["crawled"][0]["outcome"] == "spent"
    rest = run(tmp_path, "-q", "update")
    held = len(site.listed)
    assert first.stdout.count("  new  FOI") + rest.stdout.count("  new  FOI") == held
    assert " now " not in due(tmp_path)


def test_nobody_scheduled_anything_and_is_told_how(tmp_path: Path) -> None:
    ran = run(tmp_path, "update")
    assert (ran.status, ran.stdout) == (1, "")
    assert "foi sources every govuk-foi 6h" in ran.stderr


def test_a_damaged_foi_toml_is_one_line_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "foi.toml").write_text("[sources.gcs\nevery = 3\n", encoding="utf-8")
    ran = run(tmp_path, "-q", "update")
    assert (ran.status, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert str(tmp_path / "foi.toml") in ran.stderr


def test_a_damaged_catalogue_is_an_error_that_cron_is_told_of_once_a_day(tmp_path: Path, site: ScriptedSite) -> None:
    configure(tmp_path, site)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "catalogue.sqlite").write_bytes(b"not a database" * 100)
    first, second = run(tmp_path, "-q", "update"), run(tmp_path, "-q", "update")
    assert (first.status, "catalogue.sqlite" in first.stderr, first.stderr.count("\n")) == (2, True, 1)
    assert (second.status, second.stderr) == (2, "")
    assert [one["outcome"] for one in records(tmp_path)] == ["error", "error"]


def test_there_was_no_update_yet(tmp_path: Path) -> None:
    ran = run(tmp_path, "runs")
    assert (ran.status, ran.stdout) == (1, "")


def test_schedules_are_kept_in_foi_toml_beside_what_a_person_wrote(tmp_path: Path) -> None:
    text = "# mine\n[crawl]\ncontact = 'me@example.org' # keep\n"
    (tmp_path / "foi.toml").write_text(text, encoding="utf-8")
    assert run(tmp_path, "sources", "every", "gcs", "6h").status == 0
    assert run(tmp_path, "sources", "every", "wired-gov", "daily at 03:10").status == 0
    assert (tmp_path / "foi.toml").read_text(encoding="utf-8").startswith(text)
    shown = run(tmp_path, "sources", "every").stdout.splitlines()
    assert [row.split("  ")[0] for row in shown] == ["gcs", "wired-gov"]
    assert "daily at 03:10" in shown[1]
    assert run(tmp_path, "sources", "every", "gcs", "never").status == 0
    assert run(tmp_path, "sources", "every", "gcs").status == 1
    assert run(tmp_path, "crawl", "wired-gov", "--base-url", "http://127.0.0.1:9", "--delay", "0").status == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gcz", "6h"), "there is no source 'gcz'; did you mean gcs?"),
        (("gcs", "5min"), "'5min' is no schedule: from 15min to 30d"),
        (("gcs", "sometimes"), 'is no schedule: write "6h"'),
        (("police-soh", "6h"), "police-soh is off"),
        (("alaveteli", "6h"), "alaveteli needs a base-url"),
        (("web", "6h"), "web has no list"),
    ],
)
def test_a_schedule_that_cannot_be_kept_is_refused(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "sources", "every", *words)
    assert (ran.status, ran.stdout, said in ran.stderr) == (2, "", True)
    assert not (tmp_path / "foi.toml").exists()
