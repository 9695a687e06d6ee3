"""How often the release a report rests on is found, and how often one is named that it does not rest on.

    python -m benchmarks.facts.links [dev] [held] [--errors]

Of reports with a release among eleven: Hits@1, that it is named first. Of reports whose release is not held: false
links. Texts in `labels/links`: `dev` was written by who made the rules, before them; `held` by somebody who did not
know them.
"""

import sys
from collections.abc import Iterator
from datetime import date

from benchmarks.facts.scoring import SETS, Label, labels, table
from indexer.extract.pages import Page
from indexer.facts.bodies.finding import bodies
from indexer.facts.bodies.gazetteer import official
from indexer.facts.bodies.naming import name_key
from indexer.facts.links.profile import Known, Profile, profile
from indexer.facts.links.ranking import ranked
from indexer.facts.links.scoring import Score, score

Releases = dict[str, tuple[Profile, tuple[Page, ...]]]


def main() -> None:
    """Print a table."""
    wanted = [which for which in SETS if which in sys.argv] or SETS
    rows = [row for which in wanted if (row := _row(which))]
    print("\n".join(table(("set", "pairs", "Hits@1", "none held", "false links"), rows)))


def _row(which: str) -> tuple[str, ...] | None:
    found = list(answers(which))
    if not found:
        return None
    pairs = [(label, first) for label, first in found if label["rests_on"]]
    none = [first for label, first in found if not label["rests_on"]]
    hits = sum(first == label["rests_on"] for label, first in pairs)
    false = sum(first is not None for first in none)
    return which, str(len(pairs)), f"{hits / len(pairs):.3f}", str(len(none)), f"{false / max(1, len(none)):.3f}"


def answers(which: str) -> Iterator[tuple[Label, str | None]]:
    """Yield each label with the release that is named first, None if none is."""
    every = {label["id"]: label for label in labels("links", which)}
    read: dict[str, Releases] = {}
    for label in every.values():
        of = label.get("releases_of") or label["id"]
        if of not in read:
            read[of] = {one["id"]: _release(one) for one in every[of]["releases"]}
        releases = read[of]
        report = _report(label["report"])
        found = ranked(
            report,
            [(id_, release) for id_, (release, _) in releases.items()],
            lambda id_, releases=releases: [(id_, releases[id_][1])],
        )
        if "--errors" in sys.argv and (found[0][0] if found else None) != label["rests_on"]:
            _explain(which, label, report, releases, found)
        yield label, found[0][0] if found else None


def _report(form: Label) -> Profile:
    published = date.fromisoformat(form["published"])
    pages = (Page(1, f"{form['title']}\n\n{form['text']}"),)
    known = Known(form["title"], published=published, outlet=form.get("outlet", ""))
    return profile(known, [("report", pages, list(bodies(pages, published)))], report=True)


def _release(form: Label) -> tuple[Profile, tuple[Page, ...]]:
    published = date.fromisoformat(form["published"])
    pages = tuple(Page(number, text) for number, text in enumerate(form["pages"], 1))
    body = name_key(official(form["authority"], published))
    known = Known(form["title"], form["authority"], body, published)
    return profile(known, [(form["id"], pages, list(bodies(pages, published)))], report=False), pages


def _explain(which: str, label: Label, report: Profile, releases: Releases, found: list[tuple[str, Score]]) -> None:
    """Print what an error is made of: the release that was named, and the one that is right."""
    print(f"\n{which} {label['id']} {label['report']['title']}: rests on {label['rests_on']}")
    shown = dict(found)
    if label["rests_on"]:
        shown.setdefault(label["rests_on"], score(report, releases[label["rests_on"]][0]))
    for id_, its in shown.items():
        print(f"  {id_} {its.odds:+.2f}")
        for reason in its.reasons:
            words = " = ".join(seen.words.text for seen in (reason.report, reason.release) if seen)
            print(f"    {reason.weight:+.2f} {reason.kind} {words}")


if __name__ == "__main__":
    main()
