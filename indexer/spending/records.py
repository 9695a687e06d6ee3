"""A sum that documents name, with everything that says it."""

from datetime import date

from indexer.cards import Card
from indexer.facts.records import Money
from indexer.record import record

BY = ("supplier", "authority", "year")
"""What sums can be added up by."""
NOT_SAID = "(not said)"


@record()
class Source:
    """A place that names a sum: the document, and what it says."""

    card: Card
    fact: Money


@record()
class Sum:
    """One sum, from all places that name it, the best first. `left_out` says why it is not added up, "" if it is.

    `hundredths` is what is added up: of a range its lower end. `authority` paid it, by the document or, where that
    does not say, by who published it. `suppliers` got it, all of them together. `year` is as it is shown: "2014",
    "2013/14", "2010-2014", or that of publication in brackets.
    """

    sources: tuple[Source, ...]
    hundredths: int
    currency: str
    suppliers: tuple[str, ...] = ()
    authority: str = ""
    year: str = ""
    left_out: str = ""

    @property
    def of(self) -> Money:
        """What its best source says."""
        return self.sources[0].fact

    def group(self, by: str) -> str:
        """Return the value it is added up under."""
        value = {"supplier": ", ".join(self.suppliers), "authority": self.authority, "year": self.year}[by]
        return value or NOT_SAID


@record()
class Group:
    """Sums that belong together, the greatest first; `total` has only those that are added up, in hundredths."""

    values: tuple[str, ...]
    currency: str
    total: int
    sums: tuple[Sum, ...]


def year_of(fact: Money, published: str) -> str:
    """Return the time of a sum: a calendar year, a financial year (1 April to 31 March), or from year to year."""
    if fact.period is None or (fact.period.first is None and fact.period.last is None):
        return f"(published {published[:4]})" if published else ""
    first, last = fact.period.first, fact.period.last
    if first is None or last is None:
        return f"since {first.year}" if first else f"until {last.year}" if last else ""
    if first.year == last.year:
        return str(first.year)
    if (first, last) == (date(first.year, 4, 1), date(first.year + 1, 3, 31)):
        return f"{first.year}/{last.year % 100:02}"
    return f"{first.year}-{last.year}"
