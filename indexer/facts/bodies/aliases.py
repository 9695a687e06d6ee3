"""What a document calls its bodies and companies besides: "(Opsoc)" after a name, and the name without its form."""

import re
from collections.abc import Iterator

from indexer.facts.bodies.vocabulary import FORMS, OFFICE
from indexer.facts.bodies.wording import COMPANY, PERSON, Mention, Wording, folded, split

_BRACKET = re.compile(
    r"[ \n]?\((?:(?:hereafter|hereinafter|known as|trading as|also known as|formerly|the) ){0,3}"
    r"[\"'‘’“”]{0,2}(?:the )?(?P<short>[A-Z][\w&.’'-]{1,20}+)[\"'‘’“”]{0,2}\)"
)
_MOST = 2_000
"""A document that names more companies than this is a list of them."""
_MOST_ALIKE = 30
_SHORTEST = 3
_BARE = frozenset(("uk", "group", "holdings", "services", "international"))


class Aliases:
    """What has been called by a short name so far, and how."""

    def __init__(self) -> None:
        self._known: dict[str, dict[tuple[str, ...], tuple[str, str]]] = {}
        self._count = 0

    def learn(self, wording: Wording, mention: Mention) -> Iterator[Mention]:
        """Keep what a body or company is called besides, and yield the bracket that says so."""
        if mention.kind == PERSON:
            return
        bracket = _BRACKET.match(wording.text, mention.end)
        if bracket and bracket["short"].lower() not in OFFICE and _abbreviates(bracket["short"], mention.name):
            self._keep(bracket["short"], mention)
            yield Mention(bracket.start("short"), bracket.end("short"), mention.name, mention.kind)
        if mention.kind == COMPANY:
            for short in {mention.name, _core(mention.name)}:
                if _distinct(short):
                    self._keep(short, mention)

    def again(self, wording: Wording) -> Iterator[Mention]:
        """Yield who is named by a short name that is known by now."""
        if not self._known:
            return
        tokens = wording.tokens
        for at in wording.capitals:
            for words, (name, kind) in self._known.get(tokens[at].word, {}).items():
                last = at + len(words) - 1
                row = tuple(token.word for token in tokens[at : last + 1])
                if row == words and _together(wording, at, last) and not _goes_on(wording, last):
                    yield wording.mention(at, last, kind, name)

    def _keep(self, short: str, mention: Mention) -> None:
        words = tuple(split(short))
        if words and self._count < _MOST:
            several = self._known.setdefault(words[0], {})
            if words not in several and len(several) < _MOST_ALIKE:
                several[words] = mention.name, mention.kind
                self._count += 1


def _together(wording: Wording, first: int, last: int) -> bool:
    return all(wording.joined(at) for at in range(first, last))


def _goes_on(wording: Wording, last: int) -> bool:
    """Tell whether a name goes on, and is therefore another: "Whinfell Garage" is not Whinfell Ltd."""
    return last + 1 < len(wording.tokens) and wording.tokens[last + 1].word[0].isupper() and wording.joined(last)


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether a short name's letters come in the long one in this order, the first first: Opsoc, Open Society."""
    letters = iter(letter for letter in name.lower() if letter.isalnum())
    plain = [letter for letter in short.lower() if letter.isalnum()]
    starts = {word[0] for word in split(name) + name.split()}
    return (
        len(plain) > 1 and any(plain[0] == start.lower() for start in starts) and all(one in letters for one in plain)
    )


def _core(name: str) -> str:
    """Return a company's name as it is called for short, without its form."""
    words = split(name)
    while len(words) > 1 and (words[-1] in FORMS or words[-1].lower() in _BARE):
        del words[-1]
    return " ".join(words)


def _distinct(name: str) -> bool:
    """Tell whether a name by itself is no other word."""
    words = split(name)
    if all(folded(word) in OFFICE for word in words):
        return False
    return len(words) > 1 or len(words[0]) > _SHORTEST
