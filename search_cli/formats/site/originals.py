"""The originals beside a site. None of them is opened as a page: a script in one would be of our site."""

from collections.abc import Callable

from indexer.cards import Card
from indexer.chosen import Chosen
from search_cli.formats.site.folder import Folder
from search_cli.formats.site.names import ENDINGS

AS_TEXT = ("text/", "application/json", "application/xml", "application/xhtml+xml", "image/svg+xml")
"""What is shown as the text it is: HTML and SVG could run scripts."""
OTHER = ".bin"


class Originals:
    """Which originals go along, and where they are. Files within a document are in the document."""

    def __init__(self, chosen: Chosen, folder: Folder, progress: Callable[[], None], *, wanted: bool) -> None:
        self._places: dict[str, str] = {}
        for document in chosen.originals() if wanted else ():
            place = f"originals/{document.digest}{ending(document.media_type)}"
            folder.put(place, chosen.archive.blobs.read(document.digest))
            self._places[document.digest] = place
            progress()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._places)

    def of(self, card: Card) -> str:
        """Return where the bytes of a document are, "" if they are not here."""
        return self._places.get(card.digest, "")


def ending(media_type: str) -> str:
    """Return the end of a file's name from which no browser takes it for a page."""
    known = ENDINGS.get(media_type)
    return known or (".txt" if media_type.startswith(AS_TEXT) else OTHER)
