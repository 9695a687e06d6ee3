"""What a "not" denies: that a provision is applied, or that information is given."""

import re
from collections.abc import Iterator

from indexer.facts.exemptions.phrases import SIGN, rule

_NOT = re.compile(
    r"(?<![^\W_])(?:not|never|no|none|nothing|nor|without|cannot|hardly)(?![^\W_])(?!\s(?:only|least|longer\sheld))|n[\u2019']t\b",
    re.IGNORECASE,
)
_FAR = 90
_DENIES = re.compile(
    rf"[^,;:]{{0,{_FAR}}}?(?<![^\W_])(?:(?P<applied>withh[eo]ld|redact|exempt|refus|engag|appl[yi]|rel[yi](?!ab)|invok|claim"
    r"|cit(?:e|ed|ing)|us(?:e|ed|ing)(?![^\W_])|need(?:ed)?(?![^\W_])|vexatious|cover|prevent|stops?(?![^\W_])"
    r"|bars?(?![^\W_])|relevan|basis|taken out|remov|misus|come near|reached|justif|warrant|trigger|in play|in point|fits?(?![^\W_]))"
    r"|(?P<other>disclos|releas|provid|giv|suppl|send|sent|publish|shar|oblig|requir|compl|answer|h[eo]ld|able|possible"
    r"|public interest|propose|outweigh|met(?![^\W_])|fair|lawful|expect|aware|identif|known|consent|reasonabl|exist"
    r"|and|so|therefore|thus|but|as|because|since|which|who|when|while|necessar|yet|environmental|taken\sto|final|complete|name|want|wish|see)(?![^\W_]{{0,9}}-))".replace(
        "{{", "{"
    ).replace("}}", "}"),
    re.IGNORECASE,
)
OF_IT = rule(rf"(?:nor|not|neither|without) (?:at |in |of |by |under |on )?{SIGN}")


def negated(clause: str) -> Iterator[re.Match[str]]:
    """Yield the words of a clause that deny what is applied: of "not", "no" and the like, what they are next said of."""
    yield from OF_IT.finditer(clause)
    for match in _NOT.finditer(clause):
        denies = _DENIES.match(clause, match.end())
        if denies and denies["applied"]:
            yield denies
