"""The page of a publication: what it is, where it is, and its documents."""

from typing import Any

from scraper.archive.records import Held
from scraper.items import LinkKind
from search_cli.formats.citations.words import day
from search_cli.formats.site.holdings import Holdings
from search_cli.formats.site.names import document_name, title_of
from search_cli.formats.site.originals import Originals
from search_cli.terminal import web_address


def page(holdings: Holdings, held: Held, originals: Originals) -> dict[str, Any]:
    """Return what the template is given."""
    publication = held.publication
    items = holdings.carried.get(held.key, ())
    listed = {attachment.url for item in items for carrier, attachment in item.carried if carrier.key == held.key}
    return {
        "root": "../",
        "title": title_of(publication.title),
        "held": held,
        "publication": publication,
        "seen": " to ".join(dict.fromkeys((day(held.first_seen), day(held.last_seen)))),
        "documents": [
            {
                "name": document_name(item.card),
                "place": holdings.document_page(item.card.digest),
                "card": item.card,
                "original": originals.of(item.card),
            }
            for item in items
        ],
        "elsewhere": [
            link
            for link in publication.documents
            if link.url not in listed and (link.kind is LinkKind.EXTERNAL or link.note or web_address(link.url))
        ],
    }
