"""A query's tree as a person would type it: what cannot be typed, or would mean more than the tree, is None."""

import random

from indexer.analysis import tokens
from indexer.query import (
    AS_TEXT,
    WAITING,
    Among,
    Amount,
    And,
    AtLeast,
    Fuzzy,
    InAuthority,
    InTitle,
    Label,
    Lag,
    Leaf,
    Like,
    Near,
    Node,
    Not,
    Noted,
    Ocr,
    Or,
    Part,
    Phrase,
    Prefix,
    Published,
    Reference,
    Regex,
    Tagged,
    Wildcard,
    Word,
)
from indexer.query.filters import LONGEST_LAG
from scraper.items import Kind, State

SIGNS = {"GBP": "\u00a3", "EUR": "\u20ac", "USD": "$", "": ""}
DIGITS = 5
"""With so many, what is typed may be a reference too."""


def written(dice: random.Random, node: Node) -> str | None:
    """Return a text that parses to what means the same."""
    match node:
        case And(some) | Or(some):
            join = " OR " if isinstance(node, Or) else dice.choice((" ", " AND "))
            text = _all([written(dice, part) for part in some], join)
            return text and f"({text})"
        case Not(part):
            text = written(dice, part)
            return text and f"{dice.choice(('NOT ', '-'))}({text})"
        case InTitle(leaf):
            text = None if isinstance(leaf, Near) and leaf.ordered else _leaf(leaf)
            return text and f"title:{text}"
        case Near():
            sign = f" {'ADJ' if node.ordered else 'NEAR'}/{node.most} "
            infix = _all([_part(part) for part in node.parts], sign) if len(node.parts) <= node.most + 1 else None
            return infix if node.ordered or dice.randrange(2) else _leaf(node) or infix
        case InAuthority() | Label() | Published() | Ocr() | Lag():
            return _filter(dice, node)
        case AtLeast() | Like() | Among() | Tagged() | Noted():
            return None
    return _sum_or_reference(dice, node) if isinstance(node, Reference | Amount) else _leaf(node)


def _leaf(leaf: Leaf) -> str | None:
    if isinstance(leaf, Near):
        return _window(leaf)
    if isinstance(leaf, Reference | Amount):
        return None
    if not isinstance(leaf, Phrase):
        return _part(leaf)
    texts = [None if isinstance(part, Regex) else _part(part) for part in leaf.parts]
    text = _all(texts, " ")
    return None if text is None or sum(map(str.isdigit, text)) >= DIGITS else f'"{text}"'


def _part(part: Part) -> str | None:
    match part:
        case Word():
            return part.text if [token.term for token in tokens(part.text)] == [part.term] else None
        case Prefix(start):
            return f"{start}*" if _one(start) else None
        case Fuzzy(word, edits):
            return f"{word}~{edits}" if edits < len(word) and _one(word) else None
        case Regex(pattern):
            return f"/{pattern}/"
        case Wildcard(pattern):
            plain = pattern.replace("*", "a").replace("?", "a")
            typed = "**" not in pattern and pattern[-1] not in "*?" and ("*" in pattern or "?" in pattern)
            return pattern if typed and _one(plain) and pattern.strip("*?") else None


def _window(near: Near) -> str | None:
    between = near.most - len(near.parts) + 1
    text = _all([None if isinstance(part, Regex) else _part(part) for part in near.parts], " ")
    return f'"{text}"~{between}' if text and between > 0 else None


def _sum_or_reference(dice: random.Random, leaf: Reference | Amount) -> str | None:
    if isinstance(leaf, Amount):
        return _amount(dice, leaf)
    year, slash, number = leaf.key.partition("/")
    spelt = (f"FOI-{year}/{number:0>4}", f"{number:0>4}-{year[2:]}", f"foi{year}/{number:0>4}")
    return f"reference:{dice.choice(spelt)}" if slash else None


def _amount(dice: random.Random, amount: Amount) -> str | None:
    def printed(hundredths: int) -> str:
        return f"{SIGNS[amount.currency]}{hundredths // 100}.{hundredths % 100:02}"

    lowest, highest = amount.lowest, amount.highest
    if lowest is None and highest is None:
        return None
    if lowest is None:
        return f"amount:{dice.choice(('<=', '..'))}{printed(highest or 0)}"
    if highest is None:
        return f"amount:{dice.choice((f'>={printed(lowest)}', f'{printed(lowest)}..'))}"
    return f"amount:{printed(lowest)}..{printed(highest)}" if lowest <= highest else None


def _label(node: Label) -> str | None:
    known = {"kind": tuple(Kind), "state": tuple(State), "provision": ()}.get(node.field, (node.value,))
    return f"{node.field}:{node.value}" if node.value in known else None


def _filter(dice: random.Random, node: InAuthority | Label | Published | Ocr | Lag) -> str | None:
    match node:
        case InAuthority(words):
            return f'{node.field}:"{" ".join(words)}{"*" if node.open_ended else ""}"'
        case Lag(lowest, highest):
            return f"lag:{lowest}..{highest}" if highest < LONGEST_LAG else f"lag:>={lowest}"
        case Label():
            return _label(node)
        case Published(first, last):
            if first is None and last is None:
                return None
            begin, end = (day.isoformat() if day else "" for day in (first, last))
            if first and last and dice.randrange(2):
                begin, end = f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}"
            return f"published:{begin}..{end}"
        case Ocr(0, 100):
            return "ocr:yes"
        case Ocr(0, highest) if highest < 100:
            return f"ocr:<={highest}%"
        case Ocr(lowest, 100):
            return f"ocr:>={lowest}%"
    return {(AS_TEXT, AS_TEXT): "ocr:no", (WAITING, WAITING): "ocr:waiting"}.get((node.lowest, node.highest))


def _all(texts: list[str | None], join: str) -> str | None:
    """Return the texts joined, unless one of them cannot be typed."""
    known = [text for text in texts if text]
    return join.join(known) if len(known) == len(texts) else None


def _one(word: str) -> bool:
    """Tell whether a text is one word in its normal form."""
    return [token.word for token in tokens(word)] == [word]
