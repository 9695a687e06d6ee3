"""WARC files, read back by the library that reads them everywhere, and compared with what is kept."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main as warcio

from indexer.chosen import Choice
from indexer.exports.warc.answers import head
from indexer.exports.warc.records import address
from indexer.exports.warc.writing import write
from scraper.archive.records import ArchiveError, Capture, digest_of
from scraper.items import Kind
from tests.captured import PDF, Holdings, holdings
from tests.indexer.handing import filled, hand_on

LETTER, URL = b"%PDF-1.4 a letter", "https://files.example/letter.pdf"


@dataclass(frozen=True, slots=True)
class Read:
    """A record as a reader sees it."""

    fields: dict[str, str]
    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def kind(self) -> str:
        return self.fields["WARC-Type"]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Holdings]:
    with holdings(tmp_path / "data") as made:
        yield made


def records(path: Path) -> list[Read]:
    """Read a file, and have every digest in it checked."""
    with pytest.raises(SystemExit) as ended:
        warcio(["check", str(path)])
    assert ended.value.code == 0
    found = []
    with path.open("rb") as file:
        for one in ArchiveIterator(file, check_digests="raise"):
            http: Any = one.http_headers
            fields = dict(one.rec_headers.headers)
            assert len(fields) == len(one.rec_headers.headers)
            found.append(
                Read(fields, http.statusline if http else "", http.headers if http else [], one.content_stream().read())
            )
    return found


def exported(held: Holdings, path: Path, choice: Choice | None = None) -> list[Read]:
    held.written(write, path, choice)
    return [one for one in records(path) if one.kind not in ("warcinfo", "metadata")]


def told(path: Path) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in records(path) if one.kind == "metadata"]


@pytest.mark.parametrize("name", ["all.warc", "all.warc.gz"])
def test_an_answer_is_a_response_with_its_headers_and_the_bytes_that_are_kept(
    held: Holdings, tmp_path: Path, name: str
) -> None:
    held.capture(URL, LETTER, (*PDF, ("Content-Length", str(len(LETTER)))))
    held.publish(URL)
    (response,) = exported(held, tmp_path / name)
    assert (response.kind, response.status, response.body) == ("response", "200 OK", LETTER)
    assert response.headers == [*PDF, ("Content-Length", str(len(LETTER)))]
    assert response.fields["WARC-Payload-Digest"] == f"sha256:{digest_of(LETTER)}"
    assert response.fields["WARC-Target-URI"] == URL
    assert response.fields["WARC-Date"] == "2026-08-01T12:01:00.250000Z"
    assert response.fields["WARC-Identified-Payload-Type"] == "application/pdf"


def test_headers_about_the_bytes_on_the_way_do_not_contradict_those_that_are_kept(
    held: Holdings, tmp_path: Path
) -> None:
    sent = (("content-encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("Content-Length", "7"), ("Vary", "*"))
    held.capture(URL, LETTER, sent)
    held.publish(URL)
    (response,) = exported(held, tmp_path / "x.warc")
    assert response.body == LETTER
    assert response.headers == [
        ("X-Archive-Orig-content-encoding", "gzip"),
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("X-Archive-Orig-Content-Length", "7"),
        ("Vary", "*"),
    ]


def test_the_same_bytes_again_are_a_revisit_of_the_first_answer(held: Holdings, tmp_path: Path) -> None:
    other = "https://mirror.example/letter.pdf"
    for url in (URL, URL, other):
        held.capture(url, LETTER)
    held.publish(URL, other)
    first, again, mirror = exported(held, tmp_path / "x.warc.gz")
    assert [one.kind for one in (first, again, mirror)] == ["response", "revisit", "revisit"]
    for one in (again, mirror):
        assert one.body == b""
        assert one.headers == list(PDF)
        assert one.fields["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
        assert one.fields["WARC-Refers-To"] == first.fields["WARC-Record-ID"]
        assert one.fields["WARC-Refers-To-Target-URI"] == URL
        assert one.fields["WARC-Refers-To-Date"] == first.fields["WARC-Date"]
        assert one.fields["WARC-Payload-Digest"] == first.fields["WARC-Payload-Digest"]
    assert mirror.fields["WARC-Target-URI"] == other


def test_not_modified_is_a_revisit_that_says_so(held: Holdings, tmp_path: Path) -> None:
    held.capture(URL, LETTER)
    held.capture(URL, None, (("ETag", '"1"'),), status=304)
    held.publish(URL)
    _, revisit = exported(held, tmp_path / "x.warc.gz")
    assert (revisit.kind, revisit.status) == ("revisit", "304 Not Modified")
    assert revisit.fields["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


def test_a_redirect_leaves_the_address_that_answered_and_the_one_that_was_asked(held: Holdings, tmp_path: Path) -> None:
    held.capture("https://short.example/1", LETTER, final_url=URL)
    held.publish("https://short.example/1")
    (response,) = exported(held, tmp_path / "x.warc.gz")
    assert response.fields["WARC-Target-URI"] == URL
    assert response.fields["Foi-Asked-URI"] == "https://short.example/1"


def test_a_local_file_is_a_resource_and_no_answer_is_made_up_for_it(held: Holdings, tmp_path: Path) -> None:
    address = "file:letters/a%20letter.pdf?sha256=0123456789abcdef"
    held.capture(address, LETTER, ())
    held.capture("file:again.pdf?sha256=0123456789abcdef", LETTER, ())
    held.publish(address, kind=Kind.FILE)
    resource, again = exported(held, tmp_path / "x.warc.gz")
    assert (resource.kind, resource.body, resource.headers) == ("resource", LETTER, [])
    assert resource.fields["WARC-Target-URI"] == address
    assert resource.fields["Content-Type"] == "application/pdf"
    assert (again.kind, again.headers, again.fields["Content-Length"]) == ("revisit", [], "0")


def test_a_server_s_answer_has_the_bytes_though_they_were_added_by_hand_before(held: Holdings, tmp_path: Path) -> None:
    held.capture("file:letter.pdf", LETTER, ())
    held.capture(URL, LETTER)
    held.publish(URL)
    assert [one.kind for one in exported(held, tmp_path / "x.warc.gz")] == ["response", "revisit"]


def test_news_is_told_of_and_its_bytes_stay(held: Holdings, tmp_path: Path) -> None:
    held.capture(URL, b"<p>An article that is somebody's</p>", (("Content-Type", "text/html"),), source="paper")
    held.publish(URL, kind=Kind.NEWS, source="paper", title="An article")
    assert exported(held, tmp_path / "without.warc") == []
    assert b"somebody's" not in (tmp_path / "without.warc").read_bytes()
    publication, capture = told(tmp_path / "without.warc")
    assert publication["publication"]["versions"][0]["record"]["title"] == "An article"
    assert (capture["capture"]["url"], capture["capture"]["status"]) == (URL, 200)
    (response,) = exported(held, tmp_path / "with.warc", Choice(news_text=True))
    assert response.body == b"<p>An article that is somebody's</p>"


def test_only_what_is_chosen_goes(held: Holdings, tmp_path: Path) -> None:
    other = "https://files.example/other.pdf"
    chosen, left = held.capture(URL, LETTER), held.capture(other, b"%PDF-1.4 another")
    held.publish(URL)
    held.publish(other, title="Another")
    for digest in (chosen, left):
        held.read(digest, "words")
    responses = exported(held, tmp_path / "x.warc", Choice(frozenset({chosen})))
    assert [one.body for one in responses] == [LETTER]
    assert [form["publication"]["versions"][0]["record"]["title"] for form in told(tmp_path / "x.warc")] == [
        "Repairs of bridges"
    ]


@pytest.mark.parametrize(
    ("header", "written"),
    [
        (("X-Note", "a\r\nSet-Cookie: b\r\n\r\n<script>"), [("X-Note", "a Set-Cookie: b <script>")]),
        (("X-Note", "a\0b\x1b[31m"), [("X-Note", "a b [31m")]),
        (("X-Note", "caf\xe9"), [("X-Note", "caf\xe9")]),
        (("X-Note", "\u4e00"), [("X-Note", "\u4e00")]),
        (("X-Note", ""), [("X-Note", "")]),
        (("X Note", "a"), []),
        (("X-Note\r\nWARC-Type", "a"), []),
        (("", "a"), []),
        (("X:Note", "a"), []),
    ],
    ids=["break", "nul", "latin", "beyond", "empty", "space", "name-break", "no-name", "colon"],
)
def test_no_header_writes_more_than_its_line(
    held: Holdings, tmp_path: Path, header: tuple[str, str], written: list[tuple[str, str]]
) -> None:
    held.capture(URL, LETTER, (("ETag", '"1"'), header))
    held.publish(URL)
    (response,) = exported(held, tmp_path / "x.warc")
    assert response.headers == [("ETag", '"1"'), *written]
    assert response.body == LETTER


@pytest.mark.parametrize(
    "url",
    [
        "https://files.example/a\r\nWARC-Type: warcinfo",
        "https://files.example/a b\0c",
        "https://files.example/caf\xe9/\u4e00",
        "https://files.example/\u2028\x85",
    ],
    ids=["break", "nul", "letters", "separators"],
)
def test_no_address_writes_more_than_its_line(held: Holdings, tmp_path: Path, url: str) -> None:
    held.capture(URL, LETTER)
    held.capture(url, LETTER, final_url=f"{url}x")
    held.publish(URL, url, url=url, title="A\r\ntitle\0")
    _, revisit = exported(held, tmp_path / "x.warc")
    assert revisit.fields["WARC-Target-URI"].isascii()
    assert set(revisit.fields) >= {"Foi-Asked-URI", "WARC-Refers-To"}
    (form,) = told(tmp_path / "x.warc")
    assert form["publication"]["versions"][0]["record"]["title"] == "A\r\ntitle\0"


def test_half_a_letter_ends_no_export() -> None:
    """The catalogue holds none; whoever hands one over some other way gets a sound line."""
    capture = Capture("gov", URL, URL, datetime(2026, 8, 1, tzinfo=UTC), 200, (("X-Note", "a\ud800b"),))
    assert head(capture, 1) == b"HTTP/1.1 200 OK\r\nX-Note: a?b\r\n\r\n"
    assert address("https://files.example/\ud800") == "https://files.example/%ED%A0%80"


@pytest.mark.parametrize("status", [0, 99, 600, 2**40])
def test_what_is_no_status_of_http_is_no_answer(held: Holdings, tmp_path: Path, status: int) -> None:
    held.capture(URL, LETTER, status=status)
    held.publish(URL)
    assert [one.kind for one in exported(held, tmp_path / "x.warc")] == ["resource"]


def test_the_same_holdings_give_the_same_bytes(held: Holdings, tmp_path: Path) -> None:
    held.capture(URL, LETTER)
    held.capture(URL, LETTER)
    held.publish(URL)
    for name in ("a.warc.gz", "b.warc.gz", "c.warc"):
        held.written(write, tmp_path / name)
    packed = (tmp_path / "a.warc.gz").read_bytes()
    assert packed == (tmp_path / "b.warc.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "c.warc").read_bytes()
    assert str(tmp_path).encode() not in gzip.decompress(packed)
    ids = [one.fields["WARC-Record-ID"] for one in records(tmp_path / "c.warc")]
    assert len(set(ids)) == len(ids) == 4


def test_the_order_in_which_things_were_entered_changes_nothing(tmp_path: Path) -> None:
    for shuffle in range(3):
        hand_on(write, filled(tmp_path / str(shuffle), shuffle), tmp_path / f"{shuffle}.warc")
    first, *others = ((tmp_path / f"{shuffle}.warc").read_bytes() for shuffle in range(3))
    assert others == [first, first]


def test_every_record_can_be_unpacked_by_itself(held: Holdings, tmp_path: Path) -> None:
    held.capture(URL, LETTER)
    held.publish(URL)
    held.written(write, tmp_path / "x.warc.gz")
    with (tmp_path / "x.warc.gz").open("rb") as file:
        iterator = ArchiveIterator(file)
        places = [(iterator.get_record_offset(), iterator.get_record_length()) for _ in iterator]
    packed = (tmp_path / "x.warc.gz").read_bytes()
    first, _, last = (gzip.GzipFile(fileobj=BytesIO(packed[at : at + length])).read() for at, length in places)
    assert first.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n")
    assert last.endswith(LETTER + b"\r\n\r\n")


def test_damage_in_the_archive_ends_the_export_and_leaves_no_file(held: Holdings, tmp_path: Path) -> None:
    blob = held.archive.blobs.path(held.capture(URL, LETTER))
    held.publish(URL)
    blob.chmod(0o600)
    blob.write_bytes(b"something else")
    with pytest.raises(ArchiveError, match="damaged"):
        held.written(write, tmp_path / "x.warc.gz")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_nothing_at_all_is_a_file_that_says_what_it_is(held: Holdings, tmp_path: Path) -> None:
    held.written(write, tmp_path / "x.warc.gz")
    (info,) = records(tmp_path / "x.warc.gz")
    assert info.kind == "warcinfo"
    assert b"chosen: everything" in info.body


@pytest.mark.corpus
def test_every_document_of_the_corpus_comes_back_byte_for_byte(held: Holdings, tmp_path: Path, shared: Path) -> None:
    files = [path for path in sorted((shared / "corpus").rglob("*")) if path.is_file()][:60]
    for number, path in enumerate(files):
        url = f"https://files.example/{number}"
        held.capture(url, path.read_bytes())
        held.publish(url)
    payloads = {one.body for one in exported(held, tmp_path / "x.warc.gz") if one.kind == "response"}
    assert payloads == {path.read_bytes() for path in files}
