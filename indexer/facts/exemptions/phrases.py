"""What letters say around a provision when they apply it, and when they only speak of it.

In these phrases a blank is any white space, § the provision with the law it is of, % the end of a word. Each stands at
the start of one.
"""

import re

SIGN = "\u00a7"
NOTHING = r"(?:[^\w\u00a7]{1,4}[^\W_]+){0,7}?"
"""Up to seven words of any kind."""


def rule(*phrases: str) -> re.Pattern[str]:
    """Compile phrases as one pattern."""
    joined = "|".join(phrases).replace(" ", r"\s{1,3}").replace(SIGN, rf"{SIGN}++").replace("%", r"(?![^\W_])")
    return re.compile(rf"(?<![^\W_])(?:{joined})", re.IGNORECASE)


_ACTS = (
    "withh(?:e|o)ld(?:s|ing)?",
    "redact(?:ed|s|ing|ions?)?",
    "exempt(?:ed)?",
    "exempts (?:it|them|this|these)",
    "except(?:ed|ing)",
    "refus(?:ed|es|e|ing|al)",
    "engag(?:ed|es|e|ing)",
    "appl(?:y|ies|ied|ying|icable)",
    "rel(?:y|ied|ies|ying)",
    "reliance",
    "invok(?:ed|es|e|ing)",
    "claim(?:ed|ing)",
    "cit(?:ed|ing|es|e)",
    "remov(?:ed|ing)",
    "delet(?:ed|ing)",
    "omitted",
    "obscured",
    "anonymised",
    "suppressed",
    "blacked out",
    "declin(?:ed|es|e|ing)",
    "excluded",
    "excised",
    "blanked",
    "reject(?:ed|ing)",
    "turned down",
    "neither confirms? nor den(?:y|ies)",
    "confirm n?or deny",
    "reliev(?:es|ed) us",
    "vexatious",
    "exceeds?",
    "exceed(?:ing|ed) the",
    "uphold(?:s|ing)?",
    "upheld",
    "maintain(?:s|ed|ing)?",
    "falls? (?:within|under)",
    "covered by",
    "protected (?:by|from|under)",
    "prohibited",
    "h?eithrio",
    "gwrthod",
    "hatal",
    "(?:not|cannot|unable to|nor) (?:be |been |being |able to |to |going to |obliged to |required to )?"
    "(?:provid|disclos|releas|suppl|giv|compl|send|sent|publish|answer|shar)[a-z]*",
    "not obliged",
    "our use of",
    "quot(?:ed|ing)",
    "meant",
    "relevant",
    "behind",
    "preclud(?:es|ed)",
    "prevent(?:s|ed) us",
    "forbids?",
    "prohibits?",
    "attracts?",
    "caught by",
    "captured by",
    "subject to",
    "comes? (?:under|within)",
    "(?:held|kept|keeping|holding) back",
    "(?:taken|left|struck|crossed|edited) out",
    "masked",
    "den(?:ied|ying) access",
    "not in a position to",
    "used (?:for|to)",
    "(?:reasonably|otherwise) accessible",
    "need not",
    "no (?:[a-z]+ ){1,3}(?:is|are|have been|has been) (?:given|provided|disclosed|released)",
    "(?:do|does) not (?:have|need) to",
    "certificate has been",
)
ACT = rf"(?:{'|'.join(_ACTS)})%"
APPLIED = rule(ACT)
"""Information is withheld, or a request refused, or a provision is said to be engaged."""

WITHHELD = rule("withh[eo]ld", "redact", "refus", "exempt", "removed", "cannot", "neither confirm")
"""Of these words no release takes anything back."""
_TO = (
    "under|by virtue of|by|in accordance with|in line with|in terms of|pursuant to|within|on the grounds? of|using|per",
    "as|at|in|of|on|from|with|exemptions?|exceptions?|exempt|withheld|redacted",
)
_ITS = (
    "the|an|a|both|exemptions?|exceptions?|provisions?|terms|of|set|out|in|at|by|under|contained|found",
    "absolute|qualified|FOI",
)
_APART = rf"[^\w{SIGN}]"
UNDER = rule(
    rf"{ACT}{NOTHING}{_APART}{{1,4}}(?:{'|'.join(_TO)})"
    rf"(?:{_APART}{{1,3}}(?:{'|'.join(_ITS)})){{0,8}}?{_APART}{{1,4}}{SIGN}",
    rf"{ACT} (?:the )?{SIGN}",
)
"""The same, of this very provision."""

OWN = rule(
    "we (?:have|are|were|consider|believe|find|think|rely|must|cannot|therefore)%",
    "I (?:have|am|consider|believe|find|rely|cannot)%",
    "(?:we|I) (?:will|shall) (?:therefore )?(?:not|keep|withhold)%",
    "in this (?:case|instance)",
    "your request",
    "this (?:information|request|part|exemption)",
    "these",
    "therefore",
    "(?:has|have) been",
    "relieves us",
    "(?:is|are) (?:therefore |all )?(?:withheld|refused|redacted)",
    "and (?:so |has |have |we |I |it )?(?:withhold|withheld|refuse|redact)[a-z]*",
)
"""The writer speaks of this case."""

_SAYS = (
    "provides?|states?|says?|requires?|allows?|gives?(?! us)|sets?|exempts?(?! (?:it|them|this|these))",
    r"covers?(?! (?:the|these|those|all|both|most|some) (?:remaining|rest|other|papers|reports|names|whole|of)"
    "| (?:it|them)%)",
    "relates? to|concerns?|means(?! (?:that )?(?:we|your|this))|deals?|obliges?|lets?|imposes?|confers?|enables?",
    "permits?|protects?",
    "defines?|places?|entitles?|recogni[sz]es?|contains?|reads|makes (?:it )?(?:plain|clear|provision)",
    "is (?:about|concerned|intended|designed)",
    "applies (?:only )?(?:to information|where|when|if|in cases)",
)
GENERAL = rule(rf"{SIGN},? (?:exemptions? )?(?:also |only )?(?:{'|'.join(_SAYS)})%(?![.;])(?! us keep)")
"""What a provision says, to everybody."""
NATURE = rule(
    rf"{SIGN},? (?:exemptions? )?(?:is|are) (?:both )?(?:an? )?(?:\w{{1,20}}+[ ,-]{{1,3}}){{0,4}}?"
    "(?:absolute|qualified|class|prejudice)(?:[ -]based)?"
    "(?! and (?:has|have|is|was) )",
)
"""What kind of exemption it is."""
THIS = rule(
    "(?:has|have) been (?:engaged|applied)",
    "(?:is|are) engaged",
    "in this (?:case|instance)",
    "we (?:have|are|must|need)",
    "I (?:have|am|must)",
    "the public interest (?:in maintaining|favours|lies)",
    "your request",
)

MATTER = rule(
    "prejudic[a-z]*",
    "personal (?:data|information)",
    "confiden[a-z]*",
    "privileged?",
    "sensitive",
    "unfair",
    "not held",
)
"""Why something is withheld: enough where the provision stands after it in brackets, or after a colon."""
LEADING = rule(
    r"(?:exemptions?|exceptions?)[^.]{0,60}:\W*$",
    r"(?:exemptions?|exceptions?|sections?) (?:used|engaged|claimed|cited|relied (?:up)?on)\W*$",
)
"""A list of those that are applied follows."""

STILL = rule(
    "uphold[a-z]*",
    "upheld",
    "I agree",
    "agree(?:s|d)? with",
    "maintain[a-z]*",
    "confirm(?:ed|s)?%",
    "correct[a-z]*",
    "properly",
    "rightly",
    "was right",
    "still",
    "stands? by",
    "continue[a-z]*",
)
"""What was applied before is so now."""
HERE = rule(
    "(?:this|that|which|it)(?: exemption| exception)? (?:applies|is the case)",
    "(?:we|I) (?:have |are |am )?(?:consider|believe|find|concluded|satisfied)[a-z]* that (?:this|it|your request)",
    "therefore (?:will not|refus|withh|unable|cannot|not)",
    "your request is (?:therefore )?refused",
)
"""In the sentence after: what the law says is so here."""
CONCLUDED = rule(
    "(?:is|are|am|have|has) (?:now |therefore |been )?(?:refusing|refused|withheld|withholding|relying|redacted)%",
    "we (?:therefore |now )?(?:claim|apply|rely|do so|withhold|refuse)%",
)
"""After what the law says comes what is done."""

CLAUSE = re.compile(
    r"[;:]\s|,?\s(?:but|although|though|because|whereas|while|however|rather than|instead of|having|by virtue of)\b"
    r"|,\s(?:since|so|which|as|and\s(?:so|we|I|it|is|are|this|they|therefore))\b"
)
SUBORDINATE = re.compile(r"\W{0,3}(?:Although|Though|While|Whilst|Whereas|Having|Despite)\b[^,]{0,200},")
"""Where another clause starts, and a clause that comes before the main one."""
