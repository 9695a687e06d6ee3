"""What a search gives back: hits, each with the pages that say it, and what is to be known of the answer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from indexer.cards import Card
from indexer.engine.interface import FACETS as OF_THE_INDEX
from indexer.engine.interface import Found, Order, Ranks, Searcher, Share
from indexer.marking.snippets import Snippet
from indexer.query import Node
from indexer.record import record

if TYPE_CHECKING:
    from indexer.answers.corrections import Correction
    from indexer.facts.records import Fact
    from indexer.linked import Told

FACETS = (*OF_THE_INDEX, "tag")
"""What hits can be counted by."""

_NOTHING: Mapping[str, tuple[tuple[str, int], ...]] = {}


@record()
class HitPage:
    """A page that matches, with the words that do. Page 0 is the title and summary, not a page of the file.

    Where the query asks for no words (only for a source, say) it is the first page, and nothing is marked. `how` its
    text was got, and `confidence`, are as in `Page`; of page 0 nothing is said.
    """

    number: int
    label: str
    snippet: Snippet
    how: str = ""
    confidence: float | None = None


@record()
class Hit:
    """One matching document. `pages` are the best of `matching` pages that match; `rank` counts from 1.

    `why` says what the score is made of, None if that was not asked for; `ranks` where it stood in two rankings that
    were made one, if they were: the score is then of its ranks. `largest` is as in `Match`. `tags` a person put on it,
    and `notes` is how many notes there are about it. `numbers` are of all pages that match, best first. `origins` are
    the collections that hold it, where several were searched together, in the order in which they were named.
    `facts` are of the pages that are shown, None if that was not asked for. `alike` are the digests of documents that
    match, say the same, and were folded into this one.
    `rests_on` are the releases that a report has its facts from, `reported_by` the reports of a release: as
    `indexer.facts.links` tells of publications.
    """

    rank: int
    score: float
    card: Card
    pages: tuple[HitPage, ...]
    matching: int
    why: tuple[Share, ...] | None = None
    ranks: Ranks | None = None
    largest: int | None = None
    tags: tuple[str, ...] = ()
    notes: int = 0
    numbers: tuple[int, ...] = ()
    origins: tuple[str, ...] = ()
    facts: "tuple[Fact, ...] | None" = None
    alike: tuple[str, ...] = ()
    rests_on: "tuple[Told, ...]" = ()
    reported_by: "tuple[Told, ...]" = ()


@record()
class Results:
    """The answer: how many documents match in all, and those asked for, in order; `notes` for the person.

    `facets` are as in `Found`. `corrections` are of words that no document holds; `corrected` is the query as typed
    with the likeliest in their place, "" if there are none. `relaxed` if nothing had all the words, and these have
    most. `answered` is the query that was answered in the end: what of it stands on a page can be marked there.
    `folded` is how many of the total were folded into the hits up to the last of these: so many are not shown, and no
    offset leads to them.
    """

    total: int
    offset: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = _NOTHING
    corrections: "tuple[Correction, ...]" = ()
    corrected: str = ""
    relaxed: bool = False
    answered: Node | None = None
    folded: int = 0


@record()
class Listing:
    """Which of the matches are wanted, in which order, and what all of them are counted by."""

    order: Order = Order.RELEVANCE
    limit: int = 10
    offset: int = 0
    facets: tuple[str, ...] = ()


Ranking = Callable[[Searcher, Node, Listing], Found]
"""What puts the matches of a query in order."""


def lexical(searcher: Searcher, query: Node, listing: Listing) -> Found:
    """Rank matches by the words they hold, as the index does. Another way of ranking takes this one's place."""
    return searcher.search(
        query, order=listing.order, limit=listing.limit, offset=listing.offset, facets=listing.facets
    )
