"""`foi watch`: what is said, how it ends, and that nothing is lost or told twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.build import build
from indexer.errors import IndexLocked
from indexer.extract.base import Extraction, Page
from indexer.extract.registry import current_version
from indexer.places import Places
from indexer.text import TextStore
from indexer.watching.state import State, running
from scraper.archive.records import Capture, digest_of
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication
from search_cli.main import foi as program
from search_cli.main import told
from tests.terminal import on_terminal, plain

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
LETTER = DocumentLink("https://fernhill.example/files/1.txt", "A letter")
RELEASE = Publication(
    "fernhill", "1", Kind.RELEASE, "Surveys", "https://fernhill.example/1", documents=(LETTER,), published=NOW
)
FIRST, SECOND = "asbestos is in 14 schools", "asbestos is in 15 schools"
Asked = Callable[..., Result]


def publish(data: Path, text: str, publication: Publication = RELEASE, day: int = 0) -> str:
    """Enter a publication whose only file says this now, and index it; return the file's digest."""
    digest = enter(data, text, publication, day)
    build(Places(data))
    return digest


def enter(data: Path, text: str, publication: Publication, day: int = 0) -> str:
    """Enter it, with its text, so that no child need be started to read it."""
    places, when = Places(data), NOW + timedelta(days=day)
    digest = digest_of(text.encode())
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        archive.runs.begin("fernhill", when)
        archive.publications.put(publication, when)
        url = publication.documents[0].url
        archive.captures.put(Capture("fernhill", url, url, when, 200), text.encode())
        store.put(digest, Extraction(current_version("text/plain") or "", (Page(1, text),)))
    return digest


def another(number: int, title: str = "Another") -> Publication:
    url = f"https://fernhill.example/{number}"
    return replace(RELEASE, native_id=str(number), title=title, url=url, documents=(replace(LETTER, url=f"{url}.txt"),))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("made") / "data"
    publish(data, FIRST)
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """Return a data folder with one letter, the test's own."""
    subprocess.run(["cp", "-r", made, tmp_path / "data"], check=True)
    return tmp_path / "data"


@pytest.fixture
def asked(data: Path) -> Asked:
    runner = CliRunner(env={"FOI_DATA": None})
    return lambda *words: runner.invoke(program, ["--data", str(data), *words])


def said(ran: Result) -> str:
    """Return what a person is told of how it ended."""
    return told(ran.exception)[0] if ran.exception and not isinstance(ran.exception, SystemExit) else ran.stderr


def test_a_watch_is_written_counts_what_matches_and_tells_what_changes_once(data: Path, asked: Asked) -> None:
    ran = asked("watch", "add", "surveys", "asbestos", "school*", "--mail-to", "me@x.example", "--atom", "a.xml")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert ran.stderr.splitlines() == [
        f"written to {data / 'foi.toml'} as [watches.surveys]",
        "1 document matches now; from here on what is new or changed is told",
    ]
    assert tomllib.loads((data / "foi.toml").read_text("utf-8")) == {
        "watches": {"surveys": {"query": "asbestos school*", "mail-to": "me@x.example", "atom": "a.xml"}}
    }


def test_what_is_new_is_printed_once_and_the_exit_status_says_whether_anything_was(data: Path, asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos")
    assert asked("watch", "run").exit_code == 1
    publish(data, SECOND, day=1)
    ran = asked("watch", "run")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[:6] == [
        "surveys: 1 changed",
        "query: asbestos",
        "",
        "changed: Surveys",
        f"    release · 1 Aug 2026 · fernhill · 1.txt · {digest_of(SECOND.encode())[:12]}",
        "    why: the text of page 1 changed",
    ]
    assert "    - asbestos is in ‹14› schools\n    + asbestos is in ‹15› schools\n" in ran.stdout
    again = asked("watch", "run")
    assert (again.exit_code, again.stdout) == (1, "")


@pytest.mark.parametrize("format_", ["jsonl", "json"])
def test_alerts_as_json_say_all_of_it(data: Path, asked: Asked, format_: str) -> None:
    asked("watch", "add", "surveys", "asbestos")
    publish(data, SECOND, day=1)
    form = json.loads(asked("watch", "run", "--format", format_).stdout)
    alert = form if format_ == "jsonl" else form["alerts"][0]
    assert (alert["watch"], alert["query"], alert["what"]) == ("surveys", "asbestos", "changed")
    assert alert["terms"] == [{"part": "asbestos", "where": "text", "count": 1}]
    assert alert["pages"] == [{"page": 1, "snippet": SECOND, "marks": [[0, 8]]}]
    assert alert["changes"][0]["before"] == [{"text": FIRST, "marks": [[15, 17]]}]
    assert (alert["version_before"], alert["version"], alert["schema"]) == (1, 2, 1)
    assert alert["before"] == digest_of(FIRST.encode())


def test_a_watch_is_a_saved_query_too(data: Path, asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos")
    assert FIRST.split()[1] in asked("search", "query:surveys", "14").stdout
    assert asked("watch", "add", "more", "query:surveys 15").exit_code == 0
    publish(data, SECOND, day=1)
    assert "more: 1 matches now" in asked("watch", "run", "more").stdout
    gone = asked("watch", "remove", "surveys")
    assert "foi: more asks for query:surveys, which is no more" in gone.stderr
    ran = asked("watch", "run")
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "foi: watch more: no saved query 'surveys'" in ran.stderr


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("a b", "x"), "is no name for a watch"),
        (("../x", "x"), "is no name for a watch"),
        (("-x", "x"), "No such option"),
        (("x", "asbestos AND"), "needs something on both sides"),
        (("x", "query:none"), "no saved query"),
        (("x", "  "), "nothing to search for"),
        (("x", "asbestos", "--mail-to", "me"), "no mail address"),
        (("x", "asbestos", "--mail-to", "-oQ@x.example"), "no mail address"),
        (("x", "asbestos", "--command", "'"), "No closing quotation"),
        (("x",), "Missing argument"),
    ],
)
def test_what_is_no_watch_is_told_and_nothing_is_written(
    data: Path, asked: Asked, words: tuple[str, ...], why: str
) -> None:
    ran = asked("watch", "add", *words)
    assert ran.exit_code != 0
    assert why in said(ran)
    assert not (data / "foi.toml").exists()
    assert not (data / "own" / "watches.sqlite").exists()


def test_a_name_is_given_once(data: Path, asked: Asked) -> None:
    (data / "foi.toml").write_text('[queries]\nmine = "x"\n', "utf-8")
    assert "has a query mine already" in said(asked("watch", "add", "mine", "asbestos"))
    (data / "foi.toml").write_text('[queries]\nmine = "x"\n[watches.mine]\nquery = "y"\n', "utf-8")
    assert "has mine twice" in said(asked("watch", "list"))


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ("[watches]\na = 1", "must be a table, [watches.a]"),
        ("[watches.a]\natom = 'x'", "has no query"),
        ("[watches.a]\nquery = 'x'\nmail = 'me@x.example'", "does not know: mail; did you mean mail-to?"),
        ("[watches.a]\nquery = 'x'\nmail-to = 3", "must be in quotes, or a list"),
        ("[watches.a]\nquery = 'x'\nmail-to = 'a@b@c'", "no mail address"),
        ("[watches.a]\nquery = 'x'\natom = ['y']", "must be the path of a file"),
        ("[watches.a]\nquery = 'x'\ncommand = [1]", "must be in quotes, or a list"),
        ("[watches.a]\nquery = 'x'\n[mail]\npassword = 'y'", "does not belong in foi.toml"),
    ],
)
def test_a_setting_that_is_none_is_told_with_its_place(data: Path, asked: Asked, toml: str, why: str) -> None:
    (data / "foi.toml").write_text(toml, "utf-8")
    assert why in said(asked("watch", "run"))


def test_a_watch_that_is_not_there_is_told_with_the_one_that_is_near(asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos")
    for words in (("run", "survey"), ("remove", "survey")):
        assert "there is no watch survey; did you mean surveys?" in said(asked("watch", *words))


def test_without_watches_it_is_said_how_one_is_made(asked: Asked) -> None:
    for words in (("watch",), ("watch", "list"), ("watch", "run")):
        ran = asked(*words)
        assert (ran.exit_code, ran.stdout) == (1, "")
        assert "`foi watch add NAME QUERY` makes one" in ran.stderr


def test_what_matches_already_is_told_if_it_is_asked_for(data: Path, asked: Asked) -> None:
    assert "tells what matches now, 1 document" in asked("watch", "add", "one", "asbestos", "--all").stderr
    with (data / "foi.toml").open("a", encoding="utf-8") as file:
        file.write('[watches.two]\nquery = "14"\n')
    ran = asked("watch", "run", "--all")
    assert [line for line in ran.stdout.splitlines() if "held before" in line and ":" in line[:5]] == [
        "one: 1 held before",
        "two: 1 held before",
    ]
    assert asked("watch", "run", "--all").exit_code == 1


def test_without_an_index_a_watch_begins_with_the_first_run(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    runner = CliRunner(env={"FOI_DATA": None})
    ran = runner.invoke(program, ["--data", str(empty), "watch", "add", "surveys", "asbestos"])
    assert ran.exit_code == 0
    assert "it could not look yet" in ran.stderr
    publish(empty, FIRST)
    ran = runner.invoke(program, ["--data", str(empty), "watch", "run"])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr == "watch surveys: 1 document matches now; from here on what is new or changed is told\n"


def test_the_list_says_who_waits_and_why(data: Path, asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos", "--command", "false")
    publish(data, SECOND, day=1)
    ran = asked("watch", "run")
    assert ran.exit_code == 3
    assert ran.stderr == (
        "foi: watch surveys: command false was not told: false ended with status 1; 1 alert waits for the next run\n"
    )
    lines = asked("watch", "list").stdout.splitlines()
    assert lines[0] == "surveys: asbestos"
    assert lines[2].startswith("    command false: 1 alert to be told by the next run; failed once since ")
    assert len(lines) == 3
    form = json.loads(asked("watch", "list", "--format", "jsonl").stdout)
    assert (form["documents"], form["targets"][1]["waiting"], form["targets"][1]["failed"]["tries"]) == (1, 1, 1)
    assert "1 alerts that somebody was not told yet went with it" in asked("watch", "remove", "surveys").stderr
    assert tomllib.loads((data / "foi.toml").read_text("utf-8")) == {}


def test_what_was_removed_begins_anew(data: Path, asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos")
    asked("watch", "remove", "surveys")
    publish(data, SECOND, day=1)
    assert "1 document matches now" in asked("watch", "add", "surveys", "asbestos").stderr
    assert asked("watch", "run").exit_code == 1


def test_two_runs_at_once_do_not_tell_twice(data: Path, asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos")
    with running(Places(data)):
        ran = asked("watch", "run")
    assert isinstance(ran.exception, IndexLocked)
    assert "the watches are in use: a run of the watches (pid" in said(ran)


def test_what_a_closed_pipe_did_not_take_is_printed_again(data: Path, asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos")
    for number in range(2, 40):  # more than a pipe holds
        enter(data, f"asbestos {number} " + "word " * 400, another(number))
    build(Places(data))
    process = subprocess.Popen(
        [sys.executable, "-m", "search_cli", "--data", data, "watch", "run", "--format", "jsonl"],
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.close()
    process.wait(60)
    assert len(asked("watch", "run", "--format", "jsonl").stdout.splitlines()) == 38
    assert asked("watch", "run").exit_code == 1


def test_a_run_killed_at_any_moment_loses_no_alert(data: Path, tmp_path: Path, asked: Asked) -> None:
    """Killed runs tell a command, which notes what it was told; what it was told in the end is every alert there is."""
    noted = tmp_path / "noted"
    noting = f"import sys; open({str(noted)!r}, 'a').write(sys.stdin.read())"
    chance = random.Random(20260801)  # noqa: S311 - chance that repeats itself
    asked("watch", "add", "surveys", "asbestos", "--atom", "a.xml", "--command", f'{sys.executable} -c "{noting}"')
    wanted = {FIRST}
    command = [sys.executable, "-m", "search_cli", "--data", data, "watch", "run"]
    for number in range(2, 8):
        wanted.add(publish(data, f"asbestos number {number}", another(number), day=number))
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.1, 0.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with State(Places(data)) as state:
            assert state.problems() == []
    asked("watch", "run")
    told_of = [json.loads(line)["digest"] for line in noted.read_text("utf-8").splitlines()]
    assert set(told_of) == wanted - {FIRST}
    assert (data / "a.xml").read_text("utf-8").count("<entry>") == 6
    assert asked("watch", "run").exit_code == 1


def test_what_is_forgotten_leaves_no_trace_in_what_watches_keep(data: Path, asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos", "--atom", "a.xml")
    digest = publish(data, "asbestos and Quillfeatherstone", another(2, "Quillfeatherstone's letter"), day=1)
    assert "Quillfeatherstone" in asked("watch", "run").stdout
    assert "Quillfeatherstone" in (data / "a.xml").read_text("utf-8")
    assert asked("forget", digest[:12], "--yes", "--reason", "asked for").exit_code == 0
    traces = [file for file in data.rglob("*") if file.is_file() and b"Quillfeatherstone" in file.read_bytes()]
    assert traces == []
    assert asked("watch", "run").exit_code == 1
    assert asked("verify").exit_code == 0


def test_what_watches_keep_is_verified(data: Path, asked: Asked) -> None:
    asked("watch", "add", "surveys", "asbestos")
    (data / "own" / "watches.sqlite").write_bytes(b"not a database" * 300)
    assert "watches.sqlite is damaged" in asked("verify").stdout
    assert "delete it: each watch then begins anew" in said(asked("watch", "run"))


@pytest.mark.parametrize("columns", [80, 200])
def test_on_a_terminal_what_matters_is_marked_and_no_line_runs_over_the_edge(
    data: Path, asked: Asked, columns: int
) -> None:
    text = "Dear requester. " * 20 + "asbestos is in 14 schools. " + "The annex has the costs of each. " * 20
    publish(data, text, another(2, "A very long title of a letter " * 5))
    asked("watch", "add", "surveys", "asbestos")
    publish(data, text.replace("14", "15"), another(2, "A very long title of a letter " * 5), day=1)
    printed, status = on_terminal(data, "watch", "run", columns=columns)
    assert status == 0
    assert "\x1b[1;31masbestos\x1b[0m" in printed
    assert "\x1b[1;31m15\x1b[0m" in printed
    lines = plain(printed).splitlines()
    assert max(map(len, lines)) <= min(columns, 120)
    assert "why: the text of page 1 changed" in plain(printed)
