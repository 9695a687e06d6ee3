"""A running demo site and a client that follows nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection

import pytest

from scraper.demo.site import DemoSite


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[..., Reply]


@pytest.fixture
def site() -> Iterator[DemoSite]:
    with DemoSite.shipped() as running:
        yield running


@pytest.fixture
def ask(site: DemoSite) -> Ask:
    """Return a function that asks the site for a path, with headers if need be."""

    def asked(path: str, method: str = "GET", **headers: str) -> Reply:
        connection = HTTPConnection(site.url.removeprefix("http://"), timeout=10)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            reply = connection.getresponse()
            found = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, found, reply.read())
        finally:
            connection.close()

    return asked
