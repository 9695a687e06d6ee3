"""Pictures of pages: PNG, JPEG, TIFF. There is no text in them; every page waits for OCR."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from indexer.errors import ExtractionError
from indexer.extract.base import SCAN, Page
from indexer.extract.scans import WAITS

MOST_PIXELS = 200_000_000
"""A picture is decoded whole: this many take 200 MB in grey. A0 at 300 dpi has 140 million."""
MOST_FRAMES = 10_000
FORMATS = ("PNG", "JPEG", "TIFF")


class ImageExtractor:
    """A page is a picture: the one of a PNG or JPEG, each of a TIFF."""

    name = "image/1"
    media_types = frozenset({"image/jpeg", "image/png", "image/tiff"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield a page for every picture. Nothing is decoded here, only its size looked at."""
        with opened(body) as image:
            for number in range(1, frames(image) + 1):
                turn_to(image, number)
                yield Page(number, "", how=SCAN, warning=WAITS)


@contextmanager
def opened(body: bytes) -> Iterator[Image.Image]:
    """Open a picture without decoding it. Raises ExtractionError for what is none, or damaged so that none opens."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit is for the first picture only: `turn_to` has one for each
        try:
            with Image.open(BytesIO(body), formats=FORMATS) as image:
                yield image
        except UnidentifiedImageError as exc:
            raise ExtractionError("not a readable picture; try to get it again") from exc
        except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError) as exc:
            raise ExtractionError(f"not a readable picture; try to get it again ({exc})") from exc


def frames(image: Image.Image) -> int:
    """Count the pictures that are pages: a PNG or JPEG has one, whatever moves in it."""
    return min(MOST_FRAMES, int(getattr(image, "n_frames", 1))) if image.format == "TIFF" else 1


def turn_to(image: Image.Image, number: int) -> None:
    """Go to a picture, counted from 1. Raises ExtractionError if it is too large to be decoded."""
    if number > 1:
        image.seek(number - 1)
    if image.width * image.height > MOST_PIXELS:
        raise ExtractionError(f"a picture of {image.width:,} by {image.height:,} points is too large to be read")
