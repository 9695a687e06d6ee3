"""One WordPress, under one address or several: its addresses, and what the articles of one are called."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from scraper.platforms.articles.listed import absolute

POST_FIELDS = "id,date_gmt,modified_gmt,slug,link,title,content,excerpt"
PER_PAGE = 20
"""Posts asked for at once; WordPress gives at most 100, and they come with their texts."""
UPLOADS = "/wp-content/uploads/"

_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif)$", re.I)


@dataclass(frozen=True, slots=True)
class Site:
    """`homes` are the addresses it has had, without paths, today's first. `sections` begin its articles' paths.

    A publication is known by its address at today's home, whichever home it was found at.
    """

    homes: tuple[str, ...]
    sections: tuple[str, ...]

    def slug_of(self, address: str) -> str:
        """Return the last word of an article's path, "" if it is no article's of this site."""
        path = self._path(address)
        words = [word for word in path.split("/") if word]
        return words[-1].lower() if len(words) > 1 and words[0].lower() in self.sections else ""

    def page(self, address: str) -> str:
        """Return an article's address at today's home, without query and fragment; one of elsewhere as it stands."""
        path = self._path(address)
        return f"{self.homes[0]}{path.rstrip('/')}/" if path else address

    def pages(self, slug: str) -> tuple[str, ...]:
        """Return the addresses an article may have moved through: another section, the same last word."""
        return tuple(f"{self.homes[0]}/{section}/{slug}/" for section in self.sections)

    def upload(self, address: str, base: str) -> str:
        """Return the full address of an uploaded file that is no picture, "" if it is none."""
        full = absolute(address, base)
        path = self._path(full)
        return full if path.startswith(UPLOADS) and not _IMAGE.search(path) else ""

    def posts(self, home: str) -> str:
        """Return the address of the list of posts, last changed first."""
        return f"{home}/wp-json/wp/v2/posts?per_page={PER_PAGE}&orderby=modified&order=desc&_fields={POST_FIELDS}"

    def post(self, home: str, number: int) -> str:
        """Return the address of one post by itself."""
        return f"{home}/wp-json/wp/v2/posts/{number}?_fields={POST_FIELDS}"

    def _path(self, address: str) -> str:
        """The path of an address of this site, "" if it is elsewhere."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return ""
        hosts = {urlsplit(home).netloc for home in self.homes}
        return parts.path if parts.netloc.lower() in hosts else ""
