"""What is found in labelled letters: days and their parts, outcomes, delays, references.

    python -m benchmarks.facts.letters [--wrong]

A row for each set. A day is right if its words, its role and the day are; a delay, if its working days are, and one is
wanted at all. `--wrong` prints what is not right in the set that rules are made with.
"""

import sys
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.facts.scoring import SETS, Label, Score, labels, macro_f1, overlap, place, score, table, text_of
from indexer.extract.pages import Page
from indexer.facts.letters.finding import letters
from indexer.facts.records import Dated, Fact, Lag, Named, Outcome
from indexer.facts.text import Text
from indexer.record import changed
from indexer.references import reference_key


class Judged(NamedTuple):
    """What was found in a letter, against what is there."""

    dates: Score
    outcome: tuple[str | None, str | None]
    lag: Score
    references: Score
    wrong: tuple[str, ...]


def judged(label: Label) -> Judged:
    """Compare what is found in a letter with its label."""
    found = list(letters(_text(label)))
    there = {
        (one["page"], *place(label["pages"][one["page"] - 1], one["words"], one.get("nth", 1)), one["role"], one["day"])
        for one in label["dates"]
    }
    days = {_matched(fact, there) for fact in found if isinstance(fact, Dated)}
    dates = score(days, there)
    value = next((fact.value for fact in found if isinstance(fact, Outcome)), None)
    lags = [fact.days for fact in found if isinstance(fact, Lag)]
    wanted = [] if label["lag"] is None else [label["lag"]]
    keys = {_key(fact.key) for fact in found if isinstance(fact, Named)}
    known = {_key(key) for key in label["references"]}
    wrong = [f"found {one}" for one in sorted(days - there)] + [f"missed {one}" for one in sorted(there - days)]
    wrong += [f"outcome {value}, not {label['outcome']}: {_why(found)}"] if value != label["outcome"] else []
    wrong += [f"lag {lags}, not {wanted}"] if lags != wanted else []
    wrong += [f"references {sorted(keys)}, not {sorted(known)}"] if keys != known else []
    return Judged(dates, (value, label["outcome"]), score(lags, wanted), score(keys, known), tuple(wrong))


def rows() -> Iterator[tuple[str, ...]]:
    """Yield a row for each set."""
    for which in SETS:
        all_of = [judged(label) for label in labels("letters", which)]
        nothing = Score(0, 0, 0)
        dates = sum((one.dates for one in all_of), nothing)
        lags = sum((one.lag for one in all_of), nothing)
        refs = sum((one.references for one in all_of), nothing)
        pairs = [one.outcome for one in all_of]
        right = sum(found == there for found, there in pairs)
        figures = (dates.precision, dates.recall, dates.f1, macro_f1(pairs))
        others = (lags.precision, lags.recall, refs.precision, refs.recall)
        yield (
            which,
            str(len(all_of)),
            *(f"{value:.3f}" for value in figures),
            f"{right}/{len(pairs)}",
            *(f"{value:.3f}" for value in others),
        )


def main() -> None:
    """Print the table, or what is wrong."""
    if "--wrong" in sys.argv:
        for label in labels("letters", "dev"):
            for line in judged(label).wrong:
                print(f"{label['id']}: {line}")
    head = ("set", "letters", "dates P", "R", "F1", "outcome macro-F1", "right", "lag P", "R", "references P", "R")
    print(*table(head, rows()), sep="\n")


def _text(label: Label) -> Text:
    text = text_of(label)
    named = label.get("labels") or [""] * len(text.pages)
    pages: list[Page] = [changed(page, label=name) for page, name in zip(text.pages, named, strict=True)]
    return Text(pages, text.about)


def _matched(fact: Dated, there: set[tuple[int, int, int, str, str]]) -> tuple[int, int, int, str, str]:
    """Return the labelled day that a found one is, or else the found one."""
    span = (fact.words.start, fact.words.end)
    for one in there:
        if one[0] == fact.words.page and overlap(span, one[1:3]) and one[3:] == (fact.role, fact.day.isoformat()):
            return one
    return (fact.words.page, *span, fact.role, fact.day.isoformat())


def _key(key: str) -> str:
    return reference_key(key) or "".join(key.upper().split())


def _why(found: list[Fact]) -> str:
    return next((repr(" ".join(fact.words.text.split())[:160]) for fact in found if isinstance(fact, Outcome)), "")


if __name__ == "__main__":
    main()
