"""What takes time, in threads beside the screen: asking the index, reading pages."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Thread
from typing import TypeVar

from textual.message import Message

from indexer.errors import IndexerError
from indexer.places import Places
from indexer.search import in_force
from indexer.stored import StoredPages
from scraper.archive.records import ArchiveError
from search_cli import config
from search_cli.browse.keeping import Own, captured, own
from search_cli.browse.latest import Latest
from search_cli.browse.questions import Answer, Question, answered
from search_cli.browse.sheets import Sheet, Wanted, sheet
from search_cli.browse.standing import Standing
from search_cli.context import Session

T = TypeVar("T")


class Answered(Message):
    """A question was answered."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class Opened(Message):
    """A page was read, or there is no sheet; and the trouble there was."""

    def __init__(self, wanted: Wanted, sheet: Sheet | None, trouble: str = "") -> None:
        super().__init__()
        self.wanted = wanted
        self.sheet = sheet
        self.trouble = trouble


class Done(Message):
    """Something was done; `then` is what is to be done about it, where the screen is."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


class Failed(Message):
    """Something could not be done, and why, as a line."""

    def __init__(self, trouble: str) -> None:
        super().__init__()
        self.trouble = trouble


class Desk:
    """Two threads, each with files of its own: a slow question holds up no page. What else is done has one for once.

    What they find is posted by `post`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.post: Callable[[Message], object] = lambda _: None
        self._standing = Standing(session.places)
        self._asking: Latest[Question] = Latest("asking", self._answer, self._standing.close)
        self._opening: Latest[Wanted] = Latest("opening", self._open)

    def ask(self, question: Question) -> None:
        """Have a question answered; what was asked before may stay without an answer."""
        self._asking.ask(question)

    def open(self, wanted: Wanted) -> None:
        """Have a page read."""
        self._opening.ask(wanted)

    def do(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have something done beside the screen, and what follows from it where the screen is."""

        def work() -> None:
            try:
                done = job()
            except (IndexerError, ArchiveError, OSError, sqlite3.Error) as error:
                self.post(Failed(str(error)))
            except Exception as error:  # noqa: BLE001 - as below
                self.post(Failed(fault(error)))
            else:
                self.post(Done(lambda: then(done)))

        Thread(target=work, daemon=True).start()

    @property
    def places(self) -> Places:
        """The data folder."""
        return self._session.places

    def newer(self, answer: Answer) -> bool:
        """Tell whether another index was put in force since an answer."""
        return in_force(self._session.places) != answer.generation

    def end(self) -> None:
        """End both."""
        self._opening.end()
        self._asking.end()

    def _answer(self, question: Question) -> None:
        saved = config.saved(self._session.tables)
        today = datetime.now(UTC).astimezone().date()  # where the person is, as for foi search
        try:
            answer = answered(question, self._standing, self._session.places, saved, today)
        except Exception as error:  # noqa: BLE001 - a fault of ours ends neither the thread nor what is being read
            answer = Answer(question, None, question.text, fault(error))
        self.post(Answered(answer))

    def _open(self, wanted: Wanted) -> None:
        added, when, trouble = Own(), "", ""
        try:
            added = own(self.places, wanted.card.digest)
            when = "" if wanted.number else captured(self.places, wanted.card)
        except (IndexerError, ArchiveError, OSError, sqlite3.Error) as error:
            trouble = str(error)  # a page is read all the same
        try:
            with StoredPages(self.places.text) as store:
                self.post(Opened(wanted, sheet(wanted, store, added, when), trouble))
        except (IndexerError, OSError, sqlite3.Error) as error:
            self.post(Opened(wanted, None, str(error)))
        except Exception as error:  # noqa: BLE001 - as above
            self.post(Opened(wanted, None, fault(error)))


def fault(error: Exception) -> str:
    """Return what to say of an error nobody thought of."""
    return f"this is a fault of foi's own ({type(error).__name__}: {error})"
