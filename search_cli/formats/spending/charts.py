"""Totals as a bar chart: SVG, which any browser shows, and PNG. The same totals give the same bytes."""

import unicodedata
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

from indexer.facts.wording import SIGNS, money
from indexer.spending.records import Group
from search_cli.terminal import columns, line

MOST = 40
"""Bars; the groups behind it are the last bar, added up."""
_LABELS, _BARS, _SUMS, _ROW, _HEAD, _EDGE = 360, 440, 160, 26, 46, 16
_INK, _BAR, _GROUND = "#1d1d1f", "#3b6ea5", "#ffffff"
_SIZE = 14
_LONGEST = 46

Bars = Sequence[tuple[str, int, str]]
"""A name, hundredths, and the sum as it is printed."""


def chart(path: Path) -> Callable[[str, Sequence[Group]], bytes] | None:
    """Return what draws a chart of the kind that a file's name ends with; None if none does."""
    return {".svg": svg, ".png": png}.get(path.suffix.lower())


def svg(title: str, groups: Sequence[Group]) -> bytes:
    """Return a chart as SVG, with its figures as text."""
    bars = _bars(groups)
    width, height = _size(bars)
    greatest = max((total for _, total, _ in bars), default=0)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="sans-serif" font-size="{_SIZE}" role="img" aria-label="{escape(title)}">',
        f'<rect width="{width}" height="{height}" fill="{_GROUND}"/>',
        f'<text x="{_EDGE}" y="{_EDGE + _SIZE}" font-weight="bold" fill="{_INK}">{escape(title)}</text>',
    ]
    for number, (name, total, printed) in enumerate(bars):
        y, length = _HEAD + number * _ROW, _length(total, greatest)
        middle = y + _ROW // 2 + 1
        lines += [
            f'<text x="{_EDGE + _LABELS - 8}" y="{middle + 4}" text-anchor="end" fill="{_INK}">{escape(name)}</text>',
            f'<rect x="{_EDGE + _LABELS}" y="{y + 4}" width="{length}" height="{_ROW - 8}" fill="{_BAR}"/>',
            f'<text x="{_EDGE + _LABELS + length + 6}" y="{middle + 4}" fill="{_INK}">{escape(printed)}</text>',
        ]
    return "\n".join((*lines, "</svg>", "")).encode("utf-8", "replace")


def png(title: str, groups: Sequence[Group]) -> bytes:
    """Return a chart as PNG, by Pillow with the font it comes with."""
    from PIL import Image, ImageDraw, ImageFont

    bars = _bars(groups)
    greatest = max((total for _, total, _ in bars), default=0)
    image = Image.new("RGB", _size(bars), _GROUND)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(_SIZE)
    draw.text((_EDGE, _EDGE), _plain(title), _INK, font)
    for number, (name, total, printed) in enumerate(bars):
        y, length = _HEAD + number * _ROW, _length(total, greatest)
        left = _EDGE + _LABELS
        draw.text((left - 8, y + _ROW // 2), _plain(name), _INK, font, anchor="rm")
        draw.rectangle((left, y + 4, left + length, y + _ROW - 4), _BAR)
        draw.text((left + length + 6, y + _ROW // 2), _plain(printed), _INK, font, anchor="lm")
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _plain(text: str) -> str:
    """Return a text in letters that Pillow's font has: it has no £, and no é. An SVG has them all."""
    for currency, sign in SIGNS.items():
        text = text.replace(sign, f"{currency} ")
    return unicodedata.normalize("NFKD", text.replace("·", "-")).encode("ascii", "ignore").decode()


def _bars(groups: Sequence[Group]) -> Bars:
    """Return the bars of one currency, that of the greatest total: others have another measure."""
    if not groups:
        return []
    currency = groups[0].currency
    same = [group for group in groups if group.currency == currency and group.total]
    bars = [(_name(group), group.total, money(group.total, currency)) for group in same[:MOST]]
    rest = same[MOST:]
    if rest:
        total = sum(group.total for group in rest)
        bars.append((f"{len(rest)} more", total, money(total, currency)))
    return bars


def _name(group: Group) -> str:
    name = " · ".join(map(line, group.values)) or "all"
    while columns(name) > _LONGEST:
        name = f"{name[:-2]}…"
    return name


def _size(bars: Bars) -> tuple[int, int]:
    return 2 * _EDGE + _LABELS + _BARS + _SUMS, _HEAD + len(bars) * _ROW + _EDGE


def _length(total: int, greatest: int) -> int:
    return max(1, round(_BARS * total / greatest)) if greatest > 0 and total > 0 else 0
