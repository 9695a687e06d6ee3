"""Exact output of the real command: stdout, stderr and status. `make golden` writes it anew."""

import os
import shlex
from pathlib import Path

import pytest

from tests.search_cli.conftest import run, settled

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = {
    "search-a-sum": """search '"£48,215.60"'""",
    "search-words-on-different-pages": "search Larkspur 'internal review' --pages 2",
    "search-nothing-found": "search zebra",
    "search-json-lines": """search '"messaging groups"' --format jsonl --limit 1""",
    "search-csv": """search '"section 43(2)"' --format csv""",
    "search-by-filters-alone": "search kind:release authority:transport --sort newest",
    "search-newest-first": "search letter --sort newest --limit 2",
    "search-a-withdrawn-one": "search state:withdrawn",
    "search-most-of-the-words": "search Larkspur internal zebra --limit 1",
    "search-did-you-mean": "search Larkspor review --limit 1",
    "search-facets-alone": "search Larkspur --facet authority --facet year --facet kind --limit 0",
    "search-why": "search camera trial --why --limit 1",
    "search-json": "search camera trial --format json --facet kind --why --limit 1",
    "search-json-lines-with-facets": "search Larkspur --format jsonl --facet year --limit 0",
    "search-facets-in-csv": "search Larkspur --format csv --facet year",
    "search-no-such-facet": "search Larkspur --facet autority",
    "search-largest-first": "search letter --sort amount --limit 2",
    "search-like-another": "search like:e8d4f0a687a3 --limit 2",
    "search-like-nothing": "search like:000000000000",
    "search-beyond-the-last": "search Larkspur --offset 1000",
    "query-unknown-field": "search autority:defence",
    "query-unclosed-quote": """search '"never closed'""",
    "query-bad-date": "search published:2014-13",
    "query-empty": "search",
    "show-no-such-id": "show 000000000000",
    "show-not-an-id": "show ../../etc/passwd",
    "tables-of-a-pdf": "tables e8d4f0a687a3",
    "tables-to-read": "tables 0a2647473878 --format text",
    "tables-as-json-lines": "tables 0a2647473878 --format jsonl",
    "tables-of-a-scan": "tables 0e19020dabb4:1",
    "tables-of-a-locked-file": "tables 78cb4ce73583",
    "tables-no-such-page": "tables e8d4f0a687a3:2",
    "verify": "verify",
    "changes-of-everything": "changes --since 2020",
    "changes-none": "changes --since 2999",
    "changes-bad-date": "changes --since soon",
    "changes-json-lines": "changes --since 2020 --format jsonl",
    "history-of-a-release": "history pba13b44b8f18",
    "diff-of-one-version": "diff pba13b44b8f18",
    "diff-no-such-version": "diff pba13b44b8f18 1 9",
    "forget-no-reason": "forget 000000000000",
    "forget-no-such-id": "forget 000000000000 --reason 'asked for' --yes",
    "history-no-such-publication": "history p0000000",
    "history-of-nothing-held": "history https://www.example.org/none",
    "sources": "sources",
    "no-such-command": "serch training",
    "no-such-source": "crawl govuk-fio",
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_exactly_as_it_was_agreed(demo: Path, name: str) -> None:
    ran = run(demo, *shlex.split(CASES[name]))
    printed = f"$ foi {CASES[name]}\n{ran.stdout}--- stderr\n{ran.stderr}--- status {ran.status}\n"
    printed = settled(printed, demo)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write" or not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed, encoding="utf-8")
        if os.environ.get("GOLDEN") != "write":
            pytest.fail(f"{file.name} was written: review this")
    assert printed == file.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_case() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(CASES)
