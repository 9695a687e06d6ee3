"""What a crawl of sites that did not change asks for a second time, and what it stores; then a sweep of the same.

Lists are asked for again, each part once; what is held is asked for conditionally, and is answered 304 where the site
can say so. What else is asked for stands in a column of its own. The last run is a sweep of the same site once it knows
no ETags any more: all is sent again, and must be found to be the same.
"""

import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.scraper.conftest import ScriptedSite
from tests.scraper.edits.campaign import KINDS
from tests.scraper.edits.counting import Counted, count
from tests.scraper.killing import Forker

HEAD = ("source", "run", "asked", "lists", "if new", "other", "304", "bytes", "versions", "documents", "blobs")


def main() -> None:
    """Crawl sites of as many publications as the first argument says; then crawl and sweep them unchanged."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    print(f"{size} publications a source; requests without robots.txt; what is stored is what the run added")
    print(row(*HEAD))
    with tempfile.TemporaryDirectory() as folder:
        warm = ScriptedSite()
        forker = Forker(warm.url, Path(folder) / "warm")
        warm.close()
        for kind in KINDS:
            site = ScriptedSite()
            shelf = kind(site, Random(20260801), size)  # noqa: S311  (words, not secrets)
            before = Counted((), 0, 0, 0)
            for run in ("first", "second", "sweep", "no tags"):
                site.plain = run == "no tags"
                after = count(forker, Path(folder) / shelf.source, shelf, sweep=run in {"sweep", "no tags"})
                print(line(shelf.source, run, after, before))
                before = after
            site.close()
        forker.close()


def line(source: str, run: str, after: Counted, before: Counted) -> str:
    """Return a line of the table."""
    lists, plain = len(after.lists), len(after.plain)
    asked = len(after.asked)
    unchanged = sum(one.status == 304 for one in after.asked)
    added = (after.versions - before.versions, after.documents - before.documents, after.blobs - before.blobs)
    return row(source, run, asked, lists, asked - plain, plain - lists, unchanged, f"{after.bytes:,}", *added)


def row(source: str, run: str, *rest: object) -> str:
    """Return a row of the table."""
    return f"{source:16}{run:8}" + "".join(f"{value!s:>10}" for value in rest)


if __name__ == "__main__":
    main()
