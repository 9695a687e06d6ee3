"""Most fields of a query, from the words after a name, or from an option of the command line."""

import re

from indexer.analysis import tokens
from indexer.query.nodes import AS_TEXT, WAITING, InAuthority, Label, Lag, Leaf, Like, Node, Ocr, Or, Reference, Tagged
from indexer.query.problems import BadFilter
from indexer.query.words import leaf
from scraper.kinds import Kind, State

LABELS = ("source", "kind", "state", "type", "outcome")
SUPERSEDED = "superseded"
"""The state of a document that no publication carries any more: its address now gives other bytes."""
LONGEST_LAG = 999
"""Working days; what took longer counts as that."""
SILENT = frozenset({"and", "the"})
"""Not counted in names of authorities: "Foreign & Commonwealth" is "Foreign and Commonwealth"."""

_KNOWN = {"kind": tuple(kind.value for kind in Kind), "state": (*(state.value for state in State), SUPERSEDED)}
_OCR = {"yes": Ocr(0, 100), "no": Ocr(AS_TEXT, AS_TEXT), "waiting": Ocr(WAITING, WAITING)}
# Compiled when they are asked for, as in dates.
_KEY = r"(?:19|20)[0-9]{2}/(?:0|[1-9][0-9]{0,7})"
_ID = r"([0-9a-fA-F]{4,64})(?::([0-9]{1,9}))?"
_SURENESS = r"(<=?|>=?)(0(?:\.\d{0,9})?|1(?:\.0{0,9})?|\.\d{1,9}|(?:100|\d{1,2}) ?%)"
_DAYS = r"(<=?|>=?|=)?\s*(?=[\d.])(\d{1,6})?(\.{2,})?(?<=[\d.])(\d{1,6})?"
_OCR_FORMS = "write yes, no or waiting, or how sure it was, from 0 to 1: ocr:<0.6, ocr:>=0.9"


def authority(text: str) -> InAuthority:
    """Read words that must stand, in order, in the name of an authority; a * may end the last.

    Raises QueryError if there is no word in it.
    """
    words = tuple(t.word for t in tokens(" ".join(text.split())) if t.width == 1 and t.word not in SILENT)
    if not words:
        raise BadFilter(
            f"no name of an authority in {text!r}", 'write a word of it, or several in quotes: "home office"'
        )
    return InAuthority(words, open_ended=text.rstrip().endswith("*"))


def supplier(text: str) -> InAuthority:
    """Read words that must stand, in order, in the name of a company. Raises QueryError if there is no word in it."""
    found = authority(text)
    return InAuthority(found.words, found.open_ended, "supplier")


def exemption(text: str, *, applied: bool = True) -> Node:
    """Read a provision, s40(2) or reg 12(4)(e), with its law or without; it must be applied, or only be named.

    Raises QueryError if it is none.
    """
    from indexer.facts.exemptions.provisions import parse
    from indexer.facts.stated import way

    found = parse(text)
    if not found:
        raise BadFilter(f"no exemption {text!r}", 'write it as s40(2), reg12(4)(e) or "FOISA s38(1)(b)"')
    labels = tuple(Label("provision", way(one, applied=applied)) for one in found)
    return labels[0] if len(labels) == 1 else Or(labels)


def mentioned(text: str) -> Node:
    """Read a provision that a document names, whether it is applied or not. Raises QueryError if it is none."""
    return exemption(text, applied=False)


def lag(text: str) -> Lag:
    """Read how many working days an answer took: >20, 20, 10..20. Raises QueryError if it is nothing of this kind."""
    match = re.fullmatch(_DAYS, text.strip())
    if not match:
        raise BadFilter(f"no lag {text!r}", "write it in working days: lag:>20, lag:<=20, lag:20..40")
    sign, first, dots, last = match.groups()
    lowest = min(int(first or 0), LONGEST_LAG)
    if dots:
        highest = min(int(last), LONGEST_LAG) if last else LONGEST_LAG
        if highest < lowest or not (first or last):
            raise BadFilter(f"the range {text!r} ends before it begins", "put the smaller number first: lag:20..40")
        return Lag(lowest, highest)
    match sign:
        case ">":
            return Lag(min(lowest + 1, LONGEST_LAG), LONGEST_LAG)
        case ">=":
            return Lag(lowest, LONGEST_LAG)
        case "<=":
            return Lag(0, lowest)
        case "<" if lowest:
            return Lag(0, lowest - 1)
        case "<":
            raise BadFilter(f"no lag is {text!r}", "write lag:0 for an answer on the same day")
    return Lag(lowest, lowest)


def label(field: str, value: str) -> Label:
    """Read a value of source, kind, state, type or outcome. Raises QueryError if no document can have it."""
    wanted = value.strip().casefold()
    known = _KNOWN.get(field)
    if not wanted or (known and wanted not in known):
        example = {"source": "govuk-foi", "type": "application/pdf, or pdf for short", "outcome": "refused"}.get(field)
        raise BadFilter(
            f"no {field} {value!r}", f"it is one of {', '.join(known)}" if known else f"write it as {example}"
        )
    return Label(field, wanted)


def ocr(text: str) -> Ocr:
    """Read yes, no or waiting, or a bound of how sure OCR was of a page. Raises QueryError if it is none of these.

    Sureness is kept in whole percents: under 0.605 are those up to 60.
    """
    value = text.strip().casefold()
    if value in _OCR:
        return _OCR[value]
    match = re.fullmatch(_SURENESS, value)
    if not match:
        raise BadFilter(f"no ocr {text!r}", _OCR_FORMS)
    from decimal import Decimal

    sign, printed = match.groups()
    percent = Decimal(printed.rstrip(" %")) * (1 if printed.endswith("%") else 100)
    whole = int(percent)
    match sign:
        case "<":
            return Ocr(0, min(100, whole - (whole == percent)))
        case "<=":
            return Ocr(0, min(100, whole))
        case ">":
            return Ocr(whole + 1, 100)
        case _:
            return Ocr(whole + (whole != percent), 100)


def reference(text: str) -> Leaf:
    """Read a reference in any spelling or by its key, 2025/7, or a number that is all of one: F0015862.

    Raises QueryError if it is none.
    """
    from indexer.references import reference_key

    key = reference_key(text) or (text.strip() if re.fullmatch(_KEY, text.strip()) else None)
    if key:
        return Reference(key)
    found = leaf(text, 0) if any(sign.isdigit() for sign in text) and not set("*?~") & set(text) else None
    if found is None:
        raise BadFilter(f"no reference {text!r}", "write it as FOI-2024/0113, 0113-24 or IC-123456-A1B2")
    return found


def like(text: str) -> Like:
    """Read the ID of a document, as `foi search` prints it, with a page or without. Raises QueryError if it is none."""
    match = re.fullmatch(_ID, text.strip())
    if not match:
        raise BadFilter(
            f"no ID {text!r}", "give at least 4 of the characters that stand first in what foi search prints"
        )
    return Like(match[1].lower(), int(match[2] or 0))


def tag(text: str) -> Tagged:
    """Read a tag, the beginning of some with a * after it, or a * alone. Raises QueryError if it can be none."""
    from indexer.annotations.records import tag_name
    from indexer.errors import AnnotationsError

    name = text.strip().removesuffix("*")
    open_ended = name != text.strip()
    try:
        return Tagged(tag_name(name) if name or not open_ended else "", open_ended)
    except AnnotationsError as error:
        raise BadFilter(str(error), "`foi tag` lists those there are") from None
