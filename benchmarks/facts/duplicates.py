"""How well documents that say the same are put together, of made-up ones of which it is known.

    python -m benchmarks.facts.duplicates [SEED]

Pairs of documents: those in one group and found so, against what benchmarks/facts/duplicate_cases.py says. The rules
were tuned on "dev" with the seed 1; "held" has other sentences.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from benchmarks.facts.duplicate_cases import Case, Maker
from benchmarks.facts.duplicate_words import DEV, HELD
from indexer.duplicates.comparing import Row, groups
from indexer.duplicates.judging import Side
from indexer.duplicates.prints import print_of, side
from indexer.extract.pages import Page

Pair = tuple[int, int]


def main() -> None:
    """Print a row for each set, and what kinds of pairs were taken for what they are not."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    print(f"{'set':<6}{'documents':>10}{'pairs':>7}{'precision':>11}{'recall':>8}{'F1':>8}")
    for name, bank in (("dev", DEV), ("held", HELD)):
        cases = list(Maker(bank, seed).cases())
        there, found = pairs([case.group for case in cases]), found_in(cases)
        right = len(there & found)
        precision, recall = right / max(1, len(found)), right / max(1, len(there))
        f1 = 2 * right / max(1, len(found) + len(there))
        print(f"{name:<6}{len(cases):>10}{len(there):>7}{precision:>11.3f}{recall:>8.3f}{f1:>8.3f}")
        for kind, some in (("taken for the same", found - there), ("not found", there - found)):
            for families, count in Counter(_families(cases, some)).most_common():
                print(f"      {count:>4} {kind}: {families}")


def found_in(cases: Sequence[Case]) -> set[Pair]:
    """Return the pairs that are found to say the same."""
    names = [f"{number:08}" for number in range(len(cases))]
    groups_of = {
        digest: str(at)
        for at, some in enumerate(groups(_rows(cases), {}, lambda name: _side(cases[int(name)])))
        for digest in some
    }
    return pairs([groups_of.get(name, name) for name in names])


def pairs(labels: Sequence[str]) -> set[Pair]:
    """Return the pairs with the same label."""
    together: dict[str, list[int]] = {}
    for number, label in enumerate(labels):
        together.setdefault(label, []).append(number)
    return {pair for some in together.values() for pair in combinations(some, 2)}


def _rows(cases: Sequence[Case]) -> Iterator[Row]:
    for number, case in enumerate(cases):
        made = print_of([Page(1, case.text)], case.authority)
        if made and made.exact:
            yield Row(f"{number:08}", 0, *made)


def _side(case: Case) -> Side:
    return side([Page(1, case.text)], case.authority)


def _families(cases: Sequence[Case], some: set[Pair]) -> Iterator[str]:
    for one, other in some:
        yield " / ".join(sorted((cases[one].family, cases[other].family)))


if __name__ == "__main__":
    main()
