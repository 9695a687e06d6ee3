"""What letters say after a provision that somebody claimed, asked about or relied on then; as phrases are written."""

from indexer.facts.exemptions.phrases import SIGN, rule

NOTHING_IS = rule(
    "no exemptions? (?:has|have|was|were|is|are) (?:been )?(?:applied|used|relied|claimed|engaged|cited|needed)",
    "nothing (?:has been|have been|was|is|need be|needs to be) (?:withheld|redacted|refused|removed|left out)",
    "(?:withheld|redacted|removed|claimed|refused) nothing%",
)
"""In the sentences around: there is nothing that any provision is applied to."""
THEN = rule(
    "at the (?:time|date|moment) (?:of|when|that|you)%",
    "on the (?:day|date) (?:of|when|that|you)%",
    "when (?:the|your|this|that) request%",
    "when you (?:wrote|asked|applied|made)%",
)
"""The sentence is of when somebody asked, by which an answer goes, unless what follows tells otherwise."""
_PAST = "(?:applied|covered|protected|prevented|was|were|had)%"
PAST = rule(rf"{SIGN} {_PAST}", rf"{SIGN} (?:exemption |exception |also |then |still ){{1,2}}{_PAST}")
LIFTED = rule(
    "(?:is|was|has been|has now been|has since been) lifted",
    "(?:has|have|had) since%",
    "no longer",
    "fallen away",
    "came out",
    "(?:has|have) (?:now )?(?:passed|ended|closed|expired|gone)%",
)
"""In the sentence after: what stood in the way then does not now."""
_SELVES = "department|police|coroner|trust|minist(?:er|ry)|agency|school|bank|team|family|author|applicant"
OBJECTED = rule(
    "(?:the|an?|our|its|their) (?:[a-z]+ )?(?:contractor|supplier|part(?:y|ies)|bidder|tenderer|landlord|landowner"
    "|owner|developer|firm|union|company|companies|consultant|operator|solicitors|lawyers|team|charity|consultee|agent)s?"
    "(?:.s)?[ ,][^.]{0,60}?(?:object|cit(?:ed|ing)|nam(?:ed|ing)|invok(?:ed|ing)|asked (?:us|for|that)|asking|plead"
    "|rais(?:ed|ing)|point(?:ed|ing)|quot(?:ed|ing)|rel(?:ied|ying)|argu(?:ed|ing)|claim(?:ed|ing)|suggest(?:ed|ing)"
    "|want(?:ed|ing)|opposed|would prefer|preferred|sa(?:id|ys))[a-z]*",
    rf"(?:it|they|he|she|(?:the|an?) (?:[a-z]+ )?(?:{_SELVES})) (?:has |had |have |also )?"
    "(?:replied|objected|urged|asked (?:us|for|that)|would prefer|wished|wrote)",
)
"""Somebody who was consulted would have it kept back."""
TURNED_DOWN = rule(
    "not (?:been )?(?:persuaded|convinced|satisfied|agree|accept|share|follow)[a-z]*",
    "(?:un)(?:persuaded|convinced)",
    "disagree[a-z]*",
    "overruled?",
    "(?:saw|see|found|find) no (?:[a-z]+ )?(?:merit|force|reason|basis|harm|substance|ground)s?",
    "(?:another|a different) view",
    "rejected",
    "no objection",
    "not (?:by itself |alone )?(?:decide|enough)%",
    "(?:had|has|have) since%",
)
AFFIRMED = rule(
    "(?:remains?|stays?|still|keeps?|is|are|be|was|were) (?:therefore |still |properly |rightly )?"
    "(?:withheld|exempt|redacted|refused)%",
    "(?:have|has) (?:therefore |been )?(?:withheld|redacted|refused)%",
    "(?:we|I) (?:therefore |still |also )?(?:withhold|maintain|uphold|stand by|share)%",
    "(?:correctly|properly|rightly) (?:engaged|applied|used|cited|withheld|refused|relied)",
    "was (?:correct|right|properly|rightly) to",
    "(?:it|this|that|they) (?:was|is|were) (?:applied|used|engaged) (?:because|since|as)%",
    "(?:are|am|is|will|shall|do|can|must) (?:therefore |still )?not (?:be )?(?:able to |going to |prepared to )?"
    "(?:releas|disclos|provid|send|sent|publish|giv|suppl|shar|hand)[a-z]*",
    "(?:cannot|unable to) (?:be )?(?:releas|disclos|provid|send|sent|publish|giv|suppl|shar)[a-z]*",
    rf"{SIGN} (?:still |therefore )?stands%",
    "(?:exemption|exception|refusal|decision|reliance|it|that) (?:still |therefore )?(?:stands|is upheld)%",
)
"""In the sentences after what somebody asked or claimed: it is applied."""
