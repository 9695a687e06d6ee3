"""What is taken out of a page before it is kept: who asked, and what differs at every visit.

A request is kept for what an authority answered. Its requester is a private person, named on the page a dozen
times: the name is replaced wherever the page's own marks show what it is. What a person wrote about themselves
in other words, and what is in files, stays; for that there is the way the site itself goes: taking it down.
"""

import html
import json
import re

from scraper.reading import Record

REQUESTER = "[requester]"
_SLUG = "requester"

_USER_LINK = re.compile(
    r"""<a\b[^<>]{0,300}?\bhref=["'][^"'<>]{0,300}?/user/(?!contact\b)[^"'<>]{1,300}["'][^<>]{0,300}>"""
    r"""(?P<name>[^<>]{1,200})</a>""",
    re.I,
)
_USER_PATH = re.compile(r"""(?P<path>/user/)(?!contact\b|wall\b)[^/"'<>?#\s&]+""")
_OUTGOING = re.compile(
    r"""<div\b[^<>]{0,300}\bid=["']outgoing-\d+["'][^<>]{0,300}>\s*<div\b[^<>]{0,300}>\s*"""
    r"""<span\b[^<>]{0,300}\bcorrespondence__header__author\b[^<>]{0,300}>(?P<name>[^<>]{1,200})</span>""",
    re.I,
)
_TOKENS = (
    re.compile(
        r"""(<meta\b[^<>]{0,300}?name=["'](?:csrf-token|csp-nonce)["'][^<>]{0,300}?content=["'])[^"'<>]*""", re.I
    ),
    re.compile(r"""(<input\b[^<>]{0,300}?name=["']authenticity_token["'][^<>]{0,300}?value=["'])[^"'<>]*""", re.I),
    re.compile(r"""(<script\b[^<>]{0,300}?nonce=["'])[^"'<>]*""", re.I),
)
MOST = 200
"""Names replaced on one page: beyond that it is no thread between a person and an authority."""

_SPELLINGS = {
    "&": "&(?:amp;|#38;)?",
    "<": "(?:<|&lt;)",
    ">": "(?:>|&gt;)",
    '"': '(?:"|&quot;|&#34;)',
    **dict.fromkeys("'\u2019", "(?:'|\u2019|&#39;|&#x27;|&apos;|&rsquo;)"),
}

PERSONAL = ("user", "user_name")


def page_kept(body: bytes) -> bytes:
    """Return a request's page as it is kept: without its requester, and the same at every visit."""
    text = body.decode("utf-8", "surrogateescape")
    for token in _TOKENS:
        text = token.sub(r"\1", text)
    for name in _names(text):
        text = _named(name).sub(REQUESTER, text)
    return _USER_PATH.sub(rf"\g<path>{_SLUG}", text).encode("utf-8", "surrogateescape")


def payload_kept(body: bytes, url: str) -> bytes:
    """Return a request's JSON as it is kept: without its requester. Raises PageChanged if it is no object."""
    kept = {field: value for field, value in Record.parse(body, url).data.items() if field not in PERSONAL}
    return json.dumps(kept, ensure_ascii=True, separators=(",", ":")).encode()


def _names(text: str) -> list[str]:
    """Return the names of private persons on a page, as the page spells them; the longest first."""
    found = {match["name"] for pattern in (_USER_LINK, _OUTGOING) for match in pattern.finditer(text)}
    names = {" ".join(html.unescape(name).split()) for name in found} - {""}
    return sorted(sorted(names), key=len, reverse=True)[:MOST]


def _named(name: str) -> re.Pattern[str]:
    """Match a name wherever it stands. One of a single word only where nothing else is: "Will", "Council"."""
    words = [_spelt(word) for word in name.split()]
    if len(words) == 1:
        return re.compile(rf"(?<=>)\s*{words[0]}\s*(?=</)")
    gap = r"(?:\s|&nbsp;|&#160;)+"
    return re.compile(rf"(?<!\w){gap.join(words)}(?!\w)", re.I)


def _spelt(word: str) -> str:
    """Match a word as text and as HTML writes it, whichever way."""
    return "".join(_SPELLINGS.get(char, re.escape(char)) for char in word)
