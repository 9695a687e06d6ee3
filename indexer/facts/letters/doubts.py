"""What around a day bears out a part that it seems to have, or speaks against it."""

import re

ON_DAY = re.compile(r"(?:^|[.;:,] |\band )on$", re.I)
ASKED_AFTER = re.compile(
    r"^,? (?:you|the complainant|the applicant|a request(?:er)?)\b[^.;?]{0,60}?\b(?:asked|wrote|requested"
    r"|made|sought|submitted|e-?mailed|contacted|was (?:made|received))",
    re.I,
)
ANSWERED_AFTER = re.compile(
    r"^,? (?:we|the (?:council|authority|department|trust|\w+))\b[^.;?]{0,30}?\b(?:responded|replied"
    r"|answered|refused|wrote to (?:tell|say|refuse)|told you|informed you|disclosed|released)"
    r"|^,? you were (?:told|informed|sent|given|refused)\b|^,? (?:you )?(?:got|received|had|were (?:sent"
    r"|given)|was (?:sent|given))\b[^.;?]{0,30}\b(?:repl"
    r"|respon|answer|refusal|decision)",
    re.I,
)
THEN_RECEIVED = re.compile(r"^,?(?: which| and| that)?(?: was| were| we)? received\b", re.I)
FROM_READER = re.compile(
    r"\b(?:hear|heard|receive[d]?|reply|replied|answer|clarif\w+|details"
    r"|payment)\b[^.;]{0,40}\b(?:from you|nothing|not)\b|\b(?:not|n't|nothing)\b[^.;]{0,20}\b(?:hear|heard"
    r"|receive[d]?|replied)"
    r"|\b(?:closed?|withdrawn|lapse[ds]?|assume|no longer wish)\b",
    re.I,
)
DUE_ABOUT = re.compile(
    r"respon|repl[iy]|answer|\bdue\b|deadline|decision|hear|clarif|close|expect|assume|write to you"
    r"|let you|required by law|contact|apolog|missing|new date",
    re.I,
)
REVIEW = re.compile(
    r"\binternal review|\b(?:ask|request|seek|sought|requir)\w*\b[^.;]{0,40}\breview|\bto (?:review"
    r"|reconsider)\b|\bbe (?:reviewed|reconsidered)\b|\blook(?:ed)? (?:at (?:it|this) )?again\b"
    r"|\bfor (?:a |an )?review\b|\b(?:following|after) (?:a |an |the )?review\b"
    r"|\breview (?:of (?:our|the|my|your|this|that|its) (?:decision|response|handling|reply|refusal"
    r"|request)|was|has|completed|concluded|outcome)|\b(?:outcome|result|conclusion"
    r"|findings) of (?:\w+ ){1,2}review",
    re.I,
)
REVIEW_DONE = re.compile(
    r"\b(?:following|after) (?:an |the |its |our )?(?:internal )?review[^.;]{0,50}\b(?:wrote|responded"
    r"|replied)[^.;]{0,50}\bon$"
    r"|\b(?:outcome|result|conclusion|findings) of (?:the|its|our|my|that|this"
    r"|your) (?:internal )?review[^.;]{0,60}\b(?:on|of|dated)$"
    r"|\breview (?:was |has been )?(?:completed|concluded|issued|sent|response|decision|outcome)(?: sent"
    r"| issued| was sent| letter)?(?: to \w+)? (?:on|of|dated)$",
    re.I,
)
REVIEW_ASKED = re.compile(r"\b(?:request\w*|ask\w*|for|seek\w*|sought|require\w*)\b[^.;]{0,50}\breview", re.I)
FIRST_ANSWER = re.compile(
    r"\b(?:our|original|initial|first|my) (?:\w+ ){0,3}(?:decision|response|reply|refusal|answer)\b"
    r"|\b(?:respon|repl|refus|answer)\w+[^.;]{0,40}\bon$",
    re.I,
)


ASKS_CLARITY = re.compile(r"\b(?:sought|asked|requested|wrote|seek\w*|request)\b[^.;]{0,40}clarif", re.I)
COMPLAINT = re.compile(
    r"\byour complaint|\b(?:to|you) complain\b|complain(?:t|ing|ed)? (?:about|that|of) (?:the|our|how)|dissatisf", re.I
)
OTHER_RECEIPT = re.compile(
    r"clarif|\bcomplaint,?(?: which| that)?(?: we| was| were)?(?: \w+)? received|\bfee\b|payment", re.I
)
