"""How long links take, and how sure they stay, where thousands of releases are much alike: invented, the same each run.

    python -m benchmarks.facts.links_scale [RELEASES [REPORTS]]

Every other report rests on a release that is held. The others rest on one that is not: the same kind of letter, of the
same bodies and about the same subjects, with other figures. All are of few words, so that little tells them apart.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.facts.scoring import table
from benchmarks.relevance.wording import ENDS, FIRMS, SENTENCES, SITES, SUBJECTS, TEAMS, THINGS, TRADES
from indexer.extract.pages import Page
from indexer.facts.bodies.naming import name_key
from indexer.facts.links.forms import unpack
from indexer.facts.links.profile import Known, profile
from indexer.facts.links.ranking import ranked
from indexer.facts.links.tables import Publication, Tables
from indexer.facts.store import FactStore

_PLACES = [f"{first}{last}" for first in ("Brack", "Nor", "Ash", "Wyre", "Salt", "Quorn", "Pel", "Hol", "Ing", "Tar")
           for last in ("moor", "mere", "combe", "ham", "burgh", "dale", "ton", "wick", "ford", "ley")]  # fmt: skip
_KINDS = ("Borough Council", "County Council", "Police", "NHS Trust")
_DOINGS = ("reviewed", "deferred", "approved", "questioned", "noted", "rejected")


class Letter:
    """A release: some figures about a subject, and a firm or two that were paid."""

    def __init__(self, dice: Random) -> None:
        self.authority = f"{dice.choice(_PLACES)} {dice.choice(_KINDS)}"
        self.subject, self.thing = dice.choice(SUBJECTS), dice.choice(THINGS)
        self.day = date(2012, 1, 1) + timedelta(days=dice.randrange(4_000))
        self.sums = [dice.randrange(1_000, 900_000) for _ in range(3)]
        self.count = dice.randrange(20, 3_000)
        self.firms = [f"{dice.choice(FIRMS)} {dice.choice(TRADES)} {dice.choice(ENDS)}" for _ in range(2)]
        self.title = f"{self.subject.capitalize()} and {self.thing}"
        self._rest = [_sentence(dice) for _ in range(8)]

    def text(self) -> str:
        """Return the letter."""
        told = (
            f"You asked about {self.subject}. In the year there were {self.count:,} cases. We spent £{self.sums[0]:,}"
            f" on {self.thing}, of which £{self.sums[1]:,} was paid to {self.firms[0]} and £{self.sums[2]:,} to"
            f" {self.firms[1]}."
        )
        return "\n\n".join((self.authority, told, *self._rest))

    def reported(self, dice: Random) -> str:
        """Return what a paper makes of it."""
        rounded = f"more than £{self.sums[0] // 1000},000" if self.sums[0] > 10_000 and dice.random() < 0.5 else ""
        return (
            f"{self.authority} spent {rounded or f'£{self.sums[0]:,}'} on {self.thing}, a freedom of information"
            f" request has found. There were {self.count:,} cases of {self.subject}.\n\nThe largest payment,"
            f" £{self.sums[1]:,}, went to {self.firms[0].rsplit(' ', 1)[0]}. {_sentence(dice)}"
        )


def main() -> None:
    """Print a table."""
    many = [int(word) for word in sys.argv[1:]] or [5_000]
    releases, reports = many[0], many[1] if len(many) > 1 else many[0] // 5
    dice = Random("links")  # noqa: S311 - the same at every run
    held = [Letter(dice) for _ in range(releases)]
    with tempfile.TemporaryDirectory() as folder, FactStore(Path(folder) / "facts.sqlite") as facts:
        tables = Tables(facts.connection)
        begun = time.process_time()
        with facts.transaction():
            for number, letter in enumerate(held):
                _put(tables, f"r{number}", letter.title, letter.authority, letter.day, letter.text())
        made = time.process_time()
        right = {f"n{number}": f"r{number * 4 % releases}" if number % 2 else "" for number in range(reports)}
        with facts.transaction():
            for id_, its in right.items():
                letter = held[int(its[1:])] if its else Letter(dice)
                day = letter.day + timedelta(days=dice.randrange(20))
                _put(tables, id_, f"{letter.thing.capitalize()} at {letter.authority}", "", day, letter.reported(dice))
        read = time.process_time()
        found = dict(_linked(facts, tables, held))
        linked = time.process_time()
        size = facts.connection.execute("PRAGMA page_count").fetchone()[0] * 4096 / 1e6
    pairs = [id_ for id_, its in right.items() if its]
    hits = sum(found.get(id_) == right[id_] for id_ in pairs) / len(pairs)
    false = sum(bool(found.get(id_)) for id_, its in right.items() if not its) / (len(right) - len(pairs))
    head = ("releases", "reports", "profiles, CPU s", "reports, CPU s", "linking, CPU s", "file, MB", "Hits@1", "false")
    row = (f"{releases:,}", f"{reports:,}", f"{made - begun:.1f}", f"{read - made:.1f}", f"{linked - read:.1f}",
           f"{size:.0f}", f"{hits:.3f}", f"{false:.3f}")  # fmt: skip
    print("\n".join(table(head, [row])))


def _linked(facts: FactStore, tables: Tables, held: Sequence[Letter]) -> Iterator[tuple[str, str]]:
    with facts.transaction():
        for id_, packed in tables.waiting():
            report = unpack(packed)
            candidates = [(other, unpack(its)) for other, its in tables.candidates(report)]
            found = ranked(report, candidates, lambda other: [(other, (Page(1, held[int(other[1:])].text()),))])
            tables.link(id_, found)
            if found:
                yield id_, found[0][0]


def _put(tables: Tables, id_: str, title: str, authority: str, day: date, text: str) -> None:
    known = Known(title, authority, name_key(authority), day)
    tables.put(
        Publication(id_, not authority, "", "{}", (id_,)),
        profile(known, [(id_, [Page(1, text)], [])], report=not authority),
    )


def _sentence(dice: Random) -> str:
    return dice.choice(SENTENCES).format(
        team=dice.choice(TEAMS), doing=dice.choice(_DOINGS), thing=dice.choice(THINGS), site=dice.choice(SITES),
        month="March", reason="after complaints from residents", subject=dice.choice(SUBJECTS),
        count=dice.randrange(2, 400),
    )  # fmt: skip


if __name__ == "__main__":
    main()
