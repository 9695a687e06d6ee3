"""docs/index-format.md says all that one must know to read an index: this reads one with nothing else."""

import json
import struct
from base64 import b64decode
from itertools import accumulate
from pathlib import Path
from zlib import crc32

from indexer.engine.segments.layout import FORMAT
from indexer.engine.writing import write
from tests.indexer.engine.writing.making import entry

WIDTHS = (0, 1, 2, 4)
DOCUMENT = Path(__file__).parents[4] / "docs" / "index-format.md"


class Reader:
    """A segment, read as the page says."""

    def __init__(self, path: Path) -> None:
        self.body = path.read_bytes()
        size, sum_, head = struct.unpack("<II8s", self.body[-16:])
        table = self.body[-16 - size : -16]
        assert head == self.body[:8] == b"FOIseg" + struct.pack("<H", FORMAT)
        assert crc32(table) == sum_
        self.contents = json.loads(table)

    def section(self, name: str) -> bytes:
        offset, size, sum_ = self.contents["sections"][name]
        found = self.body[offset : offset + size]
        assert offset % 8 == 0
        assert crc32(found) == sum_
        return found

    def numbers(self, name: str, width: int) -> list[int]:
        return numbers(self.section(name), width)

    def terms(self, field: str) -> dict[bytes, tuple[list[int], list[int], list[int], list[int]]]:
        """Return ids, counts, firsts and followers of all terms."""
        vocabulary, postings = self.section(f"{field}.vocabulary"), self.section(f"{field}.postings")
        found = {}
        begin = 0
        for end, documents, occurrences, sum_, packed in struct.iter_unpack("<IIIIQ", self.section(f"{field}.terms")):
            start, codes = packed & (1 << 56) - 1, packed >> 56
            at, lists = start, []
            for index, count in enumerate((documents, documents, documents, occurrences - documents)):
                width = WIDTHS[codes >> 2 * index & 3]
                lists.append(numbers(postings[at : at + width * count], width) if width else [1] * count)
                at += width * count
            assert crc32(postings[start:at]) == sum_
            ids, counts, firsts, followers = lists
            found[vocabulary[begin : end - 1]] = (list(accumulate(ids)), counts, firsts, followers)
            begin = end
        return found

    def blobs(self, name: str) -> list[bytes]:
        rows = list(struct.iter_unpack("<QI", self.section(f"{name}.rows")))
        ends = [end for end, _ in rows]
        found = [self.section(f"{name}.bytes")[a:b] for a, b in zip([0, *ends], ends, strict=False)]
        assert [crc32(one) for one in found] == [sum_ for _, sum_ in rows]
        return found


def numbers(data: bytes, width: int) -> list[int]:
    return [int.from_bytes(data[at : at + width], "little") for at in range(0, len(data), width)]


def test_a_segment_is_as_the_page_says(tmp_path: Path) -> None:
    documents = [
        entry("Running schools", digest="a", pages=["run informa-\ntion \u00a37", "FOI-2024/0113"]),
        entry("", digest="b", pages=["school run " * 300]),
    ]
    write(tmp_path, documents, [])
    write(tmp_path, [], ["a"])
    listed = json.loads((tmp_path / "segments.json").read_text())
    (row,) = listed["segments"]
    assert (listed["format"], row["documents"], b64decode(row["deleted"])) == (FORMAT, 2, b"\1")
    text = (tmp_path / "segments.json").read_text()
    assert crc32(("{\n" + text[text.index(' "format"') :].rstrip("\n")).encode()) == listed["crc32"]

    segment = Reader(tmp_path / f"{row['name']}.seg")
    assert segment.contents["documents"] == 2
    terms = segment.terms("text")
    assert list(terms) == sorted(terms)
    assert b" ".join(terms) == b"0113 2024 7 foi inform informa run school tion"
    assert terms[b"informa"] == ([0], [1], [2 * 53], [])
    assert terms[b"inform"] == ([0], [1], [2 * 53 + 1], [])
    assert terms[b"tion"] == ([0], [1], [2 * 54], [])
    assert terms[b"run"] == ([0, 1], [2, 300], [0, 2 * 51], [2 * 52, *[4] * 299])
    assert list(segment.terms("words")) == [b"information", b"running", b"schools"]
    assert segment.terms("reference") == {b"2024/113": ([0], [1], [2 * 56], [])}
    assert segment.terms("type")[b"pdf"][0] == [0, 1]
    assert segment.numbers("type.offsets", 4) == [0, 1, 2]
    assert segment.numbers("type.ordinals", 4) == [0, 0]
    assert segment.numbers("column.length.text", 4) == [10, 600]
    assert segment.numbers("column.day", 4) == [738945, 738945]
    assert segment.numbers("column.largest", 8) == [701, 0]
    widths = {"values": 8, "currencies": 1, "documents": 4, "pages": 4}
    assert [segment.numbers(f"sums.{name}", width) for name, width in widths.items()] == [[700], [1], [0], [1]]
    assert segment.blobs("key") == [b"\na", b"\nb"]
    assert segment.blobs("pages") == [b"", b""]
    digest, stored = struct.unpack("<II", segment.blobs("record")[0][:8])
    assert segment.blobs("record")[0][8 : 8 + digest + stored] == b"a{}"
    assert numbers(segment.blobs("record")[0][8 + digest + stored :], 4) == [2 * 52, 2 * 56]


def test_the_page_is_about_this_format_and_names_every_section(tmp_path: Path) -> None:
    page = DOCUMENT.read_text(encoding="utf-8")
    assert f"It is format {FORMAT}." in page
    write(tmp_path, [entry("one")], [])
    for section in Reader(next(tmp_path.glob("*.seg"))).contents["sections"]:
        field, _, kind = section.partition(".")
        assert f"`{section}`" in page or (f"`{field}`" in page and f"`FIELD.{kind}`" in page), section
