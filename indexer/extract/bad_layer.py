"""Text layers that are no text: fonts that do not say which letter a glyph is."""

import re

_FEW = 20
"""Characters: of fewer nothing can be said."""
_CID = re.compile(r"\(cid:\d+\)")
_JUNK = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")


def bad_layer(text: str) -> bool:
    """Tell whether a text layer is no text: over 30 % of it without a letter's name, or 10 % control characters."""
    nameless = len(_CID.findall(text))
    rest = "".join(_CID.sub("", text).split())
    whole = nameless + len(rest)
    return whole >= _FEW and (nameless > 0.3 * whole or len(_JUNK.findall(rest)) > 0.1 * whole)


def size(text: str) -> int:
    """Count the characters that are not blank."""
    return len("".join(text.split()))
