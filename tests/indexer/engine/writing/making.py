"""Entries for the tests of writing: any, as a strategy, and plain ones."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from indexer.engine.interface import Entry
from indexer.engine.segments import Segment
from indexer.engine.writing.forms import Forms
from indexer.engine.writing.gathered import Gathered
from indexer.engine.writing.inverting import write_segment

WORDS = st.sampled_from(
    ["school", "Schools", "schooling", "the", "informa-\ntion", "non-\n  compliance", "a-\nb-\nc", "soft\u00adhyphen",
     "e\u00adm\u00adb", "\u02bc", "\u0640-\n\u0640", "Caf\u00e9's", "\ufb01nal", "92,574.00", "\u00a392,574", "1.5m",
     "FOI-2024/0113", "0113-24", "x" * 90, "x" * 90 + "-\ny", "\U0001f600", "\udc80", "d\u00e9j\u00e0", "\x00", "\n"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=40))
LABELS = st.lists(
    st.one_of(st.sampled_from(["demo", "Demo ", "", "a\nb", "\n", "\ud800x", "live"]), st.text(max_size=5)), max_size=3
)
NAMES = st.lists(
    st.one_of(st.sampled_from(["Home Office", "Department for the Environ-\nment and Rural", ""]), TEXTS), max_size=3
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry, hostile ones too."""
    return Entry(
        digest=draw(st.sampled_from(["0a", "b", "c\n", "\udfff"])) + str(draw(st.integers(0, 10**6))),
        title=draw(TEXTS),
        heading=draw(TEXTS),
        pages=tuple(draw(st.lists(TEXTS, max_size=4))),
        authorities=tuple(draw(NAMES)),
        sources=tuple(draw(LABELS)),
        kinds=tuple(draw(LABELS)),
        states=tuple(draw(LABELS)),
        media_type=draw(st.sampled_from(["application/pdf", "Text/HTML", "", "odd", "a/b/c\n"])),
        published=draw(st.one_of(st.none(), st.dates())),
        stored=draw(st.text(max_size=10)) + draw(st.sampled_from(["", "\ud9ff", '{"a": 1}'])),
        rank=draw(st.text(max_size=4)),
        ocr=bytes(draw(st.lists(st.integers(0, 102), max_size=5))),
        bodies=tuple(draw(LABELS)),
        outcomes=tuple(draw(LABELS)),
    )


def entry(text: str = "", *, digest: str = "d", pages: Sequence[str] = (), authorities: Sequence[str] = ()) -> Entry:
    """Return a plain one."""
    return Entry(
        digest=digest, title="A title", heading=text, pages=tuple(pages), authorities=tuple(authorities),
        sources=("demo",), kinds=("release",), states=("live",), media_type="application/pdf",
        published=date(2024, 2, 29), stored="{}",
    )  # fmt: skip


def written(path: Path, documents: Iterable[Entry]) -> Segment:
    """Write a segment in one go, and open it."""
    gathered = Gathered(Forms())
    for one in documents:
        gathered.add(one)
    write_segment(path, gathered)
    return Segment(path, frozenset())
