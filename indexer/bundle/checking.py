"""Checking a bundle: every byte under its digest, every line what it should be, every reference led to its end."""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, TypeVar

from indexer.bundle.layout import (
    ABOUT,
    BAG_INFO,
    BAGIT,
    CAPTURES,
    DATA,
    DOCUMENTS,
    MANIFEST,
    MEMBERS,
    PAGES,
    PUBLICATIONS,
    SIGNATURE,
    TAG_MANIFEST,
    TEXTS,
    file_name,
)
from indexer.bundle.records import to_document, to_member, to_page, to_text, to_versions
from indexer.bundle.unzipping import CHUNK, Bundle
from indexer.errors import BundleError
from scraper.archive.forms import BadForm, to_capture
from scraper.archive.records import ID_LENGTH, Digest, publication_id

NEEDED = (BAGIT, BAG_INFO, ABOUT, PUBLICATIONS, DOCUMENTS, CAPTURES, MEMBERS, TEXTS, PAGES, MANIFEST, TAG_MANIFEST)
_Record = TypeVar("_Record")


def problems(bundle: Bundle, progress: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Yield everything that is wrong with a bundle, each with the name of the member it is in.

    What it is made of comes first; what its lines say is looked at only if that is sound. `progress` is told of bytes.
    """
    found = [*_missing(bundle), *bundle.problems(progress)]
    if not found:
        found += _manifests(bundle, progress)
    yield from found or _lines(bundle)


def _missing(bundle: Bundle) -> Iterator[str]:
    yield from (f"{name}: is missing" for name in NEEDED if not bundle.has(name))


def _manifests(bundle: Bundle, progress: Callable[[int], None]) -> Iterator[str]:
    """Compare the members with the manifests that list them, and with the count of the payload."""
    payload = {member.name: member.size for member in bundle.directory.members if member.name.startswith(DATA)}
    tags = {member.name for member in bundle.directory.members} - payload.keys() - {TAG_MANIFEST, SIGNATURE}
    for manifest, names in ((MANIFEST, payload.keys()), (TAG_MANIFEST, tags)):
        listed = bundle.digests(manifest)
        yield from (f"{name}: is missing, and listed in {manifest}" for name in sorted(listed.keys() - names))
        yield from (f"{name}: is in no list of {manifest}" for name in sorted(names - listed.keys()))
        for name in sorted(listed.keys() & names):
            if _digest(bundle, name, progress) != listed[name]:
                yield f"{name}: is not what {manifest} says"
    with bundle.open(BAG_INFO) as file:
        said = file.read(1 << 16).decode("utf-8", "replace").splitlines()
    oxum = f"Payload-Oxum: {sum(payload.values())}.{len(payload)}"
    if oxum not in said:
        yield f"{BAG_INFO}: does not count {DATA} as it is: {oxum}"


def _digest(bundle: Bundle, name: str, progress: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    with bundle.open(name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            progress(len(chunk))
    return digest.hexdigest()


def _lines(bundle: Bundle) -> Iterator[str]:
    """Yield what is wrong with the lines of each member; after one that cannot be read, with nothing behind it."""
    try:
        counts = bundle.about.get("counts")
        found = dict(_counted(bundle))
    except BundleError as error:
        yield str(error)
        return
    if counts != found:
        yield f"{ABOUT}: counts {counts}, and there are {found}"


def _counted(bundle: Bundle) -> Iterator[tuple[str, int]]:
    """Read all lines, and yield how many there are of each sort. Raises BundleError at the first that is not right."""
    known: set[str] = set()
    count = 0
    for versions in read(bundle, PUBLICATIONS, to_versions):
        first = versions.versions[0][1]
        _once(known, publication_id(first.source, first.native_id)[:ID_LENGTH], PUBLICATIONS)
        count += 1
    yield from _if_any("publications", count)
    documents = _ordered((one.digest for one in read(bundle, DOCUMENTS, to_document)), DOCUMENTS)
    yield from _if_any("documents", len(documents))
    count = 0
    for capture in read(bundle, CAPTURES, to_capture):
        _led(capture.digest or "", documents, CAPTURES, DOCUMENTS)
        count += 1
    yield from _if_any("captures", count)
    within: set[str] = set()
    count = 0
    for inside in read(bundle, MEMBERS, to_member):
        _led(inside.parent, documents, MEMBERS, DOCUMENTS)
        within.add(inside.digest)
        count += 1
    yield from _if_any("members", count)
    pages = {text.digest: text.pages for text in read(bundle, TEXTS, to_text)}
    for digest in pages:
        _led(digest, documents | within, TEXTS, f"{DOCUMENTS} or {MEMBERS}")
    yield from _if_any("texts", len(pages))
    yield from _if_any("pages", _pages(bundle, pages))
    files = [digest for digest, _ in bundle.files()]
    for original in files:
        _led(original, documents, file_name(original), DOCUMENTS)
    yield from _if_any("files", len(files))


def _pages(bundle: Bundle, wanted: dict[Digest, int]) -> int:
    """Check that pages come in the order of the texts they are of, each document's from the first on; count them."""
    count, number = 0, 0
    texts = iter(wanted)
    current: Digest | None = None
    for digest, page in read(bundle, PAGES, to_page):
        _led(digest, wanted.keys(), PAGES, TEXTS)
        if digest != current:
            number = 0
            current = next((one for one in texts if one == digest), None)
        if current is None or page.number <= number or page.number > wanted[digest]:
            raise BundleError(f"{PAGES}: page {page.number:,} of {digest[:12]} is out of order, or one too many")
        number, count = page.number, count + 1
    return count


def read(bundle: Bundle, name: str, to_record: Callable[[dict[str, Any]], _Record]) -> Iterator[_Record]:
    """Yield the records of a member. Raises BundleError, with the line."""
    for number, form in enumerate(bundle.lines(name), 1):
        try:
            yield to_record(form)
        except (BadForm, RecursionError) as error:
            raise BundleError(f"{name}, line {number:,}: {error}") from error


def _if_any(sort: str, count: int) -> Iterator[tuple[str, int]]:
    if count:
        yield sort, count


def _ordered(digests: Iterable[str], name: str) -> set[str]:
    found: set[str] = set()
    for digest in digests:
        _once(found, digest, name)
    return found


def _once(known: set[str], key: str, name: str) -> None:
    if key in known:
        raise BundleError(f"{name}: {key} is there twice")
    known.add(key)


def _led(digest: str, known: Container[str], name: str, there: str) -> None:
    if digest not in known:
        raise BundleError(f"{name}: names {digest[:12] or 'no document'}, which is not in {there}")
