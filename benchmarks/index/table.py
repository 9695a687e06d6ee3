"""The figures as one table: ratios, with the aims beside them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.index.corpus import Corpus
from benchmarks.index.running import Ran

_ROW = "{:<34}{:>13}{:>13}{:>13}{:>9}{:>11}  {}"
_TOLD = """
ours      two processes build; documents, their matching pages and the exact total come back: ten documents
FTS5      one process; ten pages come back, no total ("counted": with the exact number of pages as well)
tantivy   one thread; ten pages and their exact number come back
build     from the corpus's file to an index in force and on the disk. FTS5's "all" has the rows of text, which it
          needs, and `optimize`; ours finds sums and references in the text, the others are given the sums
warm      milliseconds of processor time, the best of three, the same question to each in turn; twenty questions a class
cold      two words, ten hits with snippets, whole processes in turn by the clock, the median of twenty
add       a hundred documents into the index and in force, opened anew and found; in a process that runs"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that was measured."""

    corpus: Corpus
    reading: dict[str, Any]
    built: dict[str, Ran]
    warm: dict[str, Any]
    warm_peak: float
    agreed: dict[str, Any]
    cold: dict[str, dict[str, float]]
    added: dict[str, dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """Return it for a file."""
        return asdict(self)


def table(figures: Figures) -> str:
    """Return the whole table."""
    head = _ROW.format("", "ours", "FTS5", "tantivy", "/ FTS5", "/ tantivy", "aim").rstrip()
    parts = (_build(figures), _warm(figures), _cold(figures), _added(figures))
    return "\n".join([head, *(line for part in parts for line in part), _agreed(figures.agreed), _TOLD])


def _build(figures: Figures) -> Iterator[str]:
    pages, size = figures.corpus.pages, figures.corpus.size
    rates = {name: pages / ran.said["wall"] for name, ran in figures.built.items()}
    alone = figures.built["fts5"].said["parts"]["index"]
    ratio = rates["ours"] / rates["fts5"]
    yield "build"
    yield _line("  pages a second, all", rates, 0, aim=_aim("at least 0.5; 1.0", ratio >= 0.5))
    yield _line("  pages a second, FTS5's index alone", {**rates, "fts5": pages / alone}, 0)
    yield _line("  CPU seconds", {name: ran.said["cpu"] for name, ran in figures.built.items()}, 1)
    peaks = {name: ran.peak for name, ran in figures.built.items()}
    yield _line("  peak memory, MB", peaks, 0, aim=_aim("at most 300", peaks["ours"] <= 300))
    sizes = {name: ran.said["size"] / size for name, ran in figures.built.items()}
    yield _line("  index, times the text", sizes, 2, aim=_aim("at most 1.2", sizes["ours"] <= 1.2))
    whole = figures.built["fts5"].said["parts"]
    parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in whole.items())
    ours = ", ".join(f"{name} {seconds:.1f}" for name, seconds in figures.built["ours"].said["parts"].items())
    yield f"  seconds: ours {ours}; FTS5 {parts}; reading the corpus alone {figures.reading['wall']:.1f}"


def _warm(figures: Figures) -> Iterator[str]:
    yield "warm question, ms at the median / at 95 %  (behind the aims: asked the first time, all three; FTS5 counted)"
    for kind, by in figures.warm["classes"].items():
        to_fts5, to_tantivy = by["ours"]["p50"] / by["fts5"]["p50"], by["ours"]["p50"] / by["tantivy"]["p50"]
        cells = [f"{by[name]['p50']:.2f}/{by[name]['p95']:.2f}" for name in ("ours", "fts5", "tantivy")]
        aim = _aim("under 1; at most 3", to_fts5 < 1, to_tantivy <= 3)
        ratios = f"{to_fts5:.2f}", f"{to_tantivy:.2f}"
        first = " ".join(f"{by[name]['first']:.2f}" for name in ("ours", "fts5", "tantivy"))
        yield _ROW.format(f"  {kind}", *cells, *ratios, f"{aim}; {first}; {by['fts5 counted']['p50']:.2f}")
    yield f"  ours opens for many questions in {figures.warm['opening']:.0f} ms"


def _cold(figures: Figures) -> Iterator[str]:
    cold, pages = figures.cold, figures.corpus.pages
    most = 1.5 if pages >= 200_000 else 3.0
    fts5 = cold["python, FTS5"]["median"]
    yield "cold process, ms"
    for name in ("foi search", "python, indexer.search"):
        ratio = cold[name]["median"] / fts5
        aim = _aim(f"at most {most:g}", ratio <= most)
        yield _ROW.format(f"  {name}", f"{cold[name]['median']:.0f}", f"{fts5:.0f}", "", f"{ratio:.2f}", "", aim)
    counted, nothing = cold["python, FTS5, counted"]["median"], cold["python, nothing"]["median"]
    yield f"  FTS5 counted {counted:.0f}; Python doing nothing {nothing:.0f}"
    peak = cold["foi search"]["peak"]
    yield _ROW.format("  peak memory of foi search, MB", f"{peak:.0f}", f"{cold['python, FTS5']['peak']:.0f}",
                      "", "", "", _aim("at most 60", peak <= 60))  # fmt: skip


def _added(figures: Figures) -> Iterator[str]:
    first, usual = ({name: said[key] for name, said in figures.added.items()} for key in ("first", "median"))
    yield f"100 documents ({figures.added['ours']['pages']} pages) added and found, seconds"
    yield _line("  the first time", first, 2, aim=_aim("at most 0.5", first["ours"] <= 0.5))
    yield _line("  median of the times after", usual, 2, aim=_aim("at most 0.5", usual["ours"] <= 0.5))
    yield _line("  the slowest", {name: said["worst"] for name, said in figures.added.items()}, 2)


def _line(name: str, values: dict[str, float], decimals: int, aim: str = "") -> str:
    ours, fts5, tantivy = (values[engine] for engine in ("ours", "fts5", "tantivy"))
    cells = [f"{value:,.{decimals}f}" for value in (ours, fts5, tantivy)]
    return _ROW.format(name, *cells, f"{ours / fts5:.2f}", f"{ours / tantivy:.2f}", aim).rstrip()


def _aim(words: str, *reached: bool) -> str:
    return f"{words}: {', '.join('yes' if one else 'NO' for one in reached)}"


def _agreed(agreed: dict[str, Any]) -> str:
    return (
        f"found by ours and FTS5: the same documents for {agreed['equal']} of {agreed['compared']} questions;"
        f" {agreed['both']:,} by both, {agreed['ours only']:,} by ours alone, {agreed['fts5 only']:,} by FTS5 alone"
        + "".join(f"\n  {example}" for example in agreed["examples"])
    )
