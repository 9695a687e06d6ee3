"""Public bodies that no table lists, by the words for what they are: "Mildenhall Parish Council", "Ministry of X"."""

from collections.abc import Iterator

from indexer.facts.bodies.companies import trimmed
from indexer.facts.bodies.vocabulary import SMALL, word_set
from indexer.facts.bodies.wording import AUTHORITY, Mention, Wording

_LAST = (
    "NHS Foundation Trust",
    "NHS Trust",
    "Foundation Trust",
    "NHS Partnership Trust",
    "Primary Care Trust",
    "PCT",
    "Clinical Commissioning Group",
    "CCG",
    "Integrated Care Board",
    "ICB",
    "Strategic Health Authority",
    "Health Board",
    "Hospitals Trust",
    "Parish Council",
    "Town Council",
    "Community Council",
    "County Council",
    "City Council",
    "District Council",
    "Borough Council",
    "Metropolitan Borough Council",
    "Primary School",
    "Infant School",
    "Junior School",
    "Secondary School",
    "High School",
    "Grammar School",
    "Community School",
    "Special School",
    "School",
    "Academy",
    "Sixth Form College",
    "College",
    "University",
    "Combined Authority",
    "National Park Authority",
    "Fire Authority",
    "Fire and Rescue Service",
    "Fire & Rescue Service",
    "Fire and Rescue Authority",
    "Police Authority",
    "Police Force",
    "Constabulary",
    "Police",
    "Magistrates Court",
    "Crown Court",
    "County Court",
    "Internal Drainage Board",
    "Port Authority",
    "Passenger Transport Executive",
    "Police and Crime Commissioner",
    "Health and Social Care Trust",
    "Education and Library Board",
    "Housing Executive",
    "Enterprise Partnership",
    "Waste Authority",
    "Pension Fund",
)
"""What stands last, after a name."""
_FIRST = (
    "Ministry of",
    "Ministry for",
    "University of",
    "Police and Crime Commissioner for",
    "Office of the Police and Crime Commissioner for",
    "Embassy of",
    "Borough of",
    "Court of",
)
"""What stands first, before one."""
_ALONE = word_set(
    "the our your each every any local high new old other private independent public state national free special "
    "secondary primary my all another no an a former whole saturday sunday summer british transport military secret "
    "chief head maintained proposed first medical law business drama art further royal upper county district city "
    "borough metropolitan town parish community"
)
"""Words with which such a head is a kind of body, and none in particular."""
_SHORT = {
    "PCT": "Primary Care Trust",
    "CCG": "Clinical Commissioning Group",
    "ICB": "Integrated Care Board",
}
_LONGEST = 8


def headed(wording: Wording) -> Iterator[Mention]:
    """Yield the bodies that are named by what they are."""
    tokens = wording.tokens
    for at, token in enumerate(tokens):
        word = token.word
        for head in _LASTS.get(word, ()):
            first = at - len(head) + 1
            if first > 0 and all(tokens[first + n].word == part for n, part in enumerate(head)):
                start = _back(wording, first)
                if start < first:
                    yield wording.mention(start, at, AUTHORITY, _long(wording.between(start, at)))
                break
        for head in _FIRSTS.get(word, ()):
            end = at + len(head)
            if end < len(tokens) and all(tokens[at + n].word == part for n, part in enumerate(head)):
                last = _on(wording, end)
                if last is not None:
                    yield wording.mention(at, last, AUTHORITY)
                break


def _long(name: str) -> str:
    """Return a name with the kind of body in full."""
    before, _, last = name.rpartition(" ")
    return f"{before} {_SHORT[last]}" if last in _SHORT else name


def _back(wording: Wording, first: int) -> int:
    """Return where the name before a head begins; the head's place if there is none."""
    tokens, start, at = wording.tokens, first, first
    while at > 0 and first - at < _LONGEST and wording.joined(at - 1):
        at -= 1
        word = tokens[at].word
        if word[0].isupper() or word in {"24"}:
            start = at
        elif word not in SMALL or word in {"at", "by", "for", "with"}:
            break
    start = trimmed(wording, start, first)
    return first if all(token.word.lower() in _ALONE for token in tokens[start:first]) else start


def _on(wording: Wording, first: int) -> int | None:
    """Return the last word of the name after a head; None if there is none."""
    tokens, last, at = wording.tokens, None, first
    while at < len(tokens) and at - first < _LONGEST and wording.joined(at - 1, commas=last is not None):
        word = tokens[at].word
        if word[0].isupper():
            last = at
        elif word not in SMALL and word != "the":
            break
        at += 1
    return last


def _parts(heads: tuple[str, ...], which: int) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for head in sorted(heads, key=len, reverse=True):
        words = head.split()
        found.setdefault(words[which], []).append(words)
    return found


_LASTS, _FIRSTS = _parts(_LAST, -1), _parts(_FIRST, 0)
