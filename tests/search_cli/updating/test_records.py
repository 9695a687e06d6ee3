"""Run records and the log: bounded, readable after a crash, silent about secrets, and no reason to fail."""

import json
import logging
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from search_cli.updating import log, records
from search_cli.updating.log import logger, logging_to
from search_cli.updating.records import Crawled, Failure, Indexed, Record, Records


def record(number: int = 0, **values: object) -> Record:
    one = Record(f"2026-08-{number // 1440 + 1:02}T{number // 60 % 24:02}:{number % 60:02}:00+00:00", status=1)
    return replace(one, **values)  # type: ignore[arg-type]


def test_a_record_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    kept = record(
        outcome="failed", due=["gcs"], crawled=[Crawled("gcs", "done", 1.5, 3)], index=Indexed(3, 0, 7, 0.4),
        failures=[Failure("gcs", "its list is gone", told=False)], new=3,
    )  # fmt: skip
    Records(tmp_path).end(kept)
    assert Records(tmp_path).all() == [kept]


def test_an_update_that_was_killed_goes_on_record_with_the_next_one(tmp_path: Path) -> None:
    Records(tmp_path).begin(record(1))
    assert [one.outcome for one in Records(tmp_path).latest(running=True)] == ["running"]
    assert [one.outcome for one in Records(tmp_path).latest(running=False)] == ["killed"]
    Records(tmp_path).begin(record(2))
    Records(tmp_path).end(record(2, outcome="nothing"))
    assert [one.outcome for one in Records(tmp_path).latest(running=False)] == ["nothing", "killed"]


def test_a_kill_between_the_two_steps_of_an_end_makes_no_second_record(tmp_path: Path) -> None:
    Records(tmp_path).begin(record(1))
    (tmp_path / "runs.jsonl").write_text(json.dumps(asdict(record(1, outcome="new"))) + "\n", "utf-8")
    Records(tmp_path).begin(record(2))
    Records(tmp_path).end(record(2, outcome="nothing"))
    assert [one.outcome for one in Records(tmp_path).all()] == ["new", "nothing"]


@pytest.mark.parametrize(
    "damage",
    [b'{"started": "2026-08-01T00:0', b"\x00" * 4096, b"[1, 2]\n", b"null\n", b'{"started": 7}\n', b"\xff\xfe\n",
     b'{"started": "2026-08-01T00:00:00"}\n', b'{"started": "2026-08-01T00:00:00+00:00", "crawled": 3}\n',
     b"[" * 99_999],
)  # fmt: skip
def test_what_a_crash_left_of_a_record_loses_no_other(tmp_path: Path, damage: bytes) -> None:
    Records(tmp_path).end(record(1))
    with (tmp_path / "runs.jsonl").open("ab") as file:
        file.write(damage)
    Records(tmp_path).end(record(2))
    assert Records(tmp_path).all() == [record(1), record(2)]
    (tmp_path / "run.json").write_bytes(damage)
    Records(tmp_path).begin(record(3))


def test_fields_of_a_later_version_are_left_out(tmp_path: Path) -> None:
    form = {**asdict(record(crawled=[Crawled("gcs", "done")])), "mood": "fine", "schema": 2}
    form["crawled"][0]["colour"] = "red"
    (tmp_path / "runs.jsonl").write_text(json.dumps(form) + "\n", encoding="utf-8")
    assert Records(tmp_path).all() == [record(crawled=[Crawled("gcs", "done")], schema=2)]


def test_there_are_never_more_records_than_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST", 20)
    monkeypatch.setattr(records, "KEPT", 10)
    for number in range(50):
        Records(tmp_path).end(record(number))
        assert len(Records(tmp_path).all()) <= 20
    assert Records(tmp_path).all()[-1] == record(49)


def test_no_word_from_outside_can_be_two_lines_or_drive_a_terminal(tmp_path: Path) -> None:
    one = record()
    one.fail("gcs", "stopped\nfoi: all is well\x1b[2J\u202e https://me:secret@example.org/?api_key=s3cret&x=1")
    Records(tmp_path).end(one)
    (kept,) = Records(tmp_path).all()[0].failures
    assert kept.why == "stopped foi: all is well\ufffd[2J\ufffd https://...@example.org/?api_key=...&x=1"


def test_a_line_of_the_log_is_one_line_and_has_no_secrets(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        logger.info("%s", "title\r\n2026-08-01 00:00:00Z info    forged\x1b]0;x\x07 https://a:b@example.org/?token=abc")
    (line,) = (tmp_path / "foi.log").read_text(encoding="utf-8").splitlines()
    assert line.endswith("title 2026-08-01 00:00:00Z info forged\ufffd]0;x\ufffd https://...@example.org/?token=...")


def test_the_log_has_an_end_to_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "SIZE", 10_000)
    for _ in range(20):
        with logging_to(tmp_path):
            for _ in range(50):
                logger.info("x" * 5000)
    files = list(tmp_path.iterdir())
    assert len(files) == 5
    assert sum(file.stat().st_size for file in files) <= 5 * 12_500


def test_a_log_on_a_full_disk_loses_lines_and_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "foi.log").symlink_to("/dev/full")
    with logging_to(tmp_path) as kept:
        logger.info("one")
        logger.info("two")
        assert "No space left" in kept.lost
    assert capfd.readouterr() == ("", "")


def test_a_log_that_cannot_be_opened_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file stands here", encoding="utf-8")
    with logging_to(tmp_path / "logs") as kept:
        logger.info("one")
    assert kept.lost
    assert logging.getLogger("foi.update").handlers == []
