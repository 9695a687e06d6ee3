"""What people are who act in public: ministers, members, chief officers, heads and directors; no junior staff."""

import re

_RANK = (
    r"(?:(?:the|a|an|our|its|then|former|acting|interim|deputy|assistant|joint|vice|senior|executive|non-executive"
    r"|corporate|strategic|group|managing|regional|national|lead|first|second|outgoing|new|current)[ -]){0,4}+"
)
_ROLE = (
    r"(?:director(?:[ -]general)?|permanent (?:under-?)?secretary|secretary of state|under-?secretary"
    r"|(?:home|foreign|health|defence|education|transport|justice|business|culture|environment|cabinet) secretary"
    r"|chancellor|prime minister|minister|chief constable|chief (?:executive|officer|operating|finance|financial"
    r"|information|medical|nursing|scientific|fire|digital|technology|internal|inspector|superintendent|whip|planner"
    r"|clerk|statistician|accountant|people|veterinary)|(?:police and crime |information |charity |children's |high )?"
    r"commissioner|head of|chair(?:man|woman|person)?|president|leader|(?:lord )?mayor|ambassador|consul(?:-general)?"
    r"|governor|superintendent|commander|vice-chancellor|head ?teacher|principal|comptroller|auditor general"
    r"|ombudsman|solicitor general|attorney general|lord advocate|monitoring officer|section 151 officer|judge|speaker"
    r"|town clerk|registrar|cabinet member|portfolio holder|councillor|treasurer|member of parliament"
    r"|accounting officer|senior information risk owner|peer)"
)
AFTER = re.compile(
    rf"(?:,[ \n]?| ?\n ?| ?\(| [\u2013-] | \| )(?:(?:MP|AM|CBE|OBE|QPM|MBE|QC|KC),?[ \n])?"
    rf"(?P<role>{_RANK}(?:[A-Za-z'’&-]{{2,20}}+ ){{0,3}}?{_ROLE})(?![^\W_])"
    r"(?P<rest>[^\n.;|(),]{0,60}(?:,[ ](?=(?-i:[A-Z]))[^\n.;|(),]{0,60})?)",
    re.IGNORECASE,
)
"""A role after a name."""
BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:(?:Home|Foreign|Health|Defence|Education|Transport|Justice|Business|Culture|Environment|Permanent"
    r"|Cabinet) Secretary|Secretary of State|(?:Prime |First |Deputy )?Minister|(?:Assistant |Deputy )?Chief Constable"
    r"|Chief Executive|Chancellor|Commissioner|Mayor|[Ll]eader|[Cc]hief executive|[Cc]hair(?:man|woman)?),?"
    r"|Ambassador|Director(?:[ -]General)?|President|Governor|[Mm]inister|Councillor|Cllr|[Hh]eadteacher|[Pp]rincipal"
    r"|(?:[Mm]inister|[Dd]irector|[Hh]ead|[Ss]ecretary of [Ss]tate) (?:for|of) (?:the )?[A-Z][a-z]+)[ \n]"
    r"(?:(?:the|Rt|Hon|Sir|Dame|Dr|Mr|Mrs|Ms)\.?[ \n]){0,3}$"
)
"""A role right before a name."""
RANKS = frozenset(
    (
        *("Councillor", "Cllr", "Alderman", "Ambassador", "Justice", "Judge", "Constable", "Commissioner", "Minister"),
        *("Superintendent", "Inspector", "Commander", "Mayor", "Secretary", "Chancellor", "President", "Governor"),
        *("Chairman", "Chairwoman", "Leader", "Director", "Executive", "Lord", "Lady", "Baroness", "Viscount", "Earl"),
    )
)
"""Words that stand in one row with a name and say what its bearer is; after others, as in "Chief Constable"."""
BEFORE_RANKS = frozenset(
    (
        *(
            "Chief",
            "Assistant",
            "Deputy",
            "Detective",
            "Home",
            "Foreign",
            "Health",
            "Defence",
            "Education",
            "Transport",
        ),
        *("Justice", "Prime", "First", "Lord", "Lady", "High", "Police", "Crime", "Permanent", "Acting", "Rt", "Hon"),
        *("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Prof", "Professor", "Rev", "Executive", "The", "Business"),
    )
)
PEERS = frozenset(("Lord", "Lady", "Baroness", "Viscount", "Earl", "Cllr", "Councillor"))
"""After these one word is a name."""
LETTERS = frozenset(("MP", "AM", "MSP", "MLA", "MEP", "MS"))
"""What members of parliaments have after their names."""
HONOURS = frozenset(("CBE", "OBE", "MBE", "DBE", "KBE", "QPM", "QC", "KC", "CB", "CMG", "JP", "DL", "PhD"))
"""Letters that tell of no role."""
