"""A bundle read by docs/bundle.md alone: with the standard library, and nothing that page does not say."""

import hashlib
import json
import re
import struct
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from indexer.bundle.writing import write
from indexer.chosen import Choice
from tests.indexer.handing import D_LETTER, D_NEW, D_OLD, D_SHEET, LETTER, NOW, annotate, filled, hand_on

PAGE = (Path(__file__).parents[3] / "docs" / "bundle.md").read_text(encoding="utf-8")
NAMES = ("publications", "documents", "captures", "members", "texts", "pages")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    places = filled(folder / "data")
    annotate(places)
    hand_on(write, places, folder / "a.foi", Choice(hidden=True), files=True, tags=True)
    return folder / "a.foi"


@pytest.fixture(scope="module")
def lines(bundle: Path) -> dict[str, list[dict[str, Any]]]:
    with zipfile.ZipFile(bundle) as archive:
        members = {name: archive.read(f"foi-bundle/data/{name}.jsonl") for name in NAMES}
    return {name: [json.loads(line) for line in body.split(b"\n")[:-1]] for name, body in members.items()}


def fields_after(beginning: str) -> set[str]:
    """Return the fields of the table that follows these words."""
    table = PAGE.partition(f"\n{beginning}")[2].partition("|---|---|\n")[2].partition("\n\n")[0]
    return {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_on_the_page_and_every_field_on_the_page_is_somewhere(
    lines: dict[str, list[dict[str, Any]]], name: str
) -> None:
    there = {field for line in lines[name] for field in line}
    sometimes = {"label", "how", "confidence", "warning", "gaps"}
    assert there <= fields_after(f"`{name}.jsonl`")
    assert fields_after(f"`{name}.jsonl`") - there <= sometimes


def test_so_is_every_field_of_a_record_and_of_what_the_bundle_says_of_itself(
    bundle: Path, lines: dict[str, list[dict[str, Any]]]
) -> None:
    records = [version["record"] for line in lines["publications"] for version in line["versions"]]
    assert {field for record in records for field in record} <= fields_after("A `record` has")
    with zipfile.ZipFile(bundle) as archive:
        about = json.loads(archive.read("foi-bundle/data/about.json"))
    assert set(about) == fields_after("`data/about.json` is one object")
    assert {name: len(several) for name, several in lines.items()}.items() <= about["counts"].items()


def test_the_text_of_a_letter_is_found_from_its_publication_by_what_the_page_says(
    bundle: Path, lines: dict[str, list[dict[str, Any]]]
) -> None:
    captured = defaultdict(list)
    for capture in lines["captures"]:
        captured[capture["url"]].append(capture["digest"])
    (release,) = (
        versions[-1]["record"]
        for versions in (line["versions"] for line in lines["publications"])
        if (versions[-1]["record"]["source"], versions[-1]["record"]["native_id"]) == ("gb_b", "1")
    )
    digests = [digest for link in release["documents"] for digest in captured[link["url"]]]
    assert D_LETTER in digests
    text = {(page["digest"], page["number"]): page["text"] for page in lines["pages"]}
    assert text[D_LETTER, 1] == LETTER.decode()
    (sheet,) = (member for member in lines["members"] if member["path"] == "sheet.csv")
    assert (sheet["digest"], text[sheet["digest"], 1]) == (D_SHEET, "rows")
    assert captured["https://foi.example/r1/annex.txt"] in ([D_OLD, D_NEW, D_NEW], [D_NEW, D_NEW, D_OLD])
    with zipfile.ZipFile(bundle) as archive:
        assert archive.read(f"foi-bundle/data/files/{D_LETTER[:2]}/{D_LETTER}") == LETTER


def test_lines_are_in_the_order_the_page_says(lines: dict[str, list[dict[str, Any]]]) -> None:
    orders = {
        "documents": ("digest",), "captures": ("digest", "time"), "members": ("parent", "position"),
        "texts": ("digest",), "pages": ("digest", "number"),
    }  # fmt: skip
    for name, fields in orders.items():
        found = [tuple(line[field] for field in fields) for line in lines[name]]
        assert found == sorted(found)
        assert f"`{name}.jsonl`, by " + ", then ".join(f"`{field}`" for field in fields) in PAGE
    assert [line["versions"][0]["seen"] for line in lines["publications"]] == sorted(
        line["versions"][0]["seen"] for line in lines["publications"]
    )


def test_every_line_is_written_the_one_way_the_page_says(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        for name in NAMES:
            for line in archive.read(f"foi-bundle/data/{name}.jsonl").splitlines():
                form = json.loads(line)
                plain = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                escaped = json.dumps(form, sort_keys=True, separators=(",", ":"))
                assert line.decode("utf-8") == (escaped if "\\ud800" in line.decode("utf-8") else plain)


def test_seal_digests_and_manifests_are_what_the_page_says(bundle: Path) -> None:
    body = bundle.read_bytes()
    with zipfile.ZipFile(bundle) as archive:
        members = archive.infolist()
        begins = [info.header_offset for info in members] + [archive.start_dir]
        assert begins[0] == 0
        for info, at, ends in zip(members, begins, begins[1:], strict=False):
            number, length, digest = struct.unpack("<HH32s", info.extra[-36:])
            assert (number, length) == (0xF01B, 32)
            assert digest == hashlib.sha256(body[at:ends]).digest()
            assert re.fullmatch(r"foi-bundle/[A-Za-z0-9._/-]+", info.filename)
        assert archive.comment == b"foi-bundle 2 sha256:" + hashlib.sha256(body[:-84]).hexdigest().encode()
        for manifest, payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
            listed = dict(
                line.split("  ")[::-1] for line in archive.read(f"foi-bundle/{manifest}").decode().splitlines()
            )
            names = {info.filename.removeprefix("foi-bundle/") for info in members} - {"tagmanifest-sha256.txt"}
            assert listed.keys() == {name for name in names if name.startswith("data/") is payload}
            for name, digest in listed.items():
                assert hashlib.sha256(archive.read(f"foi-bundle/{name}")).hexdigest() == digest


def test_no_clock_folder_or_machine_is_in_it(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        said = b"".join(archive.read(info) for info in archive.infolist()).decode("utf-8", "replace")
    assert str(bundle.parent) not in said
    years = set(re.findall(r"\b20[2-9]\d-\d\d", said))
    assert years == {NOW.strftime("%Y-%m")}
