"""Telling everybody what waits for them, each by itself: whom it fails to reach is told by the next run.

A target counts as told once it took its alerts on, and that is then entered. A run killed between the two tells it
again: that is the side to err on, since an alert that came twice is known by its ID, and one that was lost by nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from indexer.watching.outbox import Kept
from indexer.watching.state import State
from search_cli.delivering import NotDelivered, feed_file
from search_cli.delivering.letters import letter
from search_cli.delivering.mail import Post
from search_cli.delivering.program import tell
from search_cli.delivering.targets import PRINTED, Defined
from search_cli.formats.alert_feed import feed
from search_cli.terminal import line, many


class Telling:
    """One run's deliveries. `every` are all watches there are: several may share an Atom file."""

    def __init__(
        self, state: State, post: Post, every: Sequence[Defined], data: Path, identity: str, now: datetime
    ) -> None:
        self._state, self._post, self._every = state, post, every
        self._data, self._identity, self._now = data, identity, now

    def tell(self, watch: Defined) -> Iterator[str]:
        """Tell everybody of one watch but whoever reads the output; yield whom it failed to reach, and why."""
        with self._state.transaction():
            self._state.outbox.only(watch.name, watch.targets)
            self._state.outbox.prune(watch.name, self._now)
        for target in watch.targets:
            if target != PRINTED:
                yield from self._tell(watch, target)

    def renew(self, watch: Defined) -> None:
        """Write a watch's Atom file as it ought to be, if it is there: something was forgotten."""
        if watch.atom and watch.feed(self._data).exists():
            self._feed(watch)

    def _tell(self, watch: Defined, target: str) -> Iterator[str]:
        waiting = self._state.outbox.waiting(watch.name, target)
        how, _, to = target.partition(" ")
        try:
            if how == "atom":
                self._feed(watch)
            elif waiting:
                self._send(watch, how, to, waiting)
        except NotDelivered as error:
            with self._state.transaction():
                self._state.outbox.failed(watch.name, target, str(error), self._now)
            left = f"; {many(len(waiting), 'alert')} wait{'' if len(waiting) != 1 else 's'} for the next run"
            yield f"watch {watch.name}: {how} {line(to)} was not told: {error}{left if waiting else ''}"
        else:
            with self._state.transaction():
                self._state.outbox.told(watch.name, target, [kept.key for kept in waiting])

    def _send(self, watch: Defined, how: str, to: str, waiting: Sequence[Kept]) -> None:
        alerts = [kept.alert for kept in waiting]
        if how == "mail":
            sender = self._post.sender_for(to)
            self._post.send(letter(watch.name, alerts, sender, to, self._now), sender, to)
        else:
            tell(watch.command, watch.name, alerts)

    def _feed(self, watch: Defined) -> None:
        path = watch.feed(self._data)
        sharing = [one for one in self._every if one.atom and one.feed(self._data) == path]
        kept = sorted(_all(self._state, sharing), key=lambda one: one.key)
        began = min((time for one in sharing if (time := self._state.seen.began(one.name))), default=self._now)
        text = feed([one.alert for one in kept], [one.name for one in sharing], self._identity, began)
        feed_file.put(path, text)


def _all(state: State, watches: Iterable[Defined]) -> Iterator[Kept]:
    for watch in watches:
        yield from state.outbox.kept(watch.name)
