"""Requests of an Alaveteli site with the real command: crawled, indexed, found, shown, and left out when hidden."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.scraper.conftest import ScriptedSite
from tests.scraper.sites.alaveteli import REQUESTER, AlaveteliPages, Letter
from tests.search_cli.conftest import run


def hits(data: Path, *query: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(data, "search", "--format", "jsonl", *query).stdout.splitlines()]


@pytest.fixture
def scripted() -> Any:
    site = ScriptedSite()
    yield site
    site.close()


def test_an_answer_is_found_by_its_words_with_its_outcome_and_is_left_out_once_its_request_is_hidden(
    scripted: ScriptedSite, tmp_path: Path
) -> None:
    pages = AlaveteliPages(scripted)
    when = (datetime.now(UTC) - timedelta(hours=20)).isoformat()
    answer = Letter("Larkspur trained us for £92,574.", author="Jo Bloggs, Department of Lanterns")
    day = pages.publish("training", answer, when=when).time(1).date()
    pages.publish("ropes", Letter("No larkspur here."), state="not_held")
    crawl = ("crawl", "alaveteli", "--base-url", scripted.url, "--delay", "0")
    assert run(tmp_path, *crawl).status == 0
    assert run(tmp_path, "index", "--no-ocr").status == 0
    (hit,) = hits(tmp_path, "kind:request 92574")
    assert (hit["title"], hit["outcome"], hit["authority"]) == ("Training", "granted", "Department of Lanterns")
    assert [(page["page"], page["label"]) for page in hit["pages"]] == [(2, f"answer, {day}, Department of Lanterns")]
    shown = run(tmp_path, "show", hit["id"]).stdout
    assert "Outcome    granted" in shown
    assert "Yours, [requester]" in shown
    assert REQUESTER not in shown
    assert "request, granted" in run(tmp_path, "search", "92574").stdout
    assert len(hits(tmp_path, "larkspur")) == 2
    pages.hide("training")
    (tmp_path / "foi.toml").write_text("[crawl]\nfeeds = true\n")
    refused = run(tmp_path, *crawl)
    assert (refused.status, "feeds are allowed source by source" in refused.stderr) == (2, True)
    (tmp_path / "foi.toml").write_text("[sources.alaveteli]\nfeeds = true\n")
    allowed = run(tmp_path, *crawl)
    assert allowed.status == 0
    assert "Its feeds were asked, as --feeds allows" in allowed.stderr
    assert "Its feeds were asked" in run(tmp_path, "status").stdout
    assert run(tmp_path, "index", "--no-ocr").status == 0
    assert [hit["title"] for hit in hits(tmp_path, "larkspur")] == ["Ropes"]
    assert [hit["state"] for hit in hits(tmp_path, "larkspur state:hidden")] == ["hidden"]
