"""What is the same in every letter, and what only letters on a review say."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


LEAFLET = _any(
    r"^\W*(?:your )?(?:rights? (?:to|of) (?:complain|complaint|appeal|review|request|ask)|rights? to )",
    r"^\W*(?:complaints?|appeals?|internal reviews?|review|how to (?:complain|appeal|request)|about foi"
    r"|complaints? (?:procedure|process)|right to review|appeal rights|next steps|further information"
    r"|useful links)(?: procedure| rights?| process)?\W*$",
    r"^\W*if (?:you|following|subsequently|for any reason)\b[^.]{0,60}\b(?:not (?:happy|satisfied|content)"
    r"|unhappy|dissatisfied|unsatisfied|wish to (?:complain|appeal|request)|wish to (?:\w+ ){0,3}(?:review"
    r"|complaint)|disagree|remain|are not content|have any complaint)",
    r"^\W*(?:you|the applicant) (?:may|can|have (?:a|the) right|has the right"
    r"|are entitled)\b[^.]{0,60}\b(?:complain|appeal|review|apply)",
    r"^\W*(?:copyright|re-?use of|data protection|disclaimer|open government licence)\b[^.]{0,50}$",
)
"""Where what follows is the same in every letter."""
LEAVES = _any(
    r"^\W*(?:annex|appendix|schedule|enclosure)\b",
)
"""Where that ends."""
REVIEWS = _any(
    r"\b(?:carried out|conducted|completed|undertaken|concluded|carrying out) (?:\w+ ){0,3}(?:internal )?review\b",
    r"\b(?:the|this|my|our|internal) review (?:has |was |is )?(?:now )?(?:been )?(?:completed|concluded"
    r"|carried out|finds|found)\b",
    r"\b(?:outcome|result|findings?|conclusions?) of (?:the|my|our|your|this) (?:internal )?review\b",
    r"\bon review\b[^.]{0,30}\bfind|\breview panel\b|\bhaving (?:looked|considered|reviewed)\b[^.]{0,20}\bagain\b",
    r"\b(?:ask for|asking for|requesting|request for|requested|asked for|asked us for) (?:an "
    r"|a )(?:internal review\b|review(?: on|[.,]|$| of))",
    r"\basked (?:us|me|that we) (?:to )?(?:review|reconsider)\b|\bcomplain\w* about (?:the|our"
    r"|how)\b[^.]{0,30}\brequest\b",
    r"\b(?:considered|looked at) (?:the matter|your request|this|it) (?:afresh|anew|again)\b|\breview completed\b",
)
"""What only a letter on a review says."""
REVIEW_HEAD = _any(
    r"\boutcome of (?:internal )?review\b|\breview (?:outcome|decision)\b|^\W*requirement for review\b",
    r"\breview of (?:our|this|that) (?:response|decision|handling|reply)\b|\b(?:have|has) re-?considered\b",
    r"^\W*(?:\w+ ){0,5}internal review\b[^.]{0,60}$|[-\u2013:] ?internal review\b[^.]{0,40}$",
)
"""How its heading reads; further down it may be a leaflet's."""
UPHOLDS = _any(
    r"\b(?:uphold|upheld|upholding|agree with|confirm|support|maintain\w*|affirm)\b[^.]{0,60}\b(?:decision"
    r"|response|refusal|position|use of|application)\b",
    r"\b(?:decision|response|refusal|exemption|section [0-9()a-z]+)\b[^.]{0,60}\b(?:was|were|is|has been"
    r"|have been) (?:\w+ )?(?:correct|properly|appropriate|upheld|right|justified|valid)\b",
    r"\bcomplaint (?:is|was|has been) not upheld\b|\bcorrectly (?:applied|withheld|refused|relied)\b"
    r"|\bproperly applied\b|\bcontinue to (?:be )?(?:withh|rel|refus)",
)
"""What leaves the first decision as it was."""
