"""Pages that are not what was asked for and say so only to people: tests for robots, logins, errors with status 200."""

import re
from html import unescape

from scraper.reading import BLOCKS, TAGS, one_line

LOOKED_AT = 1 << 18
"""Bytes of an answer; what says such things says them early."""

FEW_WORDS = 150
"""A page of content has more words around it than these pages have in all."""

LONGEST_NAME = 200

CAPTCHA, LOGIN, NOT_FOUND, FAULT, ENDED = "captcha", "login", "not-found", "fault", "ended"

SAID = {
    CAPTCHA: "it answered with a test for browsers",
    LOGIN: "it answered with a page to log in",
    NOT_FOUND: "it answered that there is no such page, with status 200",
    FAULT: "it answered that it is out of order, with status 200",
    ENDED: "it says that this feed has ended",
}

_UNSEEN = re.compile(r"<(script|style|template|svg|noscript)\b|<!--", re.I)
_PASSWORD = re.compile(r"<input\b[^<>]*type\s*=\s*[\"']?password\b", re.I)
_FEED = re.compile(rb"\A\s*(?:<\?xml[^<>]*>\s*)?<(?:rss|feed|rdf:RDF)\b", re.I)
_FEED_ENDED = re.compile(
    rb"<(?:id|guid)\b[^<>]*>[^<]*/feed-ended\s*<|<title\b[^<>]*>\s*(?:<!\[CDATA\[)?\s*th(?:is|e) feed"
    rb" (?:has ended|is no longer (?:updated|available)|has been (?:discontinued|closed|retired))",
    re.I,
)
_OWN = re.compile(r"<article\b|<main\b|<p\b[^<>]*>[^<]{200}", re.I)
"""A page with text of its own, in which a captcha guards no more than a form for comments."""

_PAGE = (b"<html", b"<!doctype html", b"<head", b"<title")
_PARTS = re.compile(r"\s+[|\u2013\u2014\u00b7:-]\s+|\s*[|\u00b7]\s*")
_ROBOTS = re.compile(
    r"just a moment\W*|attention required\W*|are you (?:a )?(?:human|robot)\W*|one more step|ddos.guard|captcha"
    r"|(?:please )?verify (?:that )?you are (?:a )?human\W*|(?:browser|robot|human|bot) (?:check|verification|detected)"
    r"|checking your browser.*|pardon our interruption\W*|access (?:to this page has been )?denied",
    re.I,
)
_MARKUP = re.compile(
    r"challenge-platform|cf-challenge|cf-turnstile|g-recaptcha|h-captcha|hcaptcha\.com|recaptcha/api\.js|_incapsula_"
    r"|px-captcha|captcha-delivery|awswafcaptcha|aws-waf-token|unusual traffic from your|prove you are not a robot",
    re.I,
)
_LOGINS = re.compile(
    r"(?:(?:please|you (?:must|need to)|members?|account|secure|domino|user|staff|customer) )?"
    r"(?:sign(?:ing)? ?in|log(?:ging)? ?[io]n|login)(?: (?:to|required|page|or register|or sign up|with|into)\b.*)?"
    r"|authentication required|session (?:has )?expired|single sign.on|server login",
    re.I,
)
_THING = r"(?:page|content|document|article|item|resource|entry|file|request|record|release|url|address)"
_ABSENT = re.compile(
    rf"(?:http )?(?:error )?(?:404|410)(?: error)?(?:\W+(?:page )?(?:not found|gone))?"
    rf"|(?:sorry\W+)?(?:(?:the|this|that) )?(?:{_THING} )?(?:you (?:requested|are looking for|were looking for) )?"
    rf"(?:(?:was|is|could|can|has|does|cannot|can't|could not|may have|been) ?)*"
    rf"(?:not (?:be )?(?:found|available|exist)|no longer (?:available|exists?|here)|been (?:removed|deleted))"
    rf"|(?:sorry\W+)?we (?:can't|can\u2019t|cannot|could not|couldn't|couldn\u2019t) find (?:that|the|this) {_THING}.*"
    rf"|no such {_THING}|{_THING} (?:removed|deleted|unavailable)|oops.{{0,40}}",
    re.I,
)
_FAULTS = re.compile(
    r"(?:http )?(?:error )?50[0-4](?: error)?(?:\W+[a-z ]{0,40})?|(?:internal )?server error|bad gateway"
    r"|(?:the )?(?:service|site|website|page|system)(?: is)? (?:temporarily |currently )?"
    r"(?:unavailable|down|offline|under maintenance|down for maintenance)"
    r"|(?:under|site) maintenance|maintenance mode|sorry.{0,40} something went wrong.*|something went wrong\W*"
    r"|(?:an )?(?:application )?error(?: has)? occurred\W*|we(?:'|\u2019)ll be (?:right )?back.*"
    r"|too many requests|rate limit(?:ed| exceeded)",
    re.I,
)


def sign_of(body: bytes) -> str:
    """Return which of the signs an answer bears, "" if none. Made for answers of status 200, and of any type.

    What a page calls itself must be one of the phrases, and not only hold one: releases are about errors and logins.
    """
    head = body[:LOOKED_AT]
    if _FEED.match(head):
        return ENDED if _FEED_ENDED.search(head) else ""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:400].lower()
    if not start.startswith(b"<") or not any(tag in start for tag in _PAGE):
        return ""
    text = head.decode("utf-8", "replace")
    markup = seen(text)
    names, few = _names(markup), len(words(markup)) < FEW_WORDS
    if few and (any(map(_ROBOTS.fullmatch, names)) or (_MARKUP.search(text) and not _OWN.search(markup))):
        return CAPTCHA
    if _PASSWORD.search(markup) and any(map(_LOGINS.fullmatch, names)):
        return LOGIN
    if any(map(_ABSENT.fullmatch, names)):
        return NOT_FOUND
    return FAULT if few and any(map(_FAULTS.fullmatch, names)) else ""


def words(markup: str) -> list[str]:
    """Return the words of a page without its tags; of JSON and of plain text all of them."""
    return TAGS.sub("", BLOCKS.sub(" ", markup)).split()


def seen(markup: str) -> str:
    """Leave out of a page what no reader sees. In time that grows with its length, whatever stands in it."""
    kept, at, endless = [], 0, set()
    while opening := _UNSEEN.search(markup, at):
        closing = f"</{opening[1].lower()}" if opening[1] else "-->"
        end = -1 if closing in endless else _find(markup, closing, opening.end())
        if end < 0:
            endless.add(closing)
        kept.append(markup[at : opening.start()])
        if end < 0:
            at = opening.end()
            continue
        at = markup.find(">", end) + 1
        if not at:
            return "".join(kept)
    return "".join((*kept, markup[at:]))


def _find(markup: str, closing: str, start: int) -> int:
    found = re.compile(re.escape(closing), re.I).search(markup, start)
    return found.start() if found else -1


def _names(markup: str) -> list[str]:
    """Return what a page calls itself: its heading, and its title whole and in parts, for sites add their name."""
    texts = [text for tag in ("title", "h1") if (text := _first(markup, tag))]
    parts = {name.strip(" .!\u2026") for text in texts for name in (text, *_PARTS.split(text))}
    return sorted(filter(None, parts))


def _first(markup: str, tag: str) -> str:
    opening = re.search(rf"<{tag}\b[^<>]*>", markup, re.I)
    if not opening:
        return ""
    inside = markup[opening.end() : opening.end() + 1000]
    closing = _find(inside, f"</{tag}", 0)
    return one_line(unescape(TAGS.sub(" ", inside[:closing] if closing >= 0 else inside)))[:LONGEST_NAME]


def title_of(body: bytes) -> str:
    """Return what a page calls itself in its title, "" if it has none."""
    return _first(body[:LOOKED_AT].decode("utf-8", "replace"), "title")[:100]
