"""Words that stand near each other: one for each part, all at different positions, within so many."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indexer.analysis import Token

Row = Sequence[Token]


def together(parts: Sequence[Row], most: int, *, ordered: bool) -> Iterator[tuple[Token, ...]]:
    """Yield, for each position at which such words may begin, one choice of them; a part's words come in order."""
    positions = [[token.position for token in row] for row in parts]
    if not all(positions):
        return
    if ordered:
        yield from _ascending(parts, positions, most)
        return
    for start in sorted(set().union(*positions)):
        windows = [_window(row, places, start, most, len(parts)) for row, places in zip(parts, positions, strict=True)]
        if all(windows) and (chosen := _chosen(windows, start)):
            yield chosen


def _ascending(parts: Sequence[Row], positions: Sequence[Sequence[int]], most: int) -> Iterator[tuple[Token, ...]]:
    for head in parts[0]:
        chosen = [head]
        for row, places in zip(parts[1:], positions[1:], strict=True):
            index = bisect_left(places, chosen[-1].position + 1)
            if index == len(places) or places[index] - head.position > most:
                break
            chosen.append(row[index])
        else:
            yield tuple(chosen)


def _window(row: Row, places: Sequence[int], start: int, most: int, count: int) -> list[Token]:
    """Return a part's words from `start` on, one a position; more than there are parts are never needed."""
    window: list[Token] = []
    for index in range(bisect_left(places, start), len(places)):
        if places[index] - start > most or len(window) > count:
            break
        if not window or window[-1].position != places[index]:
            window.append(row[index])
    return window


def _chosen(windows: Sequence[Sequence[Token]], start: int) -> tuple[Token, ...]:
    """Give every part a position of its own, one of them the start; nothing if that cannot be.

    By augmenting paths: a part may push another from its position, if that one finds another.
    """
    for first, window in enumerate(windows):
        if window[0].position != start:
            continue
        held: dict[int, tuple[int, Token]] = {start: (first, window[0])}
        if all(_placed(part, windows, held, {start}) for part in range(len(windows)) if part != first):
            return tuple(token for _, token in held.values())
    return ()


def _placed(part: int, windows: Sequence[Sequence[Token]], held: dict[int, tuple[int, Token]], tried: set[int]) -> bool:
    for token in windows[part]:
        if token.position in tried:
            continue
        tried.add(token.position)
        if token.position not in held or _placed(held[token.position][0], windows, held, tried):
            held[token.position] = part, token
            return True
    return False
