"""From a match and what became of it to an alert, complete in itself."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from indexer.cards import Card
from indexer.engine.interface import Match
from indexer.marking.snippets import Snippet
from indexer.query.written import spelled
from indexer.search import Hit
from indexer.wanted import card_of
from indexer.watching.judging import Judged
from indexer.watching.past import Past, Place
from indexer.watching.records import Alert, Marked, Shown, Term, Watch
from scraper.archive.records import Digest

DETAILED, PAGES = 1_000, 3
"""So many alerts of a look, the best first, show what matches on so many pages; others say which document it is."""


class Telling:
    """Gathers the alerts of one look of one watch. `shown` gives a match with its pages, snippets and terms."""

    def __init__(self, watch: Watch, past: Past, now: datetime, shown: Callable[[Match, int], Hit]) -> None:
        self._watch, self._past, self._now, self._shown = watch, past, now, shown
        self._identity = UUID(past.archive.history.identity())
        self.alerts: list[Alert] = []

    def of(self, judged: Judged, card: Card, match: Match) -> None:
        """Tell of a document that matches."""
        hit = self._shown(match, PAGES) if len(self.alerts) < DETAILED else None
        self.alerts.append(self._alert(judged, card, len(match.pages), hit))

    def without(self, judged: Judged, digest: str) -> None:
        """Tell of a document that matches no longer, by what stands in its place."""
        after = self._past.after(judged.place) if judged.place else ""
        for one in (after, digest):
            card = card_of(self._past.archive, self._past.store, Digest(one)) if one else None
            if card:
                self.alerts.append(self._alert(judged, card, 0, None))
                return

    def _alert(self, judged: Judged, card: Card, matching: int, hit: Hit | None) -> Alert:
        place = judged.place
        publication, version, before = self._versions(judged, place, card.digest) if place else ("", 0, 0)
        return Alert(
            uid=self._uid(judged, card.digest),
            watch=self._watch.name,
            query=self._watch.query,
            what=judged.what,
            reason=judged.reason,
            time=self._now.isoformat(timespec="seconds"),
            digest=card.digest,
            title=card.title,
            authority=card.publisher,
            kind=card.kind,
            source=card.source,
            state=card.state,
            published=card.published,
            url=card.url,
            file=card.file,
            file_url=card.file_url,
            page_count=card.pages,
            matching=matching,
            pages=_pages(hit) if hit else (),
            terms=_terms(hit) if hit else (),
            changes=judged.changes,
            publication=publication,
            version=version,
            version_before=before,
            before=judged.before,
        )

    def _versions(self, judged: Judged, place: Place, digest: str) -> tuple[str, int, int]:
        if not judged.before or judged.before == digest:
            return place.held.id, len(self._past.versions(place.held)), 0
        now = self._past.version_with(place, digest)
        return place.held.id, now, self._past.version_with(place, judged.before, last=now) if now else 0

    def _uid(self, judged: Judged, digest: str) -> str:
        """Return a name that no other alert of this archive has: a document may be told of again, another time."""
        said = "\n".join((self._watch.name, judged.what, digest, judged.before, self._now.isoformat()))
        return str(uuid5(self._identity, said))


def _pages(hit: Hit) -> tuple[Shown, ...]:
    return tuple(Shown(page.number, page.label, _marked(page.snippet)) for page in hit.pages)


def _terms(hit: Hit) -> tuple[Term, ...]:
    return tuple(Term(spelled(share.leaf), share.where, share.count) for share in hit.why or ())


def _marked(snippet: Snippet) -> Marked:
    return Marked(snippet.text, snippet.marks)
