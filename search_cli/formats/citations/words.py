"""What all styles say of a document, in words: what it is, by whom, when, and where in it the page is."""

from collections.abc import Iterator
from datetime import date

from indexer.citing import Citation
from scraper.items import Kind, LinkKind, State
from search_cli.terminal import line, web_address

PDF = "application/pdf"


def title(citation: Citation) -> str:
    """Return the title it is cited under, on one harmless line."""
    return line(citation.publication.title) or line(citation.card.file) or "(no title)"


def author(citation: Citation) -> str:
    """Return whose words they are, "" if nobody can be named.

    That is the authority: of news whoever issued it, of a request only of what the authority sent, since the page of
    a request has the words of two.
    """
    if citation.publication.kind is Kind.REQUEST and is_own_page(citation):
        return ""
    return line(citation.publication.authority)


def carrier(citation: Citation) -> str:
    """Return who carried it, if that is somebody else than its author: a wire, a magazine."""
    outlet = line(citation.publication.outlet)
    return outlet if outlet != author(citation) else ""


def genre(citation: Citation) -> str:
    """Return what sort of thing it is, as a reader would call it; "" of a file somebody added."""
    authority = line(citation.publication.authority)
    match citation.publication.kind:
        case Kind.RELEASE:
            return "freedom of information release"
        case Kind.REQUEST:
            return f"freedom of information request to {authority}" if authority else "freedom of information request"
        case Kind.NEWS:
            return "news"
        case _:
            return ""


def references(citation: Citation) -> str:
    """Return the numbers under which it is filed, as printed."""
    return ", ".join(filter(None, map(line, citation.publication.references)))


def part(citation: Citation) -> str:
    """Return which document of the publication it is, and which page of that: "" if it is all there is."""
    card = citation.card
    file = line(card.file)
    document = "" if card.parent else line(card.document)  # the way to it within its parent ends its file's name
    named = [] if is_own_page(citation) else [document if document not in file else "", file]
    parts = [name for name in named if name and title(citation) not in (name, name.rpartition("/")[2])]
    return ", ".join([*parts, *where(citation)])


def where(citation: Citation) -> Iterator[str]:
    """Yield where in the document the page is. Of one that has no other pages nothing is said."""
    page = citation.page
    if page and (citation.card.pages > 1 or citation.card.media_type == PDF):
        label = f" ({line(page.label)})" if page.label else ""
        yield f"p. {page.number} of {citation.card.pages}{label}"


def remarks(citation: Citation) -> Iterator[str]:
    """Yield what else a reader should know: how a request ended, where news first appeared, what became of it."""
    publication, state = citation.publication, citation.card.state
    if publication.outcome:
        yield line(publication.outcome)
    if publication.original_url and publication.original_url != publication.url:
        yield f"first appeared at {line(publication.original_url)}"
    if state == State.REDIRECTED:
        yield "now redirected at its source"
    elif state != State.LIVE:
        yield f"{state} at its source since"


def captured(citation: Citation) -> str:
    """Return when its bytes were captured, and within what they were."""
    return f"captured {citation.anchor.seen:%Y-%m-%d %H:%M:%S} UTC"


def day(when: date) -> str:
    """Return a day as people write it, whatever the language of the machine."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def addresses(citation: Citation) -> Iterator[str]:
    """Yield where it is on the web, each address once: the publication's for people, then the document's own."""
    own = "" if is_own_page(citation) and citation.anchor.at else citation.anchor.origin
    yield from dict.fromkeys(filter(None, map(web_address, (citation.anchor.at, own))))


def is_own_page(citation: Citation) -> bool:
    """Tell whether the document is the publication's own page, and no file of it."""
    first = citation.publication.documents[:1]
    own = bool(first) and first[0].kind is LinkKind.PAGE and first[0].url == citation.card.file_url
    return own and not citation.card.parent


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
