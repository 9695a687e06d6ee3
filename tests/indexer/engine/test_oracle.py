"""Random queries on random collections give what a plain reading of every document gives, pages too."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from indexer.analysis import tokens
from indexer.engine.interface import Entry, Order, PageMatch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.query import (
    And,
    InAuthority,
    InTitle,
    Label,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Word,
    leaves,
    parse,
)
from indexer.snippets import snippet

WORDS = (
    *("train", "trains", "training", "social", "media", "report", "reports", "happy", "happily", "happi"),
    *("informa", "information", "tion", "non", "compliance", "caf\u00e9", "CAFE", "92,574", "92574.00", "\u00a392574"),
    *("s40", "O\u2019Brien", "council\u2019s", "FOI-2024/0113", "a", "b"),
)
JOINS = (" ", " ", " ", " ", "\n", ", ", "-\n", " & ", ". ", "\u00ad")
NAMES = ("Home Office", "Foreign & Commonwealth Office", "Office of the Home Department", "Example Council")
KINDS, STATES, SOURCES = ("release", "request", "news"), ("live", "withdrawn"), ("govuk-foi", "local")
TYPES = ("application/pdf", "text/html", "text/plain")


@dataclass(frozen=True)
class Standing:
    """A word of a document, as the oracle reads it."""

    term: str
    word: str
    position: int
    width: int
    page: int


def dice_for(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - a test that fails must fail again


def read(entry: Entry) -> list[Standing]:
    """Return all words of heading and pages, numbered on; far apart where a phrase may not go over."""
    found: list[Standing] = []
    base = 0
    for page, text in enumerate((entry.heading, *entry.pages)):
        words = list(tokens(text))
        found += [Standing(t.term, t.word, base + t.position, t.width, page) for t in words]
        base += max((t.position + t.width for t in words), default=0) + (1_000 if page == 0 else 0)
    return found


def title(entry: Entry) -> list[Standing]:
    return [Standing(t.term, t.word, t.position, t.width, 0) for t in tokens(entry.title)]


def fits(part: Word | Prefix, word: Standing) -> bool:
    if isinstance(part, Word):
        return word.term == part.term
    return word.term.startswith(part.start) or word.word.startswith(part.start)


def rows(leaf: Leaf, words: list[Standing]) -> Iterator[set[int]]:
    """Yield, for each word from which the leaf stands, the pages it touches."""
    parts = leaf.parts if isinstance(leaf, Phrase) else (leaf,)

    def follow(index: int, word: Standing) -> Iterator[set[int]]:
        if not fits(parts[index], word):
            return
        if index == len(parts) - 1:
            yield {word.page}
            return
        for after in words:
            if after.position == word.position + word.width:
                for pages in follow(index + 1, after):
                    yield pages | {word.page}

    for word in words:
        if chains := list(follow(0, word)):
            yield set().union(*chains)


def per_page(leaf: Leaf | InTitle, entry: Entry) -> Counter[int]:
    text = Counter() if isinstance(leaf, InTitle) else Counter(p for row in rows(leaf, read(entry)) for p in row)
    inner = leaf.leaf if isinstance(leaf, InTitle) else leaf
    text[0] = max(text[0], sum(1 for _ in rows(inner, title(entry))))
    return +text


def named(node: InAuthority, name: str) -> bool:
    words = iter(token.word for token in tokens(name))
    *whole, last = node.words
    if not all(word in words for word in whole):
        return False
    return any(word.startswith(last) if node.open_ended else word == last for word in words)


def matches(node: Node, entry: Entry) -> bool:
    match node:
        case And(parts):
            return all(matches(part, entry) for part in parts)
        case Or(parts):
            return any(matches(part, entry) for part in parts)
        case Not(part):
            return not matches(part, entry)
        case Published(first, last):
            day = entry.published
            return day is not None and (first is None or first <= day) and (last is None or day <= last)
        case InAuthority():
            return any(named(node, name) for name in entry.authorities)
        case Label("type", value):
            return value in (entry.media_type, entry.media_type.split("/")[1])
        case Label(field, value):
            return value in getattr(entry, field + "s")
        case _:
            return bool(per_page(node, entry))


def best(node: Node, entry: Entry) -> tuple[PageMatch, ...]:
    counts = [per_page(leaf, entry) for leaf in dict.fromkeys(leaves(node))]
    pages = {page for found in counts for page in found if page}
    if any(found and set(found) == {0} for found in counts):
        pages.add(0)
    found = [PageMatch(p, sum(p in c for c in counts), sum(c[p] for c in counts)) for p in pages]
    return tuple(sorted(found, key=lambda page: (-page.words, -page.count, page.number)))


def some_text(dice: random.Random, most: int) -> str:
    return "".join(dice.choice(WORDS) + dice.choice(JOINS) for _ in range(dice.randrange(most)))


def some_entry(dice: random.Random, digest: str) -> Entry:
    heading = some_text(dice, 4)
    return Entry(
        digest=digest,
        title=heading,
        heading=heading + ".\n" + some_text(dice, 4),
        pages=tuple(some_text(dice, 12) for _ in range(dice.randrange(5))),
        authorities=tuple(dice.sample(NAMES, dice.randrange(3))),
        sources=tuple(dice.sample(SOURCES, dice.randrange(1, 3))),
        kinds=tuple(dice.sample(KINDS, dice.randrange(1, 3))),
        states=tuple(dice.sample(STATES, dice.randrange(1, 3))),
        media_type=dice.choice(TYPES),
        published=dice.choice((None, date(2014, 8, 26), date(2014, 9, 1), date(2015, 1, 1), date(2016, 3, 31))),
        stored=f"what is kept with {digest}",
    )


def some_leaf(dice: random.Random, entries: list[Entry]) -> str:
    word = dice.choice(WORDS)
    text = " ".join(" ".join(page.split()) for page in dice.choice(entries).pages).replace('"', "").split()
    at = dice.randrange(max(1, len(text) - 3))
    phrase = " ".join(text[at : at + dice.randrange(2, 4)]) or "social media"
    return dice.choice(
        (
            word,
            word,
            f'"{phrase}"' if any(tokens(phrase)) else word,
            f'"{word} {dice.choice(WORDS)}"',
            f'"{dice.choice(WORDS)} tr*"',
            dice.choice(("tr*", "training*", "informat*", "a*", "happi*", "happil*", "925*", "ca*", "compl*")),
            f"title:{word}",
            f'title:"{word} {dice.choice(WORDS)}"',
        )
    )


def some_filter(dice: random.Random) -> str:
    days = ("2014", "2014-08", "..2014", "2014-09..2015", ">2014", "<2015-01", "26/08/2014", ">=2016-03-31")
    return dice.choice(
        (
            f"kind:{dice.choice(KINDS)}",
            f"state:{dice.choice(STATES)}",
            f"source:{dice.choice(SOURCES)}",
            dice.choice(("type:pdf", "type:text/html")),
            dice.choice(
                (
                    "authority:office",
                    'authority:"home office"',
                    'authority:"office home"',
                    'authority:"office home of"',
                    "authority:co*",
                )
            ),
            f"published:{dice.choice(days)}",
        )
    )


def some_query(dice: random.Random, entries: list[Entry], depth: int = 0) -> str:
    shape = dice.randrange(8)
    if depth > 2 or shape < 3:
        return some_filter(dice) if dice.randrange(5) == 0 else some_leaf(dice, entries)
    one, two = (some_query(dice, entries, depth + 1) for _ in range(2))
    return (f"{one} {two}", f"({one} OR {two})", f"{one} NOT ({two})", f"-({one})", f"({one} AND {two})")[shape - 3]


def some_collection(dice: random.Random, engine: WhooshEngine, folder: Path) -> list[Entry]:
    """Write entries in rounds that add, replace and remove; return what must be there in the end."""
    held: dict[str, Entry] = {}
    for _ in range(4):
        removed = dice.sample(sorted(held), len(held) // 4)
        added = [some_entry(dice, f"{dice.randrange(40):064x}") for _ in range(dice.randrange(1, 12))]
        engine.write(folder, added, removed)
        held = {digest: entry for digest, entry in held.items() if digest not in removed}
        held |= {entry.digest: entry for entry in added}
    return list(held.values())


@pytest.mark.parametrize("seed", range(4))
def test_every_query_finds_the_documents_and_pages_that_reading_them_all_finds(seed: int, tmp_path: Path) -> None:
    dice = dice_for(f"oracle {seed}")
    engine = WhooshEngine()
    entries = some_collection(dice, engine, tmp_path)
    several = 0
    for _ in range(200):
        query = some_query(dice, entries)
        node = parse(query)
        found = engine.search(tmp_path, node, order=Order.RELEVANCE, limit=1000, offset=0)
        expected = {entry.digest: entry for entry in entries if matches(node, entry)}
        assert {match.digest for match in found.matches} == set(expected), query
        assert found.total == len(found.matches) == len(expected)
        for match in found.matches:
            assert match.pages == best(node, expected[match.digest]), (query, expected[match.digest])
            assert match.stored == expected[match.digest].stored
        several += len(expected) > 1
    assert several > 40  # else the queries are too narrow to test anything


@pytest.mark.parametrize("seed", range(2))
def test_every_page_of_a_match_has_a_snippet_with_a_mark(seed: int, tmp_path: Path) -> None:
    dice = dice_for(f"snippets {seed}")
    engine = WhooshEngine()
    entries = {entry.digest: entry for entry in some_collection(dice, engine, tmp_path)}
    for _ in range(150):
        query = some_query(dice, list(entries.values()))
        node = parse(query)
        for match in engine.search(tmp_path, node, order=Order.RELEVANCE, limit=1000, offset=0).matches:
            entry = entries[match.digest]
            for page in match.pages:
                text = entry.pages[page.number - 1] if page.number else entry.heading
                shown = snippet(text, node, dice.choice((5, 20, 160)), heading=not page.number)
                assert shown.marks, (query, text)


@pytest.mark.parametrize("order", list(Order))
def test_pages_of_results_put_together_are_the_whole_in_order(order: Order, tmp_path: Path) -> None:
    dice = dice_for(f"order {order}")
    engine = WhooshEngine()
    entries = {entry.digest: entry for entry in some_collection(dice, engine, tmp_path)}
    longer = 0
    for query in ("train*", "-zebra", "kind:news", "social OR media OR report"):
        node = parse(query)
        whole = engine.search(tmp_path, node, order=order, limit=1000, offset=0)
        parts = [engine.search(tmp_path, node, order=order, limit=3, offset=at) for at in range(0, whole.total + 3, 3)]
        assert [match for part in parts for match in part.matches] == list(whole.matches)
        assert {part.total for part in parts} == {whole.total}

        def key(digest: str, score: float) -> tuple[object, ...]:
            day = entries[digest].published
            ordinal = day.toordinal() if day else 0
            by_day = (not day, ordinal if order is Order.OLDEST else -ordinal)
            return (-score, by_day, digest) if order is Order.RELEVANCE else (by_day, digest)

        keys = [key(match.digest, match.score) for match in whole.matches]
        assert all(one < two for one, two in pairwise(keys))
        longer += len(keys) > 3
    assert longer > 1
