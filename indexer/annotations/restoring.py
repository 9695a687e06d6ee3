"""Tags and notes out of JSON Lines, which anybody may have written."""

import json
import re
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any

from indexer.annotations.dumping import FORMAT, VERSION
from indexer.annotations.records import MOST_PAGES, MOST_TEXT, Note, note_text, tag_name
from indexer.errors import AnnotationsError
from indexer.record import record

LONGEST_LINE = 12 * MOST_TEXT + 10_000
"""Bytes: a note of the longest, every character of it escaped as a pair."""

_AT_ONCE = 1_000

_DIGEST = re.compile(r"[0-9a-f]{64}")
_UID = re.compile(r"[0-9a-f]{16}")

Form = Mapping[str, Any]


@record()
class Dump:
    """What a dump holds: each tag as digest, tag and time, and each note; `left_out` counts lines of what is forgotten.

    The notes have no keys of this folder yet.
    """

    taggings: tuple[tuple[str, str, str], ...]
    notes: tuple[Note, ...]
    left_out: int


def read(
    stream: IO[bytes], name: str, forgotten: Container[str] = (), step: Callable[[int], None] = lambda _: None
) -> Dump:
    """Read lines as `dumped` writes them, one dump or several one after another; what is of `forgotten` is left out.

    `step` is called now and then with how many lines more were read. Raises AnnotationsError, which names the line, if
    anything in them is not as it should be.
    """
    taggings: list[tuple[str, str, str]] = []
    notes: list[Note] = []
    left_out = number = 0
    for number, line in enumerate(_lines(stream, name), start=1):
        try:
            found = to_annotation(_form(line), first=number == 1)
        except AnnotationsError as error:
            raise AnnotationsError(f"{name}, line {number}: {error}; nothing was restored") from None
        if number % _AT_ONCE == 0:
            step(_AT_ONCE)
        if found is None:
            continue
        if (found[0] if isinstance(found, tuple) else found.digest) in forgotten:
            left_out += 1
        elif isinstance(found, Note):
            notes.append(found)
        else:
            taggings.append(found)
    if not number:
        raise AnnotationsError(f"{name} is empty; `foi tag --dump` writes what can be restored")
    return Dump(tuple(taggings), tuple(notes), left_out)


def _lines(stream: IO[bytes], name: str) -> Iterator[bytes]:
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise AnnotationsError(f"{name} has a line of over {LONGEST_LINE:,} bytes: no dump has")
        if line.strip():
            yield line


def _form(line: bytes) -> Form:
    try:
        form = json.loads(line)
    except (ValueError, RecursionError):
        form = None
    if not isinstance(form, dict):
        raise AnnotationsError("it is no JSON object, or was cut short")
    return form


def to_annotation(form: Form, *, first: bool) -> tuple[str, str, str] | Note | None:
    """Return a tag or a note; nothing of a line that only says what the others are, as the first must.

    Raises AnnotationsError.
    """
    kind = form.get("type")
    if kind == "annotations" or first:
        if kind != "annotations" or form.get("format") != FORMAT:
            raise AnnotationsError("it does not begin as what `foi tag --dump` writes")
        if form.get("version") != VERSION:
            raise AnnotationsError(f"it is of another version, and this foi reads {VERSION}; install a newer one")
        return None
    if kind == "tag":
        return _digest(form), tag_name(_text(form, "tag")), _time(form)
    if kind == "note":
        return Note(0, _uid(form), _digest(form), _page(form), note_text(_text(form, "text")), _time(form))
    raise AnnotationsError("its type is neither tag nor note")


def _text(form: Form, name: str) -> str:
    value = form.get(name)
    if not isinstance(value, str):
        raise AnnotationsError(f"its {name} is no text")
    return value


def _digest(form: Form) -> str:
    value = _text(form, "digest")
    if not _DIGEST.fullmatch(value):
        raise AnnotationsError("its digest is none: 64 characters, 0 to 9 and a to f")
    return value


def _uid(form: Form) -> str:
    value = _text(form, "uid")
    if not _UID.fullmatch(value):
        raise AnnotationsError("its uid is none: 16 characters, 0 to 9 and a to f")
    return value


def _page(form: Form) -> int | None:
    value = form.get("page")
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 < value < MOST_PAGES):
        return value
    raise AnnotationsError("its page is none: pages count from 1, and null is the whole document")


def _time(form: Form) -> str:
    try:
        time = datetime.fromisoformat(_text(form, "time"))
        if time.tzinfo:
            return time.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        pass
    raise AnnotationsError("its time is none: write it as 2026-08-01T12:00:00+00:00")
