"""The sums of money on the pages an answer shows, for whoever reads the list."""

from indexer.search import Hit
from indexer.stored import Pages

_SIGNS = ("£", "€", "$", "GBP", "EUR", "USD")


def sums_found(store: Pages, hit: Hit) -> tuple[str, ...]:
    """Return the sums on the pages that are shown of a hit: as printed, the greatest first, each once."""
    printed: dict[tuple[int, str], str] = {}
    for shown in hit.pages:
        page = store.page(hit.card.digest, hit.card.extractor, shown.number) if shown.number else None
        if page and any(sign in page.text for sign in _SIGNS):
            from indexer.sums import sums  # its expressions take 6 ms to compile

            for one in sums(page.text):
                printed.setdefault((one.hundredths, one.currency), page.text[one.start : one.end])
    return tuple(printed[value] for value in sorted(printed, reverse=True))
