"""What a sum is for, in the words beside it: on social media training, for road surveys, legal fees of."""

import re

Place = tuple[int, int]

_STOP = (
    r"(?=\s(?:in|during|since|between|from|by|with|to|at|over|until|which|that|and|carried|was|were|is|are"
    r"|for|through|via|per|each|according|as|on|of which"
    r"|following|including|delivered|provided|we|it|has|had|have|a year|a month)\b|\s?[,.;:()\n|£€$]|\s[\u2013-]\s|$)"
)
_WORD = r"[\w'\u2019&/-]+"
_WHAT = (
    rf"(?P<what>(?!(?:the|a|an|each|financial|calendar|year|years|period|[0-9]{{4}}|[0-9]{{1,2}}\s[A-Z]|this"
    rf"|last|January|February|March|April|May|June|July|August|September|October|November"
    rf"|December)\b(?:\s[0-9]|\s(?:year|period|financial|calendar)|\b(?<=[0-9])"
    rf"|\s?$))(?:{_WORD})(?:\s(?:of\s)?(?:{_WORD})){{0,6}}?){_STOP}"
)
_AFTER = re.compile(
    rf"[^.;£€$|]{{0,60}}?\b(?P<lead>on|for|towards?|in respect of|in|to cover)\s(?:(?:the|a|an|our|its|his|her"
    rf"|their)\s)?{_WHAT}"
)
_SPENT_ON = re.compile(
    rf"\b(?:spen[dt]s?|spending|expenditure|paid|cost|pays)\s(?:[a-z]+\s)?(?:on|for|of)\s(?:(?:the|a|an)\s)?{_WHAT}"
)
_BEFORE = re.compile(
    r"(?P<what>(?:[\w'\u2019&-]+\s){0,4}(?:costs?|fees?|expenses|charges|payments?|grants?|allowances?|salary"
    r"|budget|compensation|rent|hire|maintenance"
    r"|fine|debt|prize|licence|remuneration|[a-z]+ing))\s?(?:\([^)]{0,20}\))?\s?(?:of|is|was|were|totalled"
    r"|amounted to|came to|at|cost|costs|:|[\u2013=-])?"
    r"\s?(?:approximately\s|about\s|around\s|only\s)?$"
)


def purpose(text: str, start: int, end: int, amount: Place) -> Place | None:
    """Return what the sum at a place of a sentence is for, None if its words do not say."""
    for match in (
        _AFTER.match(text, amount[1], end),
        _SPENT_ON.search(text, start, amount[0]),
    ):
        if match and not re.fullmatch(r"(?:[0-9].*|20[0-9]{2}.*|the|a)", match["what"]):
            return match.span("what")
    if match := _BEFORE.search(text, max(start, amount[0] - 80), amount[0]):
        what = re.sub(
            r"^(?:(?:the|a|an|of|total|in|our|its|and|for|to|was|is|by|at|that)\s)+",
            "",
            match["what"],
            flags=re.IGNORECASE,
        )
        return (match.end("what") - len(what), match.end("what")) if what else None
    return None
