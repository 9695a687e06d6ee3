"""What tests of exemptions ask: what is found in a text, in short."""

from indexer.extract.pages import Page
from indexer.facts.exemptions.finding import exemptions
from indexer.facts.records import Exemption
from indexer.facts.text import Text


def found(*pages: str) -> list[Exemption]:
    """Return the exemptions of a document of these pages."""
    return list(exemptions(Text([Page(number=number, text=text) for number, text in enumerate(pages, 1)])))


def said(*pages: str) -> list[tuple[str, str, bool]]:
    """Return of each its law, its provision and whether it is applied."""
    return [(one.law, one.provision, one.applied) for one in found(*pages)]
