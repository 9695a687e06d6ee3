"""What became of a document, for one watch: why it is told, or that it need not be."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from indexer.versions.matching import Effort
from indexer.versions.wording import Wording
from indexer.watching.known import Entered, Known
from indexer.watching.past import Past, Place
from indexer.watching.records import Differing, What
from indexer.watching.seen import Last
from indexer.watching.wording import differing, foremost
from scraper.archive.records import Digest
from scraper.archive.timeline import Change, ChangeKind
from scraper.kinds import State

_STATES = {
    State.WITHDRAWN: What.WITHDRAWN,
    State.GONE: What.GONE,
    State.REDIRECTED: What.MOVED,
    State.LIVE: What.BACK,
}
_FIELDS = {"text": "its page's text", "documents": "the files it lists"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a document and why, with the document it is compared with and the words that differ."""

    what: What
    reason: str
    place: Place | None = None
    before: str = ""
    changes: tuple[Differing, ...] = ()


class Judge:
    """Judges for one watch and one look. `seen` is what the watch matched the last time, in which state."""

    def __init__(self, past: Past, wording: Wording, known: Known, last: Last, seen: Mapping[str, str]) -> None:
        self._past, self._wording, self._known = past, wording, known
        self._last, self._seen = last, seen
        self._effort = Effort()

    def appeared(self, digest: str, pages: Iterable[int], *, asked_anew: bool) -> Judged | None:
        """Judge a document that matches and did not the last time; None if there is nothing to tell of it.

        `asked_anew` if the query is not what it was, or words are not read as they were: then what was there all the
        time is no news.
        """
        entered, places = self._known.of(digest), self._past.places(digest)
        for place in places:
            if place.attachment.current:
                earlier = self._past.before(digest, place)
                told_of = next((one for one in earlier if one in self._seen), "")
                if told_of:
                    return self._changed(told_of, digest, place, set(pages))
                had = next((one for one in earlier if self._was_there(self._known.of(one))), "")
                if had and not self._was_there(entered):
                    return self._replaced(had, digest, place, set(pages))
        if not self._was_there(entered):
            return self._new(places)
        if entered.changed > self._last.look:
            return Judged(What.NOW_MATCHES, self._why_now(places), next(iter(places), None))
        if asked_anew:
            return None
        reason = "nothing in it changed; the query's dates, tags or notes take it in now"
        return Judged(What.NOW_MATCHES, reason, next(iter(places), None))

    def held(self, digest: str) -> Judged:
        """Judge a document that matched when the watch began, where all of those were asked for."""
        place = next(iter(self._past.places(digest)), None)
        return Judged(What.HELD, "it matched when the watch began", place)

    def stayed(self, digest: str, state: str) -> Judged | None:
        """Judge a document that matches still, and is in another state than the last time."""
        place = next(iter(self._past.places(digest)), None)
        try:
            what = _STATES[State(state)]
        except (ValueError, KeyError):
            return None  # hidden, or replaced: a query that asks for states matches these too
        note = place.held.publication.note if place else ""
        said = {What.BACK: "it is back at its source", What.MOVED: "its address leads elsewhere now"}
        reason = said.get(what, f"it was marked {state} at its source")
        return Judged(what, f"{reason}: {note}" if note else reason, place)

    def left(self, digest: str, matches: Set[str], there: Set[str]) -> Judged | None:
        """Judge a document that matched the last time, matches no longer, and changed; `there` is what the index has.

        None if there is nothing to tell, or not yet. What is told of is what stands in its place now, if anything.
        """
        for place in self._past.places(digest):
            if place.attachment.current:
                return None  # another query's business: hidden, a date passed, the record says something else
            after = self._past.after(place)
            if self._past.listed(place) and after != digest:
                if after in matches or after not in there or self._wording.same(Digest(digest), Digest(after)):
                    return None
                changes = differing(self._wording, digest, after, self._effort) or ()
                reason = "its new version no longer matches"
                return Judged(What.NO_LONGER, reason, place, digest, foremost(changes, ()))
            return Judged(What.NO_LONGER, "its publication lists it no longer", place, digest)
        return None

    def _was_there(self, entered: Entered) -> bool:
        return 0 < entered.since <= self._last.look

    def _changed(self, before: str, after: str, place: Place, pages: Set[int]) -> Judged | None:
        if self._wording.same(Digest(before), Digest(after)):
            return None
        changes = differing(self._wording, before, after, self._effort)
        if changes is None:
            reason = "the file was replaced; its words cannot be compared"
            return Judged(What.NEW_VERSION, reason, place, before)
        shown = foremost(changes, pages)
        touched = sorted({one.number for one in changes})
        on_match = [number for number in touched if number in pages]
        if on_match:
            return Judged(What.CHANGED, f"the text of {_pages(on_match)} changed", place, before, shown)
        where = f"what differs is on {_pages(touched)}" if touched else "what differs is in the files within it"
        reason = f"a new version; the pages that match say the same, {where}"
        return Judged(What.NEW_VERSION, reason, place, before, shown)

    def _replaced(self, before: str, after: str, place: Place, pages: Set[int]) -> Judged:
        changes = differing(self._wording, before, after, self._effort) or ()
        reason = "a new version; the one before did not match"
        return Judged(What.NOW_MATCHES, reason, place, before, foremost(changes, pages))

    def _new(self, places: list[Place]) -> Judged:
        place = next(iter(places), None)
        if place is None:
            return Judged(What.NEW, "a new document")
        day = f"{place.held.first_seen:%-d %b %Y}"
        if any(change.kind is ChangeKind.NEW for change in self._changes([place])):
            return Judged(What.NEW, f"a new publication, first met on {day}", place)
        return Judged(What.NEW, f"a new document of a publication first met on {day}", place)

    def _why_now(self, places: list[Place]) -> str:
        """Say why a document that was there matches only now, its entry in the index being another."""
        changes = self._changes(places)
        fields = dict.fromkeys(_FIELDS.get(name, f"its {name}") for change in changes for name in change.fields)
        if fields:
            return f"it did not match before; {' and '.join(fields)} changed at its source"
        if changes:
            return "it did not match before; it changed at its source"
        return "it did not match before; its text was read anew"

    def _changes(self, places: Iterable[Place]) -> list[Change]:
        """Return what the catalogue learnt of publications since the last look."""
        mark = self._last.mark
        return [
            change
            for place in places
            for version in self._past.versions(place.held)
            for change in version.changes
            if change.mark.entry > mark.entry or change.mark.capture > mark.capture
        ]


def _pages(numbers: list[int]) -> str:
    """Return "page 2", or "pages 2, 3 and 5"."""
    shown = [str(number) for number in numbers[:10]] + (["more"] if len(numbers) > 10 else [])
    *most, last = shown
    return f"pages {', '.join(most)} and {last}" if most else f"page {last}"
