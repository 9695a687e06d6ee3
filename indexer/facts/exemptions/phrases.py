"""What letters say around a provision when they apply it, and when they only speak of it.

In these phrases a blank is any white space, § the provision with the law it is of. Each stands at the start of a word.
"""

import re

SIGN = "\u00a7"
NOTHING = r"(?:[^\w\u00a7]{1,4}[^\W_]+){0,7}?"
"""Up to seven words of any kind."""


def rule(*phrases: str) -> re.Pattern[str]:
    """Compile phrases as one pattern."""
    joined = "|".join(phrases).replace(" ", r"\s{1,3}").replace(SIGN, rf"{SIGN}++")
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
ACT = rf"(?:{'|'.join(_ACTS)})(?![^\W_])"
APPLIED = rule(ACT)
"""Information is withheld, or a request refused, or a provision is said to be engaged."""

_TO = "under|by virtue of|by|in accordance with|in line with|in terms of|pursuant to|within|on the grounds? of|using|per|as"
_TO += "|at|in|of|on|from|with|exemptions?|exceptions?|exempt|withheld|redacted"
_ITS = "the|an|a|both|exemptions?|exceptions?|provisions?|terms|of|set|out|in|at|by|under|contained|found|absolute|qualified|FOI"
UNDER = rule(
    rf"{ACT}{NOTHING}[^\w{SIGN}]{{1,4}}(?:{_TO})(?:[^\w{SIGN}]{{1,3}}(?:{_ITS})){{0,8}}?[^\w{SIGN}]{{1,4}}{SIGN}"
)
"""The same, of this very provision."""

OWN = rule(
    "we (?:have|are|were|consider|believe|find|think|rely|must|cannot|therefore)(?![^\W_])",
    "I (?:have|am|consider|believe|find|rely|cannot)(?![^\W_])",
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

GENERAL = rule(
    rf"{SIGN},? (?:exemptions? )?(?:also |only )?(?:provides?|states?|says?|requires?|allows?|gives?|exempts?(?! (?:it|them|this|these))|sets? out|covers?|relates? to|concerns?"
    "|means(?! (?:that )?(?:we|your|this))|deals?|obliges?|lets?|imposes?|confers?|enables?|permits?|protects?|defines?|places?|entitles?|recogni[sz]es?"
    "|contains?|reads|is (?:about|concerned|intended|designed)|applies (?:only )?(?:to information|where|when|if|in cases)"
    ")(?![^\\W_])",
)
"""What a provision says, to everybody."""
NATURE = rule(
    rf"{SIGN},? (?:exemptions? )?(?:is|are) (?:both )?(?:an? )?(?:\w+[ ,-]{{1,3}}){{0,4}}?(?:absolute|qualified|class|prejudice)(?:[ -]based)?"
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

_VERB = (
    "engaged?|engages|appl(?:y|ies|ied|ying|icable)|rel(?:y|ied|ies|ying)|exempt|needed|used|invoked|cover|cited|met"
)
_LINK = "be|been|being|now|in|particular|fact|seek|seeking|intend|intending|to|believe|consider|think|find|accept|satisfied|agree"
_LINK += "|persuaded|of|the|view|opinion|that|exemptions?|exceptions?|at|under|is|are|was|were|it|they|this|information|also|itself"
_LINK += f"|have|has|currently|on|for|any|either|{SIGN}"
REJECTED = rule(
    rf"(?:not|never|no longer|cannot|nor)(?:[\s,]{{1,3}}(?:{_LINK})){{0,14}}?[\s,]{{1,3}}(?:{_VERB})(?![^\W_])",
    "withdr[ae]w[a-z]*",
    "overturn[a-z]*",
    rf"no exemptions? (?:under |in |at |of )?(?:{SIGN} )?(?:was|were|is|are|has|have|applies|apply)(?![^\W_])",
    rf"neither (?:\w+ ){{0,3}}?{SIGN}",
    rf"{SIGN} (?:is|was|were|are) not upheld",
    rf"(?:rather than|instead of|as opposed to)(?: \w+){{0,4}}? {SIGN}",
    "decided (?:not|against)",
    "nor (?:do|does|did|can|will) (?:we|I|it|they|the)",
    "mistake[a-z]*",
    "wrongly",
    "retract[a-z]*",
    "falls? away",
    "conced[a-z]*",
    "inapplicable",
    "no (?:reliance|grounds?|need|reason) (?:is |was |to |for |in )",
    "without (?:relying|applying|needing|recourse)",
    "(?:does|do|did|would) not prevent",
    "could not (?:rely|apply|be relied)",
    "wrong to",
    "incorrectly",
    "in error",
    "(?:falls? )?outside (?:the scope of )?§",
    "disapplied",
    "set aside",
    "abandon[a-z]*",
    "do(?:es)? not uphold",
)
"""A provision that was thought of, or relied on before, and is not applied."""

CONSIDERED = rule(
    rf"{SIGN} (?:was |were |has been |have been )?(?:also )?(?:considered|looked at|thought of) (?:but|and)"
    " (?:was |were |is |are )?(?:not|rejected|found not)",
    rf"(?:consider(?:ed|ing)?|thought (?:about|of)|looked at)[^.;]{{0,60}}{SIGN}[^;]{{0,200}}?(?:but|however|and|concluded)"
    "[^;]{0,60}?(?:not|no longer|against)(?![^\\W_])",
)
NEITHER = rule("neither confirms? nor den(?:y|ies)", "confirm n?or deny")
"""Then what would be exempt, if held, is applied."""

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
LEADING = rule(r"(?:exemptions?|exceptions?)[^.]{0,60}:\W*$")
"""A list of those that are applied follows."""

EARLIER = rule(
    "previously",
    "originally",
    "at first(?![^\W_])",
    "initially",
    "(?:first|initial|original|earlier|previous|last) (?:reply|response|answer|decision|request|refusal|letter|instance)",
    "in the form you first",
    "last year",
    "when (?:we|I|you) (?:first|last)(?![^\\W_])",
    "first replied",
    "(?:the|our|its|that) (?:response|reply|letter|decision|answer|refusal) (?:of|dated|sent)(?![^\W_])",
)
STILL = rule(
    "uphold[a-z]*",
    "upheld",
    "I agree",
    "agree(?:s|d)? with",
    "maintain[a-z]*",
    "confirm(?:ed|s)?(?![^\\W_])",
    "correct[a-z]*",
    "properly",
    "rightly",
    "was right",
    "still",
    "stands? by",
    "continue[a-z]*",
)
"""What was applied before is so now."""
CONCLUDED = rule(
    "(?:is|are|am|have|has) (?:now |therefore |been )?(?:refusing|refused|withheld|withholding|relying|redacted)(?![^\\W_])",
)
"""After what the law says comes what is done."""

HEARD = rule(
    r"you (?:\w+ )?(?:argue|claim|say|said|stated?|contend|suggest(?:ed)?|question|asked (?:why|whether|how|if|us to)|believe"
    "|maintain|dispute|challenge|quoted?|refer|mention|cite|cited|disagree|object|assert(?:ed)?)(?![^\W_])",
    "I (?:do not|don.t|cannot|would(?: also)?|also)? ?(?:accept|dispute|contend|argue|challenge|disagree|remind|submit|object)(?![^\W_])",
    "you (?:have |had )?(?:refused|withheld|applied|relied|not explained|failed)(?![^\W_])",
    "your (?:view|argument|contention|assertion|belief|suggestion|refusal|reliance|use of)",
    "I (?:am asking|wish|would like|want) (?:for|to (?:ask|complain|appeal|request|know))",
    "the (?:applicant|requester|complainant)(?:.s)? (?:argue|claim|say|view|believe|contend|state|submi|ask)[a-z]*",
    "please (?:tell|explain|do not|don.t|state|specify|list)",
    "how (?:many|often)",
    "which exemption",
    "(?:information|anything|what) you (?:consider|think|regard|believe|wish)",
    "remind you",
    "(?:do|are|have|did) you (?:think|intend|relying|refus|used?|appl)[a-z]*",
    "why (?:have|did|was)",
)
"""The applicant's words, told or written."""

ELSEWHERE = rule(
    "decision notice",
    "(?:information )?commissioner(?:.s)? (?:also )?(?:found|held|decided|decision|finds|concluded|accepted|upheld|view)",
    "commissioner (?:was|is|agreed|agrees|accepts|noted|notes|also|upheld|dismissed)(?![^\W_])",
    "decision [0-9]{1,4}/[0-9]{4}",
    "tribunal",
    "court of appeal",
    "complainant",
    "(?:another|other) (?:councils?|authorit(?:y|ies)|forces?|departments?|bod(?:y|ies))",
    "(?:EWHC|UKUT|UKFTT|UKSC)(?![^\W_])",
    "FS[0-9]{8}",
    "you (?:can|may|must|should|could) (?:also |still )?(?:refuse|withhold|apply|rely|neither|redact)",
    "(?:tenderers?|bidders?|contractors?|suppliers?|staff|officers|employees) (?:should|must|shall|may|can)(?![^\W_])",
    "difference between",
    "(?:most|least) often",
    "most common[a-z]*",
    "[0-9]+ times",
    rf"{SIGN} [0-9]+(?![^\W_]|[/.:(])",
    "(?:by|per|each) (?:quarter|year|month)(?![^\W_])",
)
"""Somebody else's case, or nobody's: decisions, guidance, counts."""

RELEASED = rule(
    "favours? (?:disclosure|disclosing|release|releasing|of disclosure)(?! (?:is|are) )",
    "(?:is|lies|was|lay|falls) in favour of (?:disclosure|disclosing|release|releasing)",
    "(?:so|therefore) (?:it|they|we|I|this) (?:is|are|have|am) (?:therefore )?(?:enclos|disclos|releas|attach|publish)[a-z]*",
)
"""An exemption that is engaged, and outweighed."""

OPEN = rule(
    "if (?:you|we|your|any|the|it|this|held|a|they|some|information|so)(?![^\W_])",
    "(?:were|had) (?:it|we|they) (?:been |to )?(?:held|hold)",
    "(?:any(?:one|body)|some(?:one|body)|those|people|requesters|applicants) who",
    "unless",
    "whether(?! (?:or not|we (?:were|are) (?:right|correct|entitled)))",
    "may (?:be|also|apply|have|need|well|still|withhold|refuse|rely|then|not be)(?![^\W_])",
    "might",
    "could (?:be|apply|also|have|still)(?![^\W_])",
    "can (?:be|refuse|withhold|rely|apply|also|only)(?![^\W_])",
    "would (?:have (?:been|relied|applied|refused|withheld|cited)|be (?:likely to be )?exempt|likely be|then be|also be|probably|fall|apply|still)",
    "such as",
    "for example",
    "for instance",
    "examples?(?![^\W_])",
    "should (?:you|we|mark)(?![^\W_])",
    "should be (?:refused|withheld|applied|exempt)",
    "when refusing",
    "potentially",
    "possibly",
    "likely to be exempt",
    "is considering",
    "considering (?:whether|if)",
    "it is possible",
)
"""What may be, or would have been."""

CLAUSE = re.compile(
    r"[;:]\s|,?\s(?:but|although|though|because|whereas|while|however|rather than|instead of|having|by virtue of)(?![^\W_])"
    r"|,\s(?:since|so|which|as|and\s(?:so|we|I|it|is|are|this|they|therefore))(?![^\W_])"
)
SUBORDINATE = re.compile(r"\W{0,3}(?:Although|Though|While|Whilst|Whereas|Having|Despite)(?![^\W_])[^,]{0,200},")
"""Where another clause starts."""
