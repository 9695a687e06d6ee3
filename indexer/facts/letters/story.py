"""What the letters of a document tell together: which days have a part in the story, and how it ended."""

from collections.abc import Iterable, Iterator, Sequence

from indexer.facts.letters import wordings as roles
from indexer.facts.letters.outcomes import Ending
from indexer.facts.letters.reading import WAITS, Read
from indexer.facts.letters.roles import Role

_RECEIPT = (roles.RECEIVED, roles.ASKED, roles.MAYBE)
"""What says when a request came, surest first: of these only the surest that there is counts."""
_OTHERS = (roles.CLARIFIED, roles.DUE, roles.ANSWERED, roles.REVIEWED, roles.PUBLISHED)


def told(read: Sequence[Read]) -> list[Role]:
    """Return the days that have a part. Those of requests count as received only where no day of receipt is said."""
    asked = next((one for one in read if one.asks), None)
    every = [role for one in read for role in (*_in_words(one), *_by_its_own(one, first=one is asked))]
    said = {role.role for role in every}
    sure = next((name for name in _RECEIPT if name in said), roles.RECEIVED)
    return [_as(role, roles.RECEIVED) if role.role == sure else role for role in every if role.role in (sure, *_OTHERS)]


def once(found: Iterable[Role]) -> Iterator[Role]:
    """Yield each day with its part where it stands first."""
    seen = set()
    for role in sorted(found, key=lambda role: (role.part.page.number, role.day.start)):
        if (role.role, role.day.day) not in seen:
            seen.add((role.role, role.day.day))
            yield role


def ending(read: Sequence[Read]) -> Ending | None:
    """Return how the request ended, or stands: by the last letter that says so. A review may leave it as it was."""
    found: Ending | None = None
    for one in read:
        if one.ending and not (found and _leaves(one, one.ending, found)):
            found = one.ending
    return found


def _leaves(one: Read, new: Ending, found: Ending) -> bool:
    """Tell whether a letter leaves the outcome before it: a review that upholds it, or what comes late and waits."""
    if found.value in WAITS:
        return False
    return new.value in WAITS or (one.upholds and new.value in ("refused", "granted"))


def _in_words(one: Read) -> Iterator[Role]:
    """Yield the days whose part is said. Of an answer's earlier answer only a review's letter tells what matters."""
    for role in one.roles:
        if role.role == roles.TOLD:
            if not (one.own and one.answers):
                yield _as(role, roles.ANSWERED)
        elif role.role != roles.DATED:
            yield role


def _by_its_own(one: Read, *, first: bool) -> Iterator[Role]:
    """Yield the day a letter bears, with its part."""
    if not one.own:
        return
    if one.asks:
        if first:
            yield _as(one.own, roles.ASKED)
    elif one.review:
        if one.ending and not one.has(roles.REVIEWED):
            yield _as(one.own, roles.REVIEWED)
    elif one.answers and not one.has(roles.ANSWERED):
        yield _as(one.own, roles.ANSWERED)


def _as(role: Role, name: str) -> Role:
    return Role(role.part, role.day, name)
