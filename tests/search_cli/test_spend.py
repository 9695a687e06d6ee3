"""Charts of what was spent: the same bytes for the same sums, and nothing in them that is not escaped."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from indexer.spending.records import Group
from search_cli.formats.spending.charts import MOST, chart, png, svg
from search_cli.formats.spending.text import bar
from tests.search_cli.conftest import run

HOSTILE = '<script>alert("1")</script>\u202e & "quoted"'
GROUPS = [
    Group((HOSTILE,), "GBP", 9257400, ()),
    Group(("Société Ltd",), "GBP", 4600000, ()),
    Group(("x",), "EUR", 1, ()),
]


def test_an_svg_has_a_bar_and_its_figure_for_each_total_of_one_currency() -> None:
    tree = ET.fromstring(svg(HOSTILE, GROUPS))  # noqa: S314 - our own
    texts = [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == HOSTILE
    assert [text for text in texts if text and text.startswith("£")] == ["£92,574", "£46,000"]
    _, first, second = [int(bar.get("width", "0")) for bar in tree.iter("{http://www.w3.org/2000/svg}rect")]
    assert second / first == pytest.approx(46000 / 92574, abs=0.01)


def test_a_png_opens_and_is_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "c.png").write_bytes(png("Training", GROUPS))
    with Image.open(tmp_path / "c.png") as image:
        assert image.format == "PNG"
        assert image.size[0] > 500
    assert png("Training", GROUPS) == (tmp_path / "c.png").read_bytes()


def test_of_many_groups_the_last_bar_is_all_the_others() -> None:
    many = [Group((f"company {number}",), "GBP", 100_00, ()) for number in range(MOST + 9)]
    assert b"9 more" in svg("x", many)
    assert chart(Path("x.gif")) is None


@pytest.mark.parametrize(("part", "whole", "drawn"), [(0, 5, ""), (5, 5, "██"), (1, 4, "▌"), (1, 0, ""), (-3, 5, "")])
def test_a_bar_is_as_long_as_its_part(part: int, whole: int, drawn: str) -> None:
    assert bar(part, whole, 2) == drawn


def test_a_chart_that_cannot_be_written_is_told(demo: Path, tmp_path: Path) -> None:
    ran = run(demo, "spend", "Larkspur", "--totals", "--chart", tmp_path / "none" / "spend.svg")
    assert ran.status == 2
    assert "cannot be written: No such file or directory" in ran.stderr
    ran = run(demo, "spend", "Larkspur", "--totals", "--chart", tmp_path / "spend.svg")
    assert ran.stderr == f"wrote {tmp_path / 'spend.svg'}\n"
    assert b"Larkspur Digital Ltd" in (tmp_path / "spend.svg").read_bytes()


def test_facts_are_exported_by_themselves_and_with_their_documents(demo: Path, tmp_path: Path) -> None:
    rows, whole = tmp_path / "demo.facts.csv", tmp_path / "demo.jsonl"
    assert run(demo, "export", rows, "--kind", "release").status == 0
    assert rows.read_text("utf-8").startswith("id,digest,kind,value,page,start,end,words,fact,schema\n")
    assert '"£7,340 excluding VAT; for Broadcast interview course, regional hubs' in rows.read_text("utf-8")
    assert run(demo, "export", whole, "Larkspur", "--kind", "release").status == 0
    told = [json.loads(line) for line in whole.read_text("utf-8").splitlines()]
    for document in told:
        texts = {page["page"]: page["text"] for page in document["pages"]}
        for fact in document["facts"]:
            words = fact["words"]
            assert texts[words["page"]][words["start"] : words["end"]] == words["text"]
    assert sum(len(document["facts"]) for document in told) > 30
