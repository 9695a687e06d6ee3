"""The packed RTF in which some Outlook messages keep their only body. Source: [MS-OXRTFCP]."""

import struct

_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_SIZE = 4096
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D


def rtf_of(packed: bytes) -> bytes:
    """Return the RTF, as much of it as there is; none if it is not packed in a known way."""
    if len(packed) < 16:
        return b""
    size, raw, kind, _ = struct.unpack_from("<IIII", packed)
    if kind == _PLAIN:
        return packed[16 : 16 + raw]
    return _unpack(packed[16 : size + 4], raw) if kind == _PACKED else b""


def _unpack(packed: bytes, most: int) -> bytes:
    """Bytes as they are, and references to what came before, in a window that begins with what RTF begins with."""
    window = bytearray(_START.ljust(_SIZE, b" "))
    write = len(_START)
    found = bytearray()
    at = 0
    while at < len(packed) and len(found) < most:
        flags, at = packed[at], at + 1
        for bit in range(8):
            if flags >> bit & 1:
                if at + 2 > len(packed):
                    return bytes(found)
                reference, at = packed[at] << 8 | packed[at + 1], at + 2
                read, length = reference >> 4, (reference & 15) + 2
                if read == write:
                    return bytes(found)
                run = [(read + step) % _SIZE for step in range(length)]
            elif at < len(packed):
                window[write], run, at = packed[at], [write], at + 1
            else:
                return bytes(found)
            for place in run:
                window[write] = window[place]
                found.append(window[write])
                write = (write + 1) % _SIZE
    return bytes(found)
