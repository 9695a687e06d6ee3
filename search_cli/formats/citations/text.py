"""Text to read, or to paste into a mail: a sentence, the addresses, the anchor."""

from collections.abc import Iterable, Iterator

from indexer.citing import Citation
from search_cli import terminal
from search_cli.formats.citations import words


def lines(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield a block for each citation, with an empty line between two. The anchor is never broken into lines."""
    for number, citation in enumerate(citations):
        if number:
            yield "\n"
        yield f"{terminal.folded(sentence(citation))}\n"
        for address in words.addresses(citation):
            yield f"{terminal.link(address, address)}\n"
        yield f"{terminal.dim(citation.line)}\n"


def sentence(citation: Citation) -> str:
    """Return the citation as one sentence, without addresses."""
    by = ", ".join(filter(None, (words.author(citation), _carried(citation))))
    name = f"“{words.title(citation)}”"
    published = citation.published
    facts = (
        f"{by}: {name}" if by else name,
        words.genre(citation),
        words.references(citation),
        words.day(published) if published else "",
        words.part(citation),
        *words.remarks(citation),
        words.captured(citation),
    )
    return ", ".join(filter(None, facts)) + "."


def _carried(citation: Citation) -> str:
    carrier = words.carrier(citation)
    return f"by {carrier}" if carrier and words.author(citation) else carrier
