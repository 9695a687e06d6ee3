"""The lines of a bundle, followed from one member to another: what one names, another one has.

Documents and texts stand in the order of their digests, pages in that of their texts: so two members are read side by
side, and what is held of a document is its digest, as many as the limits let be.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from indexer.annotations.restoring import to_annotation
from indexer.bundle.digests import Digests
from indexer.bundle.layout import (
    ANNOTATIONS,
    CAPTURES,
    DOCUMENTS,
    FACTS,
    MEMBERS,
    PAGES,
    PUBLICATIONS,
    TEXTS,
    file_name,
)
from indexer.bundle.records import Text, Versions, to_document, to_fact_of, to_member, to_page, to_text, to_versions
from indexer.bundle.unzipping import Bundle
from indexer.errors import AnnotationsError, BundleError, BundleRefused
from indexer.extract.base import Page
from indexer.facts.forms import kind_of
from indexer.facts.proof import stands
from indexer.facts.records import Fact
from indexer.members import Inside
from scraper.archive.forms import BadForm, to_capture
from scraper.archive.records import ID_LENGTH, Capture, Document, publication_id

_Record = TypeVar("_Record")


def counted(bundle: Bundle) -> Iterator[tuple[str, int]]:
    """Read all lines, and yield how many there are of each sort. Raises BundleError at the first that is not right."""
    documents, within = Digests(), set[bytes]()
    followed: tuple[tuple[str, Iterator[object]], ...] = (
        ("publications", _publications(bundle)),
        ("documents", _documents(bundle, documents)),
        ("captures", _captures(bundle, documents)),
        ("members", _members(bundle, documents, within)),
        ("texts", _texts(bundle, documents, within)),
        ("pages", _pages(bundle)),
        ("facts", _facts(bundle)),
        ("annotations", _annotations(bundle)),
        ("files", bundle.files()),
    )
    for sort, several in followed:
        yield sort, sum(1 for _ in several)


def read(bundle: Bundle, name: str, to_record: Callable[[dict[str, Any]], _Record]) -> Iterator[_Record]:
    """Yield the records of a member. Raises BundleError, with the line."""
    for number, form in enumerate(bundle.lines(name), 1):
        try:
            yield to_record(form)
        except (BadForm, RecursionError) as error:
            raise BundleError(f"{name}, line {number:,}: {' '.join(str(error).split())[:200]}") from error


def _publications(bundle: Bundle) -> Iterator[Versions]:
    known: set[bytes] = set()
    for versions in read(bundle, PUBLICATIONS, to_versions):
        first = versions.versions[0][1]
        name = publication_id(first.source, first.native_id).removeprefix("p")
        if bytes.fromhex(name) in known:
            raise BundleError(f"{PUBLICATIONS}: p{name[: ID_LENGTH - 1]} is there twice")
        known.add(bytes.fromhex(name))
        _few(bundle, len(known), PUBLICATIONS)
        yield versions


def _documents(bundle: Bundle, known: Digests) -> Iterator[Document]:
    """Follow the documents; the files that are there are of the sizes they say."""
    sizes = dict(bundle.files())
    for document in read(bundle, DOCUMENTS, to_document):
        if not known.add(document.digest):
            raise BundleError(f"{DOCUMENTS}: {document.digest[:12]} is there twice, or not in the order of digests")
        _few(bundle, len(known), DOCUMENTS)
        size = sizes.pop(document.digest, document.size)
        if size != document.size:
            name = file_name(document.digest)
            raise BundleError(f"{name}: has {size:,} bytes, and by {DOCUMENTS} {document.size:,}")
        yield document
    for digest in sizes:
        raise BundleError(f"{file_name(digest)}: is not in {DOCUMENTS}")


def _captures(bundle: Bundle, documents: Digests) -> Iterator[Capture]:
    for capture in read(bundle, CAPTURES, to_capture):
        if not capture.digest or capture.digest not in documents:
            what = (capture.digest or "")[:12] or "no document"
            raise BundleError(f"{CAPTURES}: names {what}, which is not in {DOCUMENTS}")
        yield capture


def _members(bundle: Bundle, documents: Digests, within: set[bytes]) -> Iterator[Inside]:
    before = ("", 0)
    for inside in read(bundle, MEMBERS, to_member):
        if inside.parent not in documents:
            raise BundleError(f"{MEMBERS}: names {inside.parent[:12]}, which is not in {DOCUMENTS}")
        place = inside.parent, inside.position
        if place <= before:
            raise BundleError(
                f"{MEMBERS}: {place[1]:,} in {place[0][:12]} is there twice, or not in the order of places"
            )
        before = place
        if inside.digest:
            within.add(bytes.fromhex(inside.digest))
            _few(bundle, len(within), MEMBERS)
        yield inside


def _texts(bundle: Bundle, documents: Digests, within: set[bytes]) -> Iterator[Text]:
    before = ""
    for text in read(bundle, TEXTS, to_text):
        if text.digest <= before:
            raise BundleError(f"{TEXTS}: {text.digest[:12]} is there twice, or not in the order of digests")
        if text.digest not in documents and bytes.fromhex(text.digest) not in within:
            raise BundleError(f"{TEXTS}: names {text.digest[:12]}, which is not in {DOCUMENTS} or {MEMBERS}")
        before = text.digest
        yield text


def _pages(bundle: Bundle) -> Iterator[Page]:
    """Follow the pages, which come in the order of the texts they are of, each document's from the first on."""
    texts = read(bundle, TEXTS, to_text)
    of: Text | None = None
    number = 0
    for digest, page in read(bundle, PAGES, to_page):
        if of is None or of.digest != digest:
            of, number = next((text for text in texts if text.digest == digest), None), 0
        if of is None:
            raise BundleError(f"{PAGES}: has a page of {digest[:12]}, which is not in {TEXTS}, or not in its order")
        if not number < page.number <= of.pages:
            raise BundleError(f"{PAGES}: page {page.number:,} of {digest[:12]} is out of order, or one too many")
        number = page.number
        yield page


def _facts(bundle: Bundle) -> Iterator[Fact]:
    """Follow the facts, which come in the order of the pages' documents: every word they rest on stands on its page."""
    documents = groupby(read(bundle, PAGES, to_page), itemgetter(0))
    for number, (digest, some) in enumerate(groupby(read(bundle, FACTS, to_fact_of), itemgetter(0)), 1):
        texts = next((pages for of, pages in documents if of == digest), None)
        if texts is None:
            raise BundleError(f"{FACTS}: {digest[:12]}, number {number:,}, has no pages, or is not in their order")
        by_number = {page.number: page.text for _, page in texts}
        for _, fact in some:
            if not stands((fact,), by_number):
                where = f"page {fact.words.page} of {digest[:12]}"
                raise BundleError(f"{FACTS}: a fact ({kind_of(fact)}) rests on words that do not stand on {where}")
            yield fact


def _annotations(bundle: Bundle) -> Iterator[object]:
    for number, form in enumerate(bundle.lines(ANNOTATIONS), 1):
        try:
            yield to_annotation(form, first=number == 1)
        except AnnotationsError as error:
            raise BundleError(f"{ANNOTATIONS}, line {number:,}: {error}") from error


def _few(bundle: Bundle, number: int, member: str) -> None:
    if number > bundle.limits.known:
        raise BundleRefused(f"{member}: names more than {bundle.limits.known:,}; no more are read")
