"""XML as a stream of events: begin, end, text. What a document of an office program needs, and nothing hostile."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from indexer.errors import ExtractionError

MOST_BYTES = 512 << 20
"""One part of a document unpacked; the largest seen in a release had 90 MB."""


class Begin(NamedTuple):
    """An element begins. Names are without their namespace: every program writes the same ones.

    Of two attributes that are then called alike, the one of a foreign namespace has a colon before its name.
    """

    tag: str
    attributes: dict[str, str]


class End(NamedTuple):
    """An element ends."""

    tag: str


Event = Begin | End | str


def events(chunks: Iterable[bytes]) -> Iterator[Event]:
    """Yield the events of one XML file. No tree is built, so that neither size nor depth matters.

    Raises ExtractionError if it is not well-formed, too large, or has a DOCTYPE: no office program writes one,
    and entities declared in it could unfold to gigabytes.
    """
    found: list[Event] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, attributes: found.append(Begin(_local(tag), _attributes(attributes)))
    parser.EndElementHandler = lambda tag: found.append(End(_local(tag)))
    parser.CharacterDataHandler = found.append
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise ExtractionError(f"unpacks to more than {MOST_BYTES >> 20:,} MB")
            parser.Parse(chunk)
            yield from found
            found.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - the parser takes no keywords
    except expat.ExpatError as exc:
        yield from found
        raise ExtractionError(f"its XML is damaged: {exc}") from exc
    yield from found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _attributes(named: dict[str, str]) -> dict[str, str]:
    foreign = {name: _local(name) for name in named if " " in name}
    return {
        (f":{local}" if local in named else local) if (local := foreign.get(name)) else name: value
        for name, value in named.items()
    }


def _refuse(*_: object) -> None:
    raise ExtractionError("its XML has a DOCTYPE, which no office program writes: it is not read")
