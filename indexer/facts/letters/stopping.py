"""What stops a request or makes it wait: too dear, vexatious, unclear, somebody else's, not yet decided, closed."""

from indexer.facts.letters.cues import cue

_SECTION = r"(?:sections?|s\.?|ss\.?|regulations?|regs?\.?)\s?"

STOPPING = (
    cue(
        "ncnd",
        "confirm|whether|denial",
        (
            r"\bconfirmation (?:n?or|and) denial\b|\bno (?:confirmation|denial)\b",
            r"\bsay whether or not (?:it|we|the \w+)\b|\bwhether or not (?:it|we) (?:holds?|has|have)\b|\b(?:duty"
            r"|obligation) to say whether\b",
            r"\bneither confirm(?:s|ed|ing)?,? (?:n?or|and) (?:to )?den(?:y|ies|ied|ying)",
            r"\b(?:cannot|can not|unable to|not able to|refus\w+ to|not (?:obliged|required) to|declin\w+ to"
            r"|will not|won't) (?:either )?confirm (?:or|nor) deny",
            r"\b(?:duty|obligation|requirement|need) to confirm (?:or|and) deny\b",
            r"\bto confirm or deny (?:whether|if|that)\b",
            r"\bconfirm(?:ing)? or den(?:y|ying) (?:whether|if|that|the existence)\b",
            r"\bconfirming (?:n?or|and) denying\b",
            r"\bto (?:reveal|say) whether (?:or not )?(?:the |this |any )?information (?:exists|is held)",
            r"\brefus\w+ to (?:confirm|say) whether\b",
        ),
    ),
    cue(
        "cost",
        "limit|cost|hours|12|£|expens|amount|ceiling|threshold",
        (
            r"\bappropriate limit\b|\bprescribed amount\b|\b(?:limit|maximum|ceiling) of (?:18|24|£)",
            r"\b(?:more than|over|in excess of|approximately|around|about|at least|some|take"
            r"|require) (?:\w+ )?[0-9][0-9,.]* (?:\w+ )?hours\b",
            r"\b(?:exceed\w*|in excess of|over|above|more than|beyond|greater than"
            r"|breach\w*)\b[^.]{0,40}\b(?:appropriate|cost|costs?|fees?|time|statutory|prescribed"
            r"|18.hours?)[\w' -]{0,14} (?:limit|threshold|ceiling)",
            r"\b(?:appropriate|costs?|fees?|prescribed|statutory time) (?:limit|threshold"
            r"|ceiling)\b[^.]{0,60}\b(?:exceed|appl(?:y|ies)|engaged|reached)",
            r"\bexcess cost\b",
            r"\bcosts? (?:\w+ ){0,6}(?:in excess of|more than|over|exceed\w*|above) (?:\w+ ){0,3}£(?:450|600)\b",
            r"\b(?:exceed\w*|in excess of|over|above|more than|longer than"
            r"|beyond) (?:the )?(?:\w+ ){0,2}(?:£(?:450|600)|(?:18|24|3\.5 days|eighteen)[- ]hours?)\b",
            rf"\b{_SECTION}12(?:\(1\)|\(2\))?(?![0-9(])\b",
            r"\btoo (?:costly|expensive)\b",
            r"\bexcessive cost",
        ),
        (
            r"\b(?:within|below|under|not (?:\w+ )?exceed|(?:wouldn't|won't) exceed)\b[^.]{0,40}\b(?:limit"
            r"|threshold)",
            r"\b(?:first|previous|earlier|original|last) (?:request|version)\b",
            r"\bonly (?:be )?charge",
        ),
    ),
    cue(
        "vexatious",
        "vexat|repeat|14",
        (
            r"\bvexatious\b",
            r"\brepeated? request",
            rf"\b{_SECTION}14(?:\([12]\))?(?![0-9(])",
        ),
        (
            r"\b(?:not|isn't|never) (?:\w+ ){0,3}vexatious\b",
            r"\bvexatious\b[^.]{0,90}\b(?:it is not|is not|not (?:to be|apply|engaged)|decided (?:that it|not))",
        ),
    ),
    cue(
        "transferred",
        "transfer|pass|forward|direct|route|sent|refer|take|arranged|asked|by ",
        (
            r"\b(?:passed|forwarded|referred|sent on)\b[^.]{0,40}\bdirect(?:ly)?\b",
            r"\b(?:arranged|asked) for (?:your|the|this) (?:\w+ )?(?:request|letter|e-?mail"
            r"|enquiry)\b[^.]{0,60}\bby\b|\b(?:dealt with|answered|handled) by (?:them|it|that)\b",
            r"\b(?:has|have) (?:now |since |therefore )?been (?:forwarded|transferred|passed|sent on|redirected"
            r"|referred) (?:on )?to\b",
            r"\b(?:sent|passed|forwarded|transferred|referred) (?:it|this|them|these) (?:on )?to\b",
            r"\bsent your (?:\w+ )?(?:request|letter|e-?mail|enquiry) on\b|\basked (?:it|them"
            r"|the (?:\S+ ){1,5}?)to (?:answer|reply|respond)\b",
            r"\b(?:re-?routed|sent on|passed on|forwarded)\b[^.]{0,60}\b(?:request|enquiry|e-?mail|letter)"
            r"|\b(?:request|enquiry|e-?mail|letter|it)\b[^.]{0,40}\b(?:re-?routed|sent on|passed on|forwarded"
            r"|transferred|redirected) (?:on )?to\b",
            r"\b(?:transferr(?:ed|ing)|transfer) (?:of )?(?:your |this |the |it\b|part)",
            r"\b(?:request|enquiry|e-?mail|correspondence|letter|it) (?:\w+ ){0,4}(?:has|have|is|was"
            r"|had) (?:therefore |now |also |today )?(?:been |being )?(?:transferred|redirected|re-directed)",
            r"\btransferred (?:\w+ ){0,4}to\b",
            r"\b(?:pass|passed|passing|forward|forwarded|forwarding|redirect|redirected|sent"
            r"|referred) (?:\w+ ){0,2}(?:your|the|this) (?:\w+ ){0,3}(?:request|enquiry|e-?mail|letter"
            r"|correspondence|questions?) (?:on |over |across )?to\b",
            r"\b(?:your|the|this) (?:\w+ ){0,3}(?:request|enquiry|e-?mail|letter"
            r"|correspondence) (?:\w+ ){0,4}(?:passed|forwarded|referred|sent) (?:on |over |across )?to\b",
            r"\b(?:forwarded|passed|redirected) it (?:on )?to\b",
            r"\btake (?:the|your|this) request over\b|\btake over (?:the|your|this) request\b",
        ),
        (
            r"\b(?:to|with) (?:the|our) (?:relevant|appropriate|correct|responsible) (?:team|department|officer"
            r"|service|section|division|directorate|unit|area|staff)",
            r"\btransferred data\b|\bfunds?\b|\bmoney\b|\btransfer of (?:property|staff|land)\b",
        ),
    ),
    cue(
        "extended",
        "exten|time|10(3)|reg|working day|yet|still|longer|beyond|revised|new |exceed|consider|interest",
        (
            r"\bregulations? 7(?:\(1\))?(?![0-9(])|\bneed until\b|\b(?:20"
            r"|twenty)[- ](?:working[- ])?days?\b[^.]{0,40}\b(?:not be|cannot|unable)",
            r"\bstill (?:weighing|assess\w+|decid\w+)\b|\bnot in a position to\b|\b(?:set|given"
            r"|fixed) (?:\w+ )?(?:a )?(?:new|later|revised) (?:date|deadline|target)\b|\bnew date (?:of|for)\b",
            r"\bnot (?:been )?possible to (?:meet|reply|respond|answer|complete)\b|\bconsider further\b"
            r"|\b(?:unable|not able) to (?:meet|respond within)\b",
            r"\b(?:take|takes|taking|need|needs) (?:\w+ ){0,3}longer\b|\blonger than (?:the )?(?:20|twenty)\b"
            r"|\bbeyond (?:the )?(?:20|twenty|statutory)\b|\b(?:revised|new) (?:target|deadline|date for)\b"
            r"|\bfull (?:reply|response|answer)\b[^.]{0,50}\b(?:cannot|not)\b[^.]{0,30}\byet\b",
            r"\bexceed the (?:20|twenty)\b|\b(?:20|twenty) working days?[^.]{0,40}\b(?:exceeded|allows?)\b"
            r"|\bstill consider\w*[^.]{0,80}\b(?:public interest|exemption)"
            r"|\bconsider\w* the (?:balance of the )?public interest\b[^.]{0,60}\b(?:further|more|time|fully)",
            r"\bexten(?:d|ds|ded|ding|sion)\b[^.]{0,50}\b(?:time|deadline|period|limit|days|response|respond|reply"
            r"|date)\b",
            r"\b(?:time|deadline|period|limit|date)\b[^.]{0,40}\b(?:extended|extension)\b",
            r"\b(?:additional|further|more|extra|longer) (?:time|period)\b[^.]{0,90}\b(?:public interest|respon"
            r"|consider|reply|decision|regulation)",
            r"\bneeds? (?:\w+ ){0,2}(?:more|additional|extra|further) time\b",
            rf"\b{_SECTION}10\(3\)",
            rf"\b{_SECTION}7\b[^.]{{0,60}}\b(?:extend|40|forty)",
            r"\b(?:further|additional|another|extra) (?:20|twenty|10|ten|15) working days",
            r"\bnot yet (?:able|in a position|reached|completed|concluded|decided)\b[^.]{0,90}\b(?:substantive"
            r"|public interest|decision|respon|balance)",
            r"\b(?:public interest|balance)\b[^.]{0,60}\b(?:still|not yet|yet to|continu)",
            r"\bpermitted extension\b",
            r"\bwithin 40 working days\b(?![^.]{0,30}\breview)",
        ),
        (
            r"\bapologise\b[^.]{0,80}\bdelay\b",
            r"\breview\b",
            r"\bcontract\b",
        ),
    ),
    cue(
        "clarification",
        "clarif|explain|tell|told|specif|please|could|can you|would you|ask|need|requir|seek|grateful|invite|help"
        "|unable|cannot|can not|not able|difficult|clear|identify|clock|hold|broad|vague|general|ambig|mean|time|not ",
        (
            r"\b(?:grateful if you would|please|could you|would you) explain\b|\bexplain what is meant\b"
            r"|\bthe day on which you tell\b|\bonce you (?:have )?(?:told|tell|reply|let)\b",
            r"\bplease (?:can|could|would) you (?:\w+ )?(?:advise|confirm|tell|say|state|clarify|let)\b"
            r"|\badvise (?:us |me )?(?:which|what|whether)\b",
            r"\b(?:not|n't) (?:make (?:it )?|entirely |quite |wholly )?clear\b|\bneed you to (?:tell|say|let"
            r"|give)\b|\bbefore (?:we|i) can\b[^.]{0,60}\b(?:need|further|please)",
            r"\bplease (?:state|specify|supply|identify)\b|\bsections? 1\(3\)|\bnot obliged\b[^.]{0,40}\buntil\b"
            r"|\bbefore we can (?:go|proceed|answer|begin|start)\b",
            r"\b(?:do|did) you mean\b|\bare you asking\b|\bplease (?:could you )?(?:confirm|tell us|let us know"
            r"|advise us|indicate|state|say) (?:which|what|whether|if|how|who)\b|\b(?:could|can"
            r"|would) you (?:\w+ ){0,3}(?:give|tell|say|confirm|explain|state|provide|let us know|indicate)\b",
            r"\bunable to (?:proceed|process|deal)\b[^.]{0,60}\b(?:worded|stands|present form|identify)|\b(?:clock"
            r"|time)\b[^.]{0,30}\b(?:does not|will not|only) (?:run|start|begin)|\b(?:has|have|is"
            r"|are) not (?:been )?(?:described|specific|clear) ",
            r"\b(?:please|could you|can you|would you|ask(?:ing)? (?:that )?you|need you|needs? (?:further|more"
            r"|some|additional)|requires? (?:further|more|some|additional)|seek(?:ing)?|require|grateful if you"
            r"|invite you|help us if you)\b[^.?]{0,90}\b(?:clarif\w+|specif(?:y|ic)|more (?:details?|information"
            r"|precise)|(?:further|additional) (?:details?|information|clarification)|narrow|refine|rephrase"
            r"|what (?:you mean|period|date|time))",
            r"\bclarification\b[^.]{0,80}\b(?:required|needed|before|until|receive|once|await|within|from you"
            r"|requested|sought)",
            r"\b(?:once|when|until|unless|if) (?:we|i) (?:\w+ ){0,4}(?:receive|received|hear)\b[^.]{0,60}\bclarif",
            r"\b(?:unable|cannot|not able|can not|difficult) (?:to )?(?:proceed|process|identify|answer|locate"
            r"|determine|understand|take)\b[^.]{0,110}\b(?:clear|unclear|clarif\w+|further (?:details?"
            r"|information)|more (?:details?|information)|further\b)",
            r"\b(?:not|un) ?(?:sufficiently |entirely |quite |wholly )?clear (?:to (?:us|me) )?(?:what|which"
            r"|exactly|from|whether)",
            r"\bin order to identify and locate\b|\bto identify and locate the information\b[^.]{0,60}\b(?:need"
            r"|require|further|more)",
            r"\b(?:need|require)s? (?:further|more|additional) (?:details?|information|clarification)\b",
            r"\bclock (?:has )?(?:been )?(?:stopp?ed|paused|is paused)|\bclock (?:stops|will start)"
            r"|\bon hold (?:until|pending)",
            r"\b(?:too|very) (?:broad|vague|general|ambiguous)\b",
        ),
        (
            r"\bthank(?:s| you) for (?:\w+ )?(?:clarif\w+|providing)\b",
            r"\bif (?:you|there) (?:\w+ ){0,3}(?:require|need|have|wish|would like|want|are)\b",
            r"\bplease (?:do not hesitate|contact|feel free|get in touch|note|find|see|quote)\b",
            r"\b(?:we|i) (?:asked|sought|wrote|requested)\b|\byou (?:gave|provided|clarified|confirmed)\b"
            r"|\byour clarification\b",
            r"\b(?:narrow|refine|limit) (?:\w+ ){0,3}(?:request|it|scope)\b",
        ),
    ),
    cue(
        "closed",
        "withdraw|withdrawn|clos|fee|payment|withdrew|regard|treat|consider",
        (
            r"\b(?:have|has|is|are|was) (?:now |been |therefore |being |accordingly )*clos(?:ed|ing) (?:our|your"
            r"|the|this) (?:file|request|case)|\b(?:regard|treat\w*|consider\w*) (?:it|your request|this"
            r"|this request|the request) (?:as|to (?:be|have been)) (?:now )?(?:withdrawn|closed)|\b(?:request"
            r"|file|case) has (?:now )?been (?:closed|withdrawn)\b",
            r"\bwithdr(?:aw|awn|ew|awal)\b[^.]{0,40}\brequest|\brequest\b[^.]{0,40}\bwithdrawn\b",
            r"\bfees? notice\b|\brequires? (?:a |the )?(?:payment|fee)\b|\bpayment of £",
        ),
    ),
    cue(
        "ack",
        "acknowledg|attention|automatic|will|aim|should|shall|hope|endeavour|expect|has been|being|still"
        "|as soon|prompt|quick|latest",
        (
            r"\bwill (?:\w+ ){0,6}(?:write to you|reply|respond|be in touch|let you know)\b[^.]{0,40}\b(?:by"
            r"|within|before|in|as soon)\b",
            r"\bwill (?:deal|be dealt) with|\bas (?:promptly|quickly) as\b|\bshould be (?:sent|with you)\b"
            r"|\bat the latest\b|\bwill be (?:considered|handled|treated|dealt)\b",
            r"\backnowledg\w+\b|\breceiving attention\b|\bautomatic(?:ally)? (?:reply|generated|response)",
            r"\b(?:will|aim to|should|shall|hope to|endeavour to|expect to) (?:\w+ ){0,3}(?:respond|reply|answer"
            r"|be dealt|write to you|be in touch|hear|be answered|be processed|receive (?:a|our) (?:response"
            r"|reply)|provide you with a (?:response|reply)|send you (?:a|our))\b",
            r"\bhas been (?:logged|passed|allocated|registered|received|recorded)\b",
            r"\b(?:being|still) (?:processed|dealt|considered|gather\w+|collat\w+|work\w+)\b",
            r"\bas soon as (?:we|i|possible)\b",
        ),
    ),
)
