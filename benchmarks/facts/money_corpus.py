"""How well sums are read in real documents: `python -m benchmarks.facts.money_corpus DATA MANIFEST`.

DATA is a data folder in which the corpus was indexed, MANIFEST its list of files with their digests. Of the labelled
pages it counts the sums that were found as labelled; on those labelled whole, what was taken for a sum and is none.
"""

import csv
import sys
from pathlib import Path

from benchmarks.facts.money import paired
from benchmarks.facts.scoring import Label, labels
from indexer.extract.pages import Page
from indexer.facts.money.finding import money
from indexer.facts.text import Text
from indexer.text import TextStore


def main() -> None:
    """Print three counts."""
    with TextStore(Path(sys.argv[1]) / "text" / "text.sqlite") as store, Path(sys.argv[2]).open(newline="") as manifest:
        digests = {row["path"]: row["sha256"] for row in csv.DictReader(manifest)}
        each = [counted(label, pages(store, digests[label["file"]])) for label in labels("money", "corpus")]
    there, right, false, whole = (sum(column) for column in zip(*each, strict=True))
    print(f"{right} of {there} labelled sums found; {false} false ones on {whole} pages that are labelled whole")


def pages(store: TextStore, digest: str) -> list[Page]:
    """Return the pages of a document as they were read last."""
    made = [one for one in store.made(digest) if one.pages][-1]
    return list(store.pages(made.digest, made.extractor))


def counted(label: Label, document: list[Page]) -> tuple[int, int, int, int]:
    """Return of a page how many sums are labelled, how many found, how many false, and 1 if it is labelled whole."""
    text = next(page.text for page in document if page.number == label["page"])
    found = [fact for fact in money(Text(document)) if fact.words.page == label["page"]]
    right = len(paired({"text": text, "sums": label["sums"]}, found))
    return len(label["sums"]), right, len(found) - right if label["whole"] else 0, int(label["whole"])


if __name__ == "__main__":
    main()
