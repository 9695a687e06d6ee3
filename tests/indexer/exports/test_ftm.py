"""Entities of FollowTheMoney, held against the schema its project publishes, and by its package if that is here."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.chosen import Choice
from indexer.exports.ftm.values import LARGEST, LONGEST, texts, together
from indexer.exports.ftm.writing import write
from indexer.members import Inside
from scraper.archive.records import Digest, digest_of
from scraper.items import Kind
from tests.captured import Holdings, holdings
from tests.indexer.handing import filled, hand_on

Form = dict[str, Any]

SCHEMATA: dict[str, Form] = tomllib.loads((Path(__file__).parent / "ftm_schema.toml").read_text())
TYPES = {
    "name": re.compile(r"[^\n]{1,384}"),
    "string": re.compile(r"[^\n]{1,1024}"),
    "text": re.compile(r".{1,65000}", re.S),
    "url": re.compile(r"https?://[^\s]{1,4090}"),
    "date": re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?"),
    "number": re.compile(r"\d+"),
    "mimetype": re.compile(r"[\w.+-]+/[\w.+-]+"),
}
URL, PAGE = "https://files.example/letter.pdf", (("Content-Type", "text/html"),)
LETTER = b"%PDF-1.4 a letter"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Holdings]:
    with holdings(tmp_path / "data") as made:
        yield made


def exported(held: Holdings, path: Path, choice: Choice | None = None) -> list[Form]:
    """Write a file, and hold every entity in it against its schema."""
    held.written(write, path, choice)
    forms = [json.loads(line) for line in path.read_bytes().splitlines()]
    known = {form["id"]: form["schema"] for form in forms}
    assert len(known) == len(forms)
    for form in forms:
        assert set(form) == {"id", "schema", "properties"}
        assert re.fullmatch(r"[\w-]{1,200}", form["id"], re.ASCII)
        schema = SCHEMATA[form["schema"]]
        assert set(schema["required"]) <= set(form["properties"])
        for name, values in form["properties"].items():
            check(schema[name], values, known)
    return forms


def check(sort: str, values: Sequence[str], known: dict[str, str]) -> None:
    assert len(set(values)) == len(values) > 0
    kind, _, whole = sort.partition(":")
    for value in values:
        assert "\0" not in value
        assert value.encode()
        assert whole in SCHEMATA[known[value]]["is"] if whole else TYPES[kind].fullmatch(value)


def of(forms: Sequence[Form], *schemata: str) -> list[Form]:
    return [form["properties"] for form in forms if form["schema"] in schemata]


def test_a_release_is_a_folder_of_an_authority_with_its_documents_and_their_pages(
    held: Holdings, tmp_path: Path
) -> None:
    digest = held.capture(URL, LETTER)
    held.read(digest, "The first page.", "The second.")
    held.publish(
        URL, authority="Bridge Office", url="https://gov.example/1", references=("FOI 1/26",), outcome="granted"
    )
    forms = exported(held, tmp_path / "x.ftm.json")
    assert Counter(form["schema"] for form in forms) == Counter(
        {"PublicBody": 1, "Folder": 1, "Documentation": 1, "Pages": 1, "Page": 2}
    )
    ids = {form["schema"]: form["id"] for form in forms}
    (folder,) = of(forms, "Folder")
    assert folder["title"] == ["Repairs of bridges"]
    assert folder["keywords"] == ["FOI 1/26"]
    assert folder["notes"] == ["outcome: granted"]
    assert of(forms, "Documentation") == [
        {"document": [ids["Folder"]], "entity": [ids["PublicBody"]], "role": ["publisher"]}
    ]
    (document,) = of(forms, "Pages")
    assert ids["Pages"] == f"foi-{digest}"
    assert document["parent"] == [ids["Folder"]]
    assert document["indexText"] == ["The first page.", "The second."]
    assert (document["fileName"], document["fileSize"], document["sourceUrl"]) == (["letter.pdf"], ["17"], [URL])
    assert of(forms, "Page") == [
        {"bodyText": ["The first page."], "document": [f"foi-{digest}"], "index": ["1"]},
        {"bodyText": ["The second."], "document": [f"foi-{digest}"], "index": ["2"]},
    ]


@pytest.mark.parametrize(
    ("body", "name", "schema"),
    [
        (b"<!DOCTYPE html><title>t</title><p>Words</p>", "a.html", "HyperText"),
        (b"Words and more words.\n", "a.txt", "PlainText"),
        (
            b"From: a@x.example\nTo: b@x.example\nSubject: s\nDate: Sat, 1 Aug 2026 12:00:00 +0000\n\nWords\n",
            "a.eml",
            "Email",
        ),
        (b"PK\x05\x06" + b"\0" * 18, "a.zip", "Package"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "Image"),
        (b"II*\0", "a.tif", "Pages"),
        (LETTER, "a.pdf", "Pages"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_document_is_what_its_bytes_are(held: Holdings, tmp_path: Path, body: bytes, name: str, schema: str) -> None:
    url = f"https://files.example/{name}"
    held.read(held.capture(url, body), "Words.")
    held.publish(url)
    (document,) = of(exported(held, tmp_path / "x.ftm.json"), schema)
    assert document["fileName"] == [name]


def test_what_nobody_has_read_is_a_document_without_text(held: Holdings, tmp_path: Path) -> None:
    held.capture(URL, LETTER)
    held.publish(URL)
    (document,) = of(exported(held, tmp_path / "x.ftm.json"), "Document")
    assert not {"bodyText", "indexText"} & set(document)


def test_files_in_a_mail_are_in_the_mail(held: Holdings, tmp_path: Path) -> None:
    mail = b"From: a@x.example\nTo: b@x.example\nSubject: s\nDate: Sat, 1 Aug 2026 12:00:00 +0000\n\nWords\n"
    url, inner = "https://files.example/a.eml", digest_of(b"inner")
    outer = held.capture(url, mail, (("Content-Type", "message/rfc822"),))
    held.read(outer, "Words", within=(Inside(outer, 0, "annex/table.pdf", inner, "application/pdf", 5),))
    held.read(inner, "A table")
    held.publish(url)
    forms = exported(held, tmp_path / "x.ftm.json")
    (mailed,), (table,) = of(forms, "Email"), of(forms, "Pages")
    assert mailed["subject"] == mailed["title"]
    assert (table["parent"], table["fileName"], table["fileSize"]) == ([f"foi-{outer}"], ["table.pdf"], ["5"])


def news(held: Holdings, url: str = "https://paper.example/1", **others: Any) -> Digest:
    digest = held.capture(url, f"<!DOCTYPE html><p>Somebody's words {url}</p>".encode(), PAGE, source="paper")
    held.read(digest, "Somebody's words")
    held.publish(url, kind=Kind.NEWS, source="paper", title="Bridges fall", outlet="The Paper", url=url, **others)
    return digest


def test_an_article_of_news_is_one_entity_and_its_text_stays(held: Holdings, tmp_path: Path) -> None:
    digest = news(held, authority="The Paper")
    (article,) = exported(held, tmp_path / "x.ftm.json")
    assert (article["id"], article["schema"]) == (f"foi-{digest}", "Article")
    assert article["properties"]["title"] == ["Bridges fall"]
    assert article["properties"]["publisher"] == ["The Paper"]
    assert b"Somebody's words" not in (tmp_path / "x.ftm.json").read_bytes()
    (whole,) = exported(held, tmp_path / "y.ftm.json", Choice(news_text=True))
    assert whole["properties"]["bodyText"] == ["Somebody's words"]


def test_an_authority_whose_news_others_carry_is_a_public_body(held: Holdings, tmp_path: Path) -> None:
    digest = news(held, authority="Bridge Office")
    forms = exported(held, tmp_path / "x.ftm.json")
    assert of(forms, "PublicBody") == [{"name": ["Bridge Office"]}]
    assert of(forms, "Documentation")[0]["document"] == [f"foi-{digest}"]


def test_news_with_files_has_a_folder_and_news_without_any_is_an_article(held: Holdings, tmp_path: Path) -> None:
    pages = ("https://paper.example/1", "https://paper.example/2.pdf")
    for url in pages:
        held.read(held.capture(url, LETTER + url.encode()), "words")
    held.publish(*pages, kind=Kind.NEWS, title="With a file")
    held.publish("https://paper.example/3", kind=Kind.NEWS, title="Known by its address")
    forms = exported(held, tmp_path / "x.ftm.json")
    assert [folder["title"] for folder in of(forms, "Folder")] == [["With a file"]]
    assert [article["title"] for article in of(forms, "Article")] == [["Known by its address"]]


def test_a_document_that_two_publications_carry_is_there_once_and_linked(held: Holdings, tmp_path: Path) -> None:
    digest = held.capture(URL, LETTER)
    held.read(digest, "words")
    held.publish(URL, native_id="1", title="One")
    held.publish(URL, native_id="2", title="Two")
    held.publish(URL, native_id="3", source="paper", kind=Kind.NEWS, title="Three")
    forms = exported(held, tmp_path / "x.ftm.json")
    titles = {form["id"]: form["properties"]["title"] for form in forms if form["schema"] == "Folder"}
    (document,) = of(forms, "Pages")
    links = of(forms, "Documentation")
    assert sorted(titles[link["entity"][0]] for link in links) == [["Three"], ["Two"]]
    assert titles[document["parent"][0]] == ["One"]
    assert {link["document"][0] for link in links} == {f"foi-{digest}"}


def test_only_what_is_chosen_goes(held: Holdings, tmp_path: Path) -> None:
    chosen, left = held.capture(URL, LETTER), held.capture(f"{URL}2", LETTER * 2)
    held.publish(URL)
    held.publish(f"{URL}2", title="Left")
    for digest in (chosen, left):
        held.read(digest, "words")
    forms = exported(held, tmp_path / "x.ftm.json", Choice(frozenset({chosen})))
    assert Counter(form["schema"] for form in forms) == Counter({"Folder": 1, "Pages": 1, "Page": 1})


HOSTILE = 'A\r\ntitle\0 \x1b[31m \u2028 {"id": 1}\x85 <b>\ufffe' + "x" * 3000


def test_hostile_titles_names_and_texts_stay_within_their_values(held: Holdings, tmp_path: Path) -> None:
    url = "https://files.example/%00%0d%0a%ff.pdf"
    held.read(held.capture(url, LETTER), f"{HOSTILE}\ud800", "\0", "")
    held.publish(
        url, title=HOSTILE, authority=HOSTILE, summary=HOSTILE, url="javascript:alert(1)", references=(HOSTILE,)
    )
    forms = exported(held, tmp_path / "x.ftm.json")
    (folder,) = of(forms, "Folder")
    assert "sourceUrl" not in folder
    assert folder["title"][0].startswith('A title [31m {"id": 1} <b> xxx')
    assert of(forms, "Page")[0]["bodyText"][0].startswith("A\r\ntitle\ufffd")


def test_an_address_of_a_local_file_is_no_link(held: Holdings, tmp_path: Path) -> None:
    held.read(held.capture("file:a/letter.pdf?sha256=0123", LETTER, ()), "words")
    held.publish("file:a/letter.pdf?sha256=0123", kind=Kind.FILE)
    (document,) = of(exported(held, tmp_path / "x.ftm.json"), "Pages")
    assert "sourceUrl" not in document
    assert document["fileName"] == ["letter.pdf"]


def test_long_texts_are_parted_between_words_and_nothing_is_lost() -> None:
    whole = " ".join(f"word{number}" for number in range(20_000))
    parts = texts(whole)
    assert len(parts) > 1
    assert max(map(len, parts)) <= LONGEST["text"]
    assert " ".join(parts) == whole


def test_text_without_a_space_is_parted_all_the_same() -> None:
    whole = "x" * (2 * LONGEST["text"] + 1)
    assert "".join(texts(whole)) == whole


def test_an_entity_has_no_more_text_than_its_readers_take() -> None:
    kept = together(f"{number} {'x' * 59_990}" for number in range(600))
    assert LARGEST - 120_000 < sum(map(len, kept)) <= LARGEST


def test_the_same_holdings_give_the_same_bytes(held: Holdings, tmp_path: Path) -> None:
    held.read(held.capture(URL, LETTER), "words")
    held.publish(URL, authority="Bridge Office")
    exported(held, tmp_path / "a.ftm.json")
    exported(held, tmp_path / "b.ftm.json")
    assert (tmp_path / "a.ftm.json").read_bytes() == (tmp_path / "b.ftm.json").read_bytes()


def test_the_order_in_which_things_were_entered_changes_nothing(tmp_path: Path) -> None:
    for shuffle in range(3):
        hand_on(write, filled(tmp_path / str(shuffle), shuffle), tmp_path / f"{shuffle}.ftm.json")
    first, *others = ((tmp_path / f"{shuffle}.ftm.json").read_bytes() for shuffle in range(3))
    assert others == [first, first]


def test_an_entity_keeps_its_id_when_more_is_known(held: Holdings, tmp_path: Path) -> None:
    held.capture(URL, LETTER)
    held.publish(URL, native_id="1", authority="Bridge Office")
    before = {form["id"] for form in exported(held, tmp_path / "a.ftm.json")}
    held.read(digest_of(LETTER), "words")
    held.publish(URL, native_id="1", authority="Bridge Office", title="Another title")
    assert before < {form["id"] for form in exported(held, tmp_path / "b.ftm.json")}


def test_the_package_itself_takes_every_entity(held: Holdings, tmp_path: Path) -> None:
    """22 packages, 200 MB: too heavy to ask of everybody who runs the tests."""
    followthemoney = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    digest = held.capture(URL, LETTER)
    held.read(digest, HOSTILE, "words")
    held.publish(URL, title=HOSTILE, authority=HOSTILE, references=("FOI 1",), summary=HOSTILE)
    news(held, authority="Another Office")
    for form in exported(held, tmp_path / "x.ftm.json"):
        proxy = followthemoney.model.get_proxy(form, cleaned=False)
        assert proxy.schema.validate(form) is None
        assert set(proxy.to_dict()["properties"]) == set(form["properties"])
