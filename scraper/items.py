"""What a source publishes, as records: a Publication and the DocumentLinks it carries."""

from dataclasses import dataclass, field
from datetime import datetime

from scraper.kinds import Kind, LinkKind, State

__all__ = ["DocumentLink", "Event", "Kind", "LinkKind", "Publication", "State"]


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A link to a released document, not fetched yet. EXTERNAL ones are recorded and not fetched.

    Nor is what is listed and not given out: its `state` is HIDDEN, or GONE once it is erased, and `note`
    says why, as printed. Its address is that of the place where it is listed.
    """

    url: str
    title: str = ""
    kind: LinkKind = LinkKind.FILE
    state: State = State.LIVE
    note: str = ""

    @property
    def given_out(self) -> bool:
        """Whether there is something to fetch."""
        return self.kind is not LinkKind.EXTERNAL and self.state is State.LIVE


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a request, in the words of its site: `what`, and the `status` it led to.

    `message` names the message it is about, as its page does in addresses; "" if none.
    """

    time: datetime
    what: str
    status: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """One published entry: an FOI release, a request thread, a news article, or a local file.

    `native_id` is the source's own lasting identity for it (GOV.UK: content id and locale), `url` the
    address a person would open, "" if there is none. `authority` is the body that published it, `outlet`
    whoever carried it: news has one, and a magazine's own article has the magazine as both. Times are
    aware and in UTC. `references` are as printed.
    `note` says why the state is what it is: the notice of a withdrawal, the target of a redirect.
    `outcome` is how a request ended, or stands, as its site says now; `events` say how it came to that.
    `original_url` is where it first appeared, if it says so and that is elsewhere: a copy and its original
    are one article.
    """

    source: str
    native_id: str
    kind: Kind
    title: str
    url: str = ""
    authority: str = ""
    outlet: str = ""
    summary: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    references: tuple[str, ...] = ()
    state: State = State.LIVE
    note: str = ""
    original_url: str = ""
    documents: tuple[DocumentLink, ...] = field(default=())
    outcome: str = ""
    events: tuple[Event, ...] = ()
