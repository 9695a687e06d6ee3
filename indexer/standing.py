"""What may be handed on: which publications carry a document, of those that may be told of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.entries import Carried, is_hidden, states_of
from scraper.archive.records import Capture, Digest, Held
from scraper.archive.store import Archive
from scraper.items import Kind, Publication, State

OPEN_NEWS = frozenset({"govuk-news", "gcs"})
"""Sources of news that anybody may hand on whole. Source: their pages name the Open Government Licence v3.0."""

EXCLUDED, HIDDEN = "excluded", "hidden"
_REMEMBERED = 512
"""Documents: the attachments of a mail all ask for the mail, and come in no order that has them together."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to hand on.

    `digests` are the documents, and files within documents, that are wanted; None for all. `exclude` are digests, and
    IDs of publications (`Held.id`), that are not. `news_text`: text and bytes of news go along, whoever's they are.
    `hidden`: so does what its site hides, which goes unasked only if it is one of `digests`.
    """

    digests: frozenset[str] | None = None
    exclude: frozenset[str] = frozenset()
    news_text: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a document may be handed on. `stays` says why nothing, "" if something.

    `carried` are the publications that carry it and may be told of. `whole` is false if its text and bytes stay here.
    """

    carried: Carried = ()
    whole: bool = True
    stays: str = ""


class Standings:
    """The standing of every captured document, by a choice."""

    def __init__(self, archive: Archive, choice: Choice) -> None:
        self._archive = archive
        self._choice = choice
        self._leaves_hidden = choice.digests is None and not choice.hidden
        self._addresses = frozenset(self._dead()) if choice.exclude else frozenset()
        self._theirs = lru_cache(_REMEMBERED)(self._only_theirs)
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, digest: str) -> Standing:
        """Return the standing of a document. One that nothing carries stands as what was captured from its address."""
        if digest in self._choice.exclude:
            return Standing(stays=EXCLUDED)
        every = self._archive.publications.of_document(Digest(digest))
        if not every:
            return self._by_address(digest)
        asked = [pair for pair in every if not self._excludes(pair[0])]
        if not asked:
            return Standing(stays=EXCLUDED)
        shown = [pair for pair in asked if self._choice.hidden or not is_hidden(pair[0].publication)]
        if self._leaves_hidden and (not shown or State.HIDDEN in states_of(asked)):
            return Standing(stays=HIDDEN)
        carried = [(self.told(held), attachment) for held, attachment in shown or asked]
        return Standing(carried, self._whole([held for held, _ in carried]))

    def allows(self, held: Held) -> bool:
        """Tell whether a publication may be told of."""
        return not self._excludes(held) and not self._hides(held)

    def told(self, held: Held) -> Held:
        """Return a publication as it may be told of: without links to what is not."""
        return replace(held, publication=self.of_version(held.publication)) if self._addresses else held

    def of_version(self, publication: Publication) -> Publication:
        """Return a version of a publication without links to what is not told of: their titles say what it is."""
        kept = tuple(link for link in publication.documents if link.url not in self._addresses)
        return publication if kept == publication.documents else replace(publication, documents=kept)

    def _by_address(self, digest: str) -> Standing:
        urls = {capture.url for capture in self._archive.captures.of_document(Digest(digest))}
        urls |= {url.removesuffix(".json") for url in urls}  # a request is read from its page and its JSON
        there = [held for url in sorted(urls) for held in self._archive.publications.at(url)]
        asked = [held for held in there if not self._excludes(held)]
        if there and not asked:
            return Standing(stays=EXCLUDED)
        if asked and all(map(self._hides, asked)):
            return Standing(stays=HIDDEN)
        return Standing(whole=not asked or self._whole(asked))

    def tells(self, capture: Capture) -> bool:
        """Tell whether a capture may be told of: not if only publications that are excluded name its address."""
        return not self._choice.exclude or not self._theirs(capture.url)

    def _only_theirs(self, url: str) -> bool:
        there = self._archive.publications.at(url)
        return bool(there) and all(map(self._excludes, there))

    def _excludes(self, held: Held) -> bool:
        return bool(self._choice.exclude) and held.id in self._choice.exclude

    def _hides(self, held: Held) -> bool:
        return self._leaves_hidden and is_hidden(held.publication)

    def _whole(self, carriers: Sequence[Held]) -> bool:
        """Tell whether somebody published it who lets everybody hand it on, or all news are wanted."""
        publications = (held.publication for held in carriers)
        return self._choice.news_text or any(p.kind is not Kind.NEWS or p.source in OPEN_NEWS for p in publications)

    def _dead(self) -> set[str]:
        """Return the addresses that gave nothing but documents that are excluded."""
        captures, excluded = self._archive.captures, self._choice.exclude
        urls = {capture.url for digest in excluded for capture in captures.of_document(Digest(digest))}
        return {
            url for url in urls if all(capture.digest in excluded for capture in captures.of_url(url) if capture.digest)
        }
