"""Forty ways to break a source, each met for the first time; then good days, on which nobody is to be alarmed."""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.scraper.breaking import BREAKAGES, UNSEEN, broken
from tests.scraper.conftest import ScriptedSite
from tests.scraper.houses import GOOD, HOUSES, grown
from tests.scraper.killing import Forker


def main() -> int:
    """Print what was flagged and what was not; end with 1 if that is worse than was promised."""
    day, only = "two new", sys.argv[1:]
    if "--one" in only:
        day = "new"
        only.remove("--one")
    ways = BREAKAGES
    if "--unseen" in only:
        ways = UNSEEN
        only.remove("--unseen")
    count: Counter[str] = Counter()
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        warm = ScriptedSite()
        forker = Forker(warm.url, Path(folder) / "warm")
        warm.close()
        for kind in HOUSES:
            if only and kind.__name__ not in only:
                continue
            house = kind()
            data = Path(folder) / kind.__name__
            for what, found in grown(house, forker, data):
                _good(count, kind.__name__, what, found)
            house.live(day)
            for number, breakage in enumerate(one for one in ways if one.house is kind):
                found = broken(house, breakage, forker, data, Path(folder) / f"{kind.__name__}-{number}")
                count["flagged" if found else "missed"] += 1
                said = "; ".join(f"{one.kind}: {one.what}" for one in found) or "NOT FLAGGED"
                print(f"{kind.__name__}: {breakage.name}\n    {said[:400]}", flush=True)
            _good(count, kind.__name__, day, house.crawl(forker, data))
            for what in GOOD:
                house.live(what)
                _good(count, kind.__name__, what, house.crawl(forker, data))
            house.site.close()
        forker.close()
    bad, good = count["flagged"] + count["missed"], count["good"] + count["false"]
    print(f"{count['flagged']} of {bad} breakages flagged by the first bad run")
    print(f"{count['false']} false alarms in {good} good runs")
    print(f"{time.process_time() - began:.0f} s of processor beside the crawls'")
    return int(count["missed"] > 2 or count["false"] * 100 > good)


def _good(count: Counter[str], name: str, what: str, found: tuple[object, ...]) -> None:
    count["false" if found else "good"] += 1
    if found:
        print(f"{name}: FALSE ALARM on a day of {what!r}: {found}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
