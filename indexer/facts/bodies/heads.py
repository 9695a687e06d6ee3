"""Public bodies that no table lists, by the words for what they are: "Mildenhall Parish Council", "Ministry of X"."""

import re
from collections.abc import Container, Iterator, Sequence

from indexer.facts.bodies.companies import trimmed
from indexer.facts.bodies.vocabulary import LEADING, OFFICE, word_set
from indexer.facts.bodies.wording import AUTHORITY, Mention, Token, Wording, folded

_LAST = (
    "NHS Foundation Trust; NHS Trust; Foundation Trust; NHS Partnership Trust; Primary Care Trust; PCT; "
    "Clinical Commissioning Group; CCG; Integrated Care Board; ICB; Strategic Health Authority; Health Board; "
    "Hospitals Trust; Parish Council; Town Council; Community Council; County Council; City Council; "
    "District Council; Borough Council; Metropolitan Borough Council; Council; Agency; Authority; Commission; "
    "Ombudsman; Inspectorate; Primary School; Infant School; Junior School; Secondary School; High School; "
    "Grammar School; Community School; Special School; School; Academy; Sixth Form College; College; University; "
    "Combined Authority; National Park Authority; Fire Authority; Fire and Rescue Service; "
    "Fire & Rescue Service; Fire and Rescue Authority; Police Authority; Police Force; Constabulary; Police; "
    "Magistrates Court; Crown Court; County Court; Internal Drainage Board; Port Authority; "
    "Passenger Transport Executive; Police and Crime Commissioner; Health and Social Care Trust; "
    "Education and Library Board; Housing Executive; Enterprise Partnership; Waste Authority; Pension Fund"
)
"""What stands last, after a name."""
_FIRST = (
    "Ministry of; Ministry for; University of; Police and Crime Commissioner for; "
    "Office of the Police and Crime Commissioner for; Embassy of; Borough of; Department for; Office for; "
    "Office of the; HMP"
)
"""What stands first, before one."""
_ALONE = word_set(
    "the our your each every any local high new old other private independent public state national free special "
    "secondary primary my all another no an a former whole saturday sunday summer british transport military secret "
    "chief head maintained proposed first medical law business drama art further royal upper county district city "
    "borough metropolitan town parish community name managing central specify relevant competent contracting "
    "awarding lead supervisory responsible issuing enforcement appropriate"
)
"""Words with which such a head is a kind of body, and none in particular."""
_NO_NAME = _ALONE | OFFICE | {"and", "of"}
_STOPPING = (LEADING - {"and", "of", "the", "on"}) | word_set(
    "president chair chairman head director directors leader mayor member members division constable officer"
)
_WITHIN = frozenset(("and", "&", "of", "the", "on", "upon", "with", "le", "under"))
_BEFORE_OF = word_set(
    "Isle Isles City Forest Vale University Borough Royal County Duchess Duke King Queen Lady Sacred Heart Bank "
    "District Church Diocese Town House Mary Peter Council College School Group"
)
"""Before "of" in a name. "Helena Strand of Borsetshire Police" is not one."""
_ACRONYMS = frozenset(("NHS", "PCT", "CCG", "ICB", "HMP"))
_SHORT = {
    "PCT": "Primary Care Trust",
    "CCG": "Clinical Commissioning Group",
    "ICB": "Integrated Care Board",
}
_PUBLIC = re.compile(
    r"(?i)\b(?:department|office of|ministry|council|commission|authority|police|school|university|court|board|nhs"
    r"|constabulary|college|academy|hmrc|bureau|federal)\b"
)
_LONGEST = 8


def headed(wording: Wording, known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the bodies that are named by what they are, but those `known`, past which no "and" of a name goes back."""
    tokens = wording.tokens
    starts, ends = {mention.start for mention in known}, {mention.end for mention in known}
    for at, token in enumerate(tokens):
        head = _last(tokens, at) if token.word.lower() in _LASTS else 0
        if head and token.end not in ends:
            start = _back(wording, head, ends)
            if start < head:
                ends.add(token.end)
                yield wording.mention(start, at, AUTHORITY, _long(wording.between(start, at)))
        end = _first(tokens, at) if token.word.lower() in _FIRSTS and token.start not in starts else 0
        last = _on(wording, end) if end else None
        if last is not None:
            yield wording.mention(at, last, AUTHORITY)


def _last(tokens: Sequence[Token], at: int) -> int:
    """Return where the head begins that ends in a word; 0 if none does, or nothing is before it."""
    for head in _LASTS[tokens[at].word.lower()]:
        first = at - len(head) + 1
        if first > 0 and all(tokens[first + n].word.lower() == part for n, part in enumerate(head)):
            return first
    return 0


def _first(tokens: Sequence[Token], at: int) -> int:
    """Return the place after the head that begins with a word; 0 if none does."""
    for head in _FIRSTS[tokens[at].word.lower()]:
        end = at + len(head)
        if end < len(tokens) and all(tokens[at + n].word.lower() == part for n, part in enumerate(head)):
            return end
    return 0


def _long(name: str) -> str:
    """Return a name with the kind of body in full, and not in capitals."""
    if name.isupper():
        name = " ".join(
            word if word in _ACRONYMS else word.lower() if word.lower() in _WITHIN else word.capitalize()
            for word in name.split()
        )
    before, _, last = name.rpartition(" ")
    return f"{before} {_SHORT[last]}" if last in _SHORT else name


def _back(wording: Wording, first: int, ends: Container[int]) -> int:
    """Return where the name before a head begins; the head's place if there is none."""
    tokens, start, at = wording.tokens, first, first
    while at > 0 and first - at < _LONGEST and wording.joined(at - 1, owned=True):
        at -= 1
        word = tokens[at].word
        if word.lower() in _STOPPING:
            break
        if word[0].isupper() or word[0].isdigit():
            start = at
        elif not _within(tokens, at, ends):
            break
    start = trimmed(wording, start, first)
    return start if any(folded(token.word) not in _NO_NAME for token in tokens[start:first]) else first


def _within(tokens: Sequence[Token], at: int, ends: Container[int]) -> bool:
    """Tell whether a small word may be within a name."""
    word, before = tokens[at].word, tokens[at - 1]
    if word == "of" and before.word not in _BEFORE_OF:
        return False
    if word not in _WITHIN or not at or (word in {"and", "&"} and before.end in ends):
        return False
    return word != "the" or before.word in _WITHIN


def _on(wording: Wording, first: int) -> int | None:
    """Return the last word of the name after a head; None if there is none."""
    tokens, last, at = wording.tokens, None, first
    while at < len(tokens) and at - first < _LONGEST and wording.joined(at - 1, commas=last is not None):
        word = tokens[at].word
        if word[0].isupper():
            last = at
        elif word not in _WITHIN and word != "for":
            break
        at += 1
    return last


def looks_public(name: str) -> bool:
    """Tell whether a word for a public body is in a name: "DFES CORP - Department for Education"."""
    return bool(_PUBLIC.search(name))


def _parts(heads: str, which: int) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for head in sorted(heads.split("; "), key=len, reverse=True):
        words = head.lower().split()
        found.setdefault(words[which], []).append(words)
    return found


_LASTS, _FIRSTS = _parts(_LAST, -1), _parts(_FIRST, 0)
