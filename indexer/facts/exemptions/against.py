"""What letters say around a provision that they do not apply; as phrases are written."""

from indexer.facts.exemptions.phrases import SIGN, rule

REJECTED = rule(
    "withdr[ae]w[a-z]*",
    "overturn[a-z]*",
    rf"no exemptions? (?:under |in |at |of )?(?:{SIGN} )?(?:was|were|is|are|has|have|applies|apply)%",
    f"neither (?:[a-z]+ ){{0,3}}?{SIGN}",
    "not (?:consider|believe|think|find|satisfied|persuaded|agree)(?:ed)?(?: that)? the public interest in maintaining",
    rf"maintaining [^.;]{{0,40}}{SIGN} (?:does|do) not outweigh",
    "outweighed by",
    rf"{SIGN} (?:goes|falls|fell|drops)%",
    rf"{SIGN} (?:[^.;,]{{0,30}} )?(?:is|was|were|are|be)? ?not (?:be )?upheld",
    rf"(?:rather than|instead of|as opposed to)(?: [a-z]+){{0,4}}? {SIGN}",
    "decided (?:not|against)",
    "nor (?:do|does|did|can|will) (?:we|I|it|they|the)",
    "mistake[a-z]*",
    "wrongly",
    "retract[a-z]*",
    "falls? away",
    "conced[a-z]*",
    "inapplicable",
    "no (?:[a-z]+ )?(?:reliance|grounds?|need|reason) (?:is |was |to |for |in )",
    "without (?:relying|applying|needing|recourse)",
    "(?:does|do|did|would) not prevent",
    "could not (?:rely|apply|be relied)",
    "wrong to",
    "incorrectly",
    "in error",
    f"(?:falls? )?outside (?:the scope of )?{SIGN}",
    "disapplied",
    "although not (?:obliged|required|bound)",
    "ceas(?:e|es|ed|ing) to (?:apply|rely|be)",
    "set aside",
    "abandon[a-z]*",
    "of no (?:moment|relevance|application|assistance|help|avail)%",
    "had (?:first |at first )?(?:thought|meant|intended|planned|hoped|proposed)%",
    "do(?:es)? not uphold",
)
"""A provision that was thought of, or relied on before, and is not applied."""

CONSIDERED = rule(
    rf"{SIGN} (?:was |were |has been |have been )?(?:also )?(?:considered|looked at|thought of) (?:but|and)"
    " (?:was |were |is |are )?(?:not|rejected|found not)",
    rf"(?:consider(?:ed|ing)?|thought (?:about|of)|looked at)[^.;]{{0,60}}{SIGN}"
    "[^;]{0,200}?(?:but|however|and|concluded)[^;]{0,60}?(?:not|no longer|against)%",
)
NEITHER = rule("neither confirms? nor den(?:y|ies)", "confirm n?or deny", "(?:not|unable to) say (?:whether|if)")
"""Then what would be exempt, if held, is applied."""

FORMERLY = rule("when (?:we|I|you) (?:first|last)%", "first replied", "at one time")
"""The whole sentence is of then, EARLIER only a clause."""
EARLIER = rule(
    "had (?:been )?(?:refused|withheld|applied|relied|cited|redacted)%",
    "previously",
    "originally",
    "at first%",
    "initially",
    "(?:first|initial|original|earlier|previous|last|holding|interim) "
    "(?:reply|response|answer|decision|request|refusal|letter|instance)",
    "in the form you first",
    "last year",
    "predecessor",
    "was (?:applied|relied on|cited|used|claimed)[^.;]{0,60} in (?:19|20)[0-9]{2}",
    "(?:the|our|its|that) (?:response|reply|letter|decision|answer|refusal) (?:of|dated|sent)%",
)
HEARD = rule(
    "you (?:[a-z]+ )?(?:argue|claim|say|said|stated?|contend|suggest(?:ed)?|question|believe|maintain|dispute)%",
    "you (?:[a-z]+ )?(?:quoted?|refer|mention|cited?|challenge|disagree|object|assert(?:ed)?)%",
    "you asked (?:why|whether|how|if|us to)%",
    "I (?:do not|don.t|cannot|would(?: also)?|also)? ?(?:accept|dispute|contend|argue|challenge|disagree)%",
    "I (?:do not|don.t|cannot|would(?: also)?|also)? ?(?:remind|submit|object)%",
    "you (?:have |had )?(?:refused|withheld|applied|relied|not explained|failed)%",
    "your (?:view|argument|contention|assertion|belief|suggestion|refusal|reliance|use of)",
    "I (?:am asking|wish|would like|want) (?:for|to (?:ask|complain|appeal|request|know))",
    "the (?:applicant|requester|complainant)(?:.s)? (?:argue|claim|say|view|believe|contend|state|submi|ask)[a-z]*",
    "please (?:tell|explain|do not|don.t|state|specify|list)",
    "how (?:many|often)",
    "which exemption",
    "(?:information|anything|what) you (?:consider|think|regard|believe|wish)",
    "remind you",
    "(?:it|he|she|they|requester|applicant) (?:also )?complain(?:s|ed) that",
    "(?:has been|is|was|are|were) (?:often )?(?:suggested|argued|alleged|said) that",
    "the (?:contractor|supplier|third party|bidder|landlord|developer|firm|union)(?:.s)? "
    "[^.]{0,60}?(?:relies|claims|argues|says|considers|invokes|asks|wants)%",
    "disput(?:es|ed|ing)%",
    "(?:you|requester|applicant|letter|complaint|e-?mail)(?:.s)? (?:wrote|writes?|written|disputes?|said|says)%",
    "(?:do|are|have|did) you (?:think|intend|relying|refus|used?|appl)[a-z]*",
    "why (?:have|did|was)",
)
"""The applicant's words, told or written."""

ELSEWHERE = rule(
    "decision notice",
    "ICO (?:upheld|found|decided|held|said|ruled)%",
    "notes for",
    "commissioner(?:.s)? (?:also )?(?:found|held|decided|decision|finds|concluded|accepted|upheld|view)",
    "commissioner (?:was|is|agreed|agrees|accepts|noted|notes|also|dismissed)%",
    "decision [0-9]{1,4}/[0-9]{4}",
    "tribunal",
    "court of appeal",
    "complainant(?:.s)? (?:has |had |also )?(?:request|ask|disput|argu|stat|contend|complain|submit|view)[a-z]*",
    "(?:another|other) (?:councils?|authorit(?:y|ies)|forces?|departments?|bod(?:y|ies))",
    "(?:EWHC|UKUT|UKFTT|UKSC)%",
    "FS[0-9]{8}",
    "you (?:can|may|must|should|could) (?:also |still )?(?:refuse|withhold|apply|rely|neither|redact)",
    "(?:tenderers?|bidders?|contractors?|suppliers?|staff|officers|employees) (?:should|must|shall|may|can)%",
    rf"[0-9]+ (?:(?:requests?|refusals?|cases|times) )?under {SIGN}",
    "(?:most|least) often",
    "most common[a-z]*",
    "[0-9]+ times",
    rf"{SIGN}:? [0-9]+(?![^\W_]|[/:(]|\.[0-9])",
    rf"{SIGN} \([0-9]{{1,5}}\)",
    "number of (?:times|requests|refusals)",
    "lists? of (?:the )?exemptions",
    "(?:by|per|each) (?:quarter|year|month)%",
)
"""Somebody else's case, or nobody's: decisions, guidance, counts."""

TOPIC = rule(
    rf"(?:leaflet|factsheet|booklet|guide|guidance|training|course|slides?|article|interpretation|wording|reform|repeal"
    rf"|history|difference)(?: [a-z]+){{0,5}}? {SIGN}",
    rf"(?:explains?|discuss(?:ed|es|ion)?|debated?|learns?|knows?|teach(?:es)?) (?:[a-z]+ ){{0,4}}?{SIGN}",
    rf"(?:how|when|why|what|where) (?:is|are|do|does|to|can|did|might) (?:[a-z]+ ){{0,4}}?{SIGN}",
    rf"(?:how|why|what) {SIGN}",
    rf"{SIGN} (?:of [^.?]{{0,40}} )?(?:to be|say|works)%",
    rf"{SIGN}[^.]{{0,200}}\?",
    rf"(?:information|anything|material) (?:that|which) (?:is|are) exempt (?:from disclosure )?(?:under|by) {SIGN}"
    " (?:(?:is|are)%(?! (?:withheld|redacted|removed))|will|must|should|cannot)",
    rf"meaning of {SIGN} (?:is|has|was|at)%",
    "difference between",
)
"""A provision that is talked about."""

WITHDRAWN = rule(
    "(?:we|I) (?:have |now |therefore )?"
    "(?:withdraw|withdrawn|drop|dropped|disapply|overturn|reverse) (?:it|that|this)%",
    "(?:it|that|this) (?:exemption |exception )?(?:does|did) not (?:apply|hold|stand)%",
    "(?:we|I) do not (?:uphold|rely on) (?:it|that|this)",
    "(?:we|I) (?:cannot|do not) agree",
)
"""In the sentence after: what was applied before is not."""

RELEASED_NOW = rule(
    "(?:is|are|were|has been|have been) (?:therefore |now |all )?(?:attached|enclosed|disclosed|released|below)%",
    "(?:attached|enclosed|released|disclosed|disclose|release|granted) in full",
    "here (?:is|are|they|it)%",
    "(?:is|are) here%",
    "(?:find|see) [^.,]{0,40}?(?:attached|enclosed)%",
    "(?:is|are) with this (?:letter|email|reply)%",
    "(?:set out|printed|given) below%",
    "(?:as|which|what|list|that) follows?%",
    "follows?:",
    "you may have (?:it|them)",
    "(?:we|I) (?:therefore |now )?(?:enclose|attach|disclose|release|send|(?:am|are) sending) "
    "(?:you )?(?:it|them|the|this|all)%",
    "makes (?:it|them|the|this) (?:[a-z]+ ){0,2}available",
    "releases (?:it|them|the|this)%",
    "have complied",
    "decided to (?:release|disclose|publish|send)%",
    "given to you",
    "ordered release",
    "send (?:it|you|the data)",
    "did the work",
)
OF_THE_REST = rule(
    "(?:the )?(?:rest|remainder|remaining|other|others)%",
    "(?:everything|all|anything) else",
    "except(?:ion of|ing)?%",
    "apart from",
    "save for",
)
"""What is released is all of it, or only the rest."""

THOUGHT = rule(
    "consider(?:ed|ing|ation)?%(?! that)",
    "(?:thought|think) (?:hard |long )?(?:about|of)",
    "looked at",
    "in (?:mind|our minds)",
    "looks? (?:first )?at",
    "mindful",
    "await",
    "(?:on )?the question of",
    "aware of",
    "asks? (?:often )?(?:about|why|how)",
    "right exemption",
)
"""Somebody turned a provision over in mind."""

RELEASED = rule(
    "saw no harm",
    "favours? (?:disclosure|disclosing|release|releasing|of disclosure)(?! (?:is|are) )",
    "(?:is|lies|was|lay|falls) in favour of (?:disclosure|disclosing|release|releasing)",
    "(?:so|therefore) (?:it|they|we|I|this) (?:is|are|have|am) (?:therefore )?"
    "(?:enclos|disclos|releas|attach|publish)[a-z]*",
)
"""An exemption that is engaged, and outweighed."""

_BODIES = "(?:public )?(?:authorit(?:y|ies)|bod(?:y|ies))"
OPEN = rule(
    f"if {SIGN} (?:is|are|was|were|applies|has|does)%",
    rf"(?<!as\s)(?:any|an?|each|every|some|most|many|public) {_BODIES} "
    "(?:may|must|can|should|that|which|will|has|relies|uses)%",
    "authorities (?:that|which|who|may|must|can|should|use|rely|have)%",
    rf"(?:where|wherever|when|whenever|if) (?:[^.;]{{0,60}} )?(?:an?|any|public) {_BODIES}",
    "if (?:you|we|your|any|the|it|this|held|a|they|some|information|so)%",
    "(?:were|had) (?:it|we|they) (?:been |to )?(?:held|hold)",
    "(?:any(?:one|body)|some(?:one|body)|those|people|requesters|applicants) who",
    "unless",
    "before (?:we|I) (?:could|can)%",
    "would (?:have|need) to%",
    "would (?:normally|usually|ordinarily|generally)%",
    "any further",
    "reserve the right",
    "if in doubt",
    "when (?:a|an) (?:request|authority|public|person)",
    "had (?:the|your|this|these|we|it|you|they)%[^,]{0,80},",
    "(?:were|should) you%",
    "come into play",
    "whether(?! (?:or not|any person|we (?:were|are) (?:right|correct|entitled)))",
    "may (?:be|also|contain|apply|have|need|well|still|withhold|refuse|rely|then|not be)%",
    "might",
    "could (?:be|apply|also|have|still)%",
    "can (?:be|refuse|withhold|rely|apply|also|only)%",
    "would have (?:been|relied|applied|refused|withheld|cited)",
    "would (?:be (?:likely to be )?exempt|likely be|then be|also be|probably|fall|apply|still)",
    "such as",
    "for example",
    "for instance",
    "examples?%",
    "should (?:you|we|mark)%",
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
