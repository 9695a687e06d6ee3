"""Of what is labelled, most is found: a change that loses some is seen here."""

from itertools import groupby
from pathlib import Path

import pytest

from benchmarks.facts.exemptions import scored
from benchmarks.facts.scoring import Score, labels
from indexer.extract.pages import Page
from indexer.extract.registry import extractor_for
from indexer.facts.exemptions.finding import exemptions
from indexer.facts.text import Text

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".eml": "message/rfc822",
}


def test_of_the_labelled_texts_nearly_all_is_found_and_judged_right() -> None:
    total = sum((scored(one, "provision", "applied") for one in labels("exemptions", "dev")), start=Score(0, 0, 0))
    assert total.f1 > 0.97
    laws = sum((scored(one, "provision", "law") for one in labels("exemptions", "dev")), start=Score(0, 0, 0))
    assert laws.f1 > 0.98


@pytest.mark.corpus
def test_on_real_pages_what_is_labelled_is_found_and_nothing_else(shared: Path) -> None:
    for name, labelled in groupby(labels("exemptions", "corpus"), key=lambda one: str(one["file"])):
        file = shared / "corpus" / name
        every = extractor_for(TYPES[file.suffix]).pages(file.read_bytes())
        pages = [page for page in every if isinstance(page, Page)]
        found = list(exemptions(Text(pages)))
        for label in labelled:
            there = [(one["law"], one["provision"], one["applied"]) for one in label["mentions"]]
            on_page = [one for one in found if one.words.page == label["page"]]
            assert [(one.law, one.provision, one.applied) for one in on_page] == there, label["id"]
