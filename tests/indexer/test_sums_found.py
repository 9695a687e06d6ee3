"""The sums an answer tells of are those on the pages it shows, the greatest first, each once and as it was printed."""

from pathlib import Path

import pytest

from indexer.answers.sums_found import sums_found
from indexer.extract.base import Extraction, Page
from indexer.marking.snippets import Snippet
from indexer.search import Hit, HitPage
from indexer.stored import StoredPages
from indexer.text import TextStore
from tests.search_cli.test_text_format import card

TEXTS = ("Cost: £92,574; that is £92,574.00 and £5 m.", "GBP 300 or EUR 12m", "no sums, though 500 people", "$1")


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ((1,), ("£5 m", "£92,574")),
        ((2, 1), ("EUR 12m", "£5 m", "£92,574", "GBP 300")),
        ((3,), ()),
        ((0,), ()),
        ((9,), ()),
    ],
)
def test_sums_are_of_the_pages_that_are_shown(tmp_path: Path, shown: tuple[int, ...], found: tuple[str, ...]) -> None:
    known = card()
    with TextStore(tmp_path / "text.sqlite") as store:
        pages = tuple(Page(number, text) for number, text in enumerate(TEXTS, 1))
        store.put(known.digest, Extraction(extractor=known.extractor, pages=pages))
    hit = Hit(1, 1.0, known, tuple(HitPage(number, "", Snippet("")) for number in shown), 1)
    with StoredPages(tmp_path / "text.sqlite") as stored:
        assert sums_found(stored, hit) == found
