"""How well exemptions are found: python -m benchmarks.facts.exemptions [--errors] [dev second held unseen]."""

import sys
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.facts.scoring import SETS, Label, Score, labels, overlap, place, table, text_of
from indexer.facts.exemptions.finding import exemptions
from indexer.facts.records import Exemption

_HEAD = ("set", "what", "found", "there", "right", "precision", "recall", "F1")


class Mention(NamedTuple):
    """A provision at a place."""

    start: int
    end: int
    law: str
    provision: str
    applied: bool


def there(label: Label) -> list[Mention]:
    """Return the mentions of a labelled text."""
    return [
        Mention(*place(label["text"], one["words"], one.get("nth", 1)), one["law"], one["provision"], one["applied"])
        for one in label["mentions"]
    ]


def found(label: Label) -> list[Mention]:
    """Return what the maker finds in it."""
    return [_mention(one) for one in exemptions(text_of(label))]


def pairs(one: list[Mention], other: list[Mention], *keys: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield mentions at one place that agree in some fields, each once."""
    left = list(other)
    for each in one:
        for its in left:
            same = all(getattr(each, key) == getattr(its, key) for key in keys)
            if same and overlap((each.start, each.end), (its.start, its.end)):
                left.remove(its)
                yield each, its
                break


def scored(label: Label, *keys: str) -> Score:
    """Return how many are found, there, and right in these fields."""
    one, other = found(label), there(label)
    return Score(len(one), len(other), sum(1 for _ in pairs(one, other, *keys)))


def errors(label: Label) -> Iterator[str]:
    """Yield a line for each mention that is missed, false or wrong in something."""
    one, other = found(label), there(label)
    right = list(pairs(one, other, "provision", "applied", "law"))
    for mention in other:
        if all(its is not mention for _, its in right):
            yield f"{label['id']}: there {mention[2:]} {label['text'][mention.start : mention.end]!r}"
    for mention in one:
        if all(its is not mention for its, _ in right):
            yield f"{label['id']}: found {mention[2:]} {label['text'][mention.start : mention.end]!r}"


def _mention(one: Exemption) -> Mention:
    return Mention(one.words.start, one.words.end, one.law, one.provision, one.applied)


def _row(which: str, what: str, score: Score) -> tuple[str, ...]:
    figures = (f"{each:.3f}" for each in (score.precision, score.recall, score.f1))
    return (which, what, str(score.found), str(score.there), str(score.right), *figures)


def main() -> None:
    """Print the table, or with --errors what is wrong in it."""
    shows = "--errors" in sys.argv
    wanted = [one for one in sys.argv[1:] if one != "--errors"] or [*SETS]
    if not {*wanted} <= {*SETS, "second", "unseen"} or (shows and "unseen" in wanted):
        sys.exit("sets are dev, second, held and unseen; of unseen there are figures only")
    rows: list[tuple[str, ...]] = []
    for which in wanted:
        every = labels("exemptions", which)
        if shows:
            print("\n".join(line for label in every for line in errors(label)))
        for what, keys in (
            ("provision and applied", ("provision", "applied")),
            ("provision", ("provision",)),
            ("provision and law", ("provision", "law")),
        ):
            total = sum((scored(label, *keys) for label in every), start=Score(0, 0, 0))
            rows.append(_row(which, what, total))
    print("\n".join(table(_HEAD, rows)))


if __name__ == "__main__":
    main()
