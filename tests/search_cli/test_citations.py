"""The styles of citing, on titles as hostile as they come: each is read again by what stands for those who read it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cards import Card
from indexer.citing import Citation
from indexer.citing.anchor import Anchor, written
from indexer.citing.pasted import anchors
from indexer.extract.base import Page
from indexer.record import changed
from scraper.archive.records import Held
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from search_cli.formats.citations import STYLES, styled
from search_cli.terminal import clean, line

SEEN = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
DIGEST = "0e85149bedff" + "0" * 52
URL = "https://www.example.org/release"
FILE = "https://files.example.org/a_(b)_letter.pdf"

HOSTILE = (
    "100% {of} $5 & #1 _under_ ~tilde~ ^hat^ \\back\\slash",
    "} , title = {injected} } @misc{evil, note = {",
    "\\input{/etc/passwd} \\write18{rm -rf} %comment",
    "{{{{",
    "}}}}",
    '"quoted" \'title\' @string{a="b"}',
    "line\nbreak\r\nand\ttab",
    "تكلفة الفوانيس في عام ٢٠٢٤",
    "\u202eevil\u202c \u2066mixed\u2069 title",
    "\x1b]0;owned\x07\x00title",
    "[link](javascript:alert(1)) `code` *bold* <script>alert(1)</script> | pipe",
    "![image](https://evil.example/x.png) <b>bold</b> &amp; &lt;",
    "type: book {:type: book}",
    "half \ud800 a character",
    "",
    "   ",
)


def cited(
    title: str = "Lantern costs",
    *,
    kind: Kind = Kind.RELEASE,
    authority: str = "Lamp Office",
    outlet: str = "",
    page: int | None = 2,
    own: bool = False,
    file: str = "letter.pdf",
    url: str = URL,
    file_url: str = FILE,
    parent: str = "",
    document: str = "Annex A",
    **more: Any,
) -> Citation:
    """Cite a page of a PDF, or, if it is its `own`, a publication's page."""
    file_url = url if own else file_url
    links = (DocumentLink(url, title, LinkKind.PAGE), DocumentLink(FILE, document))
    publication = Publication("lamp-office", "r1", kind, title, url, authority, outlet, documents=links, **more)
    card = Card(
        digest=DIGEST,
        title=title,
        authority=authority,
        outlet=outlet,
        kind=kind,
        source="lamp-office",
        state="live",
        published="",
        url=url,
        document=document,
        file=file,
        file_url=file_url,
        media_type="application/pdf",
        summary="",
        extractor="pdf/9",
        pages=3,
        reason="",
        parent=parent,
    )
    anchor = Anchor(
        publication="p0f4e2a9c7b31",
        digest=DIGEST,
        seen=SEEN,
        page=page,
        text="9f86d081884c7d65" if page else "",
        reader="pdf/9" if page else "",
        at=url if url != file_url else "",
        origin=file_url,
    )
    return Citation(card, Held(1, publication, SEEN, SEEN, 1), anchor, Page(page, "text") if page else None)


def text_of(style: str, *citations: Citation) -> str:
    return "".join(styled(style, citations))


@dataclass
class Entry:
    """An entry of BibTeX: its type, its key, and its fields as TeX would print them."""

    type: str
    key: str
    fields: dict[str, str]


def entries(text: str) -> Iterator[Entry]:
    """Read BibTeX as BibTeX does: values end where braces are even, backslashes or not."""
    at = 0
    while (at := text.find("@", at)) >= 0:
        head = re.compile(r"@(\w+)\{([^,{}\s\"#%'()=~\\]+),\s*").match(text, at)
        assert head, text[at : at + 40]
        at, fields = head.end(), {}
        while text[at] != "}":
            name = re.compile(r"([a-z]+) = ").match(text, at)
            assert name, text[at : at + 40]
            at = name.end()
            if text[at] == "{":
                end = closing(text, at)
                fields[name[1]] = printed(text[at + 1 : end]) if name[1] != "url" else text[at + 1 : end]
                at = end + 1
            else:
                bare = re.compile(r"[a-z]{3}").match(text, at)
                assert bare
                fields[name[1]], at = bare[0], bare.end()
            assert text.startswith(",\n", at)
            at += 2
            at = len(text) - len(text[at:].lstrip())
        at += 1
        yield Entry(head[1], head[2], fields)


def closing(text: str, at: int) -> int:
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise AssertionError("a brace is never closed")


_TEX = {"braceleft": "{", "braceright": "}", "backslash": "\\", "asciitilde": "~", "asciicircum": "^"}
_TEX |= {"less": "<", "greater": ">", "bar": "|"}


def printed(tex: str) -> str:
    """Return what TeX prints, for the few commands that may be there; anything else that is alive is a failure."""
    tex = re.sub(r"\\texttt\{(.*)\}$", r"\1", tex)
    tex = tex.removeprefix("{").removesuffix("}") if closes_at_end(tex) else tex
    parts = re.split(r"\\text([a-z]+)\{\}", tex)
    for place, part in enumerate(parts):
        if place % 2:
            parts[place] = _TEX[part]
        else:
            assert not re.search(r"(?<!\\)[#$%&_{}~^<>|]|\\[^#$%&_]|\\$", part), part
            parts[place] = re.sub(r"\\([#$%&_])", r"\1", part)
    return "".join(parts)


def closes_at_end(tex: str) -> bool:
    return tex.startswith("{") and closing(tex, 0) == len(tex) - 1


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("style", STYLES)
def test_no_title_drives_a_terminal_or_breaks_a_line_in_any_style(style: str, title: str) -> None:
    for where in ({"title": title}, {"authority": title}, {"document": title}, {"file": f"{title}.pdf"}):
        text = text_of(style, cited(**where))  # type: ignore[arg-type]
        assert clean(text) == text
        assert text.endswith("\n")
        text.encode()
        lines = {"text": 4, "anchor": 1, "markdown": 1, "csl-json": 3}
        assert style not in lines or text.count("\n") == lines[style]


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("style", STYLES)
def test_the_anchor_is_found_again_in_every_style(style: str, title: str) -> None:
    one = cited(title, document=title)
    assert [found.anchor for found in anchors(text_of(style, one))] == [one.anchor]


@pytest.mark.parametrize("title", HOSTILE)
def test_bibtex_prints_a_title_letter_by_letter(title: str) -> None:
    text = text_of("bibtex", cited(title), cited("The next", page=3))
    first, second = entries(text)
    assert (first.type, first.key, second.key) == ("misc", "foi-0e85149bedff-2", "foi-0e85149bedff-3")
    assert first.fields["title"] == (line(title) or "letter.pdf")
    assert first.fields["author"] == "Lamp Office"
    assert first.fields["url"] == FILE
    assert first.fields["note"].endswith(written(cited(title).anchor))
    assert "injected" not in first.fields["title"] or set(first.fields) == set(second.fields)


@given(st.text(st.characters() | st.sampled_from("{}\\%$#&_~^<>|@\"'\n"), max_size=60))
def test_bibtex_survives_any_title(title: str) -> None:
    (entry,) = entries(text_of("bibtex", cited(title)))
    assert entry.fields["title"] == (line(title) or "letter.pdf")


CSL_TEXTS = {"id", "type", "title", "container-title", "genre", "number", "page", "URL", "note"}
CSL_TYPES = {"report", "webpage", "article-newspaper", "document"}


def assert_csl(item: dict[str, Any]) -> None:
    """Hold an item against the shape that csl-data.json of CSL 1.0.2 prescribes, for what we write of it."""
    assert set(item) <= CSL_TEXTS | {"author", "issued", "accessed"}
    assert {"id", "type"} <= set(item)
    assert item["type"] in CSL_TYPES
    assert all(isinstance(item[name], str) and item[name] for name in CSL_TEXTS & set(item))
    for name in {"issued", "accessed"} & set(item):
        assert list(item[name]) == ["date-parts"]
        (parts,) = item[name]["date-parts"]
        assert len(parts) == 3
        assert all(type(part) is int for part in parts)
    for person in item.get("author", []):
        assert list(person) == ["literal"]
        assert isinstance(person["literal"], str)


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("kind", Kind)
def test_csl_json_has_the_shape_of_its_schema(kind: Kind, title: str) -> None:
    items = json.loads(text_of("csl-json", cited(title, kind=kind, outlet=title), cited(own=True, page=None)))
    assert len(items) == 2
    for item in items:
        assert_csl(item)
    assert items[0]["title"] == (line(title) or "letter.pdf")
    assert "\n" not in items[0]["note"]
    assert "{:" not in items[0]["note"]


def test_csl_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(text_of("csl-json")) == []


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_has_no_markup_but_our_own(title: str) -> None:
    text = text_of("markdown", cited(title, document="", file="letter.pdf"))
    before, _, after = text.partition("](")
    told = re.sub(r"\\(.)", r"\1", before.partition(": [")[2])
    assert told == f"“{line(title) or 'letter.pdf'}”"
    assert not re.search(r"(?<!\\)[`*_\[\]<>|~!&]", re.sub(r"\\.", "", before.partition(": [")[2]))
    assert after.startswith(f"{URL}), ")


def test_markdown_links_lead_to_the_page_and_brackets_in_addresses_end_none() -> None:
    text = text_of("markdown", cited())
    assert "[Annex A, letter.pdf, p. 2 of 3](https://files.example.org/a%5F%28b%29%5Fletter.pdf#page=2)" in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", ""])
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    one = cited(url=url, file_url="file:letter.pdf")
    assert "](" not in text_of("markdown", one)
    assert "url = " not in text_of("bibtex", one)
    assert "URL" not in json.loads(text_of("csl-json", one))[0]


def sentence(one: Citation) -> str:
    return text_of("text", one).splitlines()[0]


def test_a_release_is_cited_by_its_authority_with_reference_date_and_page() -> None:
    one = cited(published=datetime(2024, 3, 12, 9, tzinfo=UTC), references=("FOI 2024/0113",))
    assert text_of("text", one).splitlines() == [
        "Lamp Office: “Lantern costs”, freedom of information release, FOI 2024/0113, 12 March 2024, "
        "Annex A, letter.pdf, p. 2 of 3, captured 2026-08-01 12:00:00 UTC.",
        URL,
        FILE,
        one.line,
    ]


def test_a_request_is_cited_by_its_title_and_what_the_authority_sent_by_the_authority() -> None:
    page = cited("Wicks", kind=Kind.REQUEST, own=True, page=None, outcome="refused")
    assert sentence(page) == (
        "“Wicks”, freedom of information request to Lamp Office, refused, captured 2026-08-01 12:00:00 UTC."
    )
    sent = cited("Wicks", kind=Kind.REQUEST, page=None)
    assert sentence(sent).startswith("Lamp Office: “Wicks”, freedom of information request to Lamp Office, Annex A, ")


def test_news_is_cited_by_who_issued_it_with_who_carried_it_and_where_it_first_appeared() -> None:
    one = cited(kind=Kind.NEWS, outlet="The Wire", own=True, page=None, original_url="https://www.example.org/first")
    assert sentence(one) == (
        "Lamp Office, by The Wire: “Lantern costs”, news, first appeared at https://www.example.org/first, "
        "captured 2026-08-01 12:00:00 UTC."
    )
    (item,) = json.loads(text_of("csl-json", one))
    assert (item["type"], item["container-title"]) == ("article-newspaper", "The Wire")
    own = cited(kind=Kind.NEWS, outlet="Lamp Office", own=True, page=None)
    assert sentence(own).startswith("Lamp Office: “Lantern costs”, news, captured")
    assert json.loads(text_of("csl-json", own))[0]["container-title"] == "Lamp Office"


def test_a_file_within_another_is_cited_with_the_way_to_it() -> None:
    one = cited(parent=DIGEST, document="in/letter.pdf", file="replies.zip/in/letter.pdf")
    assert "Lantern costs”, freedom of information release, replies.zip/in/letter.pdf, p. 2 of 3," in sentence(one)
    assert "#page=" not in text_of("markdown", one)


def test_what_is_no_longer_there_is_cited_as_that() -> None:
    one = cited()
    gone = replace(one, card=changed(one.card, state="gone"))
    assert ", gone at its source since, captured" in sentence(gone)


def test_the_page_of_what_has_only_one_is_not_named_unless_it_is_a_pdf() -> None:
    one = cited(page=1)
    card = changed(one.card, pages=1)
    assert "p. 1 of 1" in sentence(replace(one, card=card))
    html = changed(card, media_type="text/html")
    assert "p. 1" not in sentence(replace(one, card=html))
    assert "page=1;" in replace(one, card=html).line
