"""A letter read: the parts its days have, how it ends the request, and whether it tells of a review."""

from collections.abc import Sequence

from indexer.facts.letters import wordings as roles
from indexer.facts.letters.knowing import addresses, names_law, thanks
from indexer.facts.letters.outcomes import Ending, is_review, outcome, said_in, upholds
from indexer.facts.letters.parts import ANSWER, REQUEST, Letter
from indexer.facts.letters.roles import Role, of_short
from indexer.facts.letters.roles import roles as roles_of
from indexer.record import record

WAITS = frozenset(("clarification", "extended"))
"""Outcomes of letters after which an answer is still to come."""


@record()
class Read:
    """A letter that was read. `own` is the day it bears; it is `sure` to be about a request, or it ends none."""

    letter: Letter
    roles: tuple[Role, ...]
    own: Role | None
    sure: bool
    ending: Ending | None
    review: bool
    upholds: bool

    @property
    def asks(self) -> bool:
        """Whether it is the applicant's."""
        return self.letter.way == REQUEST

    @property
    def answers(self) -> bool:
        """Whether it is the first answer, or one like it: no review, and nothing is still to come."""
        return bool(self.ending and self.ending.value not in WAITS) and not self.asks and not self.review

    def has(self, role: str) -> bool:
        """Tell whether one of its days has this part."""
        return any(one.role == role for one in self.roles)


def read(letter: Letter) -> Read:
    """Read a letter."""
    header = letter.printed.start if letter.printed else -1
    found = tuple(role for role in roles_of(letter) if role.day.start != header)
    sure = _is_sure(letter, found)
    said = said_in(letter) if sure else ()
    own = _own(letter, found)
    if own:
        found += tuple(role for part in letter.parts for role in of_short(part, own.day))
    review = is_review(said)
    promises = bool(own) and any(one.role == roles.DUE and own and one.day.day > own.day.day for one in found)
    ending = outcome(said, answers=letter.way == ANSWER, promises=promises)
    return Read(letter, found, own, sure, ending, review, review and upholds(said))


def _is_sure(letter: Letter, found: Sequence[Role]) -> bool:
    """Tell whether a letter is about a request: it names a law and speaks to who asked, or says when that was."""
    if letter.sent and not letter.printed:
        return True
    heads = [part.page.text for part in letter.parts[:3]]
    having = {role.role for role in found}
    came = bool(having & {roles.RECEIVED, roles.ASKED, roles.MAYBE})
    named, addressed = any(map(names_law, heads)), any(map(addresses, heads))
    thanked = any(map(thanks, heads)) and roles.DATED in having
    return thanked or (named and (addressed or came)) or (came and (addressed or roles.ANSWERED in having))


def _own(letter: Letter, found: Sequence[Role]) -> Role | None:
    """Return the day of a letter: of a mail as it was sent, else the first that stands alone or by its name."""
    if letter.printed:
        return Role(letter.parts[0], letter.printed, roles.DATED)
    return next((role for role in found if role.role == roles.DATED), None)
