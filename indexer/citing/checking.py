"""Whether what an anchor says is still so: is it held, are these the bytes, and does the page say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from indexer import wanted
from indexer.cards import Card
from indexer.citing.anchor import Anchor, address, text_digest
from indexer.citing.citations import no_page, reader_of
from indexer.errors import ExtractionError
from indexer.text import TextStore
from scraper.archive.records import ArchiveError, Capture, Digest
from scraper.archive.store import Archive
from scraper.items import State


class Verdict(IntEnum):
    """What a finding means for the citation; the worst of an anchor's findings is the anchor's own."""

    SOUND = 0
    NOTE = 1
    UNCHECKED = 2
    ABSENT = 3
    WRONG = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `about` names it in a word, `said` is for people."""

    about: str
    verdict: Verdict
    said: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of an anchor. `card` is None if nothing of it is held."""

    anchor: Anchor
    card: Card | None
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the findings; what is only worth a note makes nothing worse."""
        worst = max((finding.verdict for finding in self.findings), default=Verdict.SOUND)
        return Verdict.SOUND if worst is Verdict.NOTE else worst


def check(archive: Archive, store: TextStore, anchor: Anchor) -> Checked:
    """Look at everything an anchor says. Only reads; nothing is asked of the web."""
    digest = Digest(anchor.digest)
    card = wanted.card_of(archive, store, digest)
    if card is None:
        stone = archive.tombstones.of(digest) or archive.tombstones.of(anchor.captured)
        return not_held(anchor, f"it {stone.told}") if stone else not_held(anchor)
    here = anchor.captured if archive.captures.document(anchor.captured) else Digest(card.parent or digest)
    findings = (
        Finding("held", Verdict.SOUND, " · ".join(filter(None, (card.title, card.publisher, card.kind, card.source)))),
        *_publication(archive, anchor, card, here),
        _bytes(archive, anchor, here),
        *_page(store, anchor, card),
        *_captured(archive, anchor, here),
    )
    return Checked(anchor, card, findings)


def not_held(anchor: Anchor, why: str = "") -> Checked:
    """Return what there is to say of an anchor to bytes that are not here: `why`, or where they can be had."""
    web = next((url for url in (anchor.origin, anchor.at) if url.startswith(("http://", "https://"))), "")
    what = "the file it is in" if anchor.parent else "it"
    way = f"save {what} from {web} and take it in with `foi add`" if web else "its address is none of the web"
    said = why or f"nothing here has the SHA-256 {anchor.digest[:12]}…; {way}"
    return Checked(anchor, None, (Finding("held", Verdict.ABSENT, said),))


def _publication(archive: Archive, anchor: Anchor, card: Card, here: Digest) -> Iterator[Finding]:
    carried = archive.publications.of_document(here)
    named = [held for held, _ in carried if held.id == anchor.publication]
    if named:
        yield Finding("published", Verdict.SOUND, f"in {anchor.publication}, as cited")
    else:
        others = ", ".join(dict.fromkeys(held.id for held, _ in carried)) or "none"
        yield Finding("published", Verdict.NOTE, f"{anchor.publication} does not have it here, but {others}")
    state = named[0].publication.state.value if named else card.state
    if state != State.LIVE:
        yield Finding("published", Verdict.NOTE, f"at its source it is {state} now")


def _bytes(archive: Archive, anchor: Anchor, here: Digest) -> Finding:
    """Hash what was captured, `here` in this archive, and the file in it: it may have come by itself, or in another."""
    document = archive.captures.document(here)
    if document is None or not document.held:
        return Finding(
            "bytes", Verdict.UNCHECKED, "only its text is here, by `foi import`; the bytes cannot be checked"
        )
    try:
        archive.blobs.read(here)
        if here == anchor.digest:
            return Finding("bytes", Verdict.SOUND, f"{document.size:,}, and their SHA-256 is the one cited")
        from indexer.extract.sandbox import ExtractionPool

        with ExtractionPool() as pool:
            way = anchor.path if here == anchor.parent else ""
            size = len(pool.fetch(archive.blobs.path(here), document.media_type, anchor.digest, way))
    except (ArchiveError, ExtractionError, OSError) as error:
        return Finding("bytes", Verdict.WRONG, str(error))
    return Finding("bytes", Verdict.SOUND, f"{size:,}, within {here[:12]}, and their SHA-256 is the one cited")


def _page(store: TextStore, anchor: Anchor, card: Card) -> Iterator[Finding]:
    if anchor.page is None:
        return
    page = store.page(anchor.digest, card.extractor, anchor.page)
    if page is None:
        read = Verdict.WRONG if card.pages else Verdict.UNCHECKED
        yield Finding("page", read, no_page(card, anchor.page))
        return
    yield Finding("page", Verdict.SOUND, f"{page.number} of {card.pages}{f', {page.label}' if page.label else ''}")
    reader = reader_of(card, page)
    if text_digest(page.text) == anchor.text:
        yield Finding("text", Verdict.SOUND, f"as it was read when it was cited: {_said(page.text)}")
    elif reader != anchor.reader or reader.endswith("+ocr"):
        yield Finding(
            "text",
            Verdict.NOTE,
            f"{anchor.reader} read it then, {reader} does now, and it comes out otherwise; the bytes are what counts: "
            f"look at the page, `foi open {card.id}:{page.number}`. Now it says: {_said(page.text)}",
        )
    else:
        yield Finding(
            "text",
            Verdict.WRONG,
            f"{reader} read something else then: the text here is damaged, or the anchor was not made from this page; "
            f"`foi index --rebuild` reads it anew. Now it says: {_said(page.text)}",
        )


def _said(text: str) -> str:
    words = " ".join(text[:2_000].split())
    return f"“{words[:120]}…”" if len(words) > 120 else f"“{words}”"


def _captured(archive: Archive, anchor: Anchor, here: Digest) -> Iterator[Finding]:
    captures = archive.captures.of_document(here)
    cited = f"{anchor.seen:%Y-%m-%d %H:%M:%S} UTC from {anchor.origin or 'an address too long to cite'}"
    there = [one for one in captures if anchor.origin in ("", address(one.url))]
    then = [one for one in there if one.time.replace(microsecond=0) == anchor.seen]
    if then:
        yield Finding("captured", Verdict.SOUND, cited)
        yield from _since(archive, then[0])
    else:
        made = "; ".join(f"{one.time:%Y-%m-%d %H:%M:%S} UTC from {one.url}" for one in captures[:3])
        yield Finding("captured", Verdict.NOTE, f"{cited} is not recorded here; here it was captured {made}")
        if there:
            yield from _since(archive, there[0])


def _since(archive: Archive, capture: Capture) -> Iterator[Finding]:
    latest = archive.captures.latest(capture.url)
    if latest and latest.digest != capture.digest:
        other = f"the address gives other bytes since, {str(latest.digest)[:12]} on {latest.time:%Y-%m-%d}"
        yield Finding("since", Verdict.NOTE, f"{other}; `foi history {str(capture.digest)[:12]}` lists them")
    elif latest and latest.time != capture.time:
        yield Finding("since", Verdict.SOUND, f"the address gave the same bytes on {latest.time:%Y-%m-%d %H:%M:%S} UTC")
