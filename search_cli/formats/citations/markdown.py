"""Markdown: one line for each citation, as for a footnote."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag

from indexer.citing import Citation
from search_cli.formats.citations import words

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#~|!&$^=])")
"""What CommonMark, or a usual extension of it, could take for markup within a line."""
_BRACKETS = str.maketrans({"(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "\\": "%5C", "*": "%2A", "_": "%5F"})


def lines(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield a line for each citation. A document's link opens a PDF at the page."""
    for citation in citations:
        first, second = [*words.addresses(citation), "", ""][:2]
        by = ", by ".join(filter(None, (words.author(citation), words.carrier(citation))))
        title = _linked(f"“{words.title(citation)}”", first if second else _at_page(citation, first))
        published = citation.published
        facts = (
            f"{plain(by)}: {title}" if by else title,
            plain(words.genre(citation)),
            plain(words.references(citation)),
            words.day(published) if published else "",
            _linked(words.part(citation), _at_page(citation, second)),
            *map(plain, words.remarks(citation)),
            words.captured(citation),
        )
        yield f"{', '.join(filter(None, facts))}. `{citation.line}`\n"


def plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _ACTIVE.sub(r"\\\1", text)


def _linked(text: str, url: str) -> str:
    return f"[{plain(text)}]({url.translate(_BRACKETS)})" if text and url else plain(text)


def _at_page(citation: Citation, url: str) -> str:
    """Return an address that opens a PDF at its page. Source: PDF open parameters, which browsers know."""
    if (
        citation.page
        and citation.card.media_type == words.PDF
        and url == citation.anchor.origin
        and not citation.card.parent
    ):
        return f"{urldefrag(url).url}#page={citation.page.number}"
    return url
