"""What is asked of an entry besides its words: who published it, when, by OCR or not; and what it counts for."""

from indexer.analysis import tokens
from indexer.engine.interface import Entry
from indexer.query import AS_TEXT, Among, Filter, InAuthority, Label, Lag, Ocr, Published
from indexer.query.filters import SILENT


def passes(node: Filter, entry: Entry) -> bool:
    """Tell whether a filter lets an entry pass."""
    match node:
        case Published(first, last):
            day = entry.published
            return day is not None and (first is None or first <= day) and (last is None or day <= last)
        case InAuthority():
            names = entry.companies if node.field == "supplier" else entry.authorities
            return any(_named(node, name) for name in names)
        case Label(field, value):
            return value in _labels(entry, field)
        case Lag(lowest, highest):
            return any(lowest <= days <= highest for days in entry.lags)
        case Among(digests):
            return entry.digest in digests
        case Ocr(lowest, highest):
            return any(lowest <= byte <= highest for byte in page_bytes(entry))


def values(entry: Entry, facet: str) -> set[str]:
    """Return the values of a facet that an entry has."""
    match facet:
        case "authority":
            return set(entry.bodies)
        case "year":
            return {f"{entry.published.year:04}"} if entry.published else set()
        case "type":
            return {entry.media_type.strip().casefold()}
        case "supplier":
            return set(entry.companies)
        case "exemption":
            return set(entry.exemptions)
    return _labels(entry, facet)


def page_bytes(entry: Entry) -> list[int]:
    """Return the byte of each page."""
    return [entry.ocr[page] if page < len(entry.ocr) else AS_TEXT for page in range(len(entry.pages))]


def _named(node: InAuthority, name: str) -> bool:
    words = iter([t.word for t in tokens(" ".join(name.split())) if t.width == 1 and t.word not in SILENT])
    *whole, last = node.words
    if not all(word in words for word in whole):
        return False
    return any(word.startswith(last) if node.open_ended else word == last for word in words)


def _labels(entry: Entry, field: str) -> set[str]:
    """Return the values of a label, folded; a media type has its second half too."""
    if field == "type":
        whole = entry.media_type.strip().casefold()
        return {whole, whole.split("/")[-1]}
    values = {
        "source": entry.sources,
        "kind": entry.kinds,
        "state": entry.states,
        "outcome": entry.outcomes,
        "digest": (entry.digest,),
        "provision": entry.provisions,
    }[field]
    return {value.strip().casefold() for value in values}
