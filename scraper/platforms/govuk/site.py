"""GOV.UK's addresses: what is a page, what is a file, and how each is asked for."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from scraper.crawling.asked import site_address

HOME = "https://www.gov.uk"
ASSETS = "assets.publishing.service.gov.uk"

FILE_PATHS = ("/government/uploads/", "/media/")
FILE_KEY = re.compile(r"/(attachment_data)/file/(\d+)/|/(media)/([0-9a-f]{24})/")


@dataclass(frozen=True, slots=True)
class Site:
    """One GOV.UK, real or a test site: where its pages are, and which hosts may hold its files.

    Payloads name www.gov.uk in full now and then, also where they are served from elsewhere; such an
    address means the same page here. A file's host is taken as it stands.
    """

    base_url: str = HOME
    assets_hosts: tuple[str, ...] = (ASSETS,)

    @classmethod
    def at(cls, base_url: str = "", assets_hosts: tuple[str, ...] = ()) -> "Site":
        """Return a site with its usual assets hosts. Raises ValueError if the address is none."""
        base = site_address(base_url, HOME)
        usual = (ASSETS,) if base == HOME else ()
        return cls(base, tuple(host.lower() for host in assets_hosts) or usual)

    @property
    def host(self) -> str:
        """The host of the pages, with its port if it has one."""
        return urlsplit(self.base_url).netloc.lower()

    @property
    def hosts(self) -> frozenset[str]:
        """Every host that may be asked for anything."""
        return frozenset((self.host, *self.assets_hosts))

    def page(self, path: str) -> str:
        """Return the address a person would open."""
        return self.base_url + path

    def api(self, path: str) -> str:
        """Return the address of a page's content item."""
        return f"{self.base_url}/api/content{path}"

    def path_of(self, address: str) -> str | None:
        """Return the path of a page of this site, without query and fragment; None if it is elsewhere."""
        try:
            parts = urlsplit(urljoin(self.base_url + "/", address.strip()))
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"} or parts.netloc.lower() not in {self.host, urlsplit(HOME).netloc}:
            return None
        path = parts.path
        if path.startswith("/api/content/"):
            path = path.removeprefix("/api/content")
        return path if path.startswith("/") and path != "/" else None

    def file(self, address: str) -> str | None:
        """Return the full address of a file that may be fetched; None if it is none of this site's files."""
        try:
            full = urljoin(self.base_url + "/", address.strip())
            parts = urlsplit(full)
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"} or not parts.path.startswith(FILE_PATHS):
            return None
        if parts.path.endswith("/preview"):  # a spreadsheet shown as a page
            return None
        if parts.netloc.lower() not in self.hosts:
            return self.file(parts.path) if parts.netloc.lower() == urlsplit(HOME).netloc else None
        return parts._replace(fragment="").geturl()


def file_key(address: str) -> str:
    """Name a file by its number or media id, since host and name vary for one file; else by its address."""
    match = FILE_KEY.search(address)
    if match:
        return "/".join(part for part in match.groups() if part)
    return address.partition("#")[0]
