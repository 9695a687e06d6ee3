"""What a "not" denies: that a provision is applied, or that information is given."""

import re
from collections.abc import Iterator

from indexer.facts.exemptions.phrases import SIGN, rule

_NOT = re.compile(
    r"(?<![^\W_])(?:not|never|no|none|nothing|nor|without|cannot|hardly)(?![^\W_])(?!\s(?:only|least|longer\sheld))"
    r"|n[\u2019']t(?![^\W_])",
    re.IGNORECASE,
)
_APPLIED = (
    r"withh[eo]ld|redact|exempt|refus|engag|appl[yi]|rel[yi](?!ab)|invok|claim|cit(?:e|ed|ing)|us(?:e|ed|ing)%|need(?:ed)?%",
    r"vexatious|cover|prevent|stops?%|bars?%|relevan|basis|a case for|taken out|remov|misus|come near|reached|justif",
    r"warrant|trigger|in play|in point|fits?%|caught|captured|protect|subject to%",
)
"""What is said of a provision that is applied: with "not" before it, it is rejected."""
_GIVEN = (
    r"disclos|releas|provid|giv|suppl|send|sent|publish|shar|oblig|requir|compl|answer|h[eo]ld|able|possible|exist|met%",
    r"public interest|propose|outweigh|fair|lawful|expect|aware|identif|known|consent|reasonabl|necessar|environmental",
    r"taken to|yet|final|name|want|wish|see",
    r"and|so|therefore|thus|but|as|because|since|which|who|when|while",
)
"""What is said of information, or where another thought starts: of these a "not" says nothing against a provision."""


def _words(*several: str) -> str:
    return "|".join(several).replace(" ", r"\s").replace("%", r"(?![^\W_])")


_DENIES = re.compile(
    rf"[^,;:]{{0,90}}?(?<![^\W_])(?:(?P<applied>{_words(*_APPLIED)})|(?P<given>{_words(*_GIVEN)}))", re.IGNORECASE
)
_OF_IT = rule(rf"(?:nor|not|neither|without) (?:at |in |of |by |under |on )?{SIGN}")


def negated(clause: str) -> Iterator[re.Match[str]]:
    """Yield the words of a clause that deny that something is applied: of each "not", what it is next said of."""
    yield from _OF_IT.finditer(clause)
    for match in _NOT.finditer(clause):
        denies = _DENIES.match(clause, match.end())
        if denies and denies["applied"]:
            yield denies
