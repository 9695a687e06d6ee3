"""BibTeX: an entry for each citation, harmless to BibTeX, biber and TeX whatever a title has in it."""

from collections.abc import Iterable, Iterator

from indexer.citing import Citation
from search_cli.formats.citations import words

_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "#$%&_"},
        "{": r"\textbraceleft{}",  # BibTeX counts braces, with a backslash or without
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def lines(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield an entry for each citation, with an empty line between two."""
    for number, citation in enumerate(citations):
        if number:
            yield "\n"
        yield f"@misc{{foi-{citation.id.replace(':', '-')},\n"
        yield from (f"  {name} = {value},\n" for name, value in _fields(citation) if value)
        yield "}\n"


def escaped(text: str) -> str:
    """Return text as TeX prints it letter by letter."""
    return text.translate(_ESCAPES)


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    published = citation.published
    genre, carrier = words.genre(citation), words.carrier(citation)
    how = ", ".join(filter(None, (carrier, genre, words.references(citation))))
    *others, url = [*words.addresses(citation)] or [""]
    where = (f"published at {other}" for other in others)
    notes = (words.part(citation), *words.remarks(citation), *where, words.captured(citation))
    note = ", ".join(escaped(note) for note in notes if note)
    yield "author", _exactly(words.author(citation))
    yield "title", _exactly(words.title(citation))
    yield "howpublished", _plain(how)
    yield "year", f"{{{published.year}}}" if published else ""
    yield "month", _MONTHS[published.month - 1] if published else ""
    yield "day", f"{{{published.day}}}" if published else ""
    yield "url", f"{{{url}}}" if url else ""
    yield "urldate", f"{{{citation.anchor.seen:%Y-%m-%d}}}"
    yield "note", rf"{{{note}. \texttt{{{escaped(citation.line)}}}}}"


def _plain(text: str) -> str:
    return f"{{{escaped(text)}}}" if text else ""


def _exactly(text: str) -> str:
    """Two braces: a body's name is one name, and a title keeps its capitals."""
    return f"{{{{{escaped(text)}}}}}" if text else ""
