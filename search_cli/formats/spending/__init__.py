"""What was spent: in words, as rows, and as charts."""

from search_cli.formats.facts import SIGNS


def money(hundredths: int, currency: str) -> str:
    """Return a sum as it is printed: £92,574, -£3.50."""
    from indexer.query.written import amount

    sign = SIGNS.get(currency, f"{currency} " if currency else "")
    return f"{'-' if hundredths < 0 else ''}{sign}{amount(abs(hundredths))}"
