"""Telling: each target by itself, each alert once, and whom it failed to reach by the next run."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest

from indexer.places import Places
from indexer.watching.outbox import KEPT_DAYS, KEPT_MOST
from indexer.watching.records import Alert
from indexer.watching.state import State
from search_cli.delivering import NotDelivered
from search_cli.delivering.mail import Post
from search_cli.delivering.program import tell
from search_cli.delivering.targets import PRINTED, Defined
from search_cli.delivering.telling import Telling
from tests.search_cli.delivering.making import alert

NOW = datetime(2026, 8, 2, 12, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
IDENTITY = uuid4().hex


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


@pytest.fixture
def state(places: Places) -> Iterator[State]:
    with State(places) as opened:
        yield opened


class Letterbox(Post):
    """A way to send mail that keeps what it is given, and refuses some."""

    sent: list[tuple[str, str]] = []
    refused: set[str] = set()

    def send(self, message: EmailMessage, sender: str, to: str) -> None:
        if to in self.refused:
            raise NotDelivered("550 no such user")
        self.sent.append((to, str(message["Message-ID"])))


@pytest.fixture
def letterbox(monkeypatch: pytest.MonkeyPatch) -> type[Letterbox]:
    monkeypatch.setattr(Letterbox, "sent", [])
    monkeypatch.setattr(Letterbox, "refused", set())
    return Letterbox


def keep(state: State, watch: Defined, *alerts: Alert) -> None:
    with state.transaction():
        state.outbox.put(alerts, watch.targets)


def told(places: Places, state: State, *watches: Defined, now: datetime = NOW) -> list[str]:
    telling = Telling(state, Letterbox(), watches, places.data, IDENTITY, now)
    return [text for watch in watches for text in telling.tell(watch)]


def entries(places: Places, name: str = "feed.xml") -> list[str]:
    feed = ET.fromstring((places.data / name).read_text("utf-8"))  # noqa: S314 - ours
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]


def counts(state: State, watch: Defined) -> dict[str, int]:
    return {target: state.outbox.count(watch.name, target) for target in watch.targets}


def test_one_target_that_fails_waits_and_the_others_are_told_once(
    places: Places, state: State, letterbox: type[Letterbox]
) -> None:
    watch = Defined("surveys", "asbestos", ("a@x.example", "b@x.example"), "feed.xml")
    letterbox.refused = {"b@x.example"}
    keep(state, watch, alert(number=1))
    assert told(places, state, watch) == [
        "watch surveys: mail b@x.example was not told: 550 no such user; 1 alert waits for the next run"
    ]
    assert counts(state, watch) == {PRINTED: 1, "mail a@x.example": 0, "mail b@x.example": 1, "atom feed.xml": 0}
    (fault,) = state.outbox.faults("surveys").values()
    assert (fault.target, fault.tries, fault.reason) == ("mail b@x.example", 1, "550 no such user")
    letterbox.refused = set()
    keep(state, watch, alert(number=2))
    assert told(places, state, watch) == []
    assert [to for to, _ in letterbox.sent] == ["a@x.example", "a@x.example", "b@x.example"]
    assert (sum(counts(state, watch).values()), state.outbox.faults("surveys")) == (2, {})
    assert told(places, state, watch) == []
    assert len(letterbox.sent) == 3


def test_a_run_killed_between_telling_and_entering_it_tells_again_under_the_same_name(
    places: Places, state: State, letterbox: type[Letterbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Defined("surveys", "asbestos", ("a@x.example",))
    keep(state, watch, alert())

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(state.outbox, "told", killed)
        with pytest.raises(KeyboardInterrupt):
            told(places, state, watch)
    assert told(places, state, watch) == []
    first, second = letterbox.sent
    assert first == second
    assert told(places, state, watch) == []
    assert len(letterbox.sent) == 2


def test_what_waited_for_a_target_that_a_watch_has_no_longer_is_dropped(
    places: Places, state: State, letterbox: type[Letterbox]
) -> None:
    letterbox.refused = {"a@x.example"}
    keep(state, Defined("surveys", "asbestos", ("a@x.example",)), alert())
    told(places, state, Defined("surveys", "asbestos", ("a@x.example",)))
    letterbox.refused = set()
    told(places, state, Defined("surveys", "asbestos"))
    told(places, state, Defined("surveys", "asbestos", ("a@x.example",)))
    assert letterbox.sent == []
    assert state.outbox.count("surveys", PRINTED) == 1


def test_a_feed_keeps_what_was_told_and_is_there_before_anything_is(places: Places, state: State) -> None:
    watch = Defined("surveys", "asbestos", atom="feed.xml")
    told(places, state, watch)
    assert entries(places) == []
    keep(state, watch, alert("One", number=1))
    told(places, state, watch)
    keep(state, watch, alert("Two", number=2))
    told(places, state, watch)
    assert entries(places) == ["Two (reply.pdf): changed", "One (reply.pdf): changed"]
    before = (places.data / "feed.xml").stat().st_mtime_ns
    told(places, state, watch)
    assert (places.data / "feed.xml").stat().st_mtime_ns == before


def test_watches_may_share_a_feed(places: Places, state: State) -> None:
    one, other = Defined("surveys", "asbestos", atom="all.xml"), Defined("leads", "larkspur", atom="all.xml")
    keep(state, one, alert("One", number=1))
    keep(state, other, alert("Two", number=2, watch="leads"))
    told(places, state, one, other)
    assert entries(places, "all.xml") == ["Two (reply.pdf): changed", "One (reply.pdf): changed"]


def test_a_feed_is_valid_whatever_the_titles_are(places: Places, state: State) -> None:
    watch = Defined("surveys", "asbestos", atom="feed.xml")
    hostile = ["<b>&amp;]]>", "\x00\x1b[31m\ufffe", "\ud800", "\u202egnp.exe", "a\nb", ""]
    keep(
        state, watch, *(alert(title, number=number, url="javascript:alert(1)") for number, title in enumerate(hostile))
    )
    told(places, state, watch)
    feed = ET.fromstring((places.data / "feed.xml").read_text("utf-8"))  # noqa: S314 - ours
    assert [child.tag.removeprefix(ATOM) for child in feed][:5] == ["id", "title", "updated", "generator", "author"]
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(hostile)
    assert list(feed.iter(f"{ATOM}link")) == []
    assert not set("".join(feed.itertext())) & set("\x00\x1b\u202e")
    for entry in feed.iter(f"{ATOM}entry"):
        assert {child.tag.removeprefix(ATOM) for child in entry} >= {"id", "title", "updated", "author", "content"}
        assert "why: the text of page 2 changed" in (entry.findtext(f"{ATOM}content") or "")


def test_a_feed_that_cannot_be_written_is_as_it_was(
    places: Places, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Defined("surveys", "asbestos", atom="feeds/feed.xml")
    told(places, state, watch)
    keep(state, watch, alert())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        (fault,) = told(places, state, watch)
    assert "feeds/feed.xml cannot be written: No space left on device; 1 alert waits for the next run" in fault
    assert entries(places, "feeds/feed.xml") == []
    assert [file.name for file in (places.data / "feeds").iterdir()] == ["feed.xml"]
    assert told(places, state, watch) == []
    assert len(entries(places, "feeds/feed.xml")) == 1


def test_a_feed_that_is_a_link_stays_one(places: Places, state: State, tmp_path: Path) -> None:
    places.data.mkdir(exist_ok=True)
    (places.data / "feed.xml").symlink_to(tmp_path / "elsewhere.xml")
    told(places, state, Defined("surveys", "asbestos", atom="feed.xml"))
    assert (places.data / "feed.xml").is_symlink()
    assert (tmp_path / "elsewhere.xml").exists()


def test_old_alerts_that_everybody_was_told_go_and_those_that_wait_stay(places: Places, state: State) -> None:
    watch = Defined("surveys", "asbestos", atom="feed.xml")
    with state.transaction():
        state.outbox.put([alert("Told", number=1)], ["atom feed.xml"])
        state.outbox.put([alert("Waits", number=2)], watch.targets)
    told(places, state, watch)
    told(places, state, watch, now=NOW + timedelta(days=KEPT_DAYS + 1))
    assert entries(places) == ["Waits (reply.pdf): changed"]
    with state.transaction():
        state.outbox.put([alert(number=number) for number in range(KEPT_MOST + 50)], ["atom feed.xml"])
    told(places, state, watch)
    told(places, state, watch)
    assert len(entries(places)) == KEPT_MOST + 1


def script(body: str) -> Sequence[str]:
    return sys.executable, "-c", body


def test_a_command_is_given_json_lines_and_the_name_and_no_shell(tmp_path: Path) -> None:
    kept = tmp_path / "kept $(touch owned)"
    body = "import os, sys; open(sys.argv[1], 'w').write(os.environ['FOI_WATCH_NAME'] + chr(10) + sys.stdin.read())"
    tell([*script(body), str(kept)], "surveys", [alert("'; touch owned; \u202e\x1b[2J\ud800\n{}"), alert(number=2)])
    name, *rows = kept.read_text("utf-8").splitlines()
    assert name == "surveys"
    first, second = map(json.loads, rows)
    assert first["title"] == "'; touch owned; \u202e\x1b[2J\ud800\n{}"
    assert rows[0].isascii()  # what could drive a terminal, or is no UTF-8, is escaped
    assert (second["what"], second["terms"][0]) == ("changed", {"part": "asbestos", "where": "text", "count": 2})
    assert second["changes"][0]["after"] == [{"text": "in 15 schools", "marks": [[3, 5]]}]
    assert [file.name for file in tmp_path.iterdir()] == [kept.name]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("/no/such/program",), "/no/such/program cannot be run: No such file or directory"),
        (script("import sys; print('it broke'); sys.exit(7)"), "ended with status 7: it broke"),
        (script("import time; print('x' * 10_000_000, flush=True); time.sleep(60)"), "did not end within 1 s"),
        (script("import os; os.kill(os.getpid(), 9)"), "ended with status -9"),
    ],
)
def test_a_command_that_fails_is_told_with_why(words: Sequence[str], said: str) -> None:
    with pytest.raises(NotDelivered, match=said):
        tell(words, "surveys", [alert()], seconds=1)


def test_a_command_need_not_read_what_it_is_given() -> None:
    tell(("true",), "surveys", [alert(number=number) for number in range(500)])
