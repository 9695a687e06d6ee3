"""Scans made in sight of the tests: words drawn as points, on a page that has no text."""

import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

WORDS = (
    "The council spent more on lifebelts than on ropes",
    "and the committee asked for an internal review",
    "of every purchase made since the first of April.",
    "No further information is held by this authority.",
)
needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")


def drawn(lines: Sequence[str] = WORDS, *, turn: int = 0, size: int = 34) -> Image.Image:
    """Return a sheet of A4 at 150 dpi with lines on it, turned so many degrees clockwise."""
    sheet = Image.new("L", (1240, 1754), 255)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(size)
    for number, line in enumerate(lines):
        draw.text((120, 160 + 2 * size * number), line, fill=0, font=font)
    return sheet.rotate(-turn, expand=True)


def pdf(*sheets: Image.Image) -> bytes:
    """Return a PDF with a sheet on each page."""
    buffer = BytesIO()
    sheets[0].save(buffer, "PDF", resolution=150, save_all=True, append_images=sheets[1:])
    return buffer.getvalue()


def image(sheet: Image.Image, form: str, *more: Image.Image) -> bytes:
    """Return a sheet as a file of another form; TIFF may have more of them."""
    buffer = BytesIO()
    kept = {"save_all": True, "append_images": more} if more else {}
    sheet.save(buffer, form, **kept)
    return buffer.getvalue()


def program(folder: Path, script: str) -> Path:
    """Put a program named tesseract into a folder; it has data for English."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "tesseract"
    path.write_text(f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo eng; exit 0; fi\n{script}\n')
    path.chmod(0o755)
    return path
