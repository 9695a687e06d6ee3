"""People in public roles: "Martin Dowswell, Deputy Director of Digital", "Chief Constable Helena Strand", "X MP"."""

from collections.abc import Iterator, Sequence

from indexer.facts.bodies.roles import AFTER, BEFORE, BEFORE_RANKS, HONOURS, LETTERS, PEERS, RANKS
from indexer.facts.bodies.vocabulary import FORMS, LEADING, NAMES, OFFICE, TRADES
from indexer.facts.bodies.wording import PERSON, Mention, Wording, folded

_MOST, _LONGEST, _BACK = 4, 20, 60


def people(wording: Wording, companies: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the people who are named with a public role, and nobody else: who serves one of the companies has none."""
    for first, last in wording.rows:
        if last > first or wording.tokens[first].word in PEERS:
            yield from _person(wording, first, last, companies)


def _person(wording: Wording, first: int, last: int, companies: Sequence[Mention]) -> Iterator[Mention]:
    """Yield who is named by a row of words, if that is a person with a role."""
    if last - first > _LONGEST or wording.text.startswith("-", max(0, wording.tokens[first].start - 1)):
        return
    words = [token.word for token in wording.tokens[first : last + 1]]
    ranked, peer = False, False
    while words and (words[0] in RANKS or words[0] in BEFORE_RANKS or words[0].lower() in LEADING):
        ranked, peer = ranked or words[0] in RANKS, words[0] in PEERS
        del words[0]
        first += 1
    while len(words) > 2 and words[0] not in NAMES and words[1] in NAMES and _is_before(wording, first + 1):
        del words[0]  # "Minister for Immigration Robert Quayle"
        first += 1
    while words and words[-1] in LETTERS | HONOURS:
        ranked = ranked or words[-1] in LETTERS
        del words[-1]
        last -= 1
    if not (1 if peer else 2) <= len(words) <= _MOST or not _called(words):
        return
    if ranked or _is_said(wording, first, last, companies):
        yield wording.mention(first, last, PERSON)


def _called(words: Sequence[str]) -> bool:
    """Tell whether words can be a person's name."""
    if any(word in FORMS or word == "&" or any(map(str.isdigit, word)) for word in words) or words[-1] in TRADES:
        return False
    if any(len(word) > 3 and word.isupper() for word in words):
        return False
    return words[0] in NAMES or not any(folded(word) in OFFICE for word in words)


def _is_said(wording: Wording, first: int, last: int, companies: Sequence[Mention]) -> bool:
    """Tell whether a public role stands after a name or before it."""
    after = AFTER.match(wording.text, wording.tokens[last].end)
    if after and (after[0][1:2] != "|" or wording.tokens[first].word in NAMES):
        start, end = after.span("rest")
        return not any(company.start < end and start < company.end for company in companies)
    return _is_before(wording, first)


def _is_before(wording: Wording, first: int) -> bool:
    start = wording.tokens[first].start
    return bool(BEFORE.search(wording.text[max(0, start - _BACK) : start]))
