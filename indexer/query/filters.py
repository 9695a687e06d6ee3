"""The filters of a query, from a field's name and the words after it, or from an option of the command line."""

import re
from datetime import date, timedelta
from decimal import Decimal

from indexer.analysis import tokens
from indexer.errors import QueryError
from indexer.query.nodes import AS_TEXT, WAITING, InAuthority, Label, Ocr, Published
from scraper.items import Kind, State

LABELS = ("source", "kind", "state", "type")
SUPERSEDED = "superseded"
"""The state of a document that no publication carries any more: its address now gives other bytes."""
SILENT = frozenset({"and", "the"})
"""Not counted in names of authorities: "Foreign & Commonwealth" is "Foreign and Commonwealth"."""

_KNOWN = {"kind": tuple(kind.value for kind in Kind), "state": (*(state.value for state in State), SUPERSEDED)}
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_UK_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_DATE_FORMS = "write 2014, 2014-08, 2014-08-26 or 26/08/2014, or a range as 2014..2016, 2014.., >=2014-05"
_OCR = {"yes": Ocr(0, 100), "no": Ocr(AS_TEXT, AS_TEXT), "waiting": Ocr(WAITING, WAITING)}
_SURENESS = re.compile(r"(<=?|>=?)(0(?:\.\d{0,9})?|1(?:\.0{0,9})?|\.\d{1,9}|(?:100|\d{1,2}) ?%)")
_OCR_FORMS = "write yes, no or waiting, or how sure it was, from 0 to 1: ocr:<0.6, ocr:>=0.9"


class BadFilter(QueryError):
    """A filter's value that cannot be understood: what is wrong, and what to write instead."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(f"{what}; {advice}")
        self.what, self.advice = what, advice


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


def label(field: str, value: str) -> Label:
    """Read a value of source, kind, state or type. Raises QueryError if no document can have it."""
    wanted = value.strip().casefold()
    known = _KNOWN.get(field)
    if not wanted or (known and wanted not in known):
        example = {"source": "govuk-foi", "type": "application/pdf, or pdf for short"}.get(field, "")
        raise BadFilter(
            f"no {field} {value!r}", f"it is one of {', '.join(known)}" if known else f"write it as {example}"
        )
    return Label(field, wanted)


def published(text: str) -> Published:
    """Read a day, month or year, a range of them (a..b, a.., ..b), or one with <, <=, > or >= before it.

    Days with slashes are in UK order. Raises QueryError if it is none of these, or ends before it begins.
    """
    text = text.strip()
    if ".." in text:
        left, _, right = (end.strip() for end in text.partition(".."))
        if not (left or right):
            raise BadFilter(f"no date in {text!r}", _DATE_FORMS)
        first = _span(left)[0] if left else None
        last = _span(right)[1] if right else None
        if first and last and last < first:
            raise BadFilter(f"the range {text!r} ends before it begins", "put the earlier date first")
        return Published(first, last)
    sign = text[: len(text) - len(text.lstrip("<>="))]
    first, last = _span(text[len(sign) :].strip())
    match sign:
        case "":
            return Published(first, last)
        case ">=":
            return Published(first, None)
        case "<=":
            return Published(None, last)
        case ">" if last < date.max:
            return Published(date.fromordinal(last.toordinal() + 1), None)
        case "<" if first > date.min:
            return Published(None, date.fromordinal(first.toordinal() - 1))
    raise BadFilter(f"{text!r} is no date", _DATE_FORMS)


def ocr(text: str) -> Ocr:
    """Read yes, no or waiting, or a bound of how sure OCR was of a page. Raises QueryError if it is none of these.

    Sureness is kept in whole percents: under 0.605 are those up to 60.
    """
    value = text.strip().casefold()
    if value in _OCR:
        return _OCR[value]
    match = _SURENESS.fullmatch(value)
    if not match:
        raise BadFilter(f"no ocr {text!r}", _OCR_FORMS)
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


def since(text: str) -> Published:
    """From the first day of what the text names, without end."""
    return Published(_span(text.strip())[0], None)


def until(text: str) -> Published:
    """Up to the last day of what the text names."""
    return Published(None, _span(text.strip())[1])


def _span(text: str) -> tuple[date, date]:
    """Return the first and last day of a day, month or year."""
    match = (_DAY.fullmatch(text) or _UK_DAY.fullmatch(text)) if text.isascii() else None
    if not match:
        raise BadFilter(f"{text!r} is no date", _DATE_FORMS)
    year, month, day = (None if match[part] is None else int(match[part]) for part in ("year", "month", "day"))
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            return first, first
        if month in (None, 12):
            return first, first.replace(month=12, day=31)
        return first, first.replace(month=first.month + 1) - timedelta(days=1)
    except ValueError:
        raise BadFilter(f"there is no day {text!r}", _DATE_FORMS) from None
