"""A site on the loopback address that answers as it is told, and a crawl of it in a process of its own."""

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from scraper.archive.store import Archive
from tests import forking
from tests.scraper.killing import Forker

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
FCDO = "foreign-commonwealth-development-office"


@dataclass
class Answer:
    """What one path, or one path with its query, answers.

    `cut`: fewer bytes are sent than announced. `hang_up`: nothing is sent at all. `plain`: no ETag is sent.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "application/octet-stream"
    cut: bool = False
    hang_up: bool = False
    plain: bool = False


@dataclass(frozen=True)
class Asked:
    """One request the site got. `address` is the path with its query, `sent` counts the bytes of its answer."""

    path: str
    conditional: bool
    status: int
    agent: str
    sent: int = 0
    address: str = ""


class ScriptedSite:
    """Paths and their answers; the search lists whatever is in `listed`, newest first.

    `posted`: what is answered to JSON that is sent, by the number of the page it asks for. `spoil` has the last word
    on an answer, by the path and query that were asked for. `plain`: it knows no ETags.
    """

    plain = False

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.listed: list[dict[str, Any]] = []
        self.asked: list[Asked] = []
        self.posted: dict[int, bytes] = {}
        self.search: Callable[[dict[str, list[str]]], Answer] = self.usual_search
        self.before: Callable[[str], None] = lambda path: None
        self.spoil: Callable[[str, Answer], Answer] = lambda path, answer: answer
        self.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /*/print$\n", media_type="text/plain")
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with suppress(ConnectionError):  # whoever asked was killed
                    site.answer(self)

            def do_POST(self) -> None:
                sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                site.put(self.path, site.posted[sent["page"]], media_type="application/json")
                site.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(request.path)
        self.before(parts.path)
        if parts.path == "/api/search.json":
            answer = self.search(parse_qs(parts.query))
        else:
            answer = self.answers.get(request.path) or self.answers.get(parts.path) or Answer(b"not here", 404)
        answer = self.spoil(request.path, answer)
        tag = f'"{sha256(answer.body).hexdigest()[:16]}"'
        condition = request.headers.get("If-None-Match")
        status = 304 if answer.status == 200 and condition == tag and not self.plain else answer.status
        body = b"" if status == 304 else answer.body
        agent = request.headers.get("User-Agent", "")
        self.asked.append(Asked(parts.path, bool(condition), status, agent, len(body), request.path))
        request.close_connection = True
        if answer.hang_up:
            return
        request.send_response(status)
        for name, value in answer.headers.items():
            request.send_header(name, value)
        if answer.status == 200 and not (answer.plain or self.plain):
            request.send_header("ETag", tag)
        request.send_header("Content-Type", answer.media_type)
        request.send_header("Connection", "close")
        request.send_header("Content-Length", str(len(body) + (1000 if answer.cut else 0)))
        request.end_headers()
        request.wfile.write(body)

    def usual_search(self, query: dict[str, list[str]]) -> Answer:
        start, count = int(query["start"][0]), int(query["count"][0])
        results = sorted(self.listed, key=lambda one: str(one["public_timestamp"]), reverse=True)
        page = {"results": results[start : start + count], "total": len(results), "start": start}
        return Answer(json.dumps(page).encode(), media_type="application/json")

    def publish(self, slug: str, when: str, *, files: tuple[str, ...] = (), listed: bool = True, **changes: Any) -> str:
        """Put up a release with files, each a PDF of its own unless there is an answer already; return its path."""
        path = f"/government/publications/{slug}"
        item = content_item(path, when, [f"{self.url}/media/{name}" for name in files])
        item["details"].update(changes.pop("details", {}))
        item.update(changes)
        self.answers[f"/api/content{path}"] = Answer(json.dumps(item).encode(), media_type="application/json")
        for name in files:
            self.answers.setdefault(f"/media/{name}", Answer(PDF + name.encode(), media_type="application/pdf"))
        self.listed = [one for one in self.listed if one["link"] != path]
        if listed:
            organisation = {"slug": FCDO, "title": "Foreign, Commonwealth & Development Office"}
            self.listed.append(
                {"link": path, "title": item["title"], "public_timestamp": when, "organisations": [organisation]}
            )
        return path

    def put(self, path: str, body: bytes = b"", status: int = 200, **how: Any) -> None:
        """Answer a path with these bytes from now on; one that names a query answers that query alone."""
        self.answers[path] = Answer(body, status, **how)

    def unlist(self, path: str) -> None:
        """Take a publication out of the search, as GOV.UK does once it is withdrawn, moved or deleted."""
        self.listed = [one for one in self.listed if one["link"] != path]

    def paths(self) -> list[str]:
        """Return what was asked for since the last call, without robots.txt."""
        asked = [one.path for one in self.asked if one.path != "/robots.txt"]
        self.asked.clear()
        return asked


def content_item(path: str, when: str, files: list[str]) -> dict[str, Any]:
    """Return the content item of an invented release."""
    slug = path.rpartition("/")[2]
    organisation = {"title": "Foreign, Commonwealth & Development Office"}
    return {
        "base_path": path,
        "content_id": f"id-of-{slug}",
        "locale": "en",
        "document_type": "foi_release",
        "schema_name": "publication",
        "title": f"FOI release: {slug}",
        "description": f"What was asked about {slug}.",
        "first_published_at": when,
        "public_updated_at": when,
        "withdrawn_notice": {},
        "links": {"organisations": [organisation]},
        "details": {
            "body": "<div><p>An answer.</p></div>",
            "attachments": [
                {"attachment_type": "file", "id": name, "title": f"Letter {name}", "url": name} for name in files
            ],
        },
    }


@pytest.fixture
def site() -> Iterator[ScriptedSite]:
    """Return a site with nothing on it."""
    scripted = ScriptedSite()
    yield scripted
    scripted.close()


CRAWL = """
import json, os, resource, sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from scraper.crawl import CrawlError, CrawlOptions, crawl

def listening():
    # Inodes of this process's own listening sockets, as the kernel tells them; -1 where it does not.
    if not Path("/proc/self/net/tcp").exists():
        return -1
    rows = [line.split() for table in ("tcp", "tcp6") for line in open(f"/proc/self/net/{table}").readlines()[1:]]
    inodes = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A"}
    folder = "/proc/self/fd"
    links = [os.readlink(f"{folder}/{fd}") for fd in os.listdir(folder) if os.path.lexists(f"{folder}/{fd}")]
    return len(inodes & set(links))

options = json.loads(sys.argv[2])
if "file_limit" in options:
    limit = options.pop("file_limit")
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if "since" in options:
    options["since"] = date.fromisoformat(options["since"])
for name in ("organisations", "assets_hosts"):
    if name in options:
        options[name] = tuple(options[name])
seen, ports = [], []
def progress(run):
    seen.append(run)
    ports.append(listening())
try:
    run = crawl(Path(sys.argv[1]), options.pop("source", "govuk-foi"), CrawlOptions(**options), progress)
except CrawlError as exc:
    print(json.dumps({"error": str(exc)}))
else:
    print(json.dumps({**asdict(run), "seen": len(seen), "ports": max(ports, default=0)}, default=str))
"""


@dataclass(frozen=True)
class Crawled:
    """How a crawl ended, and what it wrote to standard error."""

    outcome: str = ""
    note: str = ""
    publications: int = 0
    documents: int = 0
    unchanged: int = 0
    failed: int = 0
    seen: int = 0
    ports: int = 0
    error: str = ""
    stderr: str = ""


@pytest.fixture(scope="session")
def forker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forker]:
    """Return a process from which crawls are forked."""
    warm = ScriptedSite()
    process = Forker(warm.url, tmp_path_factory.mktemp("warm"))
    warm.close()
    yield process
    process.close()


@pytest.fixture
def crawl_site(site: ScriptedSite, tmp_path: Path) -> Callable[..., Crawled]:
    """Return a function that crawls the site into `tmp_path`, in a child: a reactor runs once in a process.

    `interrupt_at`: a path; once it is asked for, the child gets the signal of Ctrl-C. `file_limit`: bytes
    beyond which the child cannot write a file.
    """

    def run(*, interrupt_at: str = "", **options: Any) -> Crawled:
        asked = {"base_url": site.url, "delay": 0, **options}
        child: Future[int] = Future()
        if interrupt_at:
            site.before = lambda path: (
                os.kill(child.result(timeout=60), signal.SIGINT) if path == interrupt_at else None
            )
        done = forking.forker().run(CRAWL, str(tmp_path), json.dumps(asked), seconds=120, began=child.set_result)
        site.before = lambda path: None
        assert done.status == 0, done.stderr
        said = json.loads(done.stdout)
        wanted = {name: said[name] for name in Crawled.__dataclass_fields__ if name in said}
        return Crawled(**wanted, stderr=done.stderr)

    return run


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    """Return the archive that `crawl_site` writes."""
    with Archive.open(tmp_path / "archive") as opened:
        yield opened
