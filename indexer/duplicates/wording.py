"""Words as they are compared: which say nothing by themselves, which mark a body, what spellings have in common."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
GRAMMAR = frozenset(
    (
        *("a", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do"),
        *(
            "does",
            "each",
            "for",
            "from",
            "had",
            "has",
            "have",
            "he",
            "her",
            "his",
            "how",
            "i",
            "if",
            "in",
            "into",
            "is",
        ),
        *("it", "its", "may", "me", "must", "my", "no", "nor", "not", "of", "on", "or", "our", "out", "s", "shall"),
        *("she", "should", "so", "such", "t", "than", "that", "the", "their", "them", "then", "there", "these", "they"),
        *("this", "those", "to", "under", "up", "upon", "was", "we", "were", "what", "when", "where", "which", "while"),
        *("who", "will", "with", "would", "you", "your"),
    )
)
BODIES = frozenset(
    (
        *("academy", "agency", "authority", "board", "borough", "college", "commission", "constabulary", "corporation"),
        *("council", "department", "executive", "force", "foundation", "government", "hospital", "institute"),
        *("ministry", "office", "parliament", "police", "school", "service", "services", "trust", "university"),
    )
)
"""What marks a name as that of a body."""
GENERIC = frozenset(
    ("authority", "board", "college", "constabulary", "council", "department", "force", "trust", "university")
)
"""What stands for a body in its own letters, in small letters too."""
WITHIN = frozenset(("of", "and", "for", "the", "in", "on", "upon"))
"""Small words within a name."""
COMMON = BODIES | WITHIN | {"city", "county", "district", "london", "metropolitan", "nhs", "royal"}
"""What does not tell one body's name from another's."""
PERIODS = frozenset(("at", "between", "ended", "ending", "from", "since", "to", "until"))
"""A day after these says which time is meant; other days are those of letters, and differ from copy to copy."""
ACTS = frozenset(("act", "regulations", "order"))
_LETTERS = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "’": "'"})


def letters(word: str) -> str:
    """Return a word in small letters with those alike that OCR takes for each other."""
    return word.translate(_LETTERS).replace("rn", "m").replace("vv", "w").replace("cl", "d")
