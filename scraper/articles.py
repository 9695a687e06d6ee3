"""News articles saved or pasted as text: the article itself, without what the site wrapped around it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WIRED_GOV = "wired-gov"


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as its readers know it.

    `authority` is whoever published it, `outlet` whoever carried it: a magazine's own article has it as both;
    `original_url` is where it says it first appeared. "" and None where the text does not say.
    """

    title: str
    body: str
    authority: str = ""
    outlet: str = ""
    original_url: str = ""
    published: date | None = None


_LONGEST = 1 << 20
"""Characters; no article is longer, and long files are many."""
_LIKELY = re.compile(
    r"printable\s+version|channel\s+website|article\s+link|share\s+this\s+article|latest\s+news\s+from|"
    r"register\s+now|by\s+submitting|powered\s+by\s+disqus",
    re.I,
)
"""Without one of these there is no need to look line by line."""
_PRINTABLE = re.compile(r"printable version", re.I)
_LABELLED_URL = re.compile(r"(channel website|original article link)\s*:\s*(https?://\S+)?", re.I)
_CHANNEL_SITE = re.compile(r"channel website\s*:", re.I)
_SHARE = re.compile(r"share this article\s*:?", re.I)
_LATEST = re.compile(r"Latest News [Ff]rom(?:\s*:?\s*(?!.*[.!?]$)(?P<channel>.{1,80}))?")
_ALERTS = re.compile(r"email alerts", re.I)
_REGISTER = re.compile(r"register now to receive (?P<name>\S+?)(?:\.(?:com|co\.uk|org|net))?\s.*\binbox\W*", re.I)
_SUBMITTING = re.compile(r"by submitting\b.{0,60}?\byou agree to receive e-?mails? from .*", re.I)
_PRIVACY = re.compile(r"privacy(?: policy)?", re.I)
_COMMENTS = re.compile(r"comments powered by disqus\b.{0,60}", re.I)
_READ_MORE = re.compile(r"read more on\b(?!.*[.!?]$).{0,80}", re.I)

_CERTAIN = (_PRINTABLE, _LABELLED_URL, _SHARE, _LATEST, _REGISTER, _SUBMITTING, _COMMENTS)
"""One of these lines says: this was an article on a site. "Email Alerts" or "Privacy" may head a letter's section."""
_HARD = (_LATEST, _SUBMITTING, _COMMENTS)
"""From these lines on nothing is the article, whatever it looks like: other headlines, terms, comments."""
_TAIL = (*_CERTAIN, _ALERTS, _PRIVACY, _READ_MORE)
_ALWAYS = (_PRINTABLE, _LABELLED_URL, _SHARE, _REGISTER, _SUBMITTING, _COMMENTS, _READ_MORE)
"""Lines left out wherever they stand."""

_SECTION = re.compile(r"news|feature|features|opinion|blog|analysis|press release", re.I)
_NEAR = 80
"""Characters between two prints of a title, and at most in a channel's name."""
_IMAGE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)", re.I)
_SENTENCE_END = re.compile(r"""[.!?\u2026]["'\u201d\u2019)\]]*$""")

_DATE = re.compile(
    r"(?:published:?\s*)?(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})[\s-]+(\d{4})(?:[\s,-]+\d{1,2}:\d\d.*)?",
    re.I,
)
_NUMERIC_DATE = re.compile(r"(?:published:?\s*)?(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+\d{1,2}:\d\d.*)?", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_POSTED = re.compile(r"/(?:articles|print)/(?:.*[+\s_-])?(\d{14})/?$", re.I)


def read_article(text: str, title: str = "") -> Article | None:
    """Read an article from text, or return None if nothing says that it is one.

    `title` is what is known to be its title, if anything is; what stands above it in the text is then wrapping.
    Only whole lines are left out, and only such as are known to be wrapping: what the article says is kept,
    also where it speaks of comments and newsletters.
    """
    if len(text) > _LONGEST or not _LIKELY.search(text):
        return None
    lines = [" ".join(line.split()) for line in text.lstrip("\ufeff").splitlines()]
    if not any(_is(line, _CERTAIN) for line in lines):
        return None
    authority, title, start, published = _titled(lines, title) or _head(lines)
    end = _tail_start(lines, start)
    body = _paragraphs(line for line in lines[start:end] if not (_is(line, _ALWAYS) or _IMAGE.fullmatch(line)))
    if not title or not body:
        return None
    return Article(
        title=title,
        body=body,
        authority=authority or _registered(lines),
        outlet=WIRED_GOV if authority else _registered(lines),
        original_url=_labelled(lines, "original article link"),
        published=published,
    )


def posted_at(url: str) -> datetime | None:
    """Return when wired-gov posted an article, which the end of its address says: DDMMYYYYHHMMSS, UK time."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if (parts.hostname or "").removeprefix("www.") != "wired-gov.net":
        return None
    found = _POSTED.search(unquote(parts.path))
    return posting_time(found[1]) if found else None


def posting_time(digits: str) -> datetime | None:
    """Read wired-gov's fourteen digits, DDMMYYYYHHMMSS in UK time; None if they are no time."""
    try:
        day, month, hour, minute, second = (int(digits[at : at + 2]) for at in (0, 2, 8, 10, 12))
        local = datetime(int(digits[4:8]), month, day, hour, minute, second, tzinfo=ZoneInfo("Europe/London"))
        return local.astimezone(UTC)
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return None


def _is(line: str, marks: Sequence[re.Pattern[str]]) -> bool:
    return any(mark.fullmatch(line) for mark in marks)


def _head(lines: Sequence[str]) -> tuple[str, str, int, date | None]:
    """The channel, "" if none; the title; where the body starts; the date, if one stands above the body."""
    channel, start = _wire(lines)
    return _below(lines, channel, start)


def _titled(lines: Sequence[str], title: str) -> tuple[str, str, int, date | None] | None:
    """As _head, of an article whose title is known; None if the title is not in it.

    A magazine prints the title twice, the section between them; the second is the article's.
    """
    places = [i for i, line in enumerate(lines) if line and line.casefold() == title.casefold()]
    if not places:
        return None
    near = (i for i in places if sum(map(len, lines[places[0] + 1 : i])) <= _NEAR)
    start = max(near)
    above = [line for line in lines[:start] if line and not (_SECTION.fullmatch(line) or _date(line))]
    channel = next((above[i - 1] for i in range(len(above) - 1, 0, -1) if _PRINTABLE.fullmatch(above[i])), "")
    if not channel and above and any(_CHANNEL_SITE.match(line) for line in lines):
        channel = above[-1] if len(above[-1]) <= _NEAR and not _is(above[-1], _TAIL) else ""
    return _below(lines, channel, start)


def _wire(lines: Sequence[str]) -> tuple[str, int]:
    """The channel of an article that a wire carried, "" if none, and where what is below it starts."""
    start, channel = 0, ""
    filled = [i for i, line in enumerate(lines) if line]
    printable = next((i for i in filled[:5] if _PRINTABLE.fullmatch(lines[i])), None)
    if printable is not None:
        channel = next((lines[i] for i in filled if i < printable), "")
        start = printable + 1
    elif _channel(lines) and filled and lines[filled[0]].casefold() == _channel(lines).casefold():
        channel, start = lines[filled[0]], filled[0] + 1
    return channel, start


def _below(lines: Sequence[str], channel: str, start: int) -> tuple[str, str, int, date | None]:
    title, published = "", None
    while start < len(lines):
        line, when = lines[start], _date(lines[start])
        if line and not (_is(line, _TAIL) or _SECTION.fullmatch(line) or _IMAGE.fullmatch(line) or when):
            if title and line.casefold() != title.casefold():
                break
            title = title or line
        published = published or when
        start += 1
    return channel or (_channel(lines) if title else ""), title, start, published


def _channel(lines: Sequence[str]) -> str:
    """The name after "Latest News from", on its line or the next."""
    for i, line in enumerate(lines):
        found = _LATEST.fullmatch(line)
        if found:
            return found["channel"] or next((after for after in lines[i + 1 :] if after), "")
    return ""


def _tail_start(lines: Sequence[str], start: int) -> int:
    """Where the wrapping at the end begins: at its first line after which no sentence comes.

    Sentences after one of the hard marks are not the article's either. `start` is the body's first line,
    which is never wrapping.
    """
    hard = next((i for i in range(start + 1, len(lines)) if _is(lines[i], _HARD)), len(lines))
    end = hard
    for i in range(hard - 1, start, -1):
        if _is(lines[i], _TAIL):
            end = i
        elif _SENTENCE_END.search(lines[i]):
            break
    return end


def _paragraphs(lines: Iterable[str]) -> str:
    """The lines as text, with single empty lines between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _labelled(lines: Sequence[str], label: str) -> str:
    """The address after a label, on its line or the next."""
    for i, line in enumerate(lines):
        found = _LABELLED_URL.fullmatch(line)
        if found and found[1].casefold() == label:
            url = found[2] or next((after for after in lines[i + 1 :] if after), "")
            return url if re.fullmatch(r"https?://\S+", url) else ""
    return ""


def _registered(lines: Sequence[str]) -> str:
    """The publisher that a newsletter form names: "Register now to receive NAME.com news ..."."""
    return next((found["name"] for line in lines if (found := _REGISTER.fullmatch(line))), "")


def _date(line: str) -> date | None:
    """A line that is a date and nothing else."""
    if found := _NUMERIC_DATE.fullmatch(line):
        day, month, year = map(int, found.groups())
    elif found := _DATE.fullmatch(line):
        name = found[2][:3].lower()
        day, month, year = int(found[1]), _MONTHS.index(name) + 1 if name in _MONTHS else 0, int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
