"""The words of a text as links compare them: its terms, its runs of words, what it quotes, the names in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from indexer.analysis import Spread, normal, printed_words, stem

RUN = 3
"""Words that make a run: where two texts have the same, the run is followed on."""

_QUOTED = re.compile(
    r"[\u201c\u201e]([^\u201c\u201d]{8,2000})[\u201d\u201c]|\"([^\"]{8,2000})\""
    r"|\u2018([^\u2018\n]{8,600}?)\u2019(?!\w)|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){8,600}?)'(?!\w)"
)
_CAPITAL = r"[A-Z][\w&\u2019'-]{0,40}+"
_NAME = re.compile(rf"(?<![\w\u2019'&-]){_CAPITAL}(?:\x20{_CAPITAL}){{0,5}}+")
_WORD = re.compile(_CAPITAL)
_BEGINS = re.compile(r"(?:^|[.!?:;\n|\u2022\u201c\"(\u2018-])[\s\u201c\"\u2018(]{0,4}$")
NO_NAMES = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday freedom information act foi foia request requests regulations environmental
    council councils city county borough district town government minister ministers department office ministry
    secretary state public authority authorities police constabulary force trust hospital hospitals nhs board health
    university college service services commissioner commission agency house england scotland wales britain british
    ireland northern united kingdom london chief executive director head mrs miss reference our ref dear sir madam
    year total amount number cost costs vat uk it ict pr hr eu usa gbp
    the and for with from you your they their this that these those there where
    when what which who how why most more many some all any each one two three four five six seven eight nine ten
    """.split()  # noqa: SIM905 - a list of a hundred lines says no more
)
KINDS = frozenset(
    """
    foundation teaching integrated care partnership clinical commissioning group ambulance fire rescue metropolitan
    combined regional academy schools school association royal national general local public joint company limited
    ltd llp plc sarl gmbh inc cic
    """.split()  # noqa: SIM905
)
"""Words that say of what kind a body is: many share them."""
STOP = frozenset(
    """
    a about after all also an and any are as at be been before but by can could did do does each for from had has have
    he her his how i if in into is it its last made make many may more most much new no not of on one or other our out
    over own per she should since so some such than that the their them then there these they this those to two under
    up use was we were what when where which while who will with would year years you your three said says which
    """.split()  # noqa: SIM905
)
_OF_THE_LAW = frozenset(
    stem(word)
    for word in """
    freedom information act foi foia eir request requests requested response reply answer release released disclosure
    reference ref data figures details number numbers spend spending spent cost costs amount total council department
    office ministry government authority paid pay use used held record recorded provided received
    """.split()  # noqa: SIM905
)
_NO_WORD = re.compile(r"[\W_]+")
_FOI = re.compile(
    r"(?i:freedom[\s-]+of[\s-]+information|\bfoi(?:a|s|sa)?\b|environmental\s+information\s+regulations"
    r"|\binformation\s+(?:laws?|request)|transparency\s+laws?|right[\s-]to[\s-]know)"
)


_TOLD = re.compile(
    r"(?i:\b(?:figures|documents|data|records|receipts|e-?mails|letters|papers|statistics|details|information|files)\s"
    r"(?:\w+\s){0,2}?(?:obtained|released|disclosed|supplied|given|seen|passed|handed|provided)\b"
    r"|\b(?:has|have|had|can|were|was)\s(?:now\s|been\s|also\s)?(?:reveal(?:ed)?|disclosed?|admitted|conceded|confirmed)\b"
    r"|\bit\shas\semerged\b|\b(?:obtained|seen|uncovered)\sby\b|\binvestigation\s(?:has\s)?found\b|\bdisclosures?\b"
    r"|\b(?:figures|documents|records|e-?mails|statistics)\s(?:\w+\s){0,3}?(?:show|reveal|disclose)\b)"
)
_EARLIER = re.compile(
    r"(?i:\b(?:from|against|compared\s(?:with|to)|after|previously|earlier)\s"
    r"(?:(?:just|only|about|around|nearly|almost|some|over)\s)?)$"
)
_BEFORE = re.compile(r"(?i:\s(?:\w+\s){0,3}?(?:the\s(?:previous\syear|year\sbefore)|a\syear\s(?:earlier|before)))")


def words(text: str) -> list[str]:
    """Return the words of a text in their normal form."""
    return [word for printed in printed_words(text) if (word := normal(printed))]


def distinct(*texts: str) -> dict[str, str]:
    """Return the words of texts in their normal form, each once, with the stem of each."""
    spread = Spread()
    for text in texts:
        spread.add(text)
    return {word: term for term, word, _, _ in spread.found()}


def terms(stems: Mapping[str, str]) -> frozenset[str]:
    """Return the stems of words that say what a text is about: none that every text has, no numbers."""
    return frozenset(
        stem for word, stem in stems.items() if len(word) > 2 and word not in STOP and not word[0].isdigit()
    )


def subject(title: str) -> frozenset[str]:
    """Return the terms of a title without those that titles of releases have anyway."""
    return terms(distinct(title)) - _OF_THE_LAW


def runs(every: Sequence[str]) -> list[int]:
    """Return a number for each run of words: alike for runs that are alike."""
    return [crc32(" ".join(every[at : at + RUN]).encode()) for at in range(len(every) - RUN + 1)]


def number_of(term: str) -> int:
    """Return the number that stands for a term in a profile."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text quotes, from the first word within the signs to the last."""
    for match in _QUOTED.finditer(text):
        yield match.span(match.lastindex or 0)


def capitals(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield the words with a capital: their normal form, where the name stands that they are of, and if it is one.

    What begins a sentence has its capital from that, and need not be a name.
    """
    for name in _NAME.finditer(text):
        begins = _BEGINS.search(text, max(0, name.start() - 6), name.start())
        for match in _WORD.finditer(name.group()):
            word = normal(match.group())
            if len(word) > 2 and word not in NO_NAMES:
                yield name.start(), name.end(), word, not (begins and match.start() == 0)


def of_the_law(text: str) -> tuple[int, int] | None:
    """Return where a text first speaks of freedom of information, None if it does not."""
    match = _FOI.search(text)
    return match.span() if match else None


def told_by_somebody(text: str) -> bool:
    """Tell whether a text says that its facts were got out of somebody: obtained, disclosed, admitted."""
    return _TOLD.search(text) is not None


def is_earlier(text: str, start: int, end: int) -> bool:
    """Tell whether a number is only what something is compared with: "up from 91", "against £8m the year before"."""
    return bool(_EARLIER.search(text, max(0, start - 40), start) or _BEFORE.match(text, end, end + 60))


def initials(name: str) -> tuple[str, ...]:
    """Return what a name may be shortened to: mod of Ministry of Defence, dfe of Department for Education."""
    every = [word for word in _NO_WORD.split(name) if word]
    capitals = [word for word in every if word[0].isupper()]
    found = ("".join(word[0] for word in some).lower() for some in (every, capitals) if len(some) > 2)
    return tuple(dict.fromkeys(found))
