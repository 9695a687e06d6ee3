"""Writing a bundle: what the archive knows and the text it gave, as data that anybody can check."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from indexer.annotations.dumping import forms
from indexer.annotations.store import Annotations
from indexer.bundle.forms import Form, line_of, of_document, of_fact, of_held, of_member, of_page, of_text
from indexer.bundle.layout import (
    ABOUT,
    ANNOTATIONS,
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    CAPTURES,
    DATA,
    DOCUMENTS,
    FACTS,
    FORMAT,
    MANIFEST,
    MEMBERS,
    PAGES,
    PUBLICATIONS,
    SIGNATURE,
    TAG_MANIFEST,
    TEXTS,
    VERSION,
    file_name,
)
from indexer.bundle.limits import Limits
from indexer.bundle.signing import sign
from indexer.bundle.zipping import CHUNK, Member, SealedZip
from indexer.chosen import Chosen
from indexer.exports.base import Wish, Written
from indexer.exports.beside import beside
from scraper.archive.forms import of_capture
from scraper.archive.records import ArchiveError, Document

NOUNS = {"publications": "publication", "documents": "document", "pages": "page", "facts": "fact", "files": "original"}
"""What a person is told of, by the names of the members."""

AT_ONCE = 32
"""Lines: packed one by one, a tenth of the time went into the calls."""
_TEXTUAL = re.compile(r"text/|message/|image/svg|application/(?:[\w.-]+\+)?(?:json|xml|rtf)")


@dataclass(slots=True)
class _Bag:
    """A bag being written: the digest of every member so far, and how many lines of each sort."""

    zip: SealedZip
    digests: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def lines(self, name: str, forms: Iterable[Form]) -> None:
        """Write a member of lines."""
        with self.zip.member(name) as member:
            every = map(line_of, forms)
            while some := list(islice(every, AT_ONCE)):
                member.write(b"".join(some))
                self.counts[_sort(name)] += len(some)
        self._keep(member)

    def whole(self, name: str, body: bytes, *, packed: bool = True) -> None:
        """Write a member of bytes that are there already."""
        with self.zip.member(name, packed=packed, size=len(body)) as member:
            member.write(body)
        self._keep(member)

    def original(self, document: Document, blob: Path) -> None:
        """Write a document as it was received. Raises ArchiveError if its bytes are missing, or other ones."""
        name = file_name(document.digest)
        with self.zip.member(name, packed=_packs(document), size=document.size) as member:
            for chunk in _chunks(blob, document):
                member.write(chunk)
        if (member.digest.hexdigest(), member.size) != (document.digest, document.size):
            raise ArchiveError(f"{blob} is damaged; `foi verify` lists all damage")
        self.counts["files"] += 1
        self._keep(member)

    def manifest(self, *, payload: bool) -> bytes:
        """Return the digests of the payload, or of the other members, as BagIt has them."""
        names = (name for name in self.digests if name.startswith(DATA) is payload)
        return "".join(f"{self.digests[name]}  {name}\n" for name in sorted(names)).encode("ascii")

    def _keep(self, member: Member) -> None:
        self.digests[member.name], self.sizes[member.name] = member.digest.hexdigest(), member.size


def write(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:
    """Write what is chosen to a file; the same holdings give the same bytes. Raises ExportError."""
    with beside(target) as file, SealedZip(file) as sealed:
        bag = _Bag(sealed)
        bag.whole(BAGIT, BAGIT_TEXT.encode())
        bag.lines(PUBLICATIONS, (of_held(held, chosen.versions(held)) for held in chosen.publications()))
        bag.lines(DOCUMENTS, map(of_document, chosen.documents()))
        bag.lines(CAPTURES, map(of_capture, chosen.all_captures()))
        bag.lines(MEMBERS, map(of_member, chosen.members()))
        bag.lines(TEXTS, map(of_text, chosen.texts()))
        bag.lines(PAGES, _pages(chosen, progress))
        facts = _facts(chosen)
        if first := next(facts, None):
            bag.lines(FACTS, chain((first,), facts))
        if wish.tags:
            bag.lines(ANNOTATIONS, _annotations(chosen, wish))
        if wish.files:
            _originals(bag, chosen, progress)
        bag.whole(ABOUT, _about(bag.counts, chosen.left_out, wish))
        bag.whole(BAG_INFO, _info(bag))
        bag.whole(MANIFEST, bag.manifest(payload=True))
        bag.whole(TAG_MANIFEST, tags := bag.manifest(payload=False))
        if wish.key:
            bag.whole(SIGNATURE, sign(tags, wish.key))
    return Written({noun: bag.counts[sort] for sort, noun in NOUNS.items()}, target.stat().st_size)


def _pages(chosen: Chosen, progress: Callable[[], None]) -> Iterator[Form]:
    for made in chosen.texts():
        for page in chosen.pages_of(made):
            yield of_page(made.digest, page)
        progress()


def _facts(chosen: Chosen) -> Iterator[Form]:
    for made in chosen.texts():
        for fact in chosen.facts(made.digest):
            yield of_fact(made.digest, fact)


def _annotations(chosen: Chosen, wish: Wish) -> Iterator[Form]:
    with Annotations.open(wish.places, create=False) as held, held.unchanging():
        yield from forms(held, chosen.has)


def _originals(bag: _Bag, chosen: Chosen, progress: Callable[[], None]) -> None:
    for document in chosen.originals():
        bag.original(document, chosen.archive.blobs.path(document.digest))
        progress()


def _chunks(blob: Path, document: Document) -> Iterator[bytes]:
    try:
        with blob.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise ArchiveError(f"the bytes of {document.digest[:12]} cannot be read ({blob}): {error.strerror}") from None


def _packs(document: Document) -> bool:
    """Tell whether a document becomes smaller; a large one is not packed, whose reader might think it a bomb."""
    return document.size <= Limits().small and _TEXTUAL.match(document.media_type) is not None


def _about(counts: Counter[str], left_out: Mapping[str, int], wish: Wish) -> bytes:
    said = {
        "format": FORMAT,
        "version": VERSION,
        "choice": wish.told,
        "counts": dict(counts),
        "left_out": {reason: number for reason, number in left_out.items() if number},
    }
    return json.dumps(said, ensure_ascii=True, indent=1, sort_keys=True).encode() + b"\n"


def _info(bag: _Bag) -> bytes:
    payload = [size for name, size in bag.sizes.items() if name.startswith(DATA)]
    return (
        f"Bag-Software-Agent: foi-index\nExternal-Description: {FORMAT}, version {VERSION}\n"
        f"Payload-Oxum: {sum(payload)}.{len(payload)}\n"
    ).encode()


def _sort(name: str) -> str:
    return name.removeprefix(DATA).partition(".")[0]
