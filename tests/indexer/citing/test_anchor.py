"""Anchors: what is written is read again, whatever carried it; what is not whole, or not ours, is refused."""

import hashlib
import html
import quopri
import string
import textwrap
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.citing.anchor import LONGEST, SHORTEST, Anchor, NoAnchor, address, read, text_digest, way, written
from indexer.citing.pasted import anchors

PLAIN = Anchor(
    publication="p0f4e2a9c7b31",
    digest="0e85149bedff" + "0" * 52,
    seen=datetime(2026, 8, 1, 12, 0, tzinfo=UTC),
    page=3,
    text="9f86d081884c7d65",
    reader="pdf/9",
    at="https://www.example.org/release",
    origin="https://files.example.org/letter.pdf",
)
WRITTEN = (
    "foi1;pub=p0f4e2a9c7b31;sha256=0e85149bedff0000000000000000000000000000000000000000000000000000;page=3"
    ";text=9f86d081884c7d65;by=pdf/9;seen=2026-08-01T12:00:00Z;at=https://www.example.org/release"
    ";from=https://files.example.org/letter.pdf;check="
)

hexadecimal = st.text("0123456789abcdef", min_size=64, max_size=64)
anywhere = st.text(st.characters() | st.sampled_from(";%3B27'-–…&|<>~_"), max_size=60)
times = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2999, 1, 1))  # noqa: DTZ001 - made UTC below


@st.composite
def made(draw: st.DrawFn) -> Anchor:
    within, paged = draw(st.booleans()), draw(st.booleans())
    return Anchor(
        publication="p" + draw(hexadecimal)[:12],
        digest=draw(hexadecimal),
        seen=draw(times).replace(microsecond=0, tzinfo=UTC),
        parent=draw(hexadecimal) if within else "",
        path=way(draw(anywhere)) if within else "",
        page=draw(st.integers(1, 10**9 - 1)) if paged else None,
        text=draw(hexadecimal)[:16] if paged else "",
        reader=draw(st.sampled_from(("pdf/9", "wordpress-post/2", "pdf/9+ocr"))) if paged else "",
        at=address(draw(anywhere)),
        origin=address("https://" + draw(anywhere)),
    )


def checked(body: str) -> str:
    """Give a line the check that fits it: as somebody would who makes anchors up."""
    return f"{body};check={hashlib.sha256(body.encode()).hexdigest()[:8]}"


def in_tex(line: str) -> str:
    return "".join(f"\\{c}" if c in "#$%&_" else "\\textasciitilde{}" if c == "~" else c for c in line)


def only(text: str) -> Anchor:
    (found,) = anchors(text)
    assert found.anchor, found.problem
    return found.anchor


def test_an_anchor_names_publication_bytes_page_time_and_addresses_in_one_line() -> None:
    line = written(PLAIN)
    assert line[:-8] == WRITTEN
    assert read(line) == PLAIN


@given(made())
def test_what_is_written_is_read_again_and_has_no_other_spelling(anchor: Anchor) -> None:
    line = written(anchor)
    assert read(line) == anchor
    assert written(read(line)) == line
    assert line.isascii()
    assert not set(line) & set(string.whitespace + "'\"<>\\^`{|}")
    assert SHORTEST < len(line) <= LONGEST


@given(made(), st.integers(1, 90), st.sampled_from(("\n", "\r\n", "\n> ", "\n> > ", "\n| ", "\u200b", "\u00ad")))
def test_an_anchor_survives_being_wrapped_and_quoted(anchor: Anchor, width: int, broken: str) -> None:
    line = written(anchor)
    wrapped = broken.join(line[at : at + width] for at in range(0, len(line), width))
    assert only(f"See page 3 ({wrapped}), and the answer.") == anchor


@given(made())
def test_an_anchor_survives_mails_pages_and_word_processors(anchor: Anchor) -> None:
    line = written(anchor)
    source = quopri.encodestring(line.encode()).decode()
    ways = (
        f"<p>{html.escape(line)}.</p>",
        "<br>\n".join(line[at : at + 60] for at in range(0, len(line), 60)),
        source,
        line.replace("--", "–"),
        line.replace("...", "…"),
        line.replace("fi", "\ufb01"),
        f"F{line[1:]}",
        in_tex(line),
        "\n".join(textwrap.wrap(in_tex(line), 60)),
        html.escape("\n> ".join(textwrap.wrap(line, 60))).replace("\n", "<br>\n"),
        line.replace("---", "—").replace("--", "–"),
        f"\u2066{line}\u2069",
        f"\u201c{line}\u201d",
    )
    for text in ways:
        assert only(text) == anchor, text


def test_an_anchor_survives_a_mailer_that_makes_its_addresses_links() -> None:
    line = written(PLAIN)
    for url in (PLAIN.at, PLAIN.origin):
        line = line.replace(url, f'<a href="{url}" title="opens">{url}</a>')
    assert only(f"<div>{line}</div>") == PLAIN


def test_the_anchors_of_a_text_come_in_order_and_each_once() -> None:
    other = replace(PLAIN, page=4)
    lines = "\n".join(textwrap.wrap(f"{written(PLAIN)} and {written(other)}, as {written(PLAIN)} says", 70))
    assert [found.anchor for found in anchors(lines)] == [PLAIN, other]


@pytest.mark.parametrize("text", ["", "foi1", "An anchor begins with foi1; and so on.", "foil; published"])
def test_a_text_without_anchors_has_none(text: str) -> None:
    assert list(anchors(text)) == []


@pytest.mark.parametrize("cut", [1, 8, 20, 120, 200])
def test_an_anchor_cut_short_is_told(cut: int) -> None:
    (found,) = anchors(f"see {written(PLAIN)[:-cut]}, there.")
    assert found.anchor is None
    assert "its end is missing" in found.problem


@given(made(), st.data())
def test_an_anchor_with_a_character_changed_is_refused(anchor: Anchor, data: st.DataObject) -> None:
    line = written(anchor)
    at = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.sampled_from([c for c in "0aZ-;=/%\n\u0660é" if c != line[at]]))
    with pytest.raises(NoAnchor):
        read(line[:at] + other + line[at + 1 :])


SHORT = WRITTEN.removesuffix(";check=")


@pytest.mark.parametrize(
    "body",
    [
        SHORT.replace("page=3", "page=0"),
        SHORT.replace("page=3", "page=03"),
        SHORT.replace("page=3", "page=-3"),
        SHORT.replace("page=3", "page=3000000000"),
        SHORT.replace("page=3;", ""),
        SHORT.replace("page=3", "page=3;page=3"),
        SHORT.replace("0e85149b", "0E85149B"),
        SHORT.replace("0e85149b", "../../.."),
        SHORT.replace("2026-08-01", "2026-02-31"),
        SHORT.replace("2026-08-01", "0001-08-01"),
        SHORT.replace("T12", "T24"),
        SHORT.replace("by=pdf/9", "by=%FF"),
        SHORT.replace("by=pdf/9", "by=%70df/9"),
        SHORT.replace("by=pdf/9", "by="),
        SHORT.replace(";by=pdf/9", ""),
        SHORT.replace(";seen=2026-08-01T12:00:00Z", ""),
        SHORT.replace(";page=", ";path=a.pdf;page="),
        SHORT.replace("/letter", "/le tter"),
        SHORT.replace("/letter", '/"><script>'),
        SHORT.replace("/letter", "/a'b"),
        SHORT.replace("/letter", "/\x1b]0;x\x07"),
        SHORT.replace("/letter", "/" + "a" * 2_001),
        SHORT + ";more=1",
        SHORT.replace("foi1;", "foi1;;"),
        SHORT.replace(";at=", ";from=https://a.example;at="),
    ],
)
def test_an_anchor_made_up_is_refused_though_its_check_fits(body: str) -> None:
    with pytest.raises(NoAnchor, match=r"not written by foi-index|no anchor"):
        read(checked(body))


def test_an_anchor_of_a_later_version_says_so() -> None:
    with pytest.raises(NoAnchor, match="a newer foi can read it"):
        read(checked(SHORT.replace("foi1;", "foi2;")))


def test_a_text_of_beginnings_is_looked_through_once() -> None:
    found = list(anchors("foi1;pub=" * 20_000))
    assert len(found) == 20_000
    assert not any(one.anchor for one in found)
    with pytest.raises(NoAnchor, match="at most"):
        read("foi1;" + "a" * 1_000_000)


def test_an_address_too_long_for_an_anchor_is_left_out() -> None:
    assert address("https://www.example.org/" + ";" * 1_000) == ""
    assert way("\ud800/" + "é" * 500) == ""
    assert way("in/\ud800.pdf") == "in/\ufffd.pdf"


def test_words_are_named_whatever_their_blanks_and_accents_are_made_of() -> None:
    assert text_digest("Cafe\u0301\n spent\t£92,574") == text_digest("Café spent £92, 574")
    assert text_digest("spent £92,574") != text_digest("spent £92.574")
    assert text_digest("\ud800") != text_digest("")
