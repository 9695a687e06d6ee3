"""Addresses as pages give them, made full and judged."""

from urllib.parse import urldefrag, urljoin, urlsplit

from scraper.reading import clean


def web_address(text: str) -> str:
    """Return the host (with its port, if not the usual one) of an address of the web, "" if it is none."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return ""
    usual = {"http": 80, "https": 443}[parts.scheme]
    return parts.hostname if port in (None, usual) else f"{parts.hostname}:{port}"


def absolute(base: str, address: str) -> str:
    """Return an address of the web in full, without its fragment; "" if it is none."""
    try:
        full = urldefrag(urljoin(base, clean(address.strip())))[0]
    except ValueError:
        return ""
    return full if web_address(full) else ""
