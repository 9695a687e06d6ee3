"""Whether two texts say the same: what is the same is set against what is other, figures and names before words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from indexer.duplicates.glancing import Fillings, otherwise
from indexer.duplicates.numbers import near
from indexer.duplicates.tokens import BODY, Sort, Token
from indexer.duplicates.wording import letters
from indexer.versions.matching import Effort, matching

COVERED = 0.75
"""The share of the shorter text that must stand in the longer."""
FRAME = 0.45
"""How short the shorter may be against the longer: a page has a frame around it, but a bundle of letters is no copy."""
FEWEST = 12
"""Words and figures that must be the same: of less, nothing can be said."""
_EACH_FIGURE, _EACH_PERIOD, _EACH_NAME, _EACH_WORD = 8, 4, 8, 30
"""So many must be the same for one that may be other."""
_LONG = 8
"""Tokens on both sides with nothing in common are other passages, and not one with other words: the share of what is
the same tells of these. So are they before and after it all, where pages and letters have their frames."""
_NEAR = 0.7
_SAYING = frozenset((Sort.WORD, Sort.NAME, Sort.FIGURE, Sort.YEAR, Sort.PERIOD))
_NUMBERS = frozenset((Sort.FIGURE, Sort.YEAR))
_PERIODS, _NAMES, _WORDS = frozenset((Sort.PERIOD,)), frozenset((Sort.NAME,)), frozenset((Sort.WORD, Sort.NAME))
_CORRECTED = frozenset(
    map(letters, ("corrected", "corrects", "correction", "revised", "amended", "replaces", "supersedes", "erratum"))
)


@dataclass(frozen=True)
class Side:
    """One text: what it says, the references in it, the body whose text it is, and whether OCR read it."""

    tokens: Sequence[Token]
    references: frozenset[str] = frozenset()
    authority: str = ""
    read: bool = False

    @cached_property
    def keys(self) -> Sequence[str]:
        """The keys of its tokens."""
        return [token.key for token in self.tokens]

    @cached_property
    def saying(self) -> int:
        """How many of its tokens say something."""
        return sum(token.sort in _SAYING for token in self.tokens)

    @cached_property
    def sorts(self) -> Counter[Sort]:
        """How many of its tokens are of each sort."""
        return Counter(token.sort for token in self.tokens)

    @cached_property
    def corrects(self) -> bool:
        """Whether it says that it puts something right."""
        return not _CORRECTED.isdisjoint(self.keys)

    @cached_property
    def fillings(self) -> Fillings:
        """Its places, for a first look."""
        return Fillings(self.tokens)


@dataclass(slots=True)
class Compared:
    """What is the same, and what stands in the other's place, of each sort. `misread` is what only looks other."""

    same: Counter[Sort] = field(default_factory=Counter)
    figures: list[tuple[str, str]] = field(default_factory=list)
    periods: int = 0
    names: int = 0
    words: int = 0
    misread: int = 0
    alone: int = 0
    """Figures that only one has, with nothing in their place in the other."""

    @property
    def saying(self) -> int:
        """How many tokens that say something are the same."""
        return sum(self.same[sort] for sort in _SAYING) + self.misread


def alike(one: Side, other: Side) -> bool:
    """Tell whether two texts say the same."""
    shorter, longer = sorted((one.saying, other.saying))
    if shorter < FEWEST or shorter < FRAME * longer:
        return False
    lax, more = _kin(one, other)
    if _other(one, other, lax, more):
        return False
    found = compared(one, other)
    if found.saying < COVERED * shorter or found.saying < FEWEST:
        return False
    return _agree(found, lax, more, read=one.read or other.read)


def _other(one: Side, other: Side, lax: int, more: int) -> bool:
    """Tell at first sight that too much is other, of as much as might be the same: this settles most pairs."""
    return any(
        otherwise(one.fillings, other.fillings, sorts, most * lax // each + more, near)
        for sorts, most, each, near in (
            (_NUMBERS, _most(one, other, Sort.FIGURE), _EACH_FIGURE, _perhaps),
            (_PERIODS, _most(one, other, Sort.PERIOD), _EACH_PERIOD, _equal),
            (_NAMES, _most(one, other, Sort.NAME), _EACH_NAME, _perhaps),
            (_WORDS, min(one.saying, other.saying) * 2, _EACH_WORD, _perhaps),
        )
    )


def _most(one: Side, other: Side, sort: Sort) -> int:
    return min(one.sorts[sort], other.sorts[sort])


def _equal(one: str, other: str) -> bool:
    return one == other


@lru_cache(20_000)
def _perhaps(one: str, other: str) -> bool:
    """Tell whether one may be the other rounded or misread."""
    return near(one, other) or _near(one, other, _NEAR)


def _agree(found: Compared, lax: int, more: int, *, read: bool) -> bool:
    """Tell whether little enough is other: `lax` times what else may be, and so many figures and names besides."""
    numbers = found.same[Sort.FIGURE]
    noisy = read or found.misread * 30 > found.saying
    other = [pair for pair in found.figures if not near(*pair)]
    wrong = [pair for pair in other if not (noisy and _near(*pair, 0.7))]
    slips = len(other) - len(wrong)
    if slips > 1 + numbers // 4:
        return False
    return (
        len(wrong) <= numbers * lax // _EACH_FIGURE + more
        and found.periods <= found.same[Sort.PERIOD] * lax // _EACH_PERIOD + more
        and found.names <= found.same[Sort.NAME] * lax // _EACH_NAME + more
        and found.words <= found.saying * (lax + noisy) // _EACH_WORD
        and found.alone <= max(4, numbers // 2, found.saying // 25)
    )


def _kin(one: Side, other: Side) -> tuple[int, int]:
    """Say how lax to be: much so with two of one request, somewhat if one says that it puts something right."""
    if one.authority and other.authority and one.authority.casefold() != other.authority.casefold():
        return 1, 0
    if one.references and other.references:
        return (4, 2) if one.references & other.references else (1, 0)
    return (2, 1) if one.corrects != other.corrects else (1, 0)


def compared(ours: Side, other_side: Side) -> Compared:
    """Set two texts against each other."""
    found = Compared()
    one, other = ours.tokens, other_side.tokens
    blocks = matching(ours.keys, other_side.keys, Effort())
    bodies: set[tuple[str, str]] = set()
    for i, j, size in blocks:
        for its, theirs in zip(one[i : i + size], other[j : j + size], strict=True):
            found.same[its.sort] += 1
            if its.key == BODY and its.said and theirs.said and not (its.own and theirs.own):
                bodies.add((its.said, theirs.said))
    found.names += sum(not _near(*pair, _NEAR) for pair in bodies)
    for left, right, outer in _gaps(one, other, blocks):
        longest, shortest = max(len(left), len(right)), min(len(left), len(right))
        if shortest >= _LONG or (outer and longest >= _LONG):
            found.alone += abs(len(_of(left, _NUMBERS)) - len(_of(right, _NUMBERS)))
        else:
            _differ(left, right, found)
    return found


def _gaps(
    one: Sequence[Token], other: Sequence[Token], blocks: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[Sequence[Token], Sequence[Token], bool]]:
    """Yield what stands between what is the same, and whether it is before all of that or after."""
    i = j = 0
    for place, (a, b, size) in enumerate((*blocks, (len(one), len(other), 0))):
        if i < a or j < b:
            yield one[i:a], other[j:b], place in (0, len(blocks))
        i, j = a + size, b + size


def _differ(left: Sequence[Token], right: Sequence[Token], found: Compared) -> None:
    found.periods += min(map(len, _apart(_of(left, _PERIODS), _of(right, _PERIODS))))
    ours, theirs = _apart(_of(left, _NUMBERS), _of(right, _NUMBERS))
    found.figures += zip(ours, theirs, strict=False)
    found.alone += abs(len(ours) - len(theirs))
    said = [_of(side, _WORDS) for side in (left, right)]
    if not all(said):
        return
    if _near("".join(_letters(left)), "".join(_letters(right)), _NEAR):
        found.misread += min(map(len, said))
        return
    if _of(left, _NAMES) and _of(right, _NAMES):
        found.names += 1
    found.words += 1


def _apart(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """Return what is left of both without what both have."""
    for key in (Counter(ours) & Counter(theirs)).elements() if ours and theirs else ():
        ours.remove(key)
        theirs.remove(key)
    return ours, theirs


def _letters(some: Sequence[Token]) -> Iterator[str]:
    return (token.key for token in some if token.sort < Sort.BODY)


def _of(some: Sequence[Token], sorts: frozenset[Sort]) -> list[str]:
    return [token.key for token in some if token.sort in sorts]


@lru_cache(20_000)
def _near(one: str, other: str, least: float) -> bool:
    """Tell whether one may be the other misread."""
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or longer > 200 or 2 * shorter < least * (shorter + longer):
        return False
    compared = SequenceMatcher(None, one, other, autojunk=False)
    return compared.quick_ratio() >= least and compared.ratio() >= least
