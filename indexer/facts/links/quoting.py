"""Words of a report that stand in a release just so: what it quotes, and what it copied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.analysis import Token, tokens
from indexer.extract.pages import Page
from indexer.facts.links import wording
from indexer.facts.links.profile import Profile, Seen
from indexer.facts.links.scoring import Reason
from indexer.facts.records import Words

SHORTEST = 3
"""Words of a quotation that say something, if two of them say what it is about."""
_WEIGHTS = {3: 0.6, 4: 0.9, 5: 1.3, 6: 1.7, 7: 2.1, 8: 2.5}
_TRIED = 20
"""Places at which a run is tried: in a table without words, or hostile text, it is everywhere."""


def quotes(report: Profile, documents: Iterable[tuple[str, Sequence[Page]]]) -> tuple[Reason, ...]:
    """Return the quotations of a report that stand in a release, with the longest run of each in both; two at most."""
    wanted = {seen: _whole(seen.words.text) for seen in report.quotes}
    if not wanted:
        return ()
    best: dict[Seen, tuple[int, Reason]] = {}
    for digest, pages in documents:
        for page in pages:
            for seen, length, ours, theirs in _on(page, wanted):
                if length > best.get(seen, (0,))[0]:
                    reason = Reason("quote", _weight(length), Seen(seen.document, ours), Seen(digest, theirs))
                    best[seen] = length, reason
    ranked = sorted((reason for _, reason in best.values()), key=lambda reason: -reason.weight)
    return tuple(ranked[:2])


def _weight(length: int) -> float:
    """Return what a run of so many words weighs."""
    return _WEIGHTS.get(length, 3.0)


def _on(page: Page, wanted: Mapping[Seen, Sequence[Token]]) -> Iterator[tuple[Seen, int, Words, Words]]:
    """Yield the longest run of each quotation that is on a page, if it is long enough: how long, and both places."""
    every = _whole(page.text)
    there = [token.word for token in every]
    starts: dict[int, list[int]] = {}
    for at, run in enumerate(wording.runs(there)):
        starts.setdefault(run, []).append(at)
    for seen, quoted in wanted.items():
        length, first, at = _longest([token.word for token in quoted], there, starts)
        if length >= SHORTEST and len(set(there[at : at + length]) - wording.STOP) > 1:
            theirs = _words(every[at : at + length], Words(page.number, 0, len(page.text), page.text))
            yield seen, length, _words(quoted[first : first + length], seen.words), theirs


def _words(run: Sequence[Token], within: Words) -> Words:
    start, end = run[0].start, run[-1].end
    return Words(within.page, within.start + start, within.start + end, within.text[start:end])


def _longest(words: Sequence[str], there: Sequence[str], starts: Mapping[int, list[int]]) -> tuple[int, int, int]:
    """Return how long the longest run of words is that is there too, and where it begins among them, and there."""
    best = 0, 0, 0
    for first, run in enumerate(wording.runs(words)):
        for at in starts.get(run, ())[:_TRIED]:
            length = wording.RUN
            rest = min(len(words) - first, len(there) - at)
            while length < rest and words[first + length] == there[at + length]:
                length += 1
            if length > best[0]:
                best = length, first, at
    return best


def _whole(text: str) -> list[Token]:
    """Return the words of a text; of one that a line's end breaks in two, the whole."""
    found: list[Token] = []
    beyond = 0
    for token in tokens(text):
        if token.width == 2:
            found[-1] = token
            beyond = token.position + 2
        elif token.position >= beyond:
            found.append(token)
    return found
