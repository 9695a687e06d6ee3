"""Rows of an exported database: a record becomes the values of its columns, in their order."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from indexer.annotations import Note
from indexer.chosen import Item
from indexer.entries import fittest
from indexer.extract.base import Page
from indexer.facts.forms import kind_of, to_form
from indexer.facts.records import Dated, Exemption, Fact, Lag, Money
from indexer.facts.stated import counted
from indexer.facts.wording import one_line, said
from indexer.members import Inside
from scraper.archive.records import Attachment, Capture, Document, Held
from scraper.items import DocumentLink, LinkKind, State

Row = tuple[object, ...]
Names = Mapping[str, str]
"""What documents are called in the file, by digest."""

_UNFIT = re.compile("[\x00\ud800-\udfff]")
"""Half characters have no UTF-8; at a NUL many of SQLite's functions, and its shell's dump, take a text to end."""


def short_names(wholes: Iterable[str], length: int) -> dict[str, str]:
    """Return a short name for each: its beginning, and the whole of those that begin alike."""
    ordered = sorted(set(wholes))
    alike = {one for pair in pairwise(ordered) if pair[0][:length] == pair[1][:length] for one in pair}
    return {whole: whole if whole in alike else whole[:length] for whole in ordered}


def of_held(name: str, held: Held) -> Row:
    """Return the row of a publication."""
    p = held.publication
    return (
        *(name, _text(p.title), _some(p.authority), _some(p.outlet), p.kind.value, _text(p.source)),
        *(p.published.isoformat() if p.published else None, p.published.year if p.published else None),
        *(_some(p.url), _some(p.summary), _some(p.outcome), p.state.value, _some(p.note)),
        *(_json(p.references) if p.references else None, _some(p.original_url)),
        *(p.updated.isoformat() if p.updated else None, held.first_seen.isoformat(), held.last_seen.isoformat()),
        *(held.versions, _text(p.native_id)),
    )


def of_events(name: str, held: Held) -> Iterator[Row]:
    """Yield the rows of what happened to a request."""
    for position, event in enumerate(held.publication.events):
        yield (
            *(name, position, event.time.isoformat(), _text(event.what), _some(event.status)),
            _some(event.message),
        )


def of_links(name: str, held: Held, attachments: Iterable[Attachment], names: Names) -> Iterator[Row]:
    """Yield the rows of what a publication lists, or listed. `names` are those of the documents in the file."""
    listed = {link.url: link for link in held.publication.documents}
    found = set()
    for one in attachments:
        document = names.get(one.digest)
        if document:
            found.add(one.url)
            yield _link(name, one.position, one.title, one.url, document, one.current, listed.get(one.url))
    for position, link in enumerate(held.publication.documents):
        if link.url not in found:
            yield _link(name, position, link.title, link.url, None, current=True, link=link)


def _link(
    name: str, position: int, title: str, url: str, document: str | None, current: bool, link: DocumentLink | None  # noqa: FBT001 - of its row
) -> Row:  # fmt: skip
    kind: LinkKind | None = link.kind if link else None
    state = link.state.value if link and link.state is not State.LIVE else None
    return (
        *(name, position, _some(title), _text(url), document, int(current), kind.value if kind else None, state),
        _some(link.note) if link else None,
    )


def of_item(item: Item, size: int, names: Names, publication: str | None) -> Row:
    """Return the row of a document that was read, or that somebody tried to read."""
    card = item.card
    return (
        *(names[card.digest], _text(card.title), _some(card.document), _some(card.authority), _some(card.outlet)),
        *(card.kind, _text(card.source), _some(card.published), int(card.published[:4]) if card.published else None),
        *(_some(card.url), _some(card.summary), _some(card.outcome), card.state, publication),
        *(names.get(card.parent), _some(card.file), _some(card.file_url), _text(card.media_type), size),
        *(card.pages, int(item.whole and card.pages > 0), _some(card.extractor), _some(card.reason), card.digest),
    )


def words_of(number: int, row: Row) -> Row:
    """Return the number and the words of a document's row: its title, its own, its authority, summary and file."""
    return (number, *row[1:4], row[10], row[15])


def of_unread(document: Document, inside: Inside | None, names: Names) -> Row:
    """Return the row of a document of which no publication tells more than that it is there, or in another."""
    name = names[document.digest]
    told = (name, _text(inside.path) if inside else f"({name})", *(None,) * 12)
    parent = names.get(inside.parent) if inside else None
    return (*told, parent, None, None, _text(document.media_type), document.size, 0, 0, None, None, document.digest)


def of_capture(capture: Capture, names: Names) -> Row:
    """Return the row of a capture; its number is given by the file."""
    return (
        *(
            None,
            names[capture.digest or ""],
            capture.time.isoformat(),
            _text(capture.url),
            _some(capture.final_url),
            capture.status,
        ),
        *(int(capture.revisit), _text(capture.source), _json(capture.headers)),
    )


def of_member(inside: Inside, names: Names) -> Row:
    """Return the row of a file within a document."""
    return (
        *(names[inside.parent], inside.position, _text(inside.path), names.get(inside.digest)),
        *(_some(inside.media_type), inside.size, _some(inside.reason)),
    )


def of_page(document: str, page: Page) -> Row:
    """Return the row of a page; its number in the file is given by that."""
    return (
        *(None, document, page.number, _some(page.label), page.how, page.confidence, _some(page.warning)),
        _text(page.text),
    )


def of_fact(document: str, fact: Fact) -> Row:
    """Return the row of a fact; its number in the file is given by that."""
    money = fact if isinstance(fact, Money) else None
    period = money.period if money else None
    days = (one.isoformat() if one else None for one in ((period.first, period.last) if period else (None, None)))
    return (
        *(None, document, fact.words.page, kind_of(fact), _text(said(fact)), _text(fact.words.text), fact.words.start),
        *(_pounds(money.lowest if money else None), _pounds(money.highest if money else None)),
        *(_some(money.currency) if money else None,),
        *(_some("; ".join(one.name for one in money.suppliers)) if money else None,),
        *(_some(money.payer.name) if money and money.payer else None,),
        *(_some(one_line(money.purpose.text)) if money and money.purpose else None, *days),
        *((counted(fact), int(fact.applied)) if isinstance(fact, Exemption) else (None, None)),
        *(fact.day.isoformat() if isinstance(fact, Dated) else None, fact.days if isinstance(fact, Lag) else None),
        _json(to_form(fact)),
    )


def _pounds(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def carrier(item: Item) -> Held:
    """Return the publication that an item's title is of."""
    return fittest(item.carried)[0]


def of_about(told: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows that say what the file is."""
    return ((name, _text(value)) for name, value in told.items())


def of_tags(taggings: Iterable[tuple[str, str, str]], names: Names) -> Iterator[Row]:
    """Yield the rows of the tags on documents in the file."""
    return ((names[digest], tag, time) for digest, tag, time in taggings if digest in names)


def of_notes(notes: Iterable[Note], names: Names) -> Iterator[Row]:
    """Yield the rows of the notes about documents in the file."""
    several = sorted((n for n in notes if n.digest in names), key=lambda n: (n.digest, n.page or 0, n.uid))
    return ((note.uid, names[note.digest], note.page, _text(note.text), note.time) for note in several)


def _json(value: object) -> str:
    return _text(json.dumps(value, ensure_ascii=False))


def _text(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _some(text: str) -> str | None:
    return _text(text) if text else None
