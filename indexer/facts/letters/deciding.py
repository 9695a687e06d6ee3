"""What decides on a request: given, some of it, refused, not held; and what only tells something."""

from indexer.facts.letters.cues import cue

_INFO = (
    r"(?:information|data|records?|documents?|details|figures|material|files?|correspondence|minutes"
    r"|e-?mails|reports?|copies|copy|anything)"
)
_SECTION = r"(?:sections?|s\.?|ss\.?|regulations?|regs?\.?)\s?"

DECIDING = (
    cue(
        "not held",
        "hold|held|record|have|has|had|not|no |find|locat|found|identif|search|12(4)|don't|doesn't",
        (
            r"[:|-]\s*(?:this is )?not (?:\w+ )?(?:recorded|held|known|collected|collated|kept)\b",
            r"\bnothing (?:is )?(?:\w+ )?held\b|\b(?:neither|none|nobody)\b[^.]{0,90}\b(?:have|has"
            r"|holds?) (?:anything|any)\b|\b(?:not|n't) (?:have|hold) anything\b",
            r"\bnone (?:is |are )?held\b|\b(?:do|does|did) not (?:\w+ly )?keep\b|\bwere no (?:such )?(?:records?"
            r"|documents?) (?:found|held)",
            r"\bno longer (?:holds?|has|have|retains?|keeps?)\b|\bnot (?:something|information) (?:that )?(?:we"
            r"|the \w+) (?:hold|record|collect|keep)s?\b|\b(?:hold|holds|held) (?:nothing|none)\b",
            r"\bnot in (?:the )?possession of\b|\bnot (?:collated|captured|collected|retained)\b"
            r"|\bdo(?:es)? not collate\b|\bhas (?:since )?been destroyed\b|\bno (?:\w+ )?trace of\b"
            r"|\bhave no record\b|\bno central(?:ly)? (?:held )?record",
            r"\b(?:do|does|did|would) not (?:\w+ly |now |in fact |ever |itself )*(?:hold|record"
            r"|collect)\b(?! (?:a |an |any )?(?:views?|meetings?|events?|licen|elections?|contracts?|stocks?)\b)",
            r"\b(?:don't|doesn't) (?:hold|have|record)\b|\bnot aware of any\b|\b(?:hold"
            r"|have) no (?:\w+ ){0,2}(?:information|records?|data)\b|\bno such (?:information|records?|data"
            r"|documents?|reports?)\b",
            r"\b(?:do|does|did|have|has|had) not (?:currently |actually |now |routinely |centrally "
            r"|in fact |ever |itself )*(?:hold|have|possess|held|record|recorded|collect|collected"
            rf"|keep|kept|maintain|retain|retained)\b(?: (?:\w+ ){{0,9}}?{_INFO}| it\b| this\b| that\b| what\b"
            r"| any\b| these\b| them\b|,|\.?$)",
            rf"\bhas no (?:recorded |relevant )?(?:{_INFO}|record)\b",
            r"\bhold(?:s|ing)? no\b|\bholds? (?:none|nothing)\b|\bheld no\b",
            rf"\bno (?:\w+ ){{0,3}}?{_INFO}\b[^.]{{0,60}}\b(?:(?:is|are|was|were) (?:\w+ )?held|held|found"
            r"|located|in scope)\b",
            rf"\b{_INFO}\b[^.]{{0,80}}\b(?:is|are|was|were) (?:therefore )?not (?:\w+ )?(?:held|recorded|kept"
            r"|collected|available in recorded)\b",
            r"\b(?:is|are|was|were|so is) not held\b|\binformation not held\b|\bnot held by\b"
            r"|\bno information held\b|^\W*not held\W*$",
            r"\bno recorded (?:information|data)\b",
            r"\bunable to (?:find|locate|identify) any\b",
            r"\b(?:found|located|identified) no (?:\w+ ){0,3}(?:information|records?|documents?)\b",
            r"\bsearch\w*\b[^.]{0,80}\b(?:found none|no results|nothing)\b",
            rf"\b{_SECTION}12\(4\)\(a\)",
            r"\bthere is no record of\b|\bno records? (?:exists?|of this)\b",
        ),
        (
            r"\bnot (?:only|just) hold\b|\b(?:whether|if) (?:\w+ ){0,5}(?:held|hold|holds)\b",
            r"\b(?:does|do) not hold (?:a|an) (?:contract|position|view|licence)\b",
            r"\bnot hold (?:\w+ ){0,3}(?:in|at) (?:one|a single|a central)\b",
        ),
    ),
    cue(
        "refused",
        "with|refus|not|exempt|exception|section|s.|s2|s3|s4|ss|s |reg|favour|exclud|declin|prejudice"
        "|inhibit|endanger|damage|closed|retain|against|prevent|prohibit|bars|unable",
        (
            r"\bsay no\b|\bleft (?:\w+ )?out\b|\bdo(?:es)? not (?:give|disclose|release|publish)\b|\b(?:keep"
            r"|keeping|kept|held|holding|hold) (?:\w+ )?back\b|\bnot (?:be )?processing?\b",
            r"\bdecided against\b|\bclosed until\b|\bretained under\b|\bwill not be (?:answering|releasing"
            r"|disclosing|providing|supplying)\b|\bnot in the public interest to (?:disclose|release|provide)\b"
            r"|\bcannot (?:give|share|let you have|be (?:shared|given|released))\b|\b(?:prevents|prohibits"
            r"|prohibited from|bars) (?:\w+ )?(?:disclos|releas)",
            r"\bwith-?h[eo]ld(?:s|ing)?\b|\bwithheld\b",
            r"\brefus(?:e|es|ed|al|ing)\b",
            r"\bnot (?:obliged|required) (?:by \w+ )?(?:to|,)",
            r"\bnot (?:going|able|possible|appropriate|willing|in a position|be able) to (?:provide|disclose"
            r"|supply|release|share|give)",
            r"\b(?:is|are|was|were|be|therefore|as|considers?|information|data|documents?|which|and"
            r"|it) (?:\w+ ){0,4}exempt(?:ed)?\b",
            r"\bexemptions?\b[^.]{0,90}\b(?:appl(?:y|ies|ied)|engaged|maintain\w*)\b",
            r"\b(?:appl(?:y|ied|ies|ying)|engag\w+|rel(?:y|ied|ying)|cit\w+|invok\w+"
            r"|maintain\w*)\b[^.]{0,60}\b(?:exemptions?|exceptions?)\b",
            r"\bexcept(?:ed|ion)\b[^.]{0,60}\b(?:under|appl(?:y|ies|ied)|engaged|maintained|regulation)",
            r"\b(?:sections?|s\.?|ss\.?)\s?(?:2[1-9]a?|3[0-9]a?|4[0-4])(?![0-9]|a\w)",
            r"\b(?:regulations?|regs?\.?)\s?(?:12\(4\)\([b-e]\)|12\(5\)|12\([359]\)|13\b|10\([45]\)|11\(2\))",
            r"\bexempt\b|\bnon-disclosure\b|\bnot been (?:provided|disclosed|released|supplied)\b|\bdeclin\w+\b"
            r"|\bcannot agree to\b",
            r"\bwould(?: be likely to)? (?:prejudice|inhibit|endanger|damage)\b|\bexcluded information\b"
            r"|\bnot disclosable\b",
            r"\b(?:will|can|could|does|do|should|have decided|has decided|decided"
            r"|decision) not (?:to )?(?:be )?(?:disclos\w+|releas\w+|provid\w+|supply|supplied)\b",
            r"\bcan ?not (?:be )?(?:provid\w+|disclos\w+|releas\w+|supply)",
            r"\bunable (?:on this occasion )?to (?:provide|supply|disclose|release|comply|let you have|give)",
            r"\bexcluded from the act\b|\bno information will be provided\b",
            r"\bnot (?:suitable|available) for (?:release|disclosure)\b",
            r"\bfavou?rs? (?:maintaining|withholding|non-disclosure)",
        ),
        (
            r"\bstill (?:weighing|consider|assess|decid)\w*|\b(?:told|informed)\b[^.]{0,60}\bexempt",
            r"\b(?:wrongly|incorrectly|mistakenly) (?:\w+ )?(?:applied|withheld|relied|refused)\b|\bwas wrong\b"
            r"|\boriginal(?:ly)?\b[^.]{0,40}\b(?:withheld|refused)|\bshould (?:not have been|have been given)",
            r"\b(?:told|informed) you (?:that|of)\b|\buntil (?:we|i|you)\b|\b1\(3\)",
            r"\bno (?:exemptions?|information) (?:\w+ ){0,4}(?:appl(?:y|ied)|withheld|been withheld|engaged)",
            r"\b(?:has|have) not (?:\w+ )?(?:withheld|refused|applied)\b|\bnothing (?:has been )?withheld\b"
            r"|\bwithout (?:redaction|exemption)",
            r"\bnot (?:engaged|exempt)\b|\bno longer (?:\w+ )?(?:appl\w+|engag\w+|rel\w+|exempt|consider\w*)\b"
            r"|\bdoes not apply\b|\bdo not apply\b",
            r"\b(?:may|might|can|could|to) be (?:used|applied|exempt|withheld|relied|refused)\b|\bunless\b"
            r"|\bwhether\b[^.]{0,60}\b(?:exempt|appl|withh|section)|\bare considering (?:the|whether|if)\b"
            r"|\bwe (?:will|shall) (?:only )?(?:withhold|refuse)\b",
            r"\bin favour of (?:withholding|maintaining)\b[^.]{0,30}$|\bif (?:any|some|an|the|we|you"
            r"|all)\b[^.]{0,60}\b(?:exempt|withh|refus)",
            r"\bconsidered whether\b|\bfavou?rs? (?:disclosure|disclosing|release)|\bin favour of (?:disclosure"
            r"|releasing|release)\b",
            r"\b(?:we|which was|you were|was|been|had|first|originally|previously|initially"
            r"|then) (?:\w+ )?refused\b[^.]{0,90}\b(?:on|you asked|and)\b",
            r"\boverturn",
        ),
    ),
    cue(
        "granted",
        "you |find|see |refer|attach|enclos|provid|below|releas|disclos|suppl|full|pleased|happy|able to|can "
        "|herewith|annex|append|is |are |granted|in the",
        (
            r"\byou will (?:also )?find\b(?! (?:our|the|a) (?:\w+ )?(?:response|answers?|reply|leaflet|notice))"
            r"|\b(?:is|are) published (?:here|below|with)\b|\bcomes? with this\b",
            r"^\W*(?:attached|enclosed|below|overleaf) (?:are|is)\b|\b(?:are|is) (?:in|at|on) (?:the "
            r"|an? )?(?:annex|table|appendix|attached|enclosed|schedule|sheet|spreadsheet|list)\b",
            r"\b(?:is|are) (?:now )?(?:attached|enclosed)\b|\b(?:should|will|can|must) (?:now )?be (?:disclosed"
            r"|released|made public)\b|\bpleased to (?:give|set out)\b",
            r"\b(?:they|it|these|this|which|copies|both) (?:is|are) (?:now |also )?(?:attached|enclosed)\b"
            r"|\b(?:can|may|will) (?:now )?be given to you\b",
            r"\byou (?:have )?(?:asked for|requested|seek|sought|want|need)\b[^.]{0,40}\b(?:is"
            r"|are) (?:now )?(?:set out|attached|enclosed"
            r"|below|in|at|given|shown|provided|listed)\b",
            r"\bsupply you with\b|\bprovide you with (?:the|a|all)\b(?! (?:leaflet|notice|reason))",
            r"\bin the (?:enclosed|attached)\b|\bis at (?:annex|appendix)\b|\bcan (?:now )?be opened\b|\bcop(?:y"
            r"|ies) (?:is |are )?(?:enclosed|attached)\b|\bherewith\b",
            r"\bplease (?:find|see|refer to)\b(?! (?:\w+ ){0,3}(?:our|my|leaflet|complaints|response|reply"
            r"|answers?)\b)",
            r"\bfind (?:\w+ ){0,3}?(?:attached|enclosed|below)\b(?! (?:our|my|the council's|a|the"
            r"|full) (?:\w+ ){0,2}(?:response|reply|answers?)\b)",
            rf"\b(?:{_INFO}|spreadsheet|list|figures|table|contract|policy|survey|schedule|drawings?|plans?"
            r"|licen[cs]es?|advice|statistics|breakdown)\b[^.]{0,80}\b(?:is|are) (?:now |therefore "
            r"|as )?(?:attached|enclosed|below|provided|set out|follows|shown|given|listed|contained"
            r"|detailed|reproduced|included|available)\b",
            r"\b(?:i|we|council|trust|department) (?:can |now |also |have |am able to |are able to |is able to "
            r"|are pleased to |am pleased to |can now )*(?:enclosed?|attach(?:ed)?)\b",
            r"\b(?:pleased|happy|able) to (?:provide|enclose|attach|disclose|release|supply|send|let you have)",
            r"\bcan (?:now )?(?:provide|supply|disclose|release|tell you)\b",
            r"\b(?:decision|decided|agreed) (?:has been taken |was taken |is )?(?:today )?to (?:disclose|release"
            r"|provide)",
            r"\b(?:disclos|releas|provid|suppl|answer)\w+ (?:\w+ ){0,5}in full\b",
            r"\b(?:we|i) (?:are|am|have|has) (?:now |also |therefore |today |hereby )*(?:releas|disclos|provid"
            r"|attach|enclos|suppl)(?:ing|ed|e|ied|ying)\b",
            r"\b(?:has|have) (?:now )?(?:disclosed|released|been (?:disclosed|released|provided))\b|\b(?:was"
            r"|were) (?:disclosed|released|provided) to you\b",
            r"\bcan (?:now )?be (?:disclosed|released|provided)\b|\breleased to you\b|\bprovided (?:below|in the"
            r"|overleaf|at annex)",
            r"\b(?:shown|listed|given|provided) (?:below|in (?:the )?(?:table|annex|appendix|attached))\b"
            r"|\bsee (?:table|attached|annex|appendix|the (?:attached|table))\b",
            r"(?<!response )\b(?:attached|enclosed)[.:]?$",
            r"\bcan be (?:found|obtained|viewed|downloaded|accessed)\b",
            r"\bdisclosed in full\b|\bfull (?:disclosure|release)\b|^\W*(?:granted|disclosed"
            r"|released)(?: in full)?\W*$",
        ),
        (
            r"\b(?:not|un)(?: yet| been| \w+)? ?able to\b",
            r"\b(?:leaflet|complaints?|appeals?|internal review|review procedure|legislation|arguments"
            r"|considerations|reasoning|reasons|explanation|public interest test|text of (?:the|this) (?:exemption"
            r"|section)|terms and conditions|refusal notice|privacy notice|acknowledg\w+)\b",
            r"\b(?:exempt\w*|withheld|withhold|refus\w+|not)\b[^.]{0,30}\b(?:disclos|releas|provid)\w+",
            r"\b(?:would|could|may|might|if)\b[^.]{0,40}\b(?:disclos|releas|provid|be found|exceed)\w*",
            r"\blink\b[^.]{0,40}\b(?:help|find)\b",
            r"\bif you\b",
        ),
    ),
    cue(
        "answering",
        "response|reply|answer|follows|below|pleased|happy|able to|hope|trust|find",
        (
            r"\b(?:find|see) (?:\w+ ){0,3}(?:our|the|my|council's|a|full) (?:\w+ ){0,2}(?:response|reply"
            r"|answers?)\b",
            r"\b(?:response|reply|answers?)\b[^.]{0,80}\b(?:is|are) (?:now |therefore |as )?(?:attached|enclosed"
            r"|below|set out|follows|shown|given|detailed)\b",
            r"\bas follows\b|\b(?:set out|outlined|detailed) below\b|\bsee below\b",
            r"\b(?:pleased|happy|able) to (?:inform|confirm|answer)\b|\bcan (?:now )?answer\b",
            r"\bhope (?:that )?this (?:answers|information|is helpful|helps|assists)\b|\btrust (?:that )?this\b",
            r"\byou will find\b",
        ),
        (r"\bnot (?:yet )?(?:been )?(?:\w+ )?able\b|\bunable\b",),
    ),
    cue(
        "told",
        "0|1|2|3|4|5|6|7|8|9|no|one|two|three|four|five|six|seven|eight|nine|ten",
        (
            r"\b(?:we|i|council|trust|force|department|university|authority|company|there|total|it|cost|spend"
            r"|figure|number|value|which|that|in [12][0-9]{3})\b[^.;]{0,60}\b(?:paid|spent|was|were|is|are|has"
            r"|have|had|received|issued|bought|employ\w*|total\w*|came to|cost|recorded"
            r"|held)\b[^.;]{0,40}?(?:£\s?[0-9]|\b(?:[0-9][0-9,]*|no|none|one|two|three|four|five|six|seven|eight"
            r"|nine|ten)\b(?![).]?\(|/| (?:working |calendar )?(?:days|hours|months|weeks|minutes)| (?:january"
            r"|february|march|april|may|june|july|august|september|october|november|december)))",
            r"(?:[:?|]|\u2013|-)\s*£?[0-9][0-9,.]*(?:%|[mk]| \w{1,12})?[.)]?$",
        ),
        (
            r"\b(?:limit|hours|sections?|regulations?|you sent|requests?|e-?mails|working days|the act)\b"
            r"|\bwas (?:received|dated)\b|\b(?:telephone|tel|fax|phone|box|direct)\b",
        ),
    ),
    cue(
        "part",
        "some|part|most|much|majority|element|portion|certain|limited|remain|rest of|redact|except|apart"
        "|save for|relation|respect|regard|for |to |withheld|addition|other|remov|blank|black",
        (
            r"\b(?:some|parts?|most|much|majority|elements?|portions?|sections|certain"
            rf"|limited) (?:of )?(?:the |this |that |your |it\b)?(?:\w+ )?(?:{_INFO}|requested|held|request"
            r"|it)\b",
            r"\bpartial(?:ly)?\b|\bin part\b|\bpart(?:ly)?[- ](?:granted|disclosed|refused|exempt|release)",
            r"\b(?:remainder|rest of (?:the|your)|remaining (?:information|part|question|documents?|pages?"
            r"|data))\b",
            r"\bredact\w*\b",
            r"\b(?:except for|with the exception of|apart from|save for)\b",
            r"\b(?:in (?:relation|respect|regard) (?:to|of)|with regard to|as regards|for|to) (?:questions?|parts?"
            r"|points?|items?) ?\(?[0-9]{1,2}",
            r"\bthat is not being withheld\b|\bin addition to the information\b|\bany other information\b",
            r"\bhave (?:also )?(?:removed|blanked out|blacked out)\b|\bhave been (?:removed|blanked|blacked"
            r"|taken) ?(?:out)?\b",
        ),
        (r"\bnone of\b|\bpersonal details in respect of your request\b",),
    ),
)
