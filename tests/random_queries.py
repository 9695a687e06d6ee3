"""Random collections in which everything collides, and random queries over the whole language that often match them."""

import random
import re
from collections.abc import Sequence
from datetime import date

from indexer.analysis import tokens
from indexer.engine.interface import Entry
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
    Near,
    Node,
    Not,
    Ocr,
    Or,
    Part,
    Phrase,
    Prefix,
    Published,
    Reference,
    Regex,
    Wildcard,
    Word,
)
from indexer.query.filters import LONGEST_LAG
from indexer.record import changed
from tests.standing import Reading

WORDS = (
    *("train", "trains", "training", "social", "media", "report", "reports", "happy", "happily", "happi", "a", "b"),
    *("informa", "information", "tion", "non", "compliance", "caf\u00e9", "CAFE", "stra\u00dfe", "\u043c\u0438\u0440"),
    *("s40", "O\u2019Brien", "council\u2019s", "social", "media", "train", "a", "92574.00", "92,574", "2024", "113"),
)
SUMS = ("\u00a392,574", "\u00a392574", "\u00a31.2m", "\u00a3500", "\u20ac92,574", "$300", "\u00a30.50", "\u00a3500k")
REFERENCES = ("FOI-2024/0113", "FOI 2024 0113", "0113-24", "FOI2025/07", "IR 55/2014", "FOI-2024/0114")
JOINS = (" ", " ", " ", " ", "\n", ", ", "-\n", "-\n", " & ", ". ", "\u00ad")
NAMES = ("Home Office", "Foreign & Commonwealth Office", "Office of the Home Department", "Example Council", "home")
COMPANIES = ("Whiteoaks", "West Lemorann SL", "The Democratic Society", "Society of the West")
KINDS, STATES, SOURCES = ("release", "request", "news"), ("live", "withdrawn"), ("govuk-foi", "local")
OUTCOMES = ("Granted", "part-granted", " refused ", "")
TYPES = ("application/pdf", "text/html", "text/plain", "Text/HTML")
DAYS = (None, date(2014, 8, 26), date(2014, 9, 1), date(2015, 1, 1), date(2016, 3, 31), date(2016, 4, 1))
RANKS = ("", "", "govuk-foi 1 000001", "local 7")


def dice_for(name: str) -> random.Random:
    """Return dice that fall alike whenever the name is: a test that fails must fail again."""
    return random.Random(name)  # noqa: S311 - not for secrets


def some_text(dice: random.Random, most: int) -> str:
    """Return a text of less than so many words."""
    return "".join(_printed(dice) + dice.choice(JOINS) for _ in range(dice.randrange(most)))


def _printed(dice: random.Random) -> str:
    return dice.choice(dice.choices((WORDS, SUMS, REFERENCES), (14, 1, 1))[0])


def some_entry(dice: random.Random, digest: str, others: Sequence[Entry] = ()) -> Entry:
    """Return an entry; now and then with the text of another."""
    heading = some_text(dice, 4)
    pages = tuple(some_text(dice, 12) for _ in range(dice.randrange(5)))
    made = Entry(
        digest=digest,
        title=heading if dice.randrange(3) else some_text(dice, 6),
        heading=heading + ".\n" + some_text(dice, 4),
        pages=pages,
        authorities=tuple(dice.sample(NAMES, dice.randrange(4))),
        sources=tuple(dice.sample(SOURCES, dice.randrange(1, 3))),
        kinds=tuple(dice.sample(KINDS, dice.randrange(1, 3))),
        states=tuple(dice.sample(STATES, dice.randrange(1, 3))),
        media_type=dice.choice(TYPES),
        published=dice.choice(DAYS),
        stored=f"what is kept with {digest}",
        rank=dice.choice(RANKS),
        ocr=_some_ocr(dice, len(pages)),
        bodies=tuple(dice.choices(NAMES, k=dice.randrange(3))),
        outcomes=tuple(dice.choices(OUTCOMES, k=dice.randrange(3))),
        exemptions=tuple(dice.sample(("s12", "s40(2)", "EIR reg13"), dice.randrange(3))),
        provisions=tuple(dice.sample(("applied s40", "applied s40(2)", "named s12"), dice.randrange(3))),
        companies=tuple(dice.sample(COMPANIES, dice.randrange(3))),
        lags=tuple(sorted(dice.sample((0, 19, 20, 21, 40, LONGEST_LAG), dice.randrange(3)))),
    )
    if others and not dice.randrange(5):
        other = dice.choice(others)
        made = changed(made, title=other.title, heading=other.heading, pages=other.pages, ocr=other.ocr)
    return made


def _some_ocr(dice: random.Random, pages: int) -> bytes:
    if dice.randrange(2):
        return b""
    return bytes(dice.choice((AS_TEXT, WAITING, 0, 55, 60, 91, 100)) for _ in range(dice.randrange(pages + 1)))


Round = tuple[list[Entry], list[str]]
"""One run of writing: what is added, in place of others or anew, and what is removed."""


def some_rounds(dice: random.Random, sizes: Sequence[int]) -> list[Round]:
    """Return rounds of writing, of so many entries each."""
    rounds: list[Round] = []
    held: dict[str, Entry] = {}
    for size in sizes:
        removed = dice.sample(sorted(held), len(held) // 8)
        fresh = [f"{dice.getrandbits(256):064x}" for _ in range(size)]
        digests = [dice.choice(sorted(held)) if held and not dice.randrange(4) else digest for digest in fresh]
        added = [some_entry(dice, digest, list(held.values())) for digest in digests]
        rounds.append((added, removed))
        held = {digest: entry for digest, entry in held.items() if digest not in removed}
        held |= {entry.digest: entry for entry in added}
    return rounds


def some_node(dice: random.Random, pool: Sequence[Node], depth: int = 0) -> Node:
    """Return a query made of these leaves, or other nodes, and of filters."""
    shape = dice.randrange(11)
    if depth > 2 or shape < 5:
        return some_filter(dice) if dice.randrange(5) == 0 else dice.choice(pool)
    some = [some_node(dice, pool, depth + 1) for _ in range(dice.choice((2, 2, 3, 4)))]
    if shape < 7:
        return And(tuple(some[:2]))
    if shape < 9:
        return Or(tuple(some))
    return AtLeast(dice.randrange(1, len(some) + 1), tuple(some)) if shape == 9 else Not(some[0])


def some_documents(dice: random.Random, rounds: Sequence[Round]) -> Among:
    """Return documents by digest: some of those there are, of those replaced or removed, and one that never was."""
    every = sorted({entry.digest for added, _ in rounds for entry in added})
    some = dice.sample(every, dice.randrange(len(every) + 1)) if dice.randrange(3) else dice.sample(every, 1)
    return Among(frozenset([*some, *("f" * 64 for _ in range(dice.randrange(2)))]))


def some_leaf(dice: random.Random, readings: Sequence[Reading]) -> Leaf | InTitle:
    """Return a leaf of any kind, mostly one that stands somewhere."""
    match dice.randrange(14):
        case 0 | 1 | 2:
            return _some_word(dice)
        case 3 | 4:
            return some_part(dice)
        case 5 | 6 | 7:
            return _some_phrase(dice, readings)
        case 8 | 9:
            return _some_near(dice, readings)
        case 10:
            return Reference(dice.choice(_keys(readings)))
        case 11:
            return _some_amount(dice, readings)
        case 12:
            return InTitle(dice.choice((_some_word(dice), some_part(dice))))
        case _:
            return InTitle(dice.choice((_some_phrase(dice, readings, TITLE), _some_near(dice, readings, TITLE))))


TITLE = "title"


def some_part(dice: random.Random) -> Part:
    """Return what stands for one word or many."""
    word = _word(dice)
    at = dice.randrange(1, len(word) + 1)
    match dice.randrange(5):
        case 0:
            return _some_word(dice)
        case 1:
            return Prefix(word[:at])
        case 2:
            return Wildcard("".join(dice.choices((sign, "*", "?", "*" + sign), (6, 1, 1, 1))[0] for sign in word))
        case 3:
            other = dice.choice((word[:at], word + dice.choice("sxe"), word[: at - 1] + "x" + word[at:], word))
            return Fuzzy(other, dice.choice((1, 1, 2)))
        case _:
            start, last = re.escape(word[:at]), re.escape(word[-1])
            patterns = (
                f"{start}.*",
                f".*{last}",
                f"{start}(s|ing)?",
                f"[{min('m', word[0])}-{max('m', word[0])}].{{2,5}}",
                f"({start}|[ab])+.?",
            )
            return Regex(dice.choice((*patterns, f"(?:{re.escape(word)}|{_word(dice)[0]}.?)", "[^a-s].*", "\\d+")))


def _word(dice: random.Random) -> str:
    """Return a word in its normal form."""
    return dice.choice([token.word for token in tokens(_printed(dice))])


def _some_word(dice: random.Random) -> Word:
    token = dice.choice(list(tokens("absent" if not dice.randrange(40) else _printed(dice))))
    return Word(token.term, token.word)


def _some_parts(dice: random.Random, readings: Sequence[Reading], region: str, step: int, count: int) -> list[Part]:
    """Return parts that stand so far from one another in some entry; now and then one is another."""
    stretches = [stretch for reading in readings for stretch in reading.stretches(region) if len(stretch) > count]
    if not stretches or not dice.randrange(4):
        return [some_part(dice) for _ in range(count)]
    stretch = dice.choice(stretches)
    word = dice.choice(stretch)
    found: list[Part] = []
    while len(found) < count:
        found.append(Word(word.term, word.word) if dice.randrange(6) else some_part(dice))
        reach = range(word.position + word.width, word.position + word.width + step)
        word = dice.choice([after for after in stretch if after.position in reach] or stretch)
    return found


def _some_phrase(dice: random.Random, readings: Sequence[Reading], region: str = "text") -> Phrase:
    return Phrase(tuple(_some_parts(dice, readings, region, 1, dice.choice((2, 2, 3, 4)))))


def _some_near(dice: random.Random, readings: Sequence[Reading], region: str = "text") -> Near:
    some = _some_parts(dice, readings, region, 4, dice.choice((2, 2, 2, 3)))
    dice.shuffle(some)
    return Near(tuple(some), dice.choice((1, 2, 3, 5, 8, 60)), ordered=dice.random() < 0.4)


def _keys(readings: Sequence[Reading]) -> list[str]:
    return sorted({key for reading in readings for page in reading.references for key in page}) or ["absent"]


def _some_amount(dice: random.Random, readings: Sequence[Reading]) -> Amount:
    """Return a range that often begins or ends at a sum there is."""
    sums = sorted({value for reading in readings for page in reading.sums for value, _ in page}) or [1]
    one, two = (dice.choice(sums) + dice.choice((-1, 0, 0, 1)) for _ in range(2))
    lowest, highest = (min(one, two), max(one, two)) if dice.randrange(10) else (one, two)
    least, most = dice.choice(((lowest, highest), (lowest, highest), (lowest, None), (None, highest), (None, None)))
    return Amount(least, most, dice.choice(("", "", "GBP", "EUR", "USD")))


def _some_statement(dice: random.Random) -> Node:
    """Return a filter by what documents say."""
    match dice.randrange(3):
        case 0:
            lowest = dice.choice((0, 1, 20, 21, LONGEST_LAG))
            return Lag(lowest, max(lowest, dice.choice((0, 20, 39, LONGEST_LAG))))
        case 1:
            words = [t.word for t in tokens(dice.choice(COMPANIES)) if t.word != "the"]
            return InAuthority(tuple(words[: dice.randrange(1, 3)]), bool(dice.randrange(2)), "supplier")
    return Label("provision", dice.choice(("applied s40", "applied s40(2)", "named s12", "absent")))


def some_filter(dice: random.Random) -> Node:
    """Return a filter."""
    match dice.randrange(10):
        case 8 | 9:
            return _some_statement(dice)
        case 0 | 1:
            words = [t.word for t in tokens(dice.choice(NAMES)) if t.word not in ("and", "the")]
            chosen = [word for word in words if dice.randrange(3)] or words[-1:]
            if not dice.randrange(6):
                chosen.reverse()
            if dice.randrange(3):
                return InAuthority(tuple(chosen))
            return InAuthority((*chosen[:-1], chosen[-1][: dice.randrange(1, 5)]), open_ended=True)
        case 2:
            return Published(*sorted(day for day in dice.choices(DAYS[1:], k=2) if day))
        case 3:
            return Published(*dice.choice(((None, dice.choice(DAYS)), (dice.choice(DAYS), None))))
        case 4:
            lowest = dice.choice((0, 55, 56, 60, AS_TEXT, WAITING))
            return Ocr(lowest, max(lowest, dice.choice((0, 60, 90, 100, AS_TEXT, WAITING))))
        case 5:
            return Label("outcome", dice.choice(("granted", "refused", "part-granted", "absent")))
        case 6:
            return Label("type", dice.choice(("pdf", "text/html", "html", "text/plain", "text")))
    field, values = dice.choice((("kind", KINDS), ("state", STATES), ("source", SOURCES)))
    return Label(field, dice.choice((*values, values[0], "absent")))
