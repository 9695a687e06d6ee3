"""The wordings by which letters grant, refuse, delay or pass on, each looked for in one sentence, in lower case."""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Cue(NamedTuple):
    """What a sentence can do. One of `stems` is in each that does: they are looked for first, as that costs little.

    `doubt` shows that the wording means something else there.
    """

    name: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    doubt: re.Pattern[str] | None

    def found(self, text: str) -> bool:
        """Tell whether a sentence, in lower case, does this."""
        if not any(stem in text for stem in self.stems) or not self.pattern.search(text):
            return False
        return self.doubt is None or not self.doubt.search(text)


def cue(name: str, stems: str, wordings: Sequence[str], doubts: Sequence[str] = ()) -> Cue:
    """Make a cue of its stems, parted by bars, and of expressions."""
    return Cue(
        name, tuple(stems.split("|")), re.compile("|".join(wordings)), re.compile("|".join(doubts)) if doubts else None
    )
