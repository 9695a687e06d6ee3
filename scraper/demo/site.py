"""The demo site as a running server on the loopback address, for `foi demo` and for tests."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from scraper.demo.answers import Answer, Asked, answer
from scraper.demo.model import Asset, Contents, Entry
from scraper.demo.shipped import shipped

ADDRESS = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was answered. `target` is path and query as sent; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    status: int

    @property
    def path(self) -> str:
        return urlsplit(self.target).path


class DemoSite:
    """A web site that plays www.gov.uk and its assets host under one address, while the `with` lasts.

    What it holds can be changed between two crawls: entries and assets are frozen, so a test takes one,
    makes another of it with dataclasses.replace, and puts it in its place.
    """

    def __init__(self, entries: Iterable[Entry] = (), assets: Iterable[Asset] = (), *, port: int = 0) -> None:
        """Raises OSError if the port is taken; port 0 takes any that is free."""
        self.contents = Contents().with_(*entries, *assets)
        self._requests: list[Request] = []
        self._faults: dict[str, list[Answer]] = {}
        self._lock = Lock()
        self._server = _Server(self, port)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    @classmethod
    def shipped(cls, *, port: int = 0) -> Self:
        """Return the site with the content that comes with the package."""
        contents = shipped()
        return cls(contents.entries.values(), contents.assets.values(), port=port)

    @property
    def url(self) -> str:
        """The site's own address, without a slash at the end; all payloads give it."""
        return f"http://{ADDRESS}:{self._server.server_port}"

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request answered so far, in order."""
        with self._lock:
            return tuple(self._requests)

    def forget_requests(self) -> None:
        """Begin the record of requests anew, as between two crawls."""
        with self._lock:
            self._requests.clear()

    def entry(self, base_path: str) -> Entry:
        """Return the entry at a path; raises KeyError if there is none."""
        return self.contents.entries[base_path]

    def asset(self, name: str) -> Asset:
        """Return the file at a path, or of a name; raises KeyError if there is none."""
        found = self.contents.assets.get(name)
        return found or next(one for one in self.contents.assets.values() if one.name == name)

    def replace(self, *things: Entry | Asset, robots: str | None = None) -> None:
        """Put entries and assets in the place of what stands at their addresses, or add them."""
        contents = self.contents.with_(*things)
        self.contents = contents if robots is None else replace(contents, robots=robots)

    def remove(self, address: str) -> None:
        """Take away what stands at a path, so that it is not found."""
        self.contents = self.contents.without(address)

    def fail(self, path: str, status: int = 503, *, times: int = 1, headers: dict[str, str] | None = None) -> None:
        """Answer the next requests of a path with an error, whatever stands there."""
        fault = Answer(HTTPStatus(status), tuple((headers or {}).items()), b"this failure was asked for\n")
        with self._lock:
            self._faults[path] = [fault] * times

    def answer(self, method: str, target: str, headers: dict[str, str]) -> Answer:
        """Answer a request and put it on record."""
        path, _, query = target.partition("?")
        with self._lock:
            faults = self._faults.get(path)
            found = faults.pop() if faults else None
        found = found or answer(Asked(path, query, headers), self.contents, self.url)
        with self._lock:
            self._requests.append(Request(method, target, headers, int(found.status)))
        return found

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.drop_connections()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    """Keeps its open connections, to end them: a client that keeps one alive would hold up the closing."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self, site: DemoSite, port: int) -> None:
        self.site = site
        self._open: set[socket] = set()
        super().__init__((ADDRESS, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a client that hangs up is no fault of the site
            super().handle_error(request, client_address)

    def drop_connections(self) -> None:
        """End what is still open, so that closing does not wait for clients."""
        for connection in tuple(self._open):
            try:
                connection.shutdown(SHUT_RDWR)
            except OSError:
                continue  # it ended by itself meanwhile


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        found = self.server.site.answer(self.command, self.path, headers)
        self.send_response(found.status)
        for name, value in found.headers:
            self.send_header(name, value)
        if found.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body[: found.breaks_after])
        if found.breaks_after is not None:
            self.close_connection = True

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the site keeps its own record."""
