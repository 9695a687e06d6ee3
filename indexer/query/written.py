"""A leaf of a query as a person would write it: `social`, `train*`, `"social media"~5`, `title:audit`."""

from indexer.query import Amount, Fuzzy, InTitle, Leaf, Near, Part, Phrase, Prefix, Reference, Regex, Wildcard, Word

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


def spelled(leaf: Leaf | InTitle) -> str:
    """Return what to write for a leaf; words as they were asked for."""
    match leaf:
        case InTitle(inner):
            return f"title:{spelled(inner)}"
        case Phrase(parts):
            return f'"{_words(parts)}"'
        case Near(parts, most, ordered):
            between = " ADJ/" if ordered else " NEAR/"
            return f"{between}{most} ".join(map(spelled, parts))
        case Reference(key):
            return key
        case Amount(lowest, highest, currency):
            sign = _SIGNS.get(currency, "")
            if lowest == highest:
                return f"{sign}{_bound(lowest)}"
            return f"{sign}{_bound(lowest)}..{_bound(highest)}"
        case _:
            return _part(leaf)


def _part(part: Part) -> str:
    match part:
        case Word(term, text):
            return text or term
        case Prefix(start):
            return f"{start}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(word, edits):
            return f"{word}~{edits}"
        case Regex(pattern):
            return f"/{pattern}/"


def _words(parts: tuple[Part, ...]) -> str:
    """Return the parts of a phrase; those that were asked for as one, as FOI-2024/0113, once."""
    texts: list[str] = []
    for part in parts:
        text = spelled(part)
        if not texts or text != texts[-1] or not isinstance(part, Word) or part.term == text.lower():
            texts.append(text)
    return " ".join(texts)


def _bound(hundredths: int | None) -> str:
    return "" if hundredths is None else amount(hundredths)


def amount(hundredths: int) -> str:
    """Return a sum of money without its currency: "92,574" or "0.50"."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}.{rest:02}" if rest else f"{whole:,}"
