"""What a citation says of a document: the publication it is cited from, the capture, the page, and the anchor."""

from dataclasses import replace
from datetime import timedelta

import pytest

from indexer.citing import citation
from indexer.citing.anchor import read, text_digest
from indexer.extract.base import Extraction, Page
from scraper.archive.records import Digest, NoSuchDocument, digest_of
from tests.indexer.citing.conftest import (
    BODIES,
    LETTER,
    LETTER_URL,
    MAIL,
    NEWS,
    RELEASE,
    REQUEST,
    SCAN,
    SEEN,
    Collection,
)


def test_a_page_is_cited_with_all_that_leads_back_to_it(collection: Collection) -> None:
    cited = citation(collection.archive, collection.store, LETTER, 2)
    anchor = read(cited.line)
    assert anchor == cited.anchor
    assert (anchor.digest, anchor.page, anchor.parent, anchor.path) == (LETTER, 2, "", "")
    assert (anchor.at, anchor.origin) == (RELEASE.url, LETTER_URL)
    assert anchor.seen == SEEN.replace(microsecond=0)
    assert (anchor.text, anchor.reader) == (text_digest("we spent £92,574 on lanterns"), "pdf/9")
    assert anchor.publication == cited.held.id
    assert (cited.publication.title, cited.id) == (RELEASE.title, f"{LETTER[:12]}:2")


def test_a_whole_document_is_cited_without_a_page(collection: Collection) -> None:
    cited = citation(collection.archive, collection.store, LETTER)
    assert (cited.anchor.page, cited.anchor.text, cited.anchor.reader, cited.page) == (None, "", "", None)


def test_a_file_within_another_is_cited_with_the_way_to_it(collection: Collection) -> None:
    anchor = citation(collection.archive, collection.store, SCAN, 1).anchor
    assert (anchor.digest, anchor.parent, anchor.path) == (SCAN, MAIL, "in/scan.png")
    assert anchor.origin == "https://ask.example.org/request/wicks/reply.eml"
    assert anchor.reader == "image/1+ocr"


def test_an_address_that_is_the_publication_s_own_stands_once(collection: Collection) -> None:
    page = digest_of(BODIES[NEWS.url])
    anchor = citation(collection.archive, collection.store, page).anchor
    assert (anchor.at, anchor.origin) == ("", NEWS.url)


def test_the_first_capture_is_cited_however_often_it_was_confirmed(collection: Collection) -> None:
    collection.capture(LETTER_URL, BODIES[LETTER_URL], SEEN + timedelta(days=9))
    assert citation(collection.archive, collection.store, LETTER).anchor.seen == SEEN.replace(microsecond=0)


def test_of_several_publications_the_one_that_gives_the_title_is_cited(collection: Collection) -> None:
    copy = replace(NEWS, native_id="n2", documents=RELEASE.documents[1:])
    collection.archive.publications.put(copy, SEEN)
    cited = citation(collection.archive, collection.store, LETTER, 1)
    assert (cited.publication.title, cited.card.title) == (RELEASE.title, RELEASE.title)


def test_text_that_came_in_a_bundle_was_read_by_the_same_reader(collection: Collection) -> None:
    page = digest_of(BODIES[REQUEST.url])
    collection.store.put(page, Extraction("html/3+import", (Page(1, "Wicks"),)))
    assert citation(collection.archive, collection.store, page, 1).anchor.reader == "html/3"


@pytest.mark.parametrize(
    ("digest", "page", "told"),
    [
        (LETTER, 4, "has no page 4: it has 3"),
        (digest_of(BODIES[NEWS.url]), 1, "not known here: not read yet"),
        (digest_of(b"nowhere"), None, "belongs to no publication"),
    ],
)
def test_what_is_not_there_is_not_cited(collection: Collection, digest: Digest, page: int | None, told: str) -> None:
    with pytest.raises(NoSuchDocument, match=told):
        citation(collection.archive, collection.store, digest, page)
