"""What a child says of a file and of those within it, put together as it comes. The parent's side."""

from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.extract import wire
from indexer.extract.base import Member, Page
from indexer.extract.limits import Limits
from indexer.extract.registry import current_version, is_container

Known = Callable[[str, str], bool]

NO_EXTRACTOR = "none"
"""Stands in place of an extractor's name where no extractor reads that type yet."""


def unknown(digest: str, extractor: str) -> bool:  # noqa: ARG001 - as every Known
    """Know of no file that was read before."""
    return False


@dataclass(slots=True)
class _Open:
    """A member whose pages are coming."""

    begun: wire.Begun
    known: bool = False
    pages: list[Page] = field(default_factory=list)


class Gathering:
    """The pages and members of one file. Raises wire.Garbage for what does not fit, TooMuch for what is too long.

    `is_known` tells of a digest and an extractor whether that was read before.
    """

    def __init__(self, limits: Limits, is_known: Known = unknown) -> None:
        self.pages: list[Page] = []
        self._limits = limits
        self._is_known = is_known
        self._members: dict[str, tuple[int, Member]] = {}
        self._before: list[Page] = []
        self._open: list[_Open] = []
        self._characters = 0
        self._last = -1
        self._steps = 0
        self._start = 0
        self._lost: dict[int, str] = {}

    @property
    def steps(self) -> int:
        """How many pages and members came: each gives the rest of the file more time."""
        return self._steps

    @property
    def within(self) -> str:
        """The way to the member that is being read, "" if none is."""
        return self._open[-1].begun.path if self._open else ""

    @property
    def here(self) -> int:
        """How many pages came of what is being read, the file or a member."""
        return len(self._open[-1].pages if self._open else self.pages)

    def take(self, message: wire.Message, answers: int) -> bool:
        """Take a message in, and answer it; false if it is neither page nor member, and so the last."""
        if "page" in message:
            self._page(message)
        elif "member" in message:
            self._begin(message, answers)
        elif "close" in message and self._open:
            self._close(wire.readable(str(message["close"])))
        else:
            return False
        return True

    @property
    def lost(self) -> dict[int, str]:
        """Why which pages of the file itself were given up."""
        return self._lost

    def resume_at(self, reason: str) -> int:
        """Return the page from which the next child is to read, after the last one died; 0 if there is no use.

        That is the page it died of, once more and first of all; if it died of it so too, the one after. Where no
        page at all could be read and two were tried, it is the file that kills.
        """
        page = len(self.pages) + 1
        if page == self._start:
            self.pages.append(Page(page, "", warning=f"this page cannot be read: {reason}"))
            self._lost[page] = reason
            page += 1
            if len(self._lost) == len(self.pages) > 1:
                return 0
        self._start = page
        return page

    def passed_over(self, reason: str) -> int:
        """Give up on the member being read, after its reader died; return how many the next child is to skip.

        0 if there is no use in another: none was being read, or a container, which would be read again.
        """
        if not self._open or is_container(self._open[-1].begun.media_type):
            return 0
        self._close(reason)
        self._open.clear()
        self._before, self.pages = self.read(), []
        skip, self._last = self._last + 1, -1
        return skip

    def members(self, reason: str) -> tuple[Member, ...]:
        """Return all members in the order they were met; what is still open ends for this reason."""
        while self._open:
            self._close(reason)
        return tuple(member for _, member in sorted(self._members.values(), key=lambda met: met[0]))

    def read(self) -> list[Page]:
        """Return the pages of the file itself: if a second child came to fewer, those of the first."""
        return max(self.pages, self._before, key=len)

    def _page(self, message: wire.Message) -> None:
        if self._open and self._open[-1].known:
            raise wire.Garbage("pages nobody asked for")
        pages = self._open[-1].pages if self._open else self.pages
        page = wire.read_page(message, len(pages) + 1, self._limits.page_characters)
        self._characters += len(page.text) + sum(len(one.text) for one in page.hidden)
        if self._characters > self._limits.characters:
            raise TooMuch(f"holds more than {self._limits.characters:,} characters of text")
        pages.append(page)
        self._steps += 1

    def _begin(self, message: wire.Message, answers: int) -> None:
        if len(self._members) + len(self._open) >= self._limits.members:
            raise wire.Garbage("too many members")
        begun = wire.read_member(message, self._last)
        self._last = begun.number
        ask = bool(begun.digest) and not begun.again
        known = ask and self._is_known(begun.digest, current_version(begun.media_type) or NO_EXTRACTOR)
        self._open.append(_Open(begun, known))
        self._steps += 1
        if ask:
            wire.answer(answers, known=known)

    def _close(self, reason: str) -> None:
        closed = self._open.pop()
        begun, pages, known = closed.begun, tuple(closed.pages), closed.known
        if begun.again:
            same = next((m for _, m in self._members.values() if m.digest == begun.digest), None)
            itself = (), "is in itself, or the file it is in", False
            pages, reason, known = (same.pages, same.reason, same.known) if same else itself
        elif reason and pages:
            reason = f"stopped at page {len(pages) + 1}: {reason}"
        elif not pages and not reason and not known:
            reason = "no page was found in it"
        extractor = current_version(begun.media_type) or NO_EXTRACTOR
        member = Member(begun.path, begun.digest, begun.media_type, begun.size, extractor, pages, reason, known)
        self._members[begun.path] = (begun.number, member)


class TooMuch(Exception):
    """More text than one file may have."""
