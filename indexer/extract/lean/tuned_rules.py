"""From runs to text, by rules tuned on public records.

pdfplumber's own rules lost spaces, doubled bold letters, read across columns or took in what stands off the page
on one page of ten. Here a space goes by the size of letters, lines by the size of letters, and the order is that
of the content stream, unless that jumps about.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from indexer.extract.lean.fonts import WIDE, WIDE_GAP
from indexer.extract.lean.run import FAR, Run, same_place
from indexer.extract.lean.stock_rules import TOLERANCE, clusters
from indexer.extract.lean.tuned_line import SpellOut, line_text

_LINE = 0.35
"""Share of the letters' usual size within which they are of one line."""
_LOOK_BACK = 4
"""Runs of the same text among which one may stand in the same place."""
_BACK = 1.5
"""Sizes to the left at which something else begins."""


def tuned_text(runs: Sequence[Run], spell_out: SpellOut) -> str:
    """The text of a page: lines of upright text, then those of turned text; WIDE stands for blanks that are."""
    turned = [run for run in runs if not run.upright]
    groups = ([run for run in runs if run.upright] if turned else runs, _upright(turned))
    lines = (line for group in groups if group for line in _lines(list(_once(group)), spell_out))
    return "\n".join(line for line in lines if line)


def _once(runs: Iterable[Run]) -> Iterator[Run]:
    """Each run once: a heading made bold by drawing all of it twice."""
    places: defaultdict[str, deque[tuple[float, float]]] = defaultdict(lambda: deque(maxlen=_LOOK_BACK))
    for run in runs:
        near, known = same_place(run.size or 1.0), places[run.text]
        if not run.text or not any(abs(run.x0 - x0) < near and abs(run.top - top) < near for x0, top in known):
            known.append((run.x0, run.top))
            yield run


def _upright(turned: Sequence[Run]) -> list[Run]:
    """Turned glyphs as if the page were turned: upwards if more of them follow each other so."""
    upwards = sum((b.top < a.top) - (b.top > a.top) for a, b in pairwise(turned)) > 0
    return [_turned_left(run) if upwards else _turned_right(run) for run in turned]


def _turned_left(run: Run) -> Run:
    x0, x1 = -run.bottom, -run.top
    size = run.x1 - run.x0
    return replace(run, x0=x0, x1=x1, last=x0, start=x0, end=x1, top=run.x0, bottom=run.x1, size=size)


def _turned_right(run: Run) -> Run:
    x0, x1 = run.top, run.bottom
    size = run.x1 - run.x0
    return replace(run, x0=x0, x1=x1, last=x0, start=x0, end=x1, top=-run.x1, bottom=-run.x0, size=size)


def _lines(runs: list[Run], spell_out: SpellOut) -> Iterable[str]:
    tolerance = min(TOLERANCE, _LINE * (_usual_size(runs) or 8))
    segments = _segments(runs, tolerance)
    if _jumps_about(segments, tolerance):
        return (line_text(line, spell_out) for line in _by_height(runs, tolerance))
    return _in_order(segments, tolerance, spell_out)


def _usual_size(runs: Sequence[Run]) -> float:
    """The median of the letters' sizes."""
    half, sizes = sum(run.count for run in runs) / 2, sorted((run.size, run.count) for run in runs)
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return 0.0


def _segments(runs: Sequence[Run], tolerance: float) -> list[list[Run]]:
    """Runs that follow each other, in the stream as on the page."""
    segments = [[runs[0]]]
    for last, run in pairwise(runs):
        size = run.size or 1.0
        level = abs(run.bottom - last.bottom) <= max(tolerance, 0.5 * size)
        if level and -_BACK * size < run.start - last.end < FAR * size:
            segments[-1].append(run)
        else:
            segments.append([run])
    return segments


def _jumps_about(segments: Sequence[Sequence[Run]], tolerance: float) -> bool:
    """Whether the stream often goes up the page, or is made of scraps."""
    ups = sum(after[0].top < before[0].top - 4 * tolerance for before, after in pairwise(segments))
    scraps = sum(sum(run.count for run in segment) < 4 for segment in segments)
    return ups > max(6, 0.12 * len(segments)) or scraps > 0.45 * len(segments)


def _in_order(segments: Iterable[list[Run]], tolerance: float, spell_out: SpellOut) -> list[str]:
    """Segments as lines, those that follow on the same level joined; one that goes on near where the last ended."""
    lines, level, end = list[str](), 0.0, 0.0
    for segment in segments:
        text = line_text(segment, spell_out)
        if text:
            ordered = sorted(segment, key=attrgetter("start"))
            if lines and abs(ordered[0].bottom - level) <= tolerance:
                near = abs(_left(segment) - end) < WIDE_GAP * (ordered[0].size or 1.0)
                lines[-1] += f"{' ' if near else WIDE}{text}"
            else:
                lines.append(text)
            level, end = ordered[-1].bottom, max(run.x1 for run in segment if run.text)
    return lines


def _left(segment: Iterable[Run]) -> float:
    return min(run.x0 for run in segment if run.text)


def _by_height(runs: Sequence[Run], tolerance: float) -> list[list[Run]]:
    line_of = clusters((run.top for run in runs), tolerance)
    lines: list[list[Run]] = [[] for _ in range(max(line_of.values()) + 1)]
    for run in runs:
        lines[line_of[run.top]].append(run)
    return lines
