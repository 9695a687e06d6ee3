"""The page of a document: where it is from, its text page by page, and how to cite it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from indexer.chosen import Chosen, Item
from indexer.citing.citations import Citation, citation, of_page
from indexer.extract.base import OCR, OCR_LAYER, SCAN, Page
from scraper.archive.records import Digest
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


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation to be copied: a sentence, addresses, the line that can be checked."""

    sentence: str
    addresses: tuple[str, ...]
    anchor: str


def page(chosen: Chosen, holdings: Holdings, item: Item, texts: Sequence[Page], originals: Originals) -> dict[str, Any]:
    """Return what the template is given."""
    card = item.card
    cited = citation(chosen.archive, chosen.store, Digest(card.digest))
    carriers = {held.key: held for held, _ in item.carried}
    return {
        "root": "../",
        "title": document_name(card),
        "card": card,
        "item": item,
        "carriers": [(title_of(one.publication.title), holdings.publication_page(one)) for one in carriers.values()],
        "parent": holdings.document_page(card.parent),
        "within": [
            (document_name(one.card), holdings.document_page(one.card.digest), one.card)
            for one in holdings.within.get(card.digest, ())
        ],
        "document": holdings.documents.get(card.digest),
        "captures": chosen.captures_of(item),
        "original": originals.of(card),
        "cited": _cited(cited),
        "pages": [(text, HOW.get(text.how, ""), _cited(of_page(cited, text))) for text in texts],
    }


def _cited(one: Citation) -> Cited:
    return Cited(sentence(one), tuple(words.addresses(one)), one.line)
