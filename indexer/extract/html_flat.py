"""HTML to text without a tree: for files nested too deeply for libxml2, which drops all beyond its limit."""

import re
from html.parser import HTMLParser

_LINES = frozenset(
    {
        "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "title", "tr", "ul",
    }
)  # fmt: skip
_APART = frozenset({"td", "th"})


class _Text(HTMLParser):
    """Collects text; elements that begin a line begin one, contents of `unseen` elements are left out."""

    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._unseen = unseen
        self._within = ""
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in self._unseen:
            self._within = tag
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        if tag in _LINES:
            self.parts.append("\n")
        elif tag in _APART:
            self.parts.append(" ")


def flat_text(html: str, unseen: frozenset[str]) -> str:
    """Return the text in the order of the file, a line for each block."""
    parser = _Text(unseen)
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)
