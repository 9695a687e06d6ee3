"""The sums of money on the pages an answer shows, for whoever reads the list."""

from collections.abc import Sequence

from indexer.places import Places
from indexer.search import Hit
from indexer.stored import StoredPages

_SIGNS = ("£", "€", "$", "GBP", "EUR", "USD")


def sums_found(places: Places, hits: Sequence[Hit]) -> dict[str, tuple[str, ...]]:
    """Return, by digest, the sums on the pages that are shown of each hit: as printed, the greatest first, each once.

    Hits without any are left out.
    """
    with StoredPages(places.text) as store:
        found = {hit.card.digest: _on_pages(store, hit) for hit in hits}
    return {digest: sums for digest, sums in found.items() if sums}


def _on_pages(store: StoredPages, hit: Hit) -> tuple[str, ...]:
    printed: dict[tuple[int, str], str] = {}
    for shown in hit.pages:
        page = store.page(hit.card.digest, hit.card.extractor, shown.number) if shown.number else None
        if page and any(sign in page.text for sign in _SIGNS):
            from indexer.sums import sums  # its expressions take 6 ms to compile

            for one in sums(page.text):
                printed.setdefault((one.hundredths, one.currency), page.text[one.start : one.end])
    return tuple(printed[value] for value in sorted(printed, reverse=True))
