"""The wordings by which letters grant, refuse, delay or pass on, each searched in one sentence."""

import re
from collections.abc import Mapping


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_INFO = r"(?:information|data|records?|documents?|details|figures|material|files?|correspondence|minutes|e-?mails|reports?|copies|copy|anything)"
_SECTION = r"(?:sections?|s\.?|ss\.?|regulations?|regs?\.?)\s?"

CUES: Mapping[str, re.Pattern[str]] = {
    "ncnd": _any(
        r"\bneither confirm(?:s|ed|ing)?,? (?:n?or|and) (?:to )?den(?:y|ies|ied|ying)",
        r"\b(?:cannot|can not|unable to|not able to|refus\w+ to|not (?:obliged|required) to|declin\w+ to|will not|won't) (?:either )?confirm (?:or|nor) deny",
        r"\b(?:duty|obligation|requirement|need) to confirm (?:or|and) deny\b",
        r"\bto confirm or deny (?:whether|if|that)\b",
        r"\bconfirm(?:ing)? or den(?:y|ying) (?:whether|if|that|the existence)\b",
        r"\bconfirming (?:n?or|and) denying\b",
        r"\bto (?:reveal|say) whether (?:or not )?(?:the |this |any )?information (?:exists|is held)",
        r"\brefus\w+ to (?:confirm|say) whether\b",
    ),
    "cost": _any(
        r"\bappropriate limit\b|\bprescribed amount\b|\b(?:limit|maximum|ceiling) of (?:18|24|£)",
        r"\b(?:more than|over|in excess of|approximately|around|about|at least|some|take|require) (?:\w+ )?[0-9][0-9,.]* (?:\w+ )?hours\b",
        r"\b(?:exceed\w*|in excess of|over|above|more than|beyond|greater than|breach\w*)\b[^.]{0,40}\b(?:appropriate|cost|costs?|fees?|time|statutory|prescribed|18.hours?)[\w' -]{0,14} (?:limit|threshold|ceiling)",
        r"\b(?:appropriate|costs?|fees?|prescribed|statutory time) (?:limit|threshold|ceiling)\b[^.]{0,60}\b(?:exceed|appl(?:y|ies)|engaged|reached)",
        r"\bexcess cost\b",
        r"\bcosts? (?:\w+ ){0,6}(?:in excess of|more than|over|exceed\w*|above) (?:\w+ ){0,3}£(?:450|600)\b",
        r"\b(?:exceed\w*|in excess of|over|above|more than|longer than|beyond) (?:the )?(?:\w+ ){0,2}(?:£(?:450|600)|(?:18|24|3\.5 days|eighteen)[- ]hours?)\b",
        rf"\b{_SECTION}12(?:\(1\)|\(2\))?(?![0-9(])\b",
        r"\btoo (?:costly|expensive)\b",
        r"\bexcessive cost",
    ),
    "vexatious": _any(r"\bvexatious\b", r"\brepeated? request", rf"\b{_SECTION}14(?:\([12]\))?(?![0-9(])"),
    "transferred": _any(
        r"\b(?:re-?routed|sent on|passed on|forwarded)\b[^.]{0,60}\b(?:request|enquiry|e-?mail|letter)|\b(?:request|enquiry|e-?mail|letter|it)\b[^.]{0,40}\b(?:re-?routed|sent on|passed on|forwarded|transferred|redirected) (?:on )?to\b",
        r"\b(?:transferr(?:ed|ing)|transfer) (?:of )?(?:your |this |the |it\b|part)",
        r"\b(?:request|enquiry|e-?mail|correspondence|letter|it) (?:\w+ ){0,4}(?:has|have|is|was|had) (?:therefore |now |also |today )?(?:been |being )?(?:transferred|redirected|re-directed)",
        r"\btransferred (?:\w+ ){0,4}to\b",
        r"\b(?:pass|passed|passing|forward|forwarded|forwarding|redirect|redirected|sent|referred) (?:\w+ ){0,2}(?:your|the|this) (?:\w+ ){0,3}(?:request|enquiry|e-?mail|letter|correspondence|questions?) (?:on |over |across )?to\b",
        r"\b(?:your|the|this) (?:\w+ ){0,3}(?:request|enquiry|e-?mail|letter|correspondence) (?:\w+ ){0,4}(?:passed|forwarded|referred|sent) (?:on |over |across )?to\b",
        r"\b(?:forwarded|passed|redirected) it (?:on )?to\b",
        r"\btake (?:the|your|this) request over\b|\btake over (?:the|your|this) request\b",
    ),
    "extended": _any(
        r"\b(?:take|takes|taking|need|needs) (?:\w+ ){0,3}longer\b|\blonger than (?:the )?(?:20|twenty)\b|\bbeyond (?:the )?(?:20|twenty|statutory)\b|\b(?:revised|new) (?:target|deadline|date for)\b|\bfull (?:reply|response|answer)\b[^.]{0,50}\b(?:cannot|not)\b[^.]{0,30}\byet\b",
        r"\bexceed the (?:20|twenty)\b|\b(?:20|twenty) working days?[^.]{0,40}\b(?:exceeded|allows?)\b|\bstill consider\w*[^.]{0,80}\b(?:public interest|exemption)|\bconsider\w* the (?:balance of the )?public interest\b[^.]{0,60}\b(?:further|more|time|fully)",
        r"\bexten(?:d|ds|ded|ding|sion)\b[^.]{0,50}\b(?:time|deadline|period|limit|days|response|respond|reply|date)\b",
        r"\b(?:time|deadline|period|limit|date)\b[^.]{0,40}\b(?:extended|extension)\b",
        r"\b(?:additional|further|more|extra|longer) (?:time|period)\b[^.]{0,90}\b(?:public interest|respon|consider|reply|decision|regulation)",
        r"\bneeds? (?:\w+ ){0,2}(?:more|additional|extra|further) time\b",
        rf"\b{_SECTION}10\(3\)",
        rf"\b{_SECTION}7\b[^.]{{0,60}}\b(?:extend|40|forty)",
        r"\b(?:further|additional|another|extra) (?:20|twenty|10|ten|15) working days",
        r"\bnot yet (?:able|in a position|reached|completed|concluded|decided)\b[^.]{0,90}\b(?:substantive|public interest|decision|respon|balance)",
        r"\b(?:public interest|balance)\b[^.]{0,60}\b(?:still|not yet|yet to|continu)",
        r"\bpermitted extension\b",
        r"\bwithin 40 working days\b(?![^.]{0,30}\breview)",
    ),
    "clarification": _any(
        r"\b(?:do|did) you mean\b|\bare you asking\b|\bplease (?:could you )?(?:confirm|tell us|let us know|advise us|indicate|state|say) (?:which|what|whether|if|how|who)\b|\b(?:could|can|would) you (?:\w+ ){0,3}(?:give|tell|say|confirm|explain|state|provide|let us know|indicate)\b",
        r"\bunable to (?:proceed|process|deal)\b[^.]{0,60}\b(?:worded|stands|present form|identify)|\b(?:clock|time)\b[^.]{0,30}\b(?:does not|will not|only) (?:run|start|begin)|\b(?:has|have|is|are) not (?:been )?(?:described|specific|clear) ",
        r"\b(?:please|could you|can you|would you|ask(?:ing)? (?:that )?you|need you|needs? (?:further|more|some|additional)|requires? (?:further|more|some|additional)|seek(?:ing)?|require|grateful if you|invite you|help us if you)\b"
        r"[^.?]{0,90}\b(?:clarif\w+|specif(?:y|ic)|more (?:details?|information|precise)|(?:further|additional) (?:details?|information|clarification)|narrow|refine|rephrase|which\b|what (?:you mean|period|date|time))",
        r"\bclarification\b[^.]{0,80}\b(?:required|needed|before|until|receive|once|await|within|from you|requested|sought)",
        r"\b(?:once|when|until|unless|if) (?:we|I) (?:\w+ ){0,4}(?:receive|received|hear)\b[^.]{0,60}\bclarif",
        r"\b(?:unable|cannot|not able|can not|difficult) (?:to )?(?:proceed|process|identify|answer|locate|determine|understand|take)\b[^.]{0,110}\b(?:clear|unclear|clarif\w+|further (?:details?|information)|more (?:details?|information)|further\b)",
        r"\b(?:not|un) ?(?:sufficiently |entirely |quite |wholly )?clear (?:to (?:us|me) )?(?:what|which|exactly|from|whether)",
        r"\bin order to identify and locate\b|\bto identify and locate the information\b[^.]{0,60}\b(?:need|require|further|more)",
        r"\b(?:need|require)s? (?:further|more|additional) (?:details?|information|clarification)\b",
        r"\bclock (?:has )?(?:been )?(?:stopp?ed|paused|is paused)|\bclock (?:stops|will start)|\bon hold (?:until|pending)",
        r"\b(?:too|very) (?:broad|vague|general|ambiguous)\b",
    ),
    "not held": _any(
        r"\bno longer (?:holds?|has|have|retains?|keeps?)\b|\bnot (?:something|information) (?:that )?(?:we|the \w+) (?:hold|record|collect|keep)s?\b|\b(?:hold|holds|held) (?:nothing|none)\b",
        r"\bnot in (?:the )?possession of\b|\bnot (?:collated|captured|collected|retained)\b|\bdo(?:es)? not collate\b|\bhas (?:since )?been destroyed\b|\bno (?:\w+ )?trace of\b|\bhave no record\b|\bno central(?:ly)? (?:held )?record",
        r"\b(?:do|does|did|would) not (?:\w+ly |now |in fact |ever |itself )*(?:hold|record|collect)\b(?! (?:a |an |any )?(?:views?|meetings?|events?|licen|elections?|contracts?|stocks?)\b)",
        r"\b(?:don't|doesn't) (?:hold|have|record)\b|\bnot aware of any\b|\b(?:hold|have) no (?:\w+ ){0,2}(?:information|records?|data)\b|\bno such (?:information|records?|data|documents?|reports?)\b",
        rf"\b(?:do|does|did|have|has|had) not (?:currently |actually |now |routinely |centrally |in fact |ever |itself )*(?:hold|have|possess|held|record|recorded|collect|collected|keep|kept|maintain|retain|retained)\b(?: (?:\w+ ){{0,9}}?{_INFO}| it\b| this\b| that\b| what\b| any\b| these\b| them\b|,|\.?$)",
        rf"\bhas no (?:recorded |relevant )?(?:{_INFO}|record)\b",
        rf"\bhold(?:s|ing)? no\b|\bholds? (?:none|nothing)\b|\bheld no\b",
        rf"\bno (?:\w+ ){{0,3}}?{_INFO}\b[^.]{{0,60}}\b(?:(?:is|are|was|were) (?:\w+ )?held|held|found|located|in scope)\b",
        rf"\b{_INFO}\b[^.]{{0,80}}\b(?:is|are|was|were) (?:therefore )?not (?:\w+ )?(?:held|recorded|kept|collected|available in recorded)\b",
        r"\b(?:is|are|was|were|so is) not held\b|\binformation not held\b|\bnot held by\b|\bno information held\b|^\W*not held\W*$",
        r"\bno recorded (?:information|data)\b",
        r"\bunable to (?:find|locate|identify) any\b",
        r"\b(?:found|located|identified) no (?:\w+ ){0,3}(?:information|records?|documents?)\b",
        r"\bsearch\w*\b[^.]{0,80}\b(?:found none|no results|nothing)\b",
        rf"\b{_SECTION}12\(4\)\(a\)",
        r"\bthere is no record of\b|\bno records? (?:exists?|of this)\b",
    ),
    "refused": _any(
        r"\bdecided against\b|\bclosed until\b|\bretained under\b|\bwill not be (?:answering|releasing|disclosing|providing|supplying)\b|\bnot in the public interest to (?:disclose|release|provide)\b|\bcannot (?:give|share|let you have|be (?:shared|given|released))\b|\b(?:prevents|prohibits|prohibited from|bars) (?:\w+ )?(?:disclos|releas)",
        r"\bwith-?h[eo]ld(?:s|ing)?\b|\bwithheld\b",
        r"\brefus(?:e|es|ed|al|ing)\b",
        r"\bnot (?:obliged|required) (?:by \w+ )?(?:to|,)",
        r"\bnot (?:going|able|possible|appropriate|willing|in a position|be able) to (?:provide|disclose|supply|release|share|give)",
        r"\b(?:is|are|was|were|be|therefore|as|considers?|information|data|documents?|which|and|it) (?:\w+ ){0,4}exempt(?:ed)?\b",
        r"\bexemptions?\b[^.]{0,90}\b(?:appl(?:y|ies|ied)|engaged|maintain\w*)\b",
        r"\b(?:appl(?:y|ied|ies|ying)|engag\w+|rel(?:y|ied|ying)|cit\w+|invok\w+|maintain\w*)\b[^.]{0,60}\b(?:exemptions?|exceptions?)\b",
        r"\bexcept(?:ed|ion)\b[^.]{0,60}\b(?:under|appl(?:y|ies|ied)|engaged|maintained|regulation)",
        r"\b(?:sections?|s\.?|ss\.?)\s?(?:2[1-9]A?|3[0-9]A?|4[0-4])(?![0-9]|A\w)",
        r"\b(?:regulations?|regs?\.?)\s?(?:12\(4\)\([b-e]\)|12\(5\)|12\([359]\)|13\b|10\([45]\)|11\(2\))",
        r"\bexempt\b|\bnon-disclosure\b|\bnot been (?:provided|disclosed|released|supplied)\b|\bdeclin\w+\b|\bcannot agree to\b",
        r"\bwould(?: be likely to)? (?:prejudice|inhibit|endanger|damage)\b|\bexcluded information\b|\bnot disclosable\b",
        r"\b(?:will|can|could|does|do|should|have decided|has decided|decided|decision) not (?:to )?(?:be )?(?:disclos\w+|releas\w+|provid\w+|supply|supplied)\b",
        r"\bcan ?not (?:be )?(?:provid\w+|disclos\w+|releas\w+|supply)",
        r"\bunable (?:on this occasion )?to (?:provide|supply|disclose|release|comply|let you have|give)",
        r"\bexcluded from the act\b|\bno information will be provided\b",
        r"\bnot (?:suitable|available) for (?:release|disclosure)\b",
        r"\bfavou?rs? (?:maintaining|withholding|non-disclosure)",
    ),
    "granted": _any(
        r"\bin the (?:enclosed|attached)\b|\bis at (?:annex|appendix)\b|\bcan (?:now )?be opened\b|\bcop(?:y|ies) (?:is |are )?(?:enclosed|attached)\b|\bherewith\b",
        r"\bplease (?:find|see|refer to)\b(?! (?:\w+ ){0,3}(?:our|my|leaflet|complaints|response|reply|answers?)\b)",
        r"\bfind (?:\w+ ){0,3}?(?:attached|enclosed|below)\b(?! (?:our|my|the council's|a|the|full) (?:\w+ ){0,2}(?:response|reply|answers?)\b)",
        rf"\b(?:{_INFO}|spreadsheet|list|figures|table|contract|policy|survey|schedule|drawings?|plans?|licen[cs]es?|advice|statistics|breakdown)\b[^.]{{0,80}}\b(?:is|are) (?:now |therefore |as )?(?:attached|enclosed|below|provided|set out|follows|shown|given|listed|contained|detailed|reproduced|included|available)\b",
        r"\b(?:I|we|council|trust|department) (?:can |now |also |have |am able to |are able to |is able to |are pleased to |am pleased to |can now )*(?:enclosed?|attach(?:ed)?)\b",
        r"\b(?:pleased|happy|able) to (?:provide|enclose|attach|disclose|release|supply|send|let you have)",
        r"\bcan (?:now )?(?:provide|supply|disclose|release|tell you)\b",
        r"\b(?:decision|decided|agreed) (?:has been taken |was taken |is )?(?:today )?to (?:disclose|release|provide)",
        r"\b(?:disclos|releas|provid|suppl|answer)\w+ (?:\w+ ){0,5}in full\b",
        r"\b(?:we|I) (?:are|am|have|has) (?:now |also |therefore |today |hereby )*(?:releas|disclos|provid|attach|enclos|suppl)(?:ing|ed|e|ied|ying)\b",
        r"\b(?:has|have) (?:now )?(?:disclosed|released|been (?:disclosed|released|provided))\b|\b(?:was|were) (?:disclosed|released|provided) to you\b",
        r"\bcan (?:now )?be (?:disclosed|released|provided)\b|\breleased to you\b|\bprovided (?:below|in the|overleaf|at annex)",
        r"\b(?:shown|listed|given|provided) (?:below|in (?:the )?(?:table|annex|appendix|attached))\b|\bsee (?:table|attached|annex|appendix|the (?:attached|table))\b",
        r"(?<!response )\b(?:attached|enclosed)[.:]?$",
        r"\bcan be (?:found|obtained|viewed|downloaded|accessed)\b",
        r"\bdisclosed in full\b|\bfull (?:disclosure|release)\b|^\W*(?:granted|disclosed|released)(?: in full)?\W*$",
    ),
    "answering": _any(
        r"\b(?:find|see) (?:\w+ ){0,3}(?:our|the|my|council's|a|full) (?:\w+ ){0,2}(?:response|reply|answers?)\b",
        r"\b(?:response|reply|answers?)\b[^.]{0,80}\b(?:is|are) (?:now |therefore |as )?(?:attached|enclosed|below|set out|follows|shown|given|detailed)\b",
        r"\bas follows\b|\b(?:set out|outlined|detailed) below\b|\bsee below\b",
        r"\b(?:pleased|happy|able) to (?:inform|confirm|answer)\b|\bcan (?:now )?answer\b",
        r"\bhope (?:that )?this (?:answers|information|is helpful|helps|assists)\b|\btrust (?:that )?this\b",
        r"\byou will find\b",
    ),
    "told": _any(
        r"\b(?:we|i|council|trust|force|department|university|authority|company|there|total|it|cost|spend|figure|number|value|which|that|in [12][0-9]{3})\b[^.;]{0,60}"
        r"\b(?:paid|spent|was|were|is|are|has|have|had|received|issued|bought|employ\w*|total\w*|came to|cost|recorded|held)\b[^.;]{0,40}?"
        r"(?:£\s?[0-9]|\b(?:[0-9][0-9,]*|no|none|one|two|three|four|five|six|seven|eight|nine|ten)\b(?![).]?\(|/| (?:working |calendar )?(?:days|hours|months|weeks|minutes)| (?:january|february|march|april|may|june|july|august|september|october|november|december)))",
        r"(?:[:?|]|\u2013|-)\s*£?[0-9][0-9,.]*(?:%|[mk]| \w{1,12})?[.)]?$",
    ),
    "part": _any(
        rf"\b(?:some|parts?|most|much|majority|elements?|portions?|sections|certain|limited) (?:of )?(?:the |this |that |your |it\b)?(?:\w+ )?(?:{_INFO}|requested|held|request|it)\b",
        r"\bpartial(?:ly)?\b|\bin part\b|\bpart(?:ly)?[- ](?:granted|disclosed|refused|exempt|release)",
        r"\b(?:remainder|rest of (?:the|your)|remaining (?:information|part|question|documents?|pages?|data))\b",
        r"\bredact\w*\b",
        r"\b(?:except for|with the exception of|apart from|save for)\b",
        r"\b(?:in (?:relation|respect|regard) (?:to|of)|with regard to|as regards|for|to) (?:questions?|parts?|points?|items?) ?\(?[0-9]{1,2}",
        r"\bthat is not being withheld\b|\bin addition to the information\b|\bany other information\b",
        r"\bhave (?:also )?(?:removed|blanked out|blacked out)\b|\bhave been (?:removed|blanked|blacked|taken) ?(?:out)?\b",
    ),
    "ack": _any(
        r"\bwill (?:deal|be dealt) with|\bas (?:promptly|quickly) as\b|\bshould be (?:sent|with you)\b|\bat the latest\b|\bwill be (?:considered|handled|treated|dealt)\b",
        r"\backnowledg\w+\b|\breceiving attention\b|\bautomatic(?:ally)? (?:reply|generated|response)",
        r"\b(?:will|aim to|should|shall|hope to|endeavour to|expect to) (?:\w+ ){0,3}(?:respond|reply|answer|be dealt|write to you|be in touch|hear|be answered|be processed|receive (?:a|our) (?:response|reply)|provide you with a (?:response|reply)|send you (?:a|our))\b",
        r"\bhas been (?:logged|passed|allocated|registered|received|recorded)\b",
        r"\b(?:being|still) (?:processed|dealt|considered|gather\w+|collat\w+|work\w+)\b",
        r"\bas soon as (?:we|I|possible)\b",
    ),
    "closed": _any(
        r"\b(?:have|has|is|are|was) (?:now |been |therefore |being |accordingly )*clos(?:ed|ing) (?:our|your|the|this) (?:file|request|case)|\b(?:regard|treat\w*|consider\w*) (?:it|your request|this|this request|the request) (?:as|to (?:be|have been)) (?:now )?(?:withdrawn|closed)|\b(?:request|file|case) has (?:now )?been (?:closed|withdrawn)\b",
        r"\bwithdr(?:aw|awn|ew|awal)\b[^.]{0,40}\brequest|\brequest\b[^.]{0,40}\bwithdrawn\b",
        r"\bfees? notice\b|\brequires? (?:a |the )?(?:payment|fee)\b|\bpayment of £",
    ),
}

REJECTED: Mapping[str, re.Pattern[str]] = {
    "vexatious": _any(
        r"\b(?:not|isn't|never) (?:\w+ ){0,3}vexatious\b",
        r"\bvexatious\b[^.]{0,90}\b(?:it is not|is not|not (?:to be|apply|engaged)|decided (?:that it|not))",
    ),
    "cost": _any(
        r"\b(?:within|below|under|not (?:\w+ )?exceed|(?:wouldn't|won't) exceed)\b[^.]{0,40}\b(?:limit|threshold)",
        r"\b(?:first|previous|earlier|original|last) (?:request|version)\b",
        r"\bonly (?:be )?charge",
    ),
    "refused": _any(
        r"\bno (?:exemptions?|information) (?:\w+ ){0,4}(?:appl(?:y|ied)|withheld|been withheld|engaged)",
        r"\b(?:has|have) not (?:\w+ )?(?:withheld|refused|applied)\b|\bnothing (?:has been )?withheld\b|\bwithout (?:redaction|exemption)",
        r"\bnot (?:engaged|exempt)\b|\bno longer (?:\w+ )?(?:appl\w+|engag\w+|rel\w+|exempt|consider\w*)\b|\bdoes not apply\b|\bdo not apply\b",
        r"\b(?:may|might|can|could|to) be (?:used|applied|exempt|withheld|relied|refused)\b|\bunless\b|\bwhether\b[^.]{0,60}\b(?:exempt|appl|withh|section)|\bare considering (?:the|whether|if)\b|\bwe (?:will|shall) (?:only )?(?:withhold|refuse)\b",
        r"\bin favour of (?:withholding|maintaining)\b[^.]{0,30}$|\bif (?:any|some|an|the|we|you|all)\b[^.]{0,60}\b(?:exempt|withh|refus)",
        r"\bconsidered whether\b|\bfavou?rs? (?:disclosure|disclosing|release)|\bin favour of (?:disclosure|releasing|release)\b",
        r"\b(?:we|which was|you were|was|been|had|first|originally|previously|initially|then) (?:\w+ )?refused\b[^.]{0,90}\b(?:on|you asked|and)\b",
        r"\boverturn",
    ),
    "not held": _any(
        r"\bnot (?:only|just) hold\b|\b(?:whether|if) (?:\w+ ){0,5}(?:held|hold|holds)\b",
        r"\b(?:does|do) not hold (?:a|an) (?:contract|position|view|licence)\b",
        r"\bnot hold (?:\w+ ){0,3}(?:in|at) (?:one|a single|a central)\b",
    ),
    "clarification": _any(
        r"\bthank(?:s| you) for (?:\w+ )?(?:clarif\w+|providing)\b",
        r"\bif (?:you|there) (?:\w+ ){0,3}(?:require|need|have|wish|would like|want|are)\b",
        r"\bplease (?:do not hesitate|contact|feel free|get in touch|note|find|see|quote)\b",
        r"\b(?:we|I) (?:asked|sought|wrote|requested)\b|\byou (?:gave|provided|clarified|confirmed)\b|\byour clarification\b",
        r"\b(?:narrow|refine|limit) (?:\w+ ){0,3}(?:request|it|scope)\b",
    ),
    "told": _any(r"\b(?:limit|hours|sections?|regulations?|you sent|requests?|e-?mails|working days|the act)\b|\bwas (?:received|dated)\b|\b(?:telephone|tel|fax|phone|box|direct)\b"),
    "answering": _any(r"\bnot (?:yet )?(?:been )?(?:\w+ )?able\b|\bunable\b"),
    "extended": _any(r"\bapologise\b[^.]{0,80}\bdelay\b", r"\breview\b", r"\bcontract\b"),
    "transferred": _any(
        r"\b(?:to|with) (?:the|our) (?:relevant|appropriate|correct|responsible) (?:team|department|officer|service|section|division|directorate|unit|area|staff)",
        r"\btransferred data\b|\bfunds?\b|\bmoney\b|\btransfer of (?:property|staff|land)\b",
    ),
    "granted": _any(
        r"\b(?:not|un)(?: yet| been| \w+)? ?able to\b",
        r"\b(?:leaflet|complaints?|appeals?|internal review|review procedure|legislation|arguments|considerations|reasoning|reasons|explanation|public interest test|text of (?:the|this) (?:exemption|section)|terms and conditions|refusal notice|privacy notice|acknowledg\w+)\b",
        r"\b(?:exempt\w*|withheld|withhold|refus\w+|not)\b[^.]{0,30}\b(?:disclos|releas|provid)\w+",
        r"\b(?:would|could|may|might|if)\b[^.]{0,40}\b(?:disclos|releas|provid|be found|exceed)\w*",
        r"\blink\b[^.]{0,40}\b(?:help|find)\b",
        r"\bif you\b",
    ),
    "ack": _any(r"$^"),
    "part": _any(r"\bnone of\b|\bpersonal details in respect of your request\b"),
}
"""What shows that a cue in the same sentence means something else."""

LEAFLET = _any(
    r"^\W*(?:your )?(?:rights? (?:to|of) (?:complain|complaint|appeal|review|request|ask)|rights? to )",
    r"^\W*(?:complaints?|appeals?|internal reviews?|review|how to (?:complain|appeal|request)|about foi|complaints? (?:procedure|process)|right to review|appeal rights|next steps|further information|useful links)(?: procedure| rights?| process)?\W*$",
    r"^\W*if (?:you|following|subsequently|for any reason)\b[^.]{0,60}\b(?:not (?:happy|satisfied|content)|unhappy|dissatisfied|unsatisfied|wish to (?:complain|appeal|request)|wish to (?:\w+ ){0,3}(?:review|complaint)|disagree|remain|are not content|have any complaint)",
    r"^\W*(?:you|the applicant) (?:may|can|have (?:a|the) right|has the right|are entitled)\b[^.]{0,60}\b(?:complain|appeal|review|apply)",
    r"^\W*(?:copyright|re-?use of|data protection|disclaimer|open government licence)\b[^.]{0,50}$",
)
"""Where what follows is the same in every letter."""

LEAVES = _any(r"^\W*(?:annex|appendix|schedule|enclosure)\b")
"""Where a leaflet ends."""

REVIEW = _any(r"\binternal review\b", r"\breview (?:of|into) (?:the|our|my|this|your|how|that) (?:\w+ ){0,4}(?:decision|response|request|handling)", r"\bthe review(?:er)?\b|\bon review\b|\breview panel\b|\brequirement for (?:a )?review\b|\byour complaint about\b")
REVIEWS = _any(
    r"\b(?:carried out|conducted|completed|undertaken|concluded|carrying out) (?:\w+ ){0,3}(?:internal )?review\b|\breview (?:has |was |is )?(?:now )?(?:been )?(?:completed|concluded|carried out|finds|found)\b",
    r"\b(?:outcome|result|findings?|conclusions?) of (?:the|my|our|your|this) (?:internal )?review\b|\bon review\b[^.]{0,30}\bfind|\breview panel\b|\bhaving (?:looked|considered|reviewed)\b[^.]{0,20}\bagain\b",
    r"\b(?:asking for|requesting|request for|requested|asked for|asked us) (?:an |a |to )?(?:internal )?review\b|\basked (?:us|me|that we) (?:to )?(?:review|reconsider)\b",
    r"^\W*internal review\b[^.]{0,40}$|\b(?:freedom of information|foi)\b[^.]{0,30}[-\u2013:] ?internal review\b|\breview completed\b|\bhandling of your request\b",
)
"""What only a letter on a review says."""
UPHOLDS = _any(
    r"\b(?:uphold|upheld|upholding|agree with|confirm|support|maintain\w*|affirm)\b[^.]{0,60}\b(?:decision|response|refusal|position|use of|application)\b",
    r"\b(?:decision|response|refusal|exemption|section [0-9()a-z]+)\b[^.]{0,60}\b(?:was|were|is|has been|have been) (?:\w+ )?(?:correct|properly|appropriate|upheld|right|justified|valid)\b",
    r"\bcomplaint (?:is|was|has been) not upheld\b|\bcorrectly (?:applied|withheld|refused|relied)\b|\bproperly applied\b|\bcontinue to (?:be )?(?:withh|rel|refus)",
)
