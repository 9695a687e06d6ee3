"""The addresses of an Alaveteli site: its lists, its requests, the files in them."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

_REQUEST = re.compile(r"(?:/[a-z]{2}(?:[-_][A-Za-z]{2,4})?)?/request/(?P<slug>[^/]+?)(?:\.json)?")
_FILE = re.compile(r"(?:/[a-z]{2}(?:[-_][A-Za-z]{2,4})?)?/request/[^/]+/response/\d+/attach/(?!html/)\d+/[^/]+")
_WAITING = re.compile(r"/attachments?/.*\bwait")


@dataclass(frozen=True, slots=True)
class Site:
    """One site, real or for tests. Some put the language before every path: /en/request/..."""

    base_url: str

    @classmethod
    def at(cls, base_url: str) -> "Site":
        """Return the site at an address. Raises ValueError if that is none."""
        base = base_url.strip().rstrip("/")
        fault = ValueError(f"{base_url!r} is not the address of a site, such as https://www.whatdotheyknow.com")
        try:
            parts = urlsplit(base)
        except ValueError:
            raise fault from None
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
            raise fault
        return cls(base)

    @property
    def host(self) -> str:
        """The host, with its port if it has one."""
        return urlsplit(self.base_url).netloc.lower()

    def request(self, slug: str) -> str:
        """Return the address of a request, which a person would open."""
        return f"{self.base_url}/request/{slug}"

    def payload(self, slug: str) -> str:
        """Return the address of a request's JSON."""
        return f"{self.request(slug)}.json"

    def feed(self, body: str, page: int) -> str:
        """Return the address of a page of the feed of one body, or of all, as JSON."""
        name = f"body/{quote(body, safe='')}" if body else "list/recent"
        return f"{self.base_url}/feed/{name}.json?page={page}"

    def slug_of(self, address: str) -> str | None:
        """Return the name of the request an address of this site leads to, None if it leads to none.

        The number of a request in place of its name does not count: such addresses lead on to the name.
        """
        match = _REQUEST.fullmatch(self._path(address))
        return match["slug"] if match and not match["slug"].isdigit() else None

    def file(self, address: str) -> str | None:
        """Return the one address of a file in a message, None if an address is of none.

        The query says how to pass a cookie on and the like: without it one file has one address.
        """
        path = self._path(address)
        return self.base_url + path if _FILE.fullmatch(path) else None

    def _path(self, address: str) -> str:
        """Return the path of an address, "" if it is on another site."""
        try:
            parts = urlsplit(urljoin(self.base_url + "/", address.strip()))
        except ValueError:
            return ""
        return parts.path if parts.scheme in {"http", "https"} and parts.netloc.lower() == self.host else ""


def is_waiting(url: str) -> bool:
    """Return whether an answer came from the page that is shown while a file is being masked."""
    return bool(_WAITING.search(urlsplit(url).path))
