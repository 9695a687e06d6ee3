"""Words to pieces the model has vectors for: byte-pair encoding, a word at a time."""

from itertools import pairwise

from indexer.semantic.model import Model

BEGIN = "\u2581"
"""What the model's pieces begin with at the beginning of a word."""


class Pieces(dict[str, tuple[int, ...]]):
    """The numbers of a word's pieces, by the word; remembered, as `indexer.analysis` remembers stems.

    Source: Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units (2016).
    """

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._numbers = model.numbers
        self._ranks = model.ranks

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > 200_000:
            self.clear()
        self[word] = numbers = tuple(number for part in self._parts(word) for number in self._known(part))
        return numbers

    def _parts(self, word: str) -> list[str]:
        """Join, from single characters on, the two neighbours that the model joins first, until it joins none."""
        parts = [BEGIN, *word]
        while len(parts) > 1:
            ranks = [self._ranks.get(pair) for pair in pairwise(parts)]
            first = min((rank for rank in ranks if rank is not None), default=None)
            if first is None:
                break
            place = ranks.index(first)
            parts[place : place + 2] = [parts[place] + parts[place + 1]]
        return parts

    def _known(self, part: str) -> list[int]:
        """Return a part's number; of a character the model has not, those of its bytes, as far as it has these."""
        if part in self._numbers:
            return [self._numbers[part]]
        names = (f"<0x{byte:02X}>" for byte in part.encode("utf-8", "replace"))
        return [self._numbers[name] for name in names if name in self._numbers]
