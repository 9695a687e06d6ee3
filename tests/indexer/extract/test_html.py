"""HTML to text: what is seen stays, what is not seen goes, nothing hostile hurts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.html import NO_TEXT, HtmlExtractor, decode_html, html_to_text


def text(body: bytes) -> str:
    (page,) = HtmlExtractor().pages(body)
    assert page.number == 1
    return page.text


def test_scripts_styles_comments_and_menus_are_not_text() -> None:
    body = b"<style>p{}</style><nav>Home</nav><!-- hush --><script>alert(1)</script><p>Life<b>belts</b></p><p>Ropes"
    got = text(body)
    assert got.split() == ["Life", "belts", "Ropes"] or got.split() == ["Lifebelts", "Ropes"]
    assert got.endswith("\n\nRopes")


def test_text_after_a_script_stays() -> None:
    assert text(b"<p>One <script>x</script>two <!-- three -->four</p>") == "One two four"


def test_a_page_that_is_all_menu_keeps_its_menu() -> None:
    assert text(b"<nav>Home</nav>") == "Home"


def test_rows_of_a_table_are_lines() -> None:
    assert text(b"<table><tr><td>belts<td>1,204<tr><td>ropes<td>88</table>").splitlines() == ["belts 1,204", "ropes 88"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>£5 caf\u00e9</p>".encode(),
        b'<meta charset="utf-8">' + "<p>£5 caf\u00e9</p>".encode("cp1252"),
        b'<meta charset="iso-8859-1">' + "<p>£5 caf\u00e9</p>".encode(),
        b'<meta http-equiv=x content="text/html; charset=windows-1252">' + "<p>£5 caf\u00e9</p>".encode("cp1252"),
        "<p>£5 caf\u00e9</p>".encode("utf-16"),
        b'<meta charset="no-such-thing">' + "<p>£5 caf\u00e9</p>".encode("cp1252"),
        b'<meta charset="zlib_codec">' + "<p>£5 caf\u00e9</p>".encode("cp1252"),
    ],
)
def test_the_encoding_is_found_whatever_the_page_says(body: bytes) -> None:
    assert text(body) == "£5 caf\u00e9"


def test_what_a_page_says_of_its_encoding_counts_when_it_is_not_utf8() -> None:
    greek = "Αίτηση πρόσβασης"
    assert decode_html(b'<meta charset="iso-8859-7">' + greek.encode("iso-8859-7")).endswith(greek)


def test_an_empty_page_says_so() -> None:
    (page,) = HtmlExtractor().pages(b"<html><!-- nothing --></html>")
    assert (page.text, page.warning) == ("", NO_TEXT)


def test_depth_loses_no_text() -> None:
    body = b"<div>" * 50_000 + b"Life&shy;belts<script>x</script>" + b"</div>" * 50_000 + b"<p>Ropes <td>88"
    assert text(body) == "Life\u00adbelts\nRopes 88"


def test_a_huge_paragraph_loses_no_text() -> None:
    assert len(text(b"<p>" + b"rope " * 3_000_000)) == 15_000_000 - 1


def test_an_entity_cannot_read_files() -> None:
    got = text(
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><p>A &e; B</p></html>'
    )
    assert "root:" not in got


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(body: str) -> None:
    html_to_text(body)
    html_to_text(f"<p>{body}</p><!DOCTYPE {body}><a {body}>")


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    text(b"<html>" + body)
