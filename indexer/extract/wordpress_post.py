"""Posts of WordPress, as its REST interface gives them."""

import json
import re
from collections.abc import Iterator

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.html import NO_TEXT, html_to_text

# Bounded: a bracket that is never closed must not be looked for to the end.
_SHORTCODE = re.compile(r"\[/[a-z][\w-]{1,40}\]|\[[a-z][\w-]{1,40}\s[^\[\]<>]{0,500}=[^\[\]<>]{0,500}\]")


class WordPressPostExtractor:
    """A page is the whole post: title, and its text, or the excerpt of one that has none."""

    name = "wordpress-post/1"
    media_types = frozenset({"application/vnd.wordpress.post+json"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the one page."""
        try:
            post = json.loads(body)
        except (ValueError, RecursionError) as exc:
            raise ExtractionError(f"not readable JSON: {exc}") from exc
        if not isinstance(post, dict):
            raise ExtractionError("not a post of WordPress: no JSON object")
        text = _rendered(post, "content") or _rendered(post, "excerpt")
        whole = "\n\n".join(part for part in (_rendered(post, "title"), text) if part)
        yield Page(1, whole, warning="" if whole else NO_TEXT)


def _rendered(post: dict[str, object], field: str) -> str:
    """A field's HTML as text. Shortcodes that no plug-in understood any more are left out; "[sic]" is none."""
    value = post.get(field)
    html = value.get("rendered") if isinstance(value, dict) else value
    return html_to_text(_SHORTCODE.sub("", html)).strip() if isinstance(html, str) else ""
