"""Words by which a text speaks of information that is asked for, and a number of one that looks like a provision."""

import re

from indexer.facts.exemptions.laws import parts
from indexer.facts.exemptions.mentions import Listed
from indexer.facts.exemptions.phrases import rule

CUE = rule(
    "exempt",
    "withh",
    "redact",
    "refus",
    "disclos",
    "engag",
    "exception",
    "public interest",
    "confirms? (?:n?or|and) den",
    "vexatious",
    "limit%",
    "(?:information )?commissioner",
    "ICO%",
    "guidance",
    "tribunal",
    "(?:internal )?review",
    "the act%",
    "FOI",
    "freedom of information",
    "rel(?:y|ied|ies|ying|iance)%",
    "prejudice",
    "right of access",
    "advi[cs]e",
    "assist",
    "appl(?:y|ies|ied|ying|ication)%",
    "oblige",
    "hold",
    "(?:is|not) held",
    "held by",
    "information held",
    "maintain",
    "appeal",
    "working days",
    "take longer",
    "complain",
    "breach",
    "delay",
    "h?eithrio",
    "suggest",
    "duty%",
    "absolute",
    "qualified",
    "cover",
    "cit(?:ed?|ing)%",
    "uphold",
    "upheld",
    "by virtue",
    "repeated",
    "release",
    "harm%",
    "narrow",
)
"""A sentence of a letter about information, if the letter is one."""

CLAIM = rule(
    r"exempt(?:ed|ions?)?(?: [a-z]+)? (?:from (?:disclosure|release)|under|by virtue|information|at|in|set|appl)",
    "exemptions?%(?! (?:for|orders?|certificates?))",
    "is exempt",
    "exempt:",
    "withh[eo]ld",
    "redact",
    "refus",
    "vexatious",
    "public interest",
    "confirms? (?:n?or|and) den",
    "exceptions? (?:in|at|under)",
    "manifestly",
    "(?:appropriate|cost) limit",
    "over the limit",
    "qualified person",
    "is engaged",
    "by other means",
    "advi[cs]e (?:and|or) assist",
    "h?eithrio",
)
"""Information is withheld, or might be: of what most other papers that have sections do not speak."""

EXEMPTS = rule("exempt", "withh[eo]ld", "redact", "exception")
USED = rule(
    "(?:appl(?:y|ies|ied)|rel(?:y|ied|ying|iance)|use|engag[a-z]*|disclos[a-z]*|prevents?|claimed|used|covers?|cit(?:e|ed|ing)|uphold|upheld|consider(?:ed)?|fall|needed|available|caught|bites?"
    "|because of|blanked|points? to|protects?|by reason|on account of|out of bounds|stands? in)%",
)
US = rule("(?:authorit(?:y|ies)|you|your|we|us|our|i|request[a-z]*|information|reliance)%")
ABOUT = rule(
    "internal review",
    "outcome of (?:the )?review",
    "information request",
    "request for information",
    "disclosure log",
    "information rights",
    "recorded information",
)
"""What a page says that is about requests, and names no law."""
BOUNCED = rule(
    "delivery has failed", "undeliverable", "could not be delivered", "diagnostic information", "out of office"
)
"""An answer of a machine: its section 40 is a code."""

COMMON = frozenset(
    {"12", "14", "21", "22", "23", "24", "27", "30", "31", "35", "36", "38", "40", "41", "42", "43", "44"}
)
"""Sections by which most is withheld."""
_SUBSECTIONS = {
    "12": (1, 2, 4),
    "14": (1, 2),
    "21": (1,),
    "22": (1,),
    "23": (1, 5),
    "24": (1, 2),
    "26": (1,),
    "27": (1, 4),
    "29": (1,),
    "30": (1, 3),
    "31": (1, 3),
    "32": (1,),
    "33": (1, 2),
    "35": (1, 3),
    "36": (2, 3),
    "37": (1,),
    "38": (1, 2),
    "39": (1, 2),
    "40": (1, 2, 5),
    "41": (1, 2),
    "42": (1, 2),
    "43": (1, 2, 3),
    "44": (1, 2),
}
_STRONG = frozenset(f"{section}({one})" for section, ones in _SUBSECTIONS.items() for one in ones)
_STRONG |= {"30(b)", "40(3A)", "40(5A)", "40(5B)"}
_EXCEPTION = re.compile(r"1[02]\([45]\)\([a-g]\)")

_THINGS = re.compile(
    r"(?i)\s{1,2}(?:(?:of\s)?(?:planning|housing|street|road|building|homeless\w{0,9})\s)?"
    r"(?:agreements?|officers?|notices?|enquir\w+|inquir\w+|assessments?|works|monies|money|contributions?|fund\w*|GBH"
    r"|wounding|assaults?|offences?|stops?|search\w*|powers?|tenanc\w+|licen[cs]\w+|consents?|orders?|arrests?|PACE|chief"
    r"|register|grants?|detentions?|suite|patients?|referrals?|payments?|obligations?|deeds?|land|permit|dispensations?"
    r"|inspections?|leave|accommodation|recommendations?|parties|party|transfers?|above|below|overleaf)(?![^\W_])"
)
_OWN_THINGS = {"1": "grants", "9": "notice", "12": "search", "17": "notice", "50": "notice"}
"""What sections of ours have or do: a section 17 notice."""


def is_strong(listed: Listed) -> bool:
    """Tell if a list has a number that letters about information have and hardly anything else: 40(2)."""
    return listed.unit in ("s", "") and any(part in _STRONG for one in listed.numbers for part in parts(one.number))


def is_exception(listed: Listed) -> bool:
    """Tell if a list has an exception of the regulations in full: 12(4)(e)."""
    return listed.unit == "reg" and any(_EXCEPTION.match(one.number) for one in listed.numbers)


def of_things(text: str, place: int, number: str) -> bool:
    """Tell if a thing follows that other laws have: a section 106 agreement, a section 21 notice, section 4 above."""
    thing = _THINGS.match(text, place)
    own = _OWN_THINGS.get(parts(number)[-1])
    return thing is not None and not (own and own in thing[0].lower())
