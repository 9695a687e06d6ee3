"""What documents that match a question say was spent."""

from indexer.cards import Card
from indexer.facts.store import facts_of
from indexer.places import Places
from indexer.query import Node
from indexer.search import opened
from indexer.spending.gathering import gathered
from indexer.spending.records import Sum


def spent(places: Places, query: Node) -> tuple[int, list[Sum]]:
    """Return how many documents match, and the sums named on their pages that do. Raises as a search does."""
    with opened(places, often=False) as searching:
        found, _ = searching.every(query)
    matching = [
        (Card.from_json(match.stored), {page.number for page in match.pages if page.number}) for match in found.matches
    ]
    return found.total, gathered(matching, facts_of(places.facts, (card.digest for card, _ in matching)))
