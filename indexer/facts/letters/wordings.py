"""The words beside a day that say which part it has in a request's story: on forms, and in sentences."""

import re

TOLD = "told"
"""The day of an answer as a sentence tells it: of an earlier one, if the letter is an answer too."""
RECEIVED, ANSWERED, PUBLISHED = "received", "answered", "published"
CLARIFIED, DUE, REVIEWED = "clarified", "due", "reviewed"
ASKED = "asked"
"""The day of the request by its own date, which counts as received if no day of receipt is said."""
MAYBE = "maybe"
"""The day of the request, or one that the question is about: "you asked for the licence on 2 May"."""
DATED = "dated"
"""The letter's own day."""


_REQUEST = (
    r"(?:request|enquiry|query|question|application|e-?mail|letter|message|correspondence|communication|FOIA?|RFI"
    r"|FOI request|submission|fax|web ?form)"
)

_LABELS = (
    (
        RECEIVED,
        r"(?:(?:date|foi|foia|eir|your|the|of|information|initial|original) )*(?:request |enquiry "
        r"|application |case )?(?:was )?"
        r"(?:received|registered|receipt|logged)(?: date| on| at| by us| by)?(?: foi)?|derbyniwyd"
        r"|dyddiad derbyn(?: cais)?",
    ),
    (CLARIFIED, r"(?:date )?(?:of )?(?:clarification|clarified)(?: received| provided| given| date| on)*"),
    (
        REVIEWED,
        r"(?:date )?(?:of )?(?:internal )?review (?:completed|outcome|decision|response|result|issued|sent"
        r"|date|reply)(?: date| on| sent)*",
    ),
    (PUBLISHED, r"(?:date )?(?:first )?(?:of )?(?:published|publication)(?: date| on)*|cyhoeddwyd"),
    (
        DUE,
        r"(?:response |reply |answer |statutory |target |foi |date |final )*(?:due|deadline|target)(?: date"
        r"| by| for (?:response|reply|answer)| on)*|(?:respond|reply|answer)(?: due)? by",
    ),
    (
        ANSWERED,
        r"(?:(?:date|foi|our|the|of|we|final|original|first|initial) )*(?:respon(?:se|ded)|repl(?:y|ied)"
        r"|answer(?:ed)?|disclos(?:ure"
        r"|ed)|decision|refusal(?: notice)?|completed|closed)"
        r"(?: issued| sent| date| provided| completed| released| on| was| dated| letter)*|released?(?: on)?"
        r"|dyddiad ymateb",
    ),
    (
        DATED,
        r"(?:dyddiad ?/ ?)?(?:letter )?(?:date|dated|dyddiad|our date|our letter of"
        r"|date of (?:this |our )?letter|(?:date )?(?:of )?(?:issued?|sent)(?: out)?(?: on)?)(?: ?/ ?(?:date"
        r"|dyddiad))?",
    ),
    (
        ASKED,
        r"(?:(?:date|foi|eir|your|the|of|our|information|initial|original) )*(?:request|enquiry|requested"
        r"|submitted|letter|e-?mail)(?: date| dated| made| submitted| on| of| sent)*",
    ),
)
LABELLED = tuple((role, re.compile(pattern, re.I)) for role, pattern in _LABELS)
"""Of a label, or what stands before the day on its line, the first that is all of it."""

_PROSE = (
    (
        CLARIFIED,
        r"\bclarif(?:ication|ied|ying)\b[^.;?]{0,70}\b(?:on|of|dated|received|at)$|\b(?:gave|provided|supplied"
        r"|sent|received)\b[^.;?]{0,30}\b(?:further|more|additional|extra) (?:details?"
        r"|information)\b[^.;?]{0,40}\bon$"
        r"|\b(?:revised|refined"
        r"|amended|clarified|reworded) (?:wording|request|version|question)s?\b[^.;?]{0,50}\b(?:on|of|dated)$",
    ),
    (
        DUE,
        r"\b(?:by|before|no later than|not later than|until|due (?:for \w+ )?(?:on|by)|deadline (?:of|is|was)"
        r"|required by law,|latest date of|expected on|due date of|is due|was due|are due|new date of|miss(?:ed"
        r"|ing) the (?:date|deadline|target)(?: date)? of)(?: the)?$",
    ),
    (
        RECEIVED,
        r"\b(?:received|logged|registered|arrived(?: here| with us)?|reached (?:us|me|this office|the \w+)"
        r"|came (?:in )?to us|(?:we|which we) got"
        r"|receipt)(?: [^.;?]{0,90}? (?:on|dated|of))?(?: on| at|:)?(?: the)?$",
    ),
    (
        TOLD,
        r"\b(?:we|I|council|authority|department|trust|force|university|office|board|agency|ministry"
        r"|commission|it|they|was|were) (?:\w+ )?"
        r"(?:responded|replied|refused|answered|issued|sent|provided|disclosed|released"
        r"|responding)\b[^.;?]{0,70} (?:on|dated|of)$"
        r"|\b(?:our|my|its|their|original|initial|first|council's|department's|trust's"
        r"|the) (?:\w+ ){0,2}(?:response|reply|answer|decision|refusal)(?: letter| notice)?(?: to you"
        r"|,? (?:which was )?sent(?: to you)?| was(?: sent| issued| given)?| issued| given)* (?:of|dated|on)$"
        r"|\b(?:response|reply|answer|decision|refusal) to [^.;?]{3,60} (?:sent|issued|given"
        r"|dated) (?:to you )?(?:on)?$"
        r"|\b(?:responded|replied)(?: to (?:you|your request|it|this))? on$"
        r"|\bresponse issued(?: on)?$|(?:^|[;,] )(?:reply|response|answer) of$|\banswered(?: on)?$|\breplied(?: on)?$",
    ),
    (
        ASKED,
        rf"\b(?:your|the|this|his|her|their|an?) (?:\S+ ){{0,7}}?{_REQUEST}s?(?: \([^)]{{1,20}}\))?(?: for "
        r"(?:\w+ )?information| for access| below| to [^.;?]{2,50}?| (?:made "
        r"|submitted )?under [^.;?]{5,70}?)?,?"
        r" (?:of|dated|on|sent(?: to \w+)? on|submitted on|made on|which you (?:sent|made|submitted) on"
        r"|dated the|from)(?: the)?$"
        rf"|\b(?:your|the) (?:\S+ ){{0,7}}?{_REQUEST}s?\b[^.;?]{{0,110}}\bdated$"
        rf"|\b(?:your|the) (?:\S+ ){{0,7}}?request\b[^.;?]{{0,80}}\b(?:made|submitted|sent|lodged)\b[^.;?]{{0,60}} on$"
        r"|\b(?:you|I|complainant|applicant|requester)(?: first| originally| recently)? (?:wrote(?: first"
        r"| to us)?|asked"
        r"|requested|made|submitted|sent|put|raised|e-?mailed|contacted|had asked)\b(?:(?! for )[^.;?]){0,70}\bon$"
        r"|\b(?:requested|asked for|sent|submitted) (?:by e-?mail |by letter |via \w+ |to us |in )?on$"
        r"|\byour own letter$",
    ),
    (
        MAYBE,
        r"\b(?:you|I|complainant|applicant|requester)(?: first| originally| recently)? (?:had )?(?:wrote|asked"
        r"|requested|made|submitted|sent|sought)\b[^.;?]{0,90}\bon$",
    ),
    (
        PUBLISHED,
        r"^published(?: on)?$|\bfirst published(?: on)?$|\b(?:this|response|page|answer|reply|release|letter)"
        r" was (?:first )?published(?: on [^.;?]{3,40})? on$",
    ),
)
SPOKEN = tuple((role, re.compile(pattern, re.I)) for role, pattern in _PROSE)
"""Of a sentence up to the day, the first that fits."""
