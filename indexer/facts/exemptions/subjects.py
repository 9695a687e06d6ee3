"""What answers speak of beside a section, which tells it from one of another law where none is named."""

import re
from collections.abc import Mapping

from indexer.facts.exemptions.phrases import rule

_FOIA: Mapping[str, re.Pattern[str]] = {
    section: rule(*words)
    for section, words in {
        "1": ("clarif", "right of access", "you mean", "meant", "further detail", "(?:do|not) hold%", "information"),
        "8": ("valid", "request for information", "in writing", "name and (?:an )?address"),
        "9": ("fees? notice", "fees?%"),
        "10": (
            "(?:20|twenty) working",
            "working days",
            "(?:this is |so |our )?late%",
            "promptly",
            "deadline",
            "have until",
        ),
        "11": ("format", "copy", "copies", "preference", "inspect"),
        "12": ("hours", "cost", "limit", "days"),
        "13": ("fees?%", "charge", "cost"),
        "14": (
            "vexatious",
            "repeat",
            "abus",
            "burden",
            "harass",
            "obsessi",
            "same (?:question|request)",
            "identical",
            "times%",
        ),
        "16": (
            "advi[cs]e",
            "assist",
            "help",
            "suggest",
            "narrow",
            "tell you",
            "may (?:have|hold)%",
            "refine",
            "contact",
        ),
        "17": ("refus", "tell you", "reasons?%", "notice"),
        "19": ("publication scheme",),
        "21": ("websites?", "online", "web", "publicly", "accessible", "librar", "links?%", "publish", "already"),
        "22": ("publi(?:sh|cation)", "in due course", "come out", "(?:is|are) due%"),
        "22A": ("research", "thesis", "study"),
        "23": ("security", "intelligence", "certificate"),
        "24": ("security", "terror", "certificate"),
        "26": ("defence", "armed", "forces", "military", "troops"),
        "27": ("international", "foreign", "embass", "diplomat", "governments?", "relations"),
        "28": ("relations", "devolved", "administrations?"),
        "29": ("econom", "financial"),
        "30": ("investigat", "proceedings", "informant", "crim", "inquiry", "prosecut"),
        "31": (
            "law enforcement",
            "crim",
            "fraud",
            "inspect",
            "tax",
            "detect",
            "secur",
            "inquiry",
            "investigat",
            "police",
        ),
        "32": ("court", "judge", "inquest", "tribunal", "proceedings", "coroner"),
        "33": ("audit",),
        "34": ("privilege", "parliament", "speaker"),
        "35": ("polic(?:y|ies)%", "minister"),
        "36": ("conduct of public", "opinion", "frank", "qualified", "inhibit", "deliberat", "views?%"),
        "37": ("queen", "king%", "royal", "honours?", "sovereign", "palace", "household"),
        "38": ("health", "safety", "endanger", "distress"),
        "39": ("environmental",),
        "40": (
            "personal",
            "names?%",
            "individuals?",
            "people",
            "staff",
            "identif",
            "data%",
            "signature",
            "living",
            "pupil",
        ),
        "41": ("confiden", "actionable", "breach"),
        "42": ("legal", "counsel", "privileged?", "solicitor", "lawyer", "advice"),
        "43": (
            "commercial",
            "trade secret",
            "prices?%",
            "pricing",
            "tender",
            "bids?%",
            "contract",
            "suppl",
            "compet",
            "rates?%",
        ),
        "44": ("statut", "prohibit", "enactment", "contempt", "forbid"),
        "45": ("code",),
        "46": ("code", "records management"),
        "50": ("commissioner", "ICO%"),
    }.items()
}
_STRANGE = rule(
    "landlord",
    "tenan",
    "possession",
    "evict",
    "lease",
    "planning permission",
    "highway",
    "offences?",
    "charged%",
    "convict",
    "arrest",
    "detain",
    "mental health",
    "child(?:ren)? (?:in need|protection)",
    "safeguard",
    "homeless",
    "monitoring officer",
    "head of paid service",
    "application under",
    "audit",
    "ward%",
    "works%",
    "chapter",
    "clause",
)
"""What is said beside sections of other laws."""
_TITLED = {
    "12": ("cost limit", "cost of complying", "appropriate limit", "exceeds the cost"),
    "14": ("vexatious", "repeated request"),
    "21": ("reasonably accessible", "otherwise accessible", "already accessible"),
    "22": ("future publication", "intended for publication"),
    "31": ("law enforcement",),
    "36": ("effective conduct",),
    "40": ("personal data", "third party data"),
    "41": ("in confidence", "breach of confidence"),
    "42": ("legal privilege", "legally privileged", "professional privilege"),
    "43": ("commercial interest", "trade secret", "commercial sensitiv", "commercially sensitiv"),
}
ASKED = rule(
    "(?:your|the|this|a|any|of) (?:[a-z]+ )?requests?%",
    "you (?:had |have )?(?:asked|ask|requested|want(?:ed)?|seek)%",
    "questions? [0-9]",
    "(?:information )?commissioner",
    "(?:tell|send|give|provide|supply|release|answer)[a-z]* (?:it |them |the |this )?(?:to )?you%",
    "you cannot have",
    "for your (?:information|preference)",
)
"""A letter answers somebody who asked."""
REFUSED = rule(
    "(?:not|cannot|unable|nor|won.t|can.t|never) (?:therefore |be |been |being |able |now |have |to )*"
    "(?:provid|disclos|releas|suppl|giv|send|sent|answer|shar|publish|compl|hand)[a-z]*",
    "not for (?:release|disclosure|publication)",
    "say no%",
    "(?:taken|left|edited|struck|blacked) out",
    "removed",
    "kept back",
    "keep(?:ing)? (?:it|them|this|these|that) back",
    "certif(?:ied|icate)",
    "will not get",
    "(?:stands?|is) in the way",
    "infring",
)
"""Something is not given."""


def speaks_of(number: str, text: str) -> bool:
    """Tell if a text speaks of what a section of the act of 2000 is about, and of nothing that other laws are."""
    subject = _FOIA.get(number)
    return subject is not None and subject.search(text) is not None and _STRANGE.search(text) is None


def titled(number: str, text: str) -> bool:
    """Tell if a text has the very words of what a section of the act of 2000 is about."""
    return any(words in text for words in _TITLED.get(number, ()))


def is_strange(text: str) -> bool:
    """Tell if a text speaks of what sections of other laws are about."""
    return _STRANGE.search(text) is not None
