"""Writing a bundle: what the archive knows and the text it gave, as data that anybody can check."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from os import SEEK_END
from pathlib import Path

from indexer.bundle.forms import Form, line_of, of_document, of_held, of_member, of_page, of_text
from indexer.bundle.layout import (
    ABOUT,
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    CAPTURES,
    DATA,
    DOCUMENTS,
    FORMAT,
    MANIFEST,
    MEMBERS,
    PAGES,
    PUBLICATIONS,
    TAG_MANIFEST,
    TEXTS,
    VERSION,
    file_name,
)
from indexer.bundle.zipping import Member, SealedZip
from indexer.chosen import Chosen
from indexer.exports.base import Wish, Written
from indexer.exports.beside import beside
from scraper.archive.forms import of_capture
from scraper.archive.records import Digest

NOUNS = {"publications": "publication", "documents": "document", "pages": "page", "files": "original"}
"""What a person is told of, by the names of the members."""


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
            for form in forms:
                member.write(line_of(form))
                self.counts[_sort(name)] += 1
        self._keep(member)

    def whole(self, name: str, body: bytes, *, packed: bool = True) -> None:
        """Write a member of bytes that are there already."""
        with self.zip.member(name, packed=packed, size=len(body)) as member:
            member.write(body)
        self._keep(member)

    def manifest(self, *, payload: bool) -> bytes:
        """Return the digests of the payload, or of the other members, as BagIt has them."""
        names = (name for name in self.digests if name.startswith(DATA) is payload)
        return "".join(f"{self.digests[name]}  {name}\n" for name in sorted(names)).encode("ascii")

    def _keep(self, member: Member) -> None:
        self.digests[member.name], self.sizes[member.name] = member.digest.hexdigest(), member.size


def write(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:
    """Write what is chosen to a file; the same holdings give the same bytes. Raises ExportError."""
    with beside(target) as file:
        bag = _Bag(SealedZip(file))
        bag.whole(BAGIT, BAGIT_TEXT.encode())
        bag.lines(
            PUBLICATIONS, (of_held(h, chosen.archive.publications.versions(h.key)) for h in chosen.publications())
        )
        bag.lines(DOCUMENTS, map(of_document, chosen.documents()))
        bag.lines(CAPTURES, (of_capture(capture) for one in chosen.documents() for capture in chosen.captures(one)))
        bag.lines(MEMBERS, map(of_member, chosen.members()))
        bag.lines(TEXTS, (of_text(item.card) for item in chosen.items()))
        bag.lines(PAGES, _pages(chosen, progress))
        if wish.files:
            for digest in _originals(chosen):
                bag.whole(file_name(digest), chosen.archive.blobs.read(digest), packed=False)
                bag.counts["files"] += 1
        bag.whole(ABOUT, _about(bag.counts, wish))
        bag.whole(BAG_INFO, _info(bag))
        bag.whole(MANIFEST, bag.manifest(payload=True))
        bag.whole(TAG_MANIFEST, bag.manifest(payload=False))
        bag.zip.close()
        size = file.seek(0, SEEK_END)
    return Written({noun: bag.counts[sort] for sort, noun in NOUNS.items()}, size)


def _pages(chosen: Chosen, progress: Callable[[], None]) -> Iterator[Form]:
    for item in chosen.items():
        for page in chosen.pages(item):
            yield of_page(item.card.digest, page)
        progress()


def _originals(chosen: Chosen) -> Iterator[Digest]:
    """Yield the digests of the documents whose bytes are held and may be handed on."""
    theirs = {item.card.parent or item.card.digest for item in chosen.items() if not item.whole}
    for document in chosen.documents():
        if document.held and document.digest not in theirs:
            yield document.digest


def _about(counts: Counter[str], wish: Wish) -> bytes:
    said = {"format": FORMAT, "version": VERSION, "counts": dict(sorted(counts.items())), "choice": wish.told}
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _info(bag: _Bag) -> bytes:
    payload = [size for name, size in bag.sizes.items() if name.startswith(DATA)]
    return (
        f"Bag-Software-Agent: foi-index\nExternal-Description: {FORMAT}, version {VERSION}\n"
        f"Payload-Oxum: {sum(payload)}.{len(payload)}\n"
    ).encode()


def _sort(name: str) -> str:
    return name.removeprefix(DATA).partition(".")[0]
