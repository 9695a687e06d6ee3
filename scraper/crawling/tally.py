"""What a run sees, counted while it goes on: for `foi doctor` to compare with the runs before it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from statistics import median_low
from typing import Any

from scraper.archive.observations import Measure, Observation
from scraper.archive.store import Archive
from scraper.crawling.run_record import now
from scraper.health.shapes import fields_of, place_of
from scraper.reading import clean, one_line

MOST_NOTES = 60
"""Observations of one kind that a run enters; a broken source of a thousand pages is told by fewer."""
LONGEST_NOTE = 500

LOOP = 3
"""Entries that a part of a list has at least if it is known again: two parts may well share one or two."""


class Tally:
    """The counts of one run. Observations are entered as they are made, counts at the run's end."""

    def __init__(self, archive: Archive, source: str, run: int) -> None:
        self._archive, self._source, self._run = archive, source, run
        self._shares: dict[str, list[int]] = {}
        self._numbers: Counter[str] = Counter()
        self._words: list[int] = []
        self._noted: Counter[str] = Counter()
        self._parts: dict[tuple[str, ...], str] = {}
        self._before: tuple[str, ...] = ()

    def note(self, kind: str, url: str, detail: str) -> None:
        """Enter something that was met at an address."""
        if self._noted[kind] < MOST_NOTES:
            self._noted[kind] += 1
            said = one_line(clean(detail))[:LONGEST_NOTE]
            self._archive.observations.note(self._run, Observation(kind, clean(url), said, now()))

    def once(self, kind: str, url: str, detail: str = "") -> None:
        """Enter the first of its kind alone, as an example."""
        if not self._noted[kind]:
            self.note(kind, url, detail)

    def add(self, name: str, number: int = 1) -> None:
        """Count things."""
        self._numbers[name] += number

    def share(self, name: str, *, so: bool) -> None:
        """Count one thing more, of which something is so or not."""
        counts = self._shares.setdefault(name, [0, 0])
        counts[0] += so
        counts[1] += 1

    def length(self, words: int) -> None:
        """Count a page with so many words."""
        self._words.append(words)

    def part(self, url: str, entries: Sequence[tuple[str, datetime | None]]) -> None:
        """Count a part of a list, with the names of its entries and their times."""
        self.add("list parts")
        self.add("list entries", len(entries))
        self._numbers["list widest"] = max(self._numbers["list widest"], len(entries))
        self.once("list", url)
        for _, time in entries:
            self.share("list dated", so=time is not None)
        times = [time for _, time in entries if time is not None and time <= now()]
        if times:
            self._numbers["list newest"] = max(self._numbers["list newest"], int(max(times).timestamp()))
        self._again(url, tuple(key for key, _ in entries))

    def _again(self, url: str, keys: tuple[str, ...]) -> None:
        """Note a part that was there before, unless it is the last one: sites give that to whoever asks beyond it."""
        known = self._parts.setdefault(keys, url) if len(keys) >= LOOP else url
        beyond = keys == self._before and len(self._parts) > 1
        if known != url and not beyond:
            held = self._archive.publications.counts().get(self._source, 0)
            if held > len(keys) + 1:
                self.note("loop", url, f"the same {len(keys)} entries as {known}")
        self._before = keys

    def payload(self, stage: str, url: str, body: bytes) -> None:
        """Count the fields of a JSON payload."""
        has, objects = fields_of(body)
        if has:
            self.once(f"json {stage}", url)
        for field, number in has.items():
            self._numbers[f"json {stage} {field}"] += number
        for place, number in objects.items():
            self._numbers[f"objects {stage} {place}"] += number

    def measures(self) -> Iterable[Measure]:
        """Yield what was counted."""
        for name, (number, among) in self._shares.items():
            yield Measure(name, number, among)
        for name, number in self._numbers.items():
            yield Measure(name, number, self._objects(name))
        if self._words:
            yield Measure("words", median_low(self._words), len(self._words))

    def _objects(self, name: str) -> int:
        kind, _, rest = name.partition(" ")
        stage, _, field = rest.partition(" ")
        return self._numbers[f"objects {stage} {place_of(field)}"] if kind == "json" else 0


def scope_of(given: Mapping[str, Any], *, sweep: bool) -> str:
    """Name what a run was asked for: only runs that were asked for the same saw the same."""
    parts = ["sweep" if sweep else "addresses" if given.get("given") else "list"]
    if given.get("since"):
        parts.append("since")  # a day that differs from run to run
    parts += [f"{name}={given[name]}" for name in ("organisations", "limit", "feeds") if given.get(name)]
    if given.get("declared") is not None:
        parts.append(sha256(repr(given["declared"]).encode("utf-8", "replace")).hexdigest()[:8])
    return " ".join(parts)[:LONGEST_NOTE]
