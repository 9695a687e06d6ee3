"""Letters on a page of a PDF: which can be seen, how they stand, and in which cell they are."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pdfplumber.page import Page as PlumberPage

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom, in points from the page's upper left corner."""
Char = dict[str, Any]

GAP = 0.15
"""A gap of this share of the letter's size is a space, as where text is read."""
_WHITE = ((1,), (1, 1, 1), (0, 0, 0, 0))


def is_white(thing: Char) -> bool:
    """Tell whether a thing is filled with white."""
    colour = thing.get("non_stroking_color")
    return (tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)) in _WHITE


def seen(page: PlumberPage) -> list[Char]:
    """Return the letters of a page, without those that are white on white.

    Forms keep codes so, beside or under what can be seen; whoever wants to plant a figure can too.
    """
    white = [char for char in page.chars if is_white(char)]
    if not white:
        return list(page.chars)
    grounds = [thing for thing in (*page.rects, *page.curves) if thing["fill"] and not is_white(thing)]
    grounds += page.images
    hidden = {id(char) for char in white if not any(_holds(ground, char) for ground in grounds)}
    return [char for char in page.chars if id(char) not in hidden]


def _holds(ground: Char, char: Char) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(ground["x0"] <= x <= ground["x1"] and ground["top"] <= y <= ground["bottom"])


def turn_of(char: Char) -> int:
    """How a letter stands: 0 upright, 1 in a word that is read upwards, -1 in one that is read downwards."""
    return 0 if char["upright"] else 1 if char["matrix"][1] > 0 else -1


def turned(box: Box, turn: int) -> Box:
    """Return where a box is when the page is turned so that words of this turn are upright."""
    x0, top, x1, bottom = box
    return (-bottom, x0, -top, x1) if turn > 0 else (top, -x1, bottom, -x0)


def upright(char: Char, turn: int) -> Char:
    """Return a letter where it is when the page is turned."""
    x0, top, x1, bottom = turned((char["x0"], char["top"], char["x1"], char["bottom"]), turn)
    stands = turn_of(char) == turn
    return {**char, "x0": x0, "top": top, "x1": x1, "bottom": bottom, "doctop": top, "upright": stands}


def assigned(boxes: Iterable[Box], chars: Iterable[Char]) -> dict[Box, list[Char]]:
    """Return the letters of each cell. A word that crosses a line is, all of it, in the cell that has its middle."""
    by_top: dict[float, list[Box]] = {}
    for box in boxes:
        by_top.setdefault(box[1], []).append(box)
    tops = sorted(by_top)
    highest = max((box[3] - box[1] for row in by_top.values() for box in row), default=0.0)
    within: dict[Box, list[Char]] = {}
    for word in _words(chars):
        x, y = (word[0]["x0"] + word[-1]["x1"]) / 2, (word[0]["top"] + word[0]["bottom"]) / 2
        for top in reversed(tops[: bisect_right(tops, y)]):
            if top < y - highest:
                break
            inside = next((box for box in by_top[top] if box[0] <= x < box[2] and y < box[3]), None)
            if inside:
                within.setdefault(inside, []).extend(word)
                break
    return within


def _words(chars: Iterable[Char]) -> Iterator[Sequence[Char]]:
    """Yield letters that follow each other in the file and touch; those that are not upright one by one."""
    word: list[Char] = []
    for char in chars:
        if word and not _goes_on(word[-1], char):
            yield word
            word = []
        word.append(char)
    if word:
        yield word


def _goes_on(last: Char, char: Char) -> bool:
    size = max(last["bottom"] - last["top"], 0.1)
    return bool(
        last["upright"]
        and char["upright"]
        and not last["text"].isspace()
        and not char["text"].isspace()
        and abs(char["bottom"] - last["bottom"]) < size / 4
        and -size / 2 < char["x0"] - last["x1"] < GAP * size
    )
