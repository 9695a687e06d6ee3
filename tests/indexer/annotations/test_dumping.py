"""What is dumped is restored as it was; what anybody else wrote is taken whole or not at all, and never on trust."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.annotations import MOST_TEXT, Annotations
from indexer.annotations.dumping import dumped
from indexer.annotations.restoring import LONGEST_LINE, Dump, read
from indexer.errors import AnnotationsError
from indexer.places import Places

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
A, B = "a" * 64, "b" * 64
HEAD = {"type": "annotations", "format": "foi-index annotations", "version": 1}
TIME = "2026-08-01T12:00:00+00:00"
TAG = {"type": "tag", "digest": A, "tag": "leads", "time": TIME}
NOTE = {"type": "note", "digest": A, "page": 3, "text": "ask", "time": TIME, "uid": "0123456789abcdef"}


def lines(*forms: Mapping[str, Any] | bytes) -> bytes:
    return b"".join(form if isinstance(form, bytes) else json.dumps(form).encode() + b"\n" for form in forms)


def taken(body: bytes, *forgotten: str) -> Dump:
    return read(BytesIO(body), "a dump", forgotten)


def test_a_dump_is_in_a_stable_order_and_reads_as_documented(tmp_path: Path) -> None:
    with Annotations.open(Places(tmp_path)) as mine:
        mine.tag([B, A], ["leads", "caf\u00e9"], time=NOW)
        page = mine.note(A, 3, "ask\nfor it", NOW)
        whole = mine.note(A, None, "whole", NOW)
        first = list(dumped(mine))
        assert list(dumped(mine)) == first
    assert [json.loads(line) for line in first] == [
        HEAD,
        {"type": "tag", "digest": A, "tag": "caf\u00e9", "time": TIME},
        {"type": "tag", "digest": A, "tag": "leads", "time": TIME},
        {"type": "note", "digest": A, "page": None, "text": "whole", "time": TIME, "uid": whole.uid},
        {"type": "note", "digest": A, "page": 3, "text": "ask\nfor it", "time": TIME, "uid": page.uid},
        {"type": "tag", "digest": B, "tag": "caf\u00e9", "time": TIME},
        {"type": "tag", "digest": B, "tag": "leads", "time": TIME},
    ]


def test_what_was_dumped_and_restored_elsewhere_dumps_alike(tmp_path: Path) -> None:
    with Annotations.open(Places(tmp_path / "one")) as one, Annotations.open(Places(tmp_path / "two")) as two:
        one.tag([A, B], ["leads"], time=NOW)
        one.note(B, 1, "\u043c\u0438\u0440 \ud83d\udd11".encode("utf-16", "surrogatepass").decode("utf-16"), NOW)
        one.note(B, None, "later to go", NOW)
        every = b"".join(dumped(one))
        for _ in range(2):
            found = taken(every)
            two.merge(found.taggings, found.notes)
            assert b"".join(dumped(two)) == every


def test_several_dumps_one_after_another_and_empty_lines_are_one(tmp_path: Path) -> None:
    found = taken(lines(HEAD, TAG, b"\n", HEAD, NOTE, {**TAG, "digest": B}))
    assert (len(found.taggings), len(found.notes)) == (2, 1)


def test_what_was_forgotten_here_is_left_out() -> None:
    found = taken(lines(HEAD, TAG, NOTE, {**TAG, "digest": B}), A)
    assert (found.taggings, found.notes, found.left_out) == (((B, "leads", TIME),), (), 2)


def test_times_of_any_zone_become_utc() -> None:
    found = taken(lines(HEAD, {**TAG, "time": "2026-08-01T14:00:00+02:00"}, {**TAG, "time": "2026-08-01T12:00:00Z"}))
    assert [time for _, _, time in found.taggings] == [TIME, TIME]


WRONG: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "no head": (lines(TAG), "line 1: it does not begin as"),
    "a bundle": (lines({"type": "bundle", "format": "foi-index bundle", "version": 1}), "line 1: it does not begin as"),
    "later": (lines({**HEAD, "version": 2}, TAG), "line 1: it is of another version"),
    "true": (lines({**HEAD, "version": "1"}, TAG), "line 1: it is of another version"),
    "later within": (lines(HEAD, TAG, {**HEAD, "version": 2}), "line 3: it is of another version"),
    "cut short": (lines(HEAD, TAG) + b'{"type": "no', "line 3: it is no JSON object"),
    "no object": (lines(HEAD) + b"[]\n", "line 2: it is no JSON object"),
    "no text": (lines(HEAD) + b"\xff\xfe\x00\n", "line 2: it is no JSON object"),
    "deep": (lines(HEAD) + b"[" * 100_000 + b"\n", "line 2: it is no JSON object"),
    "no type": (lines(HEAD, {"digest": A}), "line 2: its type is neither tag nor note"),
    "list type": (lines(HEAD, {**TAG, "type": ["tag"]}), "line 2: its type is neither tag nor note"),
    "digest": (lines(HEAD, {**TAG, "digest": "A" * 64}), "line 2: its digest is none"),
    "short digest": (lines(HEAD, {**TAG, "digest": "ab"}), "line 2: its digest is none"),
    "digest line": (lines(HEAD, {**TAG, "digest": A + "\n"}), "line 2: its digest is none"),
    "no digest": (lines(HEAD, {**TAG, "digest": None}), "line 2: its digest is no text"),
    "tag": (lines(HEAD, {**TAG, "tag": "a b"}), "line 2: no tag can be 'a b'"),
    "escape": (lines(HEAD, {**TAG, "tag": "\x1b[2J"}), "line 2: no tag can be"),
    "no tag": (lines(HEAD, {**TAG, "tag": 7}), "line 2: its tag is no text"),
    "time": (lines(HEAD, {**TAG, "time": "yesterday"}), "line 2: its time is none"),
    "no zone": (lines(HEAD, {**TAG, "time": "2026-08-01T12:00:00"}), "line 2: its time is none"),
    "edge": (lines(HEAD, {**TAG, "time": "0001-01-01T00:00:00+23:00"}), "line 2: its time is none"),
    "page 0": (lines(HEAD, {**NOTE, "page": 0}), "line 2: its page is none"),
    "page true": (lines(HEAD, {**NOTE, "page": True}), "line 2: its page is none"),
    "page text": (lines(HEAD, {**NOTE, "page": "1"}), "line 2: its page is none"),
    "page 1.0": (lines(HEAD, {**NOTE, "page": 1.0}), "line 2: its page is none"),
    "far page": (lines(HEAD, {**NOTE, "page": 10**30}), "line 2: its page is none"),
    "empty note": (lines(HEAD, {**NOTE, "text": " "}), "line 2: a note needs a text"),
    "long note": (lines(HEAD, {**NOTE, "text": "x" * (MOST_TEXT + 1)}), "line 2: the note has 100,001 characters"),
    "uid": (lines(HEAD, {**NOTE, "uid": "../../etc"}), "line 2: its uid is none"),
    "long line": (lines(HEAD, {**NOTE, "text": "x" * LONGEST_LINE}), "has a line of over"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_dump_is_refused_in_one_printable_line_that_names_it(name: str) -> None:
    body, said = WRONG[name]
    with pytest.raises(AnnotationsError) as caught:
        taken(body)
    assert said in str(caught.value)
    assert str(caught.value).startswith("a dump")
    assert str(caught.value).isprintable()


def test_control_characters_and_halves_of_pairs_in_a_note_are_replaced(tmp_path: Path) -> None:
    found = taken(lines(HEAD, {**NOTE, "text": "a\x00b\x1b[2J\ud800c"}))
    with Annotations.open(Places(tmp_path)) as mine:
        mine.merge(found.taggings, found.notes)
        assert [note.text for note in mine.notes()] == ["a\ufffdb\ufffd[2J\ufffdc"]


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from([A, B]), st.none() | st.integers(1, 9), st.text(min_size=1)), max_size=8))
def test_every_note_that_can_be_written_comes_through_a_dump(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[str, int | None, str]]
) -> None:
    folder = tmp_path_factory.mktemp("notes")
    with Annotations.open(Places(folder / "one")) as one, Annotations.open(Places(folder / "two")) as two:
        for digest, page, text in written:
            if text.strip().strip("\x00"):
                one.note(digest, page, f"x{text}", NOW)
        found = taken(b"".join(dumped(one)))
        assert two.merge(found.taggings, found.notes) == (0, len(one.notes()), 0)
        kept = [sorted((n.digest, n.page or 0, n.text, n.uid, n.time) for n in some.notes()) for some in (one, two)]
        assert kept[0] == kept[1]
