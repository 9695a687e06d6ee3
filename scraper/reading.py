"""Reading what others publish: a value of the right type, or an error that names the field which changed."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

BLOCKS = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|br|hr|table|tr|td|th|section|blockquote|span)\b[^<>]*>", re.I
)
TAGS = re.compile(r"<[^<>]*>")  # [^<>]: a run of "<" without an end would cost the square of its length


class PageChanged(Exception):
    """A page has no longer the shape its reader knows. The text names the field and the address."""


def day(text: str, layout: str) -> datetime:
    """Read a date without a time as midnight UTC, so that it stays the day that was printed.

    `layout` is as for strptime. Raises PageChanged if the text is no such date.
    """
    try:
        return datetime.strptime(text.strip(), layout).replace(tzinfo=UTC)
    except ValueError as exc:
        raise PageChanged(f"{text!r} is not a date of the form {layout}") from exc


def moment(text: str) -> datetime:
    """Read an ISO 8601 time with its zone, in any of its spellings, as UTC.

    Raises PageChanged if it is none, or has no zone: a guessed zone is an hour wrong half the year.
    """
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError as exc:
        raise PageChanged(f"{text!r} is not an ISO 8601 time") from exc
    if time.tzinfo is None:
        raise PageChanged(f"{text!r} has no time zone")
    try:
        return time.astimezone(UTC)
    except OverflowError as exc:  # year 1 or 9999 moved over the edge by its zone
        raise PageChanged(f"{text!r} is out of range") from exc


def clean(text: str) -> str:
    """Replace what cannot be written as UTF-8: JSON may spell half a surrogate pair, SQLite refuses it."""
    return text.encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """Fold all white space to single spaces, as a browser shows it."""
    return " ".join(text.split())


def plain(markup: str) -> str:
    """Return the words of a piece of HTML, blocks apart, for looking through and for notes."""
    return html.unescape(TAGS.sub("", BLOCKS.sub("\n", markup)))


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object with its address and its place in the payload, which every complaint names.

    A field that is null counts as absent. Every method raises PageChanged if a field has the wrong type.
    """

    data: Mapping[str, object]
    url: str
    place: str = ""

    @classmethod
    def parse(cls, body: bytes, url: str) -> "Record":
        """Parse a JSON object. Raises PageChanged if it is none."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as exc:
            raise PageChanged(f"{url} is not JSON: {exc}") from exc
        if not isinstance(data, dict):
            raise PageChanged(f"{url} is not a JSON object")
        return cls(data, url)

    def text(self, field: str) -> str:
        """Return a text that must be there and not be empty."""
        value = self.maybe(field)
        if not value:
            raise self._changed(field, "is missing or empty")
        return value

    def maybe(self, field: str) -> str:
        """Return a text, "" if it is absent."""
        value = self.data.get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._changed(field, "is not a text")
        return clean(value).strip()

    def number(self, field: str) -> int:
        """Return a whole number that must be there."""
        value = self.data.get(field)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._changed(field, "is not a whole number")
        return value

    def time(self, field: str) -> datetime | None:
        """Return a time in UTC, None if it is absent or empty."""
        value = self.maybe(field)
        try:
            return moment(value) if value else None
        except PageChanged as exc:
            raise self._changed(field, f"cannot be read: {exc}") from exc

    def part(self, field: str) -> "Record":
        """Return an object within this one, an empty one if it is absent."""
        value = self.data.get(field)
        return self._record({} if value is None else value, field)

    def parts(self, field: str) -> "tuple[Record, ...]":
        """Return the objects of a list, none if it is absent."""
        return tuple(self._record(value, f"{field}[{n}]") for n, value in enumerate(self._list(field)))

    def texts(self, field: str) -> tuple[str, ...]:
        """Return the texts of a list, none if it is absent."""
        values = self._list(field)
        if not all(isinstance(value, str) for value in values):
            raise self._changed(field, "is not a list of texts")
        return tuple(clean(str(value)) for value in values)

    def _list(self, field: str) -> list[object]:
        value = self.data.get(field)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._changed(field, "is not a list")
        return value

    def _record(self, value: object, field: str) -> "Record":
        if not isinstance(value, dict):
            raise self._changed(field, "is not an object")
        return Record(value, self.url, f"{self.place}{field}.")

    def _changed(self, field: str, what: str) -> PageChanged:
        return PageChanged(f"{self.place}{field} {what} in {self.url}")
