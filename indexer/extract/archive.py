"""Zip archives: the list of what is in them is their text, and each file in them a document of its own."""

from collections.abc import Iterator
from functools import partial

from indexer.extract.base import Enclosed, Page
from indexer.extract.package import name_of, opened, unpacked

NO_TEXT = "there is no file in it"


class ZipExtractor:
    """A page is the list of the files in it, by name."""

    name = "zip/1"
    media_types = frozenset({"application/zip"})

    def pages(self, body: bytes) -> Iterator[Page | Enclosed]:
        """Yield the list, and each file."""
        with opened(body) as package:
            files = [info for info in package.infolist() if not info.filename.endswith("/")]
            text = "\n".join(" ".join(name_of(info).split()) for info in files)
            yield Page(1, text, warning="" if text else NO_TEXT)
            for info in files:
                yield Enclosed(name_of(info), info.file_size, partial(unpacked, package, info))
