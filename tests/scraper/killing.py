"""Crawls in forked children that can be killed at once, a site with a history, and what an archive holds."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]

FIELDS = ("outcome", "note", "publications", "documents", "unchanged", "failed")
FORKER = (
    f"FIELDS = {FIELDS!r}"
    + """
import json, os, sys
from importlib import import_module
from pathlib import Path

def say(*words):  # in one call: a line that a kill cut in two would run into the next
    os.write(1, json.dumps(words).encode() + b"\\n")

def crawl_once(data, source, options):
    from scraper.crawl import CrawlOptions, crawl, crawl_urls
    urls = options.pop("urls", ())
    chosen = CrawlOptions(**options)
    (run,) = crawl_urls(Path(data), urls, chosen) if urls else [crawl(Path(data), source, chosen)]
    return {name: getattr(run, name) for name in FIELDS}

def forked(work, *arguments):
    # A crawl's reactor runs once in a process: each crawl has one, forked from this, where all is imported.
    pid = os.fork()
    if not pid:
        say("did", work(*arguments))
        os._exit(0)
    say("began", pid)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    say("ended", status)

for line in sys.stdin:
    data, source, options = json.loads(line)
    if source:
        forked(crawl_once, data, source, options)
    else:  # what a first crawl imported, all later ones have from here
        for name in options["modules"]:
            import_module(name)
        say("ended", 0)
"""
)
OF_THE_CRAWL = ("twisted.internet.reactor",)
"""Modules that a process may import only when it crawls."""

MODULES = """
import sys
from pathlib import Path
from scraper.crawl import CrawlOptions, crawl
crawl(Path(sys.argv[1]), "govuk-foi", CrawlOptions(base_url=sys.argv[2], delay=0))
print(*(name for name in sys.modules if name.partition(".")[0] in ("scrapy", "scraper", "twisted", "lxml", "parsel")))
"""


@dataclass(frozen=True)
class Ended:
    """How a crawl ended: `status` is -9 if it was killed, and then nothing else is known."""

    status: int
    outcome: str = ""
    note: str = ""
    publications: int = 0
    documents: int = 0
    unchanged: int = 0
    failed: int = 0


class Forker:
    """A process from which crawls are forked: they begin in a tenth of the time a new process takes."""

    def __init__(self, site_url: str, scratch: Path) -> None:
        known = subprocess.run(
            [sys.executable, "-c", MODULES, str(scratch), site_url],
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=True,
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", FORKER], cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._ask("", "", modules=[name for name in known.stdout.split() if name not in OF_THE_CRAWL])
        self._until_ended()

    def close(self) -> None:
        """End the process, and wait for it."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()

    def crawl(
        self, data: Path, site: Any, kill: "Kill | None" = None, source: str = "govuk-foi", **options: Any
    ) -> Ended:
        """Crawl the site into a data folder, and perhaps kill that."""
        self._ask(str(data), source, **{"base_url": site.url, "delay": 0, **options})
        if kill:
            kill.aim(site)
        said: dict[str, Any] = {}
        for word, value in self._lines():
            if word == "began" and kill:
                kill.found(value)
            elif word == "did":
                said = value
            elif word == "ended":
                if kill:
                    kill.call_off(site)
                return Ended(value, **said)
        raise AssertionError("the forker is gone")

    def _ask(self, data: str, source: str, **options: Any) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps([data, source, options]) + "\n")
        self.process.stdin.flush()

    def _lines(self) -> Iterator[tuple[str, Any]]:
        assert self.process.stdout
        for line in self.process.stdout:
            yield tuple(json.loads(line))

    def _until_ended(self) -> None:
        next(word for word, _ in self._lines() if word == "ended")


class Kill:
    """kill -9 of a crawl: some time after it began, or some time after its nth request reached the site."""

    def __init__(self, *, after: float, request: int = 0) -> None:
        self.after = after
        self.request = request
        self._seen = 0
        self._pid = 0
        self._known = threading.Event()
        self._timer = threading.Timer(after, self._kill)
        self._lock = threading.Lock()
        self._over = False

    @classmethod
    def at_random(cls, random: Random, requests: int, seconds: float) -> "Kill":
        """Choose a moment in a crawl that is expected to make so many requests in so many seconds."""
        if random.random() < 0.3:
            return cls(after=random.uniform(0, seconds))
        return cls(after=random.choice((0.0, random.uniform(0, 0.02))), request=random.randint(1, max(requests, 2)))

    def aim(self, site: Any) -> None:
        """Wait for the moment."""
        site.before = self._asked
        if not self.request:
            self._timer.start()

    def found(self, pid: int) -> None:
        """Know whom to kill."""
        self._pid = pid
        self._known.set()

    def call_off(self, site: Any) -> None:
        """Kill nobody any more."""
        with self._lock:
            self._over = True
        self._timer.cancel()
        self._known.set()
        site.before = lambda path: None

    def _asked(self, path: str) -> None:
        with self._lock:
            self._seen += 1
            due = self._seen == self.request
        if due and self.after:
            self._timer.start()
        elif due:
            self._kill()

    def _kill(self) -> None:
        self._known.wait(timeout=60)
        with self._lock:
            if self._pid and not self._over:
                with suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)


@contextmanager
def reading(data: Path) -> Iterator[sqlite3.Connection]:
    """Open a catalogue to look into it."""
    connection = sqlite3.connect(data / "archive" / "catalogue.sqlite")
    try:
        yield connection
    finally:
        connection.close()


def contents(data: Path, *, revisits: bool = True) -> dict[str, Any]:
    """Return all an archive holds, without times and keys: every version, every capture of each address in order.

    Without `revisits`, captures that only confirm what was held are left out: a list is read again from its head
    by the crawl after a killed one, so what it carries whole is confirmed once more.
    """
    with reading(data) as catalogue:
        publications, captures = defaultdict(list), defaultdict(list)
        for row in catalogue.execute(
            "SELECT p.source, p.native_id, p.record = v.record, v.record FROM publications p"
            " JOIN versions v ON v.publication = p.key ORDER BY p.key, v.number"
        ):
            publications[row[:2]].append(row[2:])
        for url, *capture in catalogue.execute("SELECT url, status, digest, revisit FROM captures ORDER BY key"):
            if revisits or not capture[-1]:
                captures[url].append(tuple(capture))
        return {
            "publications": dict(publications),
            "captures": dict(captures),
            "links": set(catalogue.execute(
                "SELECT p.native_id, l.url, l.title, l.kind, l.position, l.listed FROM links l"
                " JOIN publications p ON p.key = l.publication"
            )),
            "documents": set(catalogue.execute("SELECT * FROM documents")),
            "failures": set(catalogue.execute("SELECT source, url, stage, reason FROM failures")),
            "watermarks": set(catalogue.execute("SELECT * FROM watermarks")),
            "frontier": list(catalogue.execute("SELECT url, stage FROM frontier")),
        }  # fmt: skip


def differences(one: Path, other: Path, *, but: frozenset[str] = frozenset(), revisits: bool = True) -> list[str]:
    """Return in what two archives differ, a line for each thing, leaving out kinds of things."""
    first, second = contents(one, revisits=revisits), contents(other, revisits=revisits)
    found = []
    for kind in first.keys() - but:
        if isinstance(first[kind], dict):
            pairs = [(key, first[kind].get(key), second[kind].get(key)) for key in {*first[kind], *second[kind]}]
            found += [f"{kind}: {key}: {mine} is not {theirs}" for key, mine, theirs in pairs if mine != theirs]
        else:
            found += [f"{kind}: only one has {row}" for row in {*first[kind]} ^ {*second[kind]}]
    return found


def ended(data: Path) -> int:
    """Return how many runs are on record as having come to their end."""
    if not (data / "archive" / "catalogue.sqlite").exists():
        return 0
    with reading(data) as catalogue:
        try:
            return int(catalogue.execute("SELECT count(*) FROM runs WHERE finished IS NOT NULL").fetchone()[0])
        except sqlite3.OperationalError:  # killed before it had made its tables
            return 0


class Story:
    """A site of releases with two files each, and edits of every kind to it, each chosen at random."""

    def __init__(self, site: Any, random: Random, size: int) -> None:
        self.site = site
        self.random = random
        self.slugs: dict[str, tuple[str, ...]] = {}
        self._hour = 0
        for _ in range(size):
            self.add()

    def now(self) -> str:
        """Return the site's own time; two hours pass between two edits."""
        self._hour += 2
        day, hour = divmod(self._hour, 24)
        return f"20{14 + day // 336:02}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}T{hour:02}:00:00Z"

    def edit(self) -> None:
        """Change something."""
        ways = (self.add, self.add, self.reword, self.replace, self.withdraw, self.delete, self.lose, self.move,
                self.lose_file, self.cut_file)  # fmt: skip
        self.random.choice(ways)()

    def add(self) -> None:
        number = len(self.slugs)
        slug = f"release-{number}"
        self.slugs[slug] = tuple(f"{number * 10 + place:024x}/file-{place}.pdf" for place in range(2))
        self.site.publish(slug, self.now(), files=self.slugs[slug])

    def reword(self) -> None:
        slug = self._one()
        when = self.now()
        self.site.publish(slug, when, files=self.slugs[slug], title=f"FOI release: {slug}, as of {when}")

    def replace(self) -> None:
        slug = self._one()
        when = self.now()
        self.site.put(f"/media/{self.slugs[slug][0]}", f"%PDF-1.4 {slug} {when} %%EOF".encode())
        self.site.publish(slug, when, files=self.slugs[slug])

    def withdraw(self) -> None:
        slug = self._one()
        notice = {"explanation": f"<p>Out of date: {slug}.</p>", "withdrawn_at": self.now()}
        self.site.publish(slug, self.now(), files=self.slugs[slug], listed=False, withdrawn_notice=notice)

    def delete(self) -> None:
        path = f"/government/publications/{self._one()}"
        self.site.unlist(path)
        self.site.put(f"/api/content{path}", b"", 410)

    def lose(self) -> None:
        path = f"/government/publications/{self._one()}"
        self.site.unlist(path)
        self.site.put(f"/api/content{path}", b"not here", 404)

    def move(self) -> None:
        old, new = f"/government/publications/{self._one()}", f"/government/publications/{self._one()}"
        self.site.unlist(old)
        self.site.put(f"/api/content{old}", b"", 303, headers={"Location": f"/api/content{new}"})

    def lose_file(self) -> None:
        slug = self._one()
        self.site.put(f"/media/{self.slugs[slug][1]}", b"", 404)
        self.site.publish(slug, self.now(), files=self.slugs[slug])

    def cut_file(self) -> None:
        slug = self._one()
        self.site.put(f"/media/{self.slugs[slug][1]}", f"%PDF-1.4 {self.now()}".encode(), cut=True)
        self.site.publish(slug, self.now(), files=self.slugs[slug])

    def _one(self) -> str:
        return self.random.choice(list(self.slugs))
