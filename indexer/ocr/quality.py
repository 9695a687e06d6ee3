"""How good a text is by its looks, in any language of letters: to tell a poor OCR layer from a sound one."""

import re

_TOKEN = re.compile(r"\S+")
_EDGES = "\"'.,;:!?()[]{}<>*\u2018\u2019\u201c\u201d\u2022-\u2013\u2014/"
_WORD = re.compile(r"[^\W\d_]{2,}(?:['\u2019-][^\W\d_]+)*")
_ODD_CASE = re.compile(r"[^\W\d_]*[a-z\u00df-\u00ff][A-Z][A-Z]*[a-z]*[A-Z]|[a-z]+[A-Z]+$")
_NUMBER = re.compile(r"[\u00a3$\u20ac#\u00a7]?\d[\d.,:/%-]*(?:st|nd|rd|th|s|p|k|m|bn)?", re.IGNORECASE)
_LONGEST = 60
_ONE = frozenset("aiouyAIO&")
_VOWELS = re.compile(r"[^bcdfghjklmnpqrstvwxz]", re.IGNORECASE)


def quality(text: str) -> float:
    """Return which share of a text's characters stands in what looks like words and numbers, from 0 to 1."""
    good = total = 0
    for printed in _TOKEN.findall(text):
        total += len(printed)
        good += len(printed) * _sound(printed.strip(_EDGES))
    return good / total if total else 0.0


def _sound(token: str) -> bool:
    if len(token) > _LONGEST:
        return False
    if len(token) < 2:
        return token.isdigit() or token in _ONE
    if _NUMBER.fullmatch(token):
        return True
    if not _WORD.fullmatch(token) or _ODD_CASE.fullmatch(token):
        return False
    return token.isupper() or bool(_VOWELS.search(token))
