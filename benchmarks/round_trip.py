"""There and back: a data folder exported, verified, imported elsewhere and asked; time and peak memory of each step.

python -m benchmarks.round_trip FOLDER [--with-files]

FOLDER is an indexed data folder; PAGES=100000 python -m benchmarks.collection FOLDER makes one of any size, `foi index`
its index. Every step is a process of its own. The answers to QUERIES (300) questions taken from the texts must be the
same there and here: documents, pages, scores, snippets, and how each page is cited. Ends with 1 if one is not.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from indexer.citing.citations import citation
from indexer.errors import QueryError
from indexer.extract.base import Page
from indexer.places import Places
from indexer.query import parse
from indexer.reading import IMPORTED
from indexer.search import Hit, Searching, opened
from indexer.text import TextStore
from scraper.archive.records import Digest, NoSuchDocument
from scraper.archive.store import Archive

QUERIES = int(os.environ.get("QUERIES") or 300)
FOI = (sys.executable, "-m", "search_cli")
HERE = (sys.executable, "-m", "benchmarks.round_trip")
NAME = "ours"


def main(data: Path, *options: str) -> int:
    """Go there and back, print the table, and return how it ended.

    The text of news goes along: without it the rest would be ranked by what is left.
    """
    options = ("--with-news-text", *options)
    with tempfile.TemporaryDirectory(prefix="round-trip-") as folder:
        bundle, theirs = Path(folder) / f"{NAME}.foi", Path(folder) / "theirs"
        there = theirs / "collections" / NAME
        print(f"{'step':<10} {'seconds':>8} {'CPU s':>8} {'peak MB':>8}", flush=True)
        step("export", *FOI, "--data", data, "export", bundle, *options)
        step("verify", *FOI, "verify", bundle)
        step("import", *FOI, "--data", theirs, "import", bundle)
        step("again", *FOI, "--data", theirs, "import", bundle)
        answers = Path(folder) / "questions"
        step("questions", *HERE, "ask", data, answers)
        for name, where in (("ask ours", data), ("ask theirs", there)):
            step(name, *HERE, "answer", where, answers, f"{answers}-{name[4:]}")
        second = Path(folder) / "second.foi"
        step("back", *FOI, "--data", there, "export", second, *options)
        ours, here = (Path(f"{answers}-{whose}").read_bytes().splitlines() for whose in ("ours", "theirs"))
        wrong = sum(one != other for one, other in zip(ours, here, strict=True))
        hits = sum(len(json.loads(line)["hits"]) for line in ours)
        sizes = (size(one) / 1e6 for one in (data, there))
        print(
            f"bundle {bundle.stat().st_size / 1e6:,.1f} MB; folders {' and '.join(f'{one:,.1f}' for one in sizes)} MB"
        )
        print(f"{len(ours):,} questions, {hits:,} hits with their citations: {wrong:,} answered otherwise")
        return 1 if wrong or not hits else 0


def step(name: str, *words: str | Path) -> None:
    """Run a step, and print what it took. Ends the program if it fails."""
    began = time.perf_counter()
    running = subprocess.Popen([*map(str, words)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(running.pid, 0)
    seconds = time.perf_counter() - began
    print(
        f"{name:<10} {seconds:>8.1f} {usage.ru_utime + usage.ru_stime:>8.1f} {usage.ru_maxrss / 1024:>8.0f}", flush=True
    )
    if status:
        sys.exit(f"{name} ended with {os.waitstatus_to_exitcode(status)}")


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def ask(data: Path, questions: Path) -> None:
    """Write questions: words, phrases and filters out of pages taken by chance, the same for the same texts."""
    random = Random(20260801)  # noqa: S311  (a choice of pages, not secrets)
    with TextStore(Places(data).text) as store:
        made = sorted({one.digest: one for one in store.made() if one.pages}.values(), key=lambda one: one.digest)
        chosen = [random.choice(made) for _ in range(QUERIES)]
        pages = [store.page(one.digest, one.extractor, random.randint(1, one.pages)) for one in chosen]
    asked = (question for page in pages if page for question in _of(page, random))
    questions.write_text("".join(f"{one}\n" for one in asked), encoding="utf-8")


def _of(page: Page, random: Random) -> Iterator[str]:
    words = [word for word in page.text.split() if word.isalpha() and len(word) > 3]
    if len(words) < 5:
        return
    at = random.randrange(len(words) - 3)
    forms = (
        random.choice(words), " ".join(random.sample(words, 2)), " ".join(random.sample(words, 3)),
        f'"{words[at]} {words[at + 1]}"', f"{words[at]} -{words[at + 2]}", f"{words[at][:4]}*", f"title:{words[at]}",
    )  # fmt: skip
    yield random.choice(forms)


def answer(data: Path, questions: Path, target: Path) -> None:
    """Write what a data folder answers to each question, a line for each."""
    places = Places(data)
    with (
        opened(places) as searching,
        Archive.open(places.archive, create=False) as archive,
        TextStore(places.text) as store,
        target.open("w", encoding="utf-8") as file,
    ):
        for question in questions.read_text("utf-8").splitlines():
            file.write(json.dumps(_answer(searching, archive, store, question)) + "\n")


def _answer(searching: Searching, archive: Archive, store: TextStore, question: str) -> dict[str, object]:
    try:
        results = searching.search(parse(question), limit=10, facets=("source", "authority", "kind"), asked=question)
    except QueryError as error:
        return {"question": question, "hits": [], "error": str(error)}
    hits = [(_hit(hit), _cited(archive, store, hit)) for hit in results.hits]
    return {"question": question, "total": results.total, "facets": dict(results.facets), "hits": hits}


def _hit(hit: Hit) -> dict[str, object]:
    card = json.loads(hit.card.to_json())
    card["extractor"] = card["extractor"].removesuffix(IMPORTED)
    pages = [(page.number, page.label, page.snippet.text, page.how, page.confidence) for page in hit.pages]
    return {"rank": hit.rank, "score": hit.score, "card": card, "pages": pages, "numbers": hit.numbers}


def _cited(archive: Archive, store: TextStore, hit: Hit) -> list[str]:
    try:
        digest = Digest(hit.card.digest)
        return [citation(archive, store, digest, page.number or None).line for page in hit.pages]
    except NoSuchDocument as error:
        return [str(error)]


if __name__ == "__main__":
    if sys.argv[1] == "ask":
        ask(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1] == "answer":
        answer(Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
