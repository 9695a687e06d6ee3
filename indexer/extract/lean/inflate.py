"""Unpacking of compressed streams within a budget, put in the place of pdfminer's."""

import zlib
from contextlib import suppress

from indexer.extract.lean.budget import STREAM_BYTES, OverBudget

_PIECE = 4096

_damaged = [0]
"""How many streams of this process were."""


def damaged_streams() -> int:
    """How many streams were found damaged so far."""
    return _damaged[0]


class BoundedZlib:
    """Stands in for the module `zlib` within pdfminer: it unpacks 64 MB of a stream and no more."""

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """Unpack a whole and sound stream. Raises zlib.error if it is neither, OverBudget."""
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(data, STREAM_BYTES)
        if unpacker.eof:
            return unpacked
        if unpacker.unconsumed_tail or len(unpacked) >= STREAM_BYTES:
            raise _over()
        raise zlib.error("incomplete or truncated stream")


def inflate_damaged(data: bytes) -> bytes:
    """Unpack as much of a damaged stream as there is.

    pdfminer feeds it to zlib byte by byte, which took 6.7 of the 7.5 s of one file of six pages. The pieces
    here are large, but for the one that breaks, of which every sound byte is wanted.
    """
    _damaged[0] += 1
    unpacker, parts, size = zlib.decompressobj(), list[bytes](), 0
    for start in range(0, len(data), _PIECE):
        piece, before = data[start : start + _PIECE], unpacker.copy()
        try:
            parts.append(_more(unpacker, piece, size))
        except zlib.error:
            parts += _sound_part(before, piece)
            break
        size += len(parts[-1])
    return b"".join(parts)


def _more(unpacker: "zlib._Decompress", piece: bytes, size: int) -> bytes:
    unpacked = unpacker.decompress(piece, STREAM_BYTES - size + 1)
    if size + len(unpacked) > STREAM_BYTES:
        raise _over()
    return unpacked


def _sound_part(unpacker: "zlib._Decompress", piece: bytes) -> list[bytes]:
    parts = list[bytes]()
    with suppress(zlib.error):
        for at in range(len(piece)):
            parts.append(unpacker.decompress(piece[at : at + 1]))
    return parts


def _over() -> OverBudget:
    return OverBudget(f"a stream in it unpacks to more than {STREAM_BYTES >> 20} MB")
