"""Finding the reference numbers of FOI requests in running text."""

import re

# Each authority numbers in its own way; what they share is a mark (FOI, F-, IC-, ATISN, Ref:) and digits.
# A year alone is no reference: "FOI 2014 statistics". Repeats are bounded, the text is a stranger's.
REFERENCE = re.compile(
    r"""(?<![\w/-])(?:
      (?P<whole>
        (?i:FOIA?)[ \t\u00a0/:-]{0,2}\d{2,6}[-/]\d{2,8}[A-Z]{0,2}       # FOI 0123-14, FOI2025/00031S
      | (?i:FOIA?)[ \t\u00a0/:-]{0,2}\d{5,14}[A-Z]{0,2}                 # FOI202500031S, FOI/202600509731
      | (?i:FOIA?)[ \t\u00a0/:-]{0,2}(?!(?:19|20)\d\d(?!\d))\d{3,4}     # FOI 417
      | F-\d{4}-\d{3,6}                                                 # F-2010-00325
      | IC-\d{4,7}-[A-Z0-9]{4}                                          # IC-358804-N4G8
      | ATISN[ \t\u00a0-]{0,2}\d{3,6}                                   # ATISN 16301
      )
    | (?i:ref(?:erence)?)(?:[ \t\u00a0](?i:number|no)\b\.?)?[ \t\u00a0]?[:.][ \t\u00a0]{0,2}
      (?P<marked>(?=[A-Za-z/.-]{0,12}\d)[A-Za-z0-9][A-Za-z0-9/.-]{2,38}[A-Za-z0-9])
    )(?![\w/-]*\w)""",
    re.VERBOSE,
)

LONGEST = 200_000
"""Characters looked at: a reference stands at the head of a letter, not behind a book."""

MOST = 20


def references(*texts: str) -> tuple[str, ...]:
    """Return the references named in these texts, as printed, each once, at most twenty."""
    found: dict[str, None] = {}
    for text in texts:
        for match in REFERENCE.finditer(text[:LONGEST]):
            found.setdefault(match["whole"] or match["marked"])
            if len(found) == MOST:
                return tuple(found)
    return tuple(found)
