"""XML from outside, parsed without expanding entities and without asking the network for anything."""

import html
import re
import zlib

from lxml import etree

from scraper.reading import PageChanged, clean, one_line

LARGEST = 64 << 20
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def root_of(body: bytes, url: str) -> etree._Element:
    """Parse XML, also gzipped, and return its root. Raises PageChanged if it is cut off or otherwise not well-formed.

    Entities of HTML, which feeds use without declaring them, mean their characters; a file that declares its
    own is refused, since a few hundred bytes of those can unfold to gigabytes.
    """
    plain = _unzipped(body, url) if body.startswith(b"\x1f\x8b") else body
    if len(plain) > LARGEST:
        raise PageChanged(f"{url} is larger than {LARGEST >> 20} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(_NAMED.sub(_character, plain.lstrip()), parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise PageChanged(f"{url} is not well-formed XML: {exc}") from exc
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and b"<!ENTITY" in plain:
        raise PageChanged(f"{url} declares entities of its own, which are not expanded")
    return root


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the first child of one of these names, the first name before the others."""
    for name in names:
        for one in element:
            if name_of(one) == name:
                return one
    return None


def text(element: etree._Element | None) -> str:
    """Return an element's text on one line."""
    return one_line(raw(element))


def raw(element: etree._Element | None) -> str:
    """Return an element's text as it stands."""
    return clean("".join(str(part) for part in element.itertext())) if element is not None else ""


def _character(match: re.Match[bytes]) -> bytes:
    if match[1] in _OF_XML:
        return match[0]
    meant = html.unescape(match[0].decode("ascii"))
    return "".join(f"&#{ord(char)};" for char in meant).encode("ascii") if not meant.startswith("&") else match[0]


def _unzipped(body: bytes, url: str) -> bytes:
    unfolding = zlib.decompressobj(wbits=31)
    try:
        plain = unfolding.decompress(body, LARGEST + 1)
    except zlib.error as exc:
        raise PageChanged(f"{url} is damaged: {exc}") from exc
    if not unfolding.eof and len(plain) <= LARGEST:
        raise PageChanged(f"{url} is cut off")
    return plain
