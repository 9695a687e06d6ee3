"""Of few documents that have all the words, those come first, and of each the pages, that have them near each other."""

from indexer.query import And, Near, Node, Or, Phrase, Word, all_of

FEW = 200
"""How many documents may match: of more, to see where the words stand would take long, and many are about them."""

APART = 4
"""How far the words may stand apart, for each of them: two in a window of nine, three in one of thirteen."""

MOST_WORDS = 8


def nearer(query: Node) -> Node | None:
    """Return a query that finds the same documents, and counts words that stand near each other as much again.

    Of the plain words, and those of phrases, that must all be there; None if there are not two, or many.
    """
    required = query.parts if isinstance(query, And) else ()
    words = tuple(part for part in required if isinstance(part, Word))
    others = tuple(part for part in required if not isinstance(part, Word))
    of_phrases = [word for part in others if isinstance(part, Phrase) for word in part.parts if isinstance(word, Word)]
    near = tuple(dict.fromkeys((*words, *of_phrases)))
    if not words or not 1 < len(near) <= MOST_WORDS:
        return None
    return all_of(Or((all_of(*words), Near(near, APART * len(near)))), *others)
