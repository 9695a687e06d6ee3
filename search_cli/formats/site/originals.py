"""The originals beside a site. None of them is opened as a page: a script in one would be of our site."""

from indexer.cards import Card
from indexer.chosen import Chosen
from search_cli.formats.site.folder import Folder
from search_cli.formats.site.holdings import Holdings
from search_cli.formats.site.names import ENDINGS

AS_TEXT = ("text/", "application/json", "application/xml", "application/xhtml+xml", "image/svg+xml")
"""What is shown as the text it is: HTML and SVG could run scripts."""
OTHER = ".bin"


class Originals:
    """Which originals go along, and where they are. Files within a document are in the document."""

    def __init__(self, chosen: Chosen, holdings: Holdings, folder: Folder, *, wanted: bool) -> None:
        self.count = 0
        self._places: dict[str, str] = {}
        theirs = {item.card.parent or item.card.digest for item in holdings.items if not item.whole}
        for digest, document in holdings.documents.items() if wanted else ():
            if document.held and digest not in theirs:
                self._places[digest] = f"originals/{digest}{ending(document.media_type)}"
                folder.put(self._places[digest], chosen.archive.blobs.read(document.digest))
                self.count += 1

    def of(self, card: Card) -> str:
        """Return where the bytes of a document are, "" if they are not here."""
        return self._places.get(card.digest, "")


def ending(media_type: str) -> str:
    """Return the end of a file's name from which no browser takes it for a page."""
    known = ENDINGS.get(media_type)
    return known or (".txt" if media_type.startswith(AS_TEXT) else OTHER)
