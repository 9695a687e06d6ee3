"""The lines of a bundle of which all digests are right: each a record of ours, and what one names another has."""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from indexer.bundle.checking import problems
from indexer.bundle.limits import Limits
from indexer.bundle.records import to_page
from indexer.bundle.unzipping import opened
from indexer.errors import BundleError, BundleRefused
from tests.indexer.bundle.forge import (
    BODY,
    DIGEST,
    Form,
    bundle,
    capture,
    document,
    fact,
    inside,
    page,
    publication,
    text,
)

OTHER = hashlib.sha256(b"another").hexdigest()
WITHIN = hashlib.sha256(b"within").hexdigest()
LOW, HIGH = "0" * 64, "f" * 64


def said(path: Path, limits: Limits | None = None, *, read_data: bool = True) -> list[str]:
    with opened(path, limits) as it:
        return list(problems(it, read_data=read_data))


WRONG: dict[str, tuple[Form, str]] = {
    "publications": (publication(kind="virus"), "'virus' is not a valid Kind"),
    "publications, a number for a title": (publication(title=7), "title is not text"),
    "publications, a day in words": (publication(published="yesterday"), "published is not a time"),
    "publications, a day without a zone": (publication(published="2026-01-01"), "published has no time zone"),
    "publications, an address that is none": (publication(documents=[{"url": 1}]), "url is not text"),
    "publications, no version": ({"last_seen": "x", "versions": []}, "it has no version"),
    "publications, no time": (publication(seen=""), "seen is missing"),
    "publications, a time beyond times": (publication(seen="9999-12-31T23:59:59-14:00"), "seen is not a time"),
    "publications, half a character": (publication(title="\ud800"), "holds half of a character"),
    "documents": (document(digest="../../../etc/passwd"), "digest is not a SHA-256"),
    "documents, capital letters": (document(digest=DIGEST.upper()), "digest is not a SHA-256"),
    "documents, other digits": (document(digest="\u0661" * 64), "digest is not a SHA-256"),
    "documents, a size below nothing": (document(size=-1), "size is not a whole number"),
    "documents, a size that is true": (document(size=True), "size is not a whole number"),
    "documents, a size beyond sizes": (document(size=10**30), "size is not a whole number"),
    "documents, a type that is none": (document(media_type="<b>"), "media_type is none"),
    "captures": (capture(time="never"), "time is not a time"),
    "captures, headers that are none": (capture(headers="x"), "headers are no list"),
    "captures, half a character": (capture(headers=[["x", "\udc00"]]), "holds half of a character"),
    "captures, no source": (capture(source=""), "source is not text, or is missing"),
    "members": (inside(parent="x"), "parent is not a SHA-256"),
    "members, no path": (inside(path=""), "path is not text, or is missing"),
    "texts": (text(extractor="../x"), "extractor is not a name and version"),
    "texts, words for an extractor": (text(extractor="pdf/1 OR 1=1"), "extractor is not a name and version"),
    "pages": (page(number="1"), "number is not a whole number"),
    "pages, no text": (page(text=None), "text is not text"),
    "pages, page 0": (page(number=0), "number is below 1"),
    "pages, more than sure": (page(confidence=1.5), "confidence is not from 0 to 1"),
    "pages, a gap that is true": (page(gaps=[True]), "it has gaps that are none"),
    "pages, a gap in a word": (page(text="ab c", gaps=[1]), "it has gaps that are not in its text"),
    "pages, a gap beyond the text": (page(text="a b", gaps=[1, 9]), "it has gaps that are not in its text"),
    "facts": (fact(type="treasure"), "it is no fact"),
    "facts, no words": (fact(words=None), "it is no fact"),
    "facts, a list for a value": (fact(value=["x"]), "it is no fact"),
    "facts, a place in words": (fact(words={"page": 1, "start": "0", "end": 3, "text": "x"}), "it is no fact"),
    "pages, gaps that fall": (page(text="a b c", gaps=[3, 1]), "it has gaps that are not in its text"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_line_that_is_not_what_it_should_be_is_named_with_its_number(tmp_path: Path, name: str) -> None:
    form, expected = WRONG[name]
    member = name.partition(",")[0]
    (found,) = said(bundle(tmp_path / "b.foi", **{member: [form]}))
    assert found.startswith(f"data/{member}.jsonl, line 1: ")
    assert expected in found


LED: dict[str, tuple[dict[str, Any], str]] = {
    "a publication twice": (
        {"publications": [publication(), publication(title="Other")]},
        r"data/publications.jsonl: p[0-9a-f]{12} is there twice",
    ),
    "a document twice": ({"documents": [document(), document()]}, "data/documents.jsonl: .* is there twice"),
    "documents out of order": (
        {"documents": [document(digest=HIGH), document()], "captures": []},
        "data/documents.jsonl: .* not in the order of digests",
    ),
    "a capture of no document": ({"captures": [capture(digest=None)]}, "captures.jsonl: names no document"),
    "a capture of what is not there": ({"captures": [capture(digest=OTHER)]}, f"captures.jsonl: names {OTHER[:12]}"),
    "a file in what is not there": ({"members": [inside(parent=OTHER)]}, f"members.jsonl: names {OTHER[:12]}"),
    "two files in one place": ({"members": [inside(), inside(path="c")]}, "members.jsonl: 0 in .* is there twice"),
    "a text of what is not there": ({"texts": [text(digest=OTHER)], "pages": []}, f"texts.jsonl: names {OTHER[:12]}"),
    "a text twice": ({"texts": [text(), text()]}, "texts.jsonl: .* is there twice"),
    "a page of what is not there": ({"pages": [page(digest=OTHER)]}, f"pages.jsonl: has a page of {OTHER[:12]}"),
    "a fact of what has no pages": ({"facts": [fact(digest=OTHER)]}, f"facts.jsonl: {OTHER[:12]}, .* has no pages"),
    "a fact whose words stand elsewhere": (
        {"facts": [fact(), fact(words={"page": 1, "start": 1, "end": 4, "text": BODY.decode()[:3]})]},
        f"facts.jsonl: a fact .outcome. rests on words that do not stand on page 1 of {DIGEST[:12]}",
    ),
    "a fact on a page that is not there": (
        {"facts": [fact(words={"page": 2, "start": 0, "end": 3, "text": BODY.decode()[:3]})]},
        "facts.jsonl: .* do not stand on page 2",
    ),
    "a page too many": ({"pages": [page(), page(number=2)]}, "pages.jsonl: page 2 of .* one too many"),
    "a page twice": ({"texts": [text(pages=2)], "pages": [page(), page()]}, "pages.jsonl: page 1 of .* out of order"),
    "pages in another order than texts": (
        {
            "documents": [document(digest=LOW), document(digest=HIGH)],
            "captures": [],
            "texts": [text(digest=LOW), text(digest=HIGH)],
            "pages": [page(digest=HIGH), page(digest=LOW)],
        },
        "pages.jsonl: has a page of 000000000000, which is not in data/texts.jsonl, or not in its order",
    ),
    "less lines than counted": ({"about": {"counts": {"pages": 7}}}, "about.json: counts 7 pages, and there are 1 pub"),
    "versions of two publications": (
        {
            "publications": [
                {
                    "last_seen": "2026-08-01T12:00:00+00:00",
                    "versions": [*publication()["versions"], *publication(native_id="2")["versions"]],
                }
            ]
        },
        "line 1: its versions are of several publications",
    ),
}


@pytest.mark.parametrize("name", LED)
def test_what_leads_nowhere_or_stands_in_the_wrong_place_is_named(tmp_path: Path, name: str) -> None:
    lines, expected = LED[name]
    (found,) = said(bundle(tmp_path / "b.foi", **lines))
    assert re.search(expected, found)


def test_facts_whose_words_stand_on_their_pages_are_sound(tmp_path: Path) -> None:
    period = {"first": "2014-01-01", "last": None, "words": fact()["words"]}
    money = fact(type="money", lowest=1, highest=None, currency="GBP", period=period, of_later_writers=1)
    del money["value"]
    assert said(bundle(tmp_path / "b.foi", facts=[fact(), money])) == []


def test_files_within_have_texts_like_documents_and_none_without_a_digest(tmp_path: Path) -> None:
    several = [inside(), inside(position=1, digest="", media_type="", reason="needs a password")]
    texts = sorted([text(), text(digest=WITHIN)], key=lambda form: str(form["digest"]))
    assert said(bundle(tmp_path / "b.foi", members=several, texts=texts)) == []


def test_the_text_of_pages_may_hold_half_characters_and_others_whole_ones(tmp_path: Path) -> None:
    lines = {"publications": [publication(title="\U0001f600")], "pages": [page(text="\ud800", label="\ud800")]}
    path = bundle(tmp_path / "b.foi", **lines)
    assert said(path) == []
    with opened(path) as it:
        ((_, read),) = [to_page(form) for form in it.lines("data/pages.jsonl")]
    assert (read.text, read.label) == ("\ud800", "\ufffd")


def test_fields_files_and_counts_of_later_writers_are_passed_over(tmp_path: Path) -> None:
    counts = dict.fromkeys(("publications", "documents", "captures", "texts", "pages", "maps"), 1)
    about = {"counts": counts, "left_out": {"news": 3}}
    assert said(bundle(tmp_path / "b.foi", documents=[document(colour="blue")], about=about)) == []


def test_originals_are_read_on_wish_and_their_names_always_compared(tmp_path: Path) -> None:
    other = bundle(tmp_path / "b.foi", documents=[document(size=len(BODY))], files={DIGEST: BODY[::-1]})
    (found,) = said(other, read_data=False)
    assert f"{DIGEST}: is an original by its place, but not named by the digest" in found
    assert said(bundle(tmp_path / "c.foi", files={DIGEST: BODY})) == []


def test_limits_are_told_with_what_they_were_and_can_be_raised(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b.foi", files={DIGEST: BODY})
    with pytest.raises(
        BundleRefused, match=r"b\.foi: claims to unpack to [\d,]+ bytes; no more than 1,000 .*--max-size"
    ):
        said(path, Limits.of(1000))
    with pytest.raises(BundleRefused, match="lists 12 members; no more than 11 are read"):
        said(path, Limits(members=11))
    with pytest.raises(BundleRefused, match=r"has a list of members of [0-9,]+ bytes; no more than 99"):
        said(path, Limits(directory=99))
    (found,) = said(path, Limits(known=0))
    assert found == "data/publications.jsonl: names more than 0; no more are read"
    assert Limits.of(1 << 40).members > Limits().members
    assert said(path, Limits.of(100_000)) == []


@pytest.mark.parametrize("content", [b"", b"\n", b"{}", b"PK\3\4", b"PK\5\6" + bytes(18), b"\0" * 100_000], ids=len)
def test_what_is_no_bundle_is_said_so_with_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.foi"
    path.write_bytes(content)
    with pytest.raises(BundleError, match=r"b\.foi: is no bundle"):
        said(path)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.foi")
    for path, expected in (
        (tmp_path / "pipe.foi", "is no file"),
        (tmp_path, "is no file"),
        (tmp_path / "x", "No such"),
    ):
        with pytest.raises(BundleError, match=expected):
            said(path)


def test_a_bundle_of_a_later_format_is_refused_by_its_version(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b.foi")
    path.write_bytes(path.read_bytes().replace(b"foi-bundle 2 sha256:", b"foi-bundle 3 sha256:"))
    with pytest.raises(BundleRefused, match="is of format version 3; this foi-index reads 2"):
        said(path)


def test_a_long_line_of_text_is_read_and_one_of_escapes_too(tmp_path: Path) -> None:
    long = "\0" * 900_000 + '"\\'
    assert len(json.dumps(long)) > Limits().values, "so that its values are counted"
    assert said(bundle(tmp_path / "b.foi", pages=[page(text=long)])) == []
