"""Who is named, against the labels: `python -m benchmarks.facts.bodies [--errors] [dev|held]`.

A body is found if a place overlaps the labelled one and its kind is the same; it is named right if its name is the
labelled one, by its key or as another name of one known body.
"""

import sys
import time
from collections.abc import Sequence

from benchmarks.facts.scoring import SETS, Label, Score, labels, overlap, place, table, text_of
from indexer.facts.bodies.finding import bodies
from indexer.facts.bodies.gazetteer import same
from indexer.facts.records import Body

KINDS = ("authority", "company", "person")
Found = tuple[int, int, str, str]


def main(arguments: Sequence[str]) -> None:
    """Print the table, and with --errors what was missed, wrong or named otherwise."""
    errors = "--errors" in arguments
    for which in [one for one in SETS if one in arguments or not {*arguments} & {*SETS}]:
        every = labels("bodies", which)
        if not every:
            print(f"no labels: {which}")
            continue
        started = time.process_time()
        scores = [_scores(label, errors=errors) for label in every]
        spent = 1000 * (time.process_time() - started) / len(every)
        print(f"\n{which}: {len(every)} texts, {spent:.2f} ms a text\n")
        rows = [(kind, sum((one[kind] for one in scores), Score(0, 0, 0))) for kind in (*KINDS, "all", "named")]
        shown = ((kind, str(s.there), f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}") for kind, s in rows)
        print("\n".join(table(("kind", "there", "precision", "recall", "F1"), shown)))


def _scores(label: Label, *, errors: bool) -> dict[str, Score]:
    text = text_of(label)
    found = [_found(body) for body in bodies(text.pages, text.about.published)]
    plain = text.pages[0].text
    there = [
        (*place(label["text"], one["words"], one.get("nth", 1)), one["name"], one["kind"]) for one in label["bodies"]
    ]
    pairs = _pairs(found, there)
    named = {(f, t) for f, t in pairs if same(f[2], t[2])}
    if errors:
        _tell(label["id"], plain, found, there, pairs, named)
    result = {kind: _score(found, there, pairs, kind) for kind in KINDS}
    result["all"] = sum(result.values(), Score(0, 0, 0))
    result["named"] = Score(len(found), len(there), len(named))
    return result


def _score(found: list[Found], there: list[Found], pairs: set[tuple[Found, Found]], kind: str) -> Score:
    return Score(
        sum(one[3] == kind for one in found), sum(one[3] == kind for one in there), sum(t[3] == kind for _, t in pairs)
    )


def _pairs(found: list[Found], there: list[Found]) -> set[tuple[Found, Found]]:
    """Pair what overlaps and is of one kind, each once."""
    left, pairs = list(found), set()
    for wanted in there:
        fits = [one for one in left if overlap(one[:2], wanted[:2]) and one[3] == wanted[3]]
        if fits:
            best = max(fits, key=lambda one: (same(one[2], wanted[2]), one[:2] == wanted[:2]))
            left.remove(best)
            pairs.add((best, wanted))
    return pairs


def _tell(
    name: str,
    plain: str,
    found: list[Found],
    there: list[Found],
    pairs: set[tuple[Found, Found]],
    named: set[tuple[Found, Found]],
) -> None:
    for one in there:
        if not any(t == one for _, t in pairs):
            print(f"{name} missed {one[3]}: {plain[one[0] : one[1]]!r}")
    for one in found:
        if not any(f == one for f, _ in pairs):
            print(f"{name} wrong {one[3]}: {plain[one[0] : one[1]]!r} as {one[2]!r}")
    for f, t in pairs - named:
        print(f"{name} named {f[2]!r}, not {t[2]!r}")


def _found(body: Body) -> Found:
    return body.words.start, body.words.end, body.name, body.kind


if __name__ == "__main__":
    main(sys.argv[1:])
