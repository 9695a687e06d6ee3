"""Words after which those who are paid are named: "delivered by", "contract with", "agencies, including"."""

import re
from collections.abc import Sequence

from indexer.facts.bodies.vocabulary import word_set
from indexer.facts.bodies.wording import Wording

_BEFORE = {
    "by": word_set(
        "won sponsored insured represented advised obtained compiled delivered provided supplied built developed "
        "installed maintained serviced hosted designed produced undertaken conducted operated managed organised "
        "printed submitted run made out quoted offered given owned completed held obtained compiled carried done "
        "written created charged invoiced repaired published catered cleaned audited staffed manufactured"
    ),
    "to": word_set(
        "awarded paid payable payments payment let outsourced subcontracted sold made went subscribed given granted "
        "remainder rest balance"
    ),
    "from": word_set(
        "purchased bought hired leased procured licensed obtained came sourced ordered received rented commissioned "
        "purchases invoices were was others quotes quotations bids tenders advice acquired"
    ),
    "with": word_set(
        "contract contracts contracted spend spent agreement agreements framework placed contracting worked booked"
    ),
    "through": word_set("supplied booked procured bought purchased recruited provided"),
}
_VERBS = word_set(
    "paid engaged commissioned appointed hired instructed pays contracted employs employed chose selected"
)
_MANY = (
    "agencies suppliers companies firms contractors providers consultancies vendors consultants bidders charities "
    "publishers solicitors payees organisations businesses partners"
)
_ONE = (
    "agency supplier company firm contractor provider consultancy vendor charity agent payee insurer insurers bank "
    "broker brokers auditor auditors landlord architect architects lawyers surveyor surveyors adviser advisers "
    "bidder"
)
FIRMS = word_set(f"{_MANY} {_ONE}")
"""What companies are called in general."""
_EXAMPLES = word_set("including namely include included were are like bid tendered is was")
SKIPPED = FIRMS | word_set("the a an its our their called named of as main current former local")
"""What may stand between such words and a name."""
_SOFT = word_set("by from with between use uses used using via both")
"""Before names that end as companies' do, these are enough."""
_RECEIVES = re.compile(
    r"\s(?:(?:was|were|has been|have been|is|are|had been)\s(?:also\s)?(?:paid|awarded|appointed|contracted|engaged"
    r"|commissioned|chosen|selected|instructed|invited)|(?:received|charged|charges|invoiced|quoted|won|supplied|supplies"
    r"|tendered|came)\s(?:first|second|third|£|the|a|us|an|all|over|it|for|\d|[A-Z]))"
)
"""What is said of who is paid, after a name."""
_PRICE = re.compile(r"\s?[-\u2013:(]?\s?[£€]\d")
_PARTS = frozenset(";:-\u2013,\n")
_FAR = 250
_BULLETS = frozenset("-*•\u2013\u00b7")
_LAST = frozenset((":", " ", "\n", ",", ".", *_BULLETS))
"""Letters that may stand before the blank before a name, besides small ones."""
_BACK, _CLOSE, _NEAR, _MOST, _SOFTEST = 110, 6, 100, 4, 12


class Triggers:
    """Whether the words before a name say that it is a company's, name after name of a page."""

    def __init__(self, wording: Wording) -> None:
        self._text = wording.text
        self._latest: dict[str, int] = {}

    def before(self, start: int) -> bool:
        """Tell whether a name that starts here is of one who is paid, or the first of some."""
        text = self._text
        if start < 2 or text[start - 1] not in " \n" or not (text[start - 2].islower() or text[start - 2] in _LAST):
            return False
        words = text[max(0, start - _BACK) : start].split()
        if len(words) > 1 and (words[-1] in _BULLETS or words[-1][:-1].isdigit()):
            words.pop()
        skipped = 0
        while words and skipped < _MOST and words[-1].lower() in SKIPPED and not self._says(words, start):
            words.pop()
            skipped += 1
        return bool(words) and self._says(words, start)

    def after(self, end: int) -> bool:
        """Tell whether the words after a name say that it is paid."""
        return bool(_RECEIVES.match(self._text, end))

    def priced(self, start: int, end: int) -> bool:
        """Tell whether a name stands with a sum, as one of several, after a word for those who are paid."""
        if not _PRICE.match(self._text, end) or self._text[max(0, start - 3) : start].rstrip(" ")[-1:] not in _PARTS:
            return False
        return any(word.strip(",:()").lower() in FIRMS for word in self._text[max(0, start - _FAR) : start].split())

    def soft(self, start: int) -> bool:
        """Tell whether a name that ends as companies' do may be one's here."""
        return self._text[max(0, start - _SOFTEST) : start].rpartition(" ")[0].rpartition(" ")[2].lower() in _SOFT

    def _says(self, words: Sequence[str], start: int) -> bool:
        word, before = words[-1].lower(), words[-2].lower().lstrip('("') if len(words) > 1 else ""
        bare = word.rstrip(":")
        if bare in _BEFORE:
            return self._by(bare, words[-_CLOSE:-1], start)
        if word[-1:] == ":":
            return any(one.strip(",:()").lower() in FIRMS for one in words[-_CLOSE:])
        if (word == "as" and before == "trading") or (word[-1:] == "," and words[-1][:-1] in FIRMS):
            return True
        if word in _EXAMPLES or (word == "as" and before == "such"):
            return any(one.strip(",:").lower() in FIRMS for one in words[-_CLOSE - 1 : -1])
        return words[-1] in _VERBS

    def _by(self, word: str, words: Sequence[str], start: int) -> bool:
        """Tell whether a preposition goes with what is before it, or goes on with an earlier one of its kind."""
        before = words[-1].lower() if words else ""
        sum_of_it = before[:1] in {"£", "€"} and (word == "to" or any(one.lower() in _BEFORE[word] for one in words))
        goes_on = before in {"and", "&"} or before[-1:] in {";", ","} or before[:1] in {"£", "€"}
        again = goes_on and start - self._latest.get(word, -_NEAR) < _NEAR
        if again or sum_of_it or before in _BEFORE[word]:
            self._latest[word] = start
            return True
        return False
