"""wired-gov's addresses: which are articles, and how one article is named whatever leads to it."""

import re
from urllib.parse import unquote, urlsplit

HOME = "https://www.wired-gov.net"

_ARTICLE = re.compile(r"/wg/news\.nsf/(?:articles|print)/(?P<tail>[^/?#]*[^/?#\d]\d{14}|\d{14})/?", re.I)
_WORD = re.compile(r"[^\W_]+")


def article_key(url: str) -> str:
    """Return the lasting name of an article: the end of its address in lower case; "" if it is no article's.

    Domino takes any case, any query (`?open`, `?open&login`) and both spellings of a plus sign for the same page.
    """
    found = _match(url)
    return unquote(found["tail"].replace("%2B", "+").replace("%2b", "+")).lower() if found else ""


def article_tail(url: str) -> str:
    """Return the end of an article's address as it is spelt there, "" if it is no article's."""
    found = _match(url)
    return found["tail"].replace("%2B", "+").replace("%2b", "+") if found else ""


def title_words(key: str) -> frozenset[str]:
    """Return the words of the title that the address repeats."""
    return frozenset(_WORD.findall(key[:-14].replace("+", " ")))


def words_of(title: str) -> frozenset[str]:
    """Return a title's words, to be compared with those of an address."""
    return frozenset(_WORD.findall(title.lower()))


def _match(url: str) -> re.Match[str] | None:
    try:
        path = urlsplit(url.strip()).path
    except ValueError:
        return None
    return _ARTICLE.fullmatch(path)
