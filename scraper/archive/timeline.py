"""A publication's versions, put together from its records and from what its addresses answered. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum

from scraper.archive.records import Digest
from scraper.items import DocumentLink, LinkKind, Publication, State

TOGETHER = timedelta(hours=1)
"""Without a run to go by, a record and its files belong together if they came within this time."""
NOT_HERE, NO_MORE = 404, 410
SURE = 2
"""Answers of "not here" in a row after which a file counts as gone; "no more" is believed at once."""
_IDENTITY = frozenset({"source", "native_id", "state", "documents"})
_ENDED = frozenset({State.GONE, State.HIDDEN, State.REDIRECTED})


class ChangeKind(StrEnum):
    """What sort of change it was. BYTES is none: other bytes that say the same."""

    NEW = "new"
    EDITED = "edited"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    GONE = "gone"
    HIDDEN = "hidden"
    BACK = "back"
    REPLACED = "replaced"
    FILE_GONE = "file-gone"
    FILE_BACK = "file-back"
    ARRIVED = "arrived"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record of a publication, as the catalogue entered it: `entry` counts all records of all publications."""

    entry: int
    seen: datetime
    publication: Publication


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: bytes of this digest, or none. `key` counts all captures of the catalogue."""

    key: int
    url: str
    time: datetime
    status: int
    digest: Digest | None


@dataclass(frozen=True, slots=True)
class Mark:
    """How much the catalogue had when somebody looked: its latest record and its latest capture."""

    entry: int = 0
    capture: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a publication, or, with a `link`, of one of its files.

    `fields` of the record differ ("text": what its own page says). `before` and `after` are the bytes of the
    page or file, where they differ. `mark` is when the catalogue learnt of it.
    """

    kind: ChangeKind
    time: datetime
    mark: Mark
    fields: tuple[str, ...] = ()
    link: DocumentLink | None = None
    before: Digest | None = None
    after: Digest | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A publication as it stood after some changes: its record, and the bytes at each of its addresses.

    `number` counts from 1. `absent` are the addresses whose files are gone.
    """

    number: int
    time: datetime
    publication: Publication
    digests: dict[str, Digest] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()

    @property
    def own(self) -> DocumentLink | None:
        """The link to the publication's own page, if it has one: its first document."""
        first = self.publication.documents[:1]
        return first[0] if first and first[0].kind is LinkKind.PAGE else None

    @property
    def files(self) -> tuple[DocumentLink, ...]:
        """The links to everything else that is fetched."""
        links = self.publication.documents[1:] if self.own else self.publication.documents
        return tuple(link for link in links if link.kind is not LinkKind.EXTERNAL)

    @property
    def page(self) -> Digest | None:
        """The bytes of its own page."""
        return self.digests.get(self.own.url) if self.own else None


Event = Recorded | Answer


def versions(records: Iterable[Recorded], answers: Iterable[Answer], runs: Sequence[datetime]) -> list[Version]:
    """Return the versions of a publication, oldest first: one for each crawl in which something changed.

    `runs` are the times at which its source was crawled, in order. What a crawl found belongs together: a
    publication that moved is first seen to have left, then to have arrived.
    """
    events: list[Event] = sorted([*records, *answers], key=_when)
    found: list[Version] = []
    misses: dict[str, int] = {}
    state: Version | None = None
    for batch in _batches(events, runs):
        state = _after(state, batch, misses, len(found) + 1)
        if state and state.changes:
            found.append(state)
    return found


def _when(event: Event) -> tuple[datetime, bool, int]:
    if isinstance(event, Recorded):
        return event.seen, False, event.entry
    return event.time, True, event.key


def _batches(events: Iterable[Event], runs: Sequence[datetime]) -> Iterator[list[Event]]:
    """Part events by the run they came in; those from before any run by time, and where one comes twice."""
    batch: list[Event] = []
    last: tuple[datetime, int] | None = None
    for event in events:
        time = _when(event)[0]
        run = bisect_right(runs, time)
        apart = last is not None and (
            run != last[1]
            or (run == 0 and (time - last[0] > TOGETHER or _thing(event) in {_thing(other) for other in batch}))
        )
        if apart:
            yield batch
            batch = []
        batch.append(event)
        last = time, run
    if batch:
        yield batch


def _thing(event: Event) -> str:
    return event.url if isinstance(event, Answer) else ""


def _after(before: Version | None, batch: Sequence[Event], misses: dict[str, int], number: int) -> Version | None:
    """Return the publication after a batch of events, with what they changed; None if it is not known yet."""
    records = [event for event in batch if isinstance(event, Recorded)]
    answers = [event for event in batch if isinstance(event, Answer)]
    record = records[-1].publication if records else before.publication if before else None
    if record is None:
        return None
    digests, absent = _answered(before, answers, misses)
    after = Version(number, _when(batch[0])[0], record, digests, absent)
    changes = tuple(_changes(before, after, records[-1:], {answer.url: answer for answer in answers}))
    return replace(after, time=min((change.time for change in changes), default=after.time), changes=changes)


def _answered(
    before: Version | None, answers: Iterable[Answer], misses: dict[str, int]
) -> tuple[dict[str, Digest], frozenset[str]]:
    """Return the bytes at each address after these answers, and the addresses whose files are gone."""
    digests = dict(before.digests) if before else {}
    absent = set(before.absent) if before else set()
    for answer in answers:
        if answer.digest:
            digests[answer.url] = answer.digest
            misses[answer.url] = 0
            absent.discard(answer.url)
        elif answer.status in (NOT_HERE, NO_MORE):
            misses[answer.url] = misses.get(answer.url, 0) + 1
            if answer.url in digests and (answer.status == NO_MORE or misses[answer.url] >= SURE):
                absent.add(answer.url)
    return digests, frozenset(absent)


def _changes(
    before: Version | None, after: Version, record: Sequence[Recorded], answers: dict[str, Answer]
) -> Iterator[Change]:
    entry, seen = (record[0].entry, record[0].seen) if record else (0, after.time)
    if before is None:
        yield Change(ChangeKind.NEW, seen, Mark(entry), after=after.page)
        return
    own = answers.get(after.own.url) if after.own and after.page != before.page else None
    changed, kind = changed_fields(before, after), _kind(before.publication, after.publication)
    if own and before.page:
        when = seen if record else own.time
        yield Change(kind, when, Mark(entry, own.key), changed, None, before.page, after.page)
    elif changed or kind is not ChangeKind.EDITED:
        yield Change(kind, seen, Mark(entry), changed)
    for link in after.files:
        answer = answers.get(link.url)
        if answer:
            yield from _of_file(before, after, link, answer)


def _of_file(before: Version, after: Version, link: DocumentLink, answer: Answer) -> Iterator[Change]:
    old, new = before.digests.get(link.url), after.digests.get(link.url)
    mark = Mark(0, answer.key)
    if link.url in after.absent - before.absent:
        if after.publication.state not in _ENDED:
            yield Change(ChangeKind.FILE_GONE, answer.time, mark, (), link, old, None)
    elif link.url in before.absent - after.absent:
        yield Change(ChangeKind.FILE_BACK, answer.time, mark, (), link, old, new)
    elif old and new and old != new:
        yield Change(ChangeKind.REPLACED, answer.time, mark, (), link, old, new)
    elif new and not old:
        yield Change(ChangeKind.ARRIVED, answer.time, mark, (), link, None, new)


def changed_fields(before: Version, after: Version) -> tuple[str, ...]:
    """Return the names of the record's fields that differ; its state has a word of its own."""
    old, new = before.publication, after.publication
    names = [
        item.name
        for item in fields(Publication)
        if item.name not in _IDENTITY and getattr(old, item.name) != getattr(new, item.name)
    ]
    if _listed(before) != _listed(after):
        names.append("documents")
    return tuple(names)


def _listed(version: Version) -> tuple[DocumentLink, ...]:
    """What a publication lists, without its own page: that moves with it and is titled as it is."""
    return version.publication.documents[1:] if version.own else version.publication.documents


def _kind(old: Publication, new: Publication) -> ChangeKind:
    if new.state is not old.state and new.state is not State.LIVE:
        return {
            State.WITHDRAWN: ChangeKind.WITHDRAWN,
            State.GONE: ChangeKind.GONE,
            State.HIDDEN: ChangeKind.HIDDEN,
            State.REDIRECTED: ChangeKind.MOVED,
        }[new.state]
    if new.url != old.url:
        return ChangeKind.MOVED
    return ChangeKind.BACK if new.state is not old.state else ChangeKind.EDITED
