"""Many digests, held in thirty-two bytes each."""

from bisect import bisect_left

_LENGTH = 32


class Digests:
    """Digests that come in their order, and can be looked for."""

    def __init__(self) -> None:
        self._held = bytearray()

    def __len__(self) -> int:
        return len(self._held) // _LENGTH

    def __getitem__(self, at: int) -> bytes:
        return bytes(self._held[at * _LENGTH : (at + 1) * _LENGTH])

    def __contains__(self, digest: str) -> bool:
        wanted = bytes.fromhex(digest)
        at = bisect_left(self, wanted)
        return at < len(self) and self[at] == wanted

    def add(self, digest: str) -> bool:
        """Add one; return false, and add nothing, if it does not come behind the last."""
        new = bytes.fromhex(digest)
        if self._held and new <= self._held[-_LENGTH:]:
            return False
        self._held += new
        return True
