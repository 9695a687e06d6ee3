"""The page of a document: where it is from, its text page by page, and how to cite it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.chosen import Chosen, Item
from indexer.citing.citations import Citation, cited, of_page
from indexer.extract.base import OCR, OCR_LAYER, SCAN, Page
from indexer.facts.forms import kind_of
from indexer.facts.wording import one_line, said
from search_cli.formats.citations import words
from search_cli.formats.citations.text import sentence
from search_cli.formats.site.holdings import Holdings
from search_cli.formats.site.names import document_name, title_of
from search_cli.formats.site.originals import Originals

HOW = {
    OCR: "read by a machine from a picture of the page",
    OCR_LAYER: "read by the sender's machine from a picture of the page",
    SCAN: "a picture, not read yet",
}
"""How a page's text was got, if not as text."""
KINDS = {
    "money": "Sums of money", "body": "Who is named", "exemption": "Exemptions", "date": "Dates", "lag": "Delay",
    "outcome": "Outcome", "reference": "References",
}  # fmt: skip
MOST_FACTS = 200
"""Facts of a kind on the page of a document; a table of payments has thousands, and is on its pages."""
PART = 300_000
"""Characters of a document on one page of the site."""
PAGE = 1_500
"""Characters that stand around a page's text: its number, how to cite it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation to be copied: a sentence, addresses, the line that can be checked."""

    sentence: str
    addresses: tuple[str, ...]
    anchor: str


def pages(
    chosen: Chosen, holdings: Holdings, item: Item, parts: Sequence[Sequence[Page]], originals: Originals
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place of each part, and what its template is given."""
    card = item.card
    captures = chosen.captures_of(item)
    captured = card.parent or card.digest
    whole = cited(card, [pair for pair in item.carried if pair[1].digest == captured], captures)
    carriers = {held.key: held for held, _ in item.carried}
    every = {
        "root": "../",
        "title": document_name(card),
        "card": card,
        "item": item,
        "carriers": [(title_of(one.publication.title), holdings.publication_page(one)) for one in carriers.values()],
        "parent": holdings.document_page(card.parent),
        "parent_name": card.file.removesuffix(f"/{card.document}").rpartition("/")[2],
        "within": [
            (document_name(one.card), holdings.document_page(one.card.digest), one.card)
            for one in holdings.within.get(card.digest, ())
        ],
        "document": holdings.documents.get(card.digest),
        "captures": captures,
        "original": originals.of(card),
        "cited": _cited(whole),
        "facts": _facts(chosen, card.digest),
        "part_of": {page.number: at for at, part in enumerate(parts, 1) for page in part},
        "places": [holdings.document_page(card.digest, number) for number in range(len(parts) + 1)],
        "parts": [
            (holdings.document_page(card.digest, number), part[0].number, part[-1].number)
            for number, part in enumerate(parts, 1)
            if part
        ],
    }
    for number, part in enumerate(parts, 1):
        read = [(text, HOW.get(text.how, ""), _cited(of_page(whole, text))) for text in part]
        yield holdings.document_page(card.digest, number), {**every, "part": number, "pages": read}


def _facts(chosen: Chosen, digest: str) -> list[tuple[str, list[tuple[int, str, str]]]]:
    """Return what a document says, by kind: the page, what it says, and the words it rests on; each once a page."""
    by_kind: dict[str, dict[tuple[int, str], str]] = {}
    for fact in chosen.facts(digest):
        said_there = by_kind.setdefault(KINDS[kind_of(fact)], {})
        said_there.setdefault((fact.words.page, said(fact)), one_line(fact.words.text))
    return [(kind, [(*at, said_so) for at, said_so in found.items()][:MOST_FACTS]) for kind, found in by_kind.items()]


def parts_of(texts: Iterable[Page]) -> list[list[Page]]:
    """Cut a long document into parts that a telephone opens at once; there is at least one, if an empty one."""
    parts: list[list[Page]] = [[]]
    size = 0
    for text in texts:
        size += len(text.text) + PAGE
        if parts[-1] and size > PART:
            parts.append([])
            size = len(text.text) + PAGE
        parts[-1].append(text)
    return parts


def _cited(one: Citation) -> Cited:
    return Cited(sentence(one), tuple(words.addresses(one)), one.line)
