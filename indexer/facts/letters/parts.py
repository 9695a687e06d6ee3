"""A document cut into letters: the messages of a request's page, mails with those they answer, letters one by one."""

import re
from collections.abc import Sequence
from datetime import date

from indexer.extract.pages import Page
from indexer.facts.letters.dates import Day, days
from indexer.facts.letters.knowing import HEAD, MESSAGE
from indexer.record import record

REQUEST, ANSWER = "request", "answer"
"""Who wrote: who asks, or the authority."""

_QUOTED = re.compile(
    r"^[> \t]*(?:[-_]{3,}\s?(?:Original|Forwarded|Request) [Mm]essage"
    r"|From:[^\n]{1,200}\n(?:[^\n]{0,200}\n){0,2}(?:Sent|Date):"
    r"|On [^\n]{6,80}\n?[^\n]{0,60}wrote:)",
    re.M,
)
_HEADER = re.compile(r"^[> \t]*(?:Sent|Date):[ \t]*(?:[A-Z][a-z]{2,8},?[ \t]+)?", re.M)
_DEAR = re.compile(r"^[ \t]*(?:Dear\b|Annwyl\b)", re.M)
_END = re.compile(r"\bYours (?:sincerely|faithfully)|\b[Kk]ind(?:est)? [Rr]egards|^Regards", re.M)
_ASKS = re.compile(
    r"\bplease (?:could you |can you )?(?:send|tell|provide|supply|give) me\b|\bI (?:would like|wish"
    r"|am writing) to (?:make a )?request"
    r"|\bI (?:hereby )?request\b|\bgrateful for a reply\b|\bmake a (?:freedom of information )?request\b"
    r"|\bFOI request,? please\b"
    r"|\brequest for all the information to which I am\b"
    r"|\bUnder the Freedom of Information Act,? (?:20\d\d,? )?(?:please|I)\b"
    r"|\bwho conducts reviews\b|\bI (?:am writing to )?request an internal review\b",
    re.I,
)
_ANSWERS = re.compile(
    r"\byour (?:recent |freedom of information |foi |information |e-?)*(?:request|mail|letter|enquiry|correspondence)\b"
    r"|\byou (?:asked|requested)\b",
    re.I,
)
_REPLY = re.compile(r"^[^\n\w]{0,12}(?:Our |The )?(?:Reply|Response|Answer)\b[^\n]{0,20}$", re.M)
_SITE = re.compile(r"^[^\n]{1,120} made this (?:Freedom of Information|Environmental Information) request to ", re.M)
"""How the page of a request begins on Alaveteli sites, where it was kept as plain text."""
_MOST = 24
"""Pages of a document that are looked at, if it is no page of messages: letters come first, what they enclose after."""


@record()
class Part:
    """From where to where a letter, or a page of one, goes on a page."""

    page: Page
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.page.text[self.start : self.end]


@record()
class Letter:
    """A letter: its parts in order, who wrote it ("" if that is not known), and when, if that is certain.

    `sent` is the day its site or its mail says; its place, if it is printed.
    """

    parts: tuple[Part, ...]
    way: str
    sent: date | None = None
    printed: Day | None = None


def letters(pages: Sequence[Page]) -> list[Letter]:
    """Cut a document into its letters, oldest first."""
    if pages and MESSAGE.match(pages[0].label):
        return [_message(page) for page in pages]
    found: list[Letter] = []
    for page in pages[:_MOST]:
        mails = _shown(page) or _mails(page)
        if len(mails) == 1 and found and not _begins(page, found[-1]) and not mails[0].printed:
            found[-1] = _longer(found[-1], page)
        else:
            found += reversed(mails)
    return found


def asks(text: str) -> bool:
    """Tell whether a text asks for information, and answers nobody who did."""
    return bool(_ASKS.search(text)) and not _ANSWERS.search(text) and not _REPLY.search(text)


def _message(page: Page) -> Letter:
    match = MESSAGE.match(page.label)
    way = ANSWER if match and match[1] == "answer" else REQUEST
    sent = date.fromisoformat(match[2]) if match and match[2] else None
    quoted = _QUOTED.search(page.text)
    end = quoted.start() if quoted and page.text[: quoted.start()].strip() else len(page.text)
    return Letter((Part(page, 0, end),), way, sent)


def _shown(page: Page) -> list[Letter]:
    """Return the messages of a request's page that was kept as text, newest first: each below its writer and day."""
    text = page.text[:HEAD]
    if not _SITE.search(text):
        return []
    alone = [day for day in days(text) if _is_line(text, day)]
    authors = [text[: day.start].rstrip("\n").rpartition("\n")[2].strip() for day in alone]
    ends = [day.start - len(author) - 1 for day, author in zip(alone[1:], authors[1:], strict=True)] + [len(text)]
    found = [
        Letter((Part(page, day.end, max(day.end, end)),), REQUEST if author == authors[0] else ANSWER, day.day, day)
        for day, author, end in zip(alone, authors, ends, strict=True)
    ]
    return found[::-1]


def _is_line(text: str, day: Day) -> bool:
    return text[day.start - 1 : day.start] == "\n" and text[day.end : day.end + 1] in ("\n", "")


def _mails(page: Page) -> list[Letter]:
    """Return the mails of a page, newest first: most quote the one before them, some stand in the order of their days.

    Of several the oldest is the request, unless it answers somebody.
    """
    cuts = [match.start() for match in _QUOTED.finditer(page.text)]
    cuts = [cut for before, cut in zip([0, *cuts], cuts, strict=False) if page.text[before:cut].strip(" >\t\n-")]
    cuts = [cut for before, cut in zip([-400, *cuts], cuts, strict=False) if cut - before > 60]
    parts = [Part(page, start, end) for start, end in zip([0, *cuts], [*cuts, len(page.text)], strict=True)]
    sent = [_sent(part) for part in parts]
    first, last = sent[0], sent[-1]
    if first and last and first.day < last.day:
        parts, sent = parts[::-1], sent[::-1]
    ways = [_way(part, quoted=number > 0) for number, part in enumerate(parts)]
    if REQUEST in ways:
        ways = [way or ANSWER for way in ways]
    return [
        Letter((part,), way, day.day if day else None, day) for part, way, day in zip(parts, ways, sent, strict=True)
    ]


def _way(part: Part, *, quoted: bool) -> str:
    return REQUEST if asks(part.text) or (quoted and not _ANSWERS.search(part.text)) else ""


def _sent(part: Part) -> Day | None:
    """Return the day in the header of a mail. A letter's own "Date:" has no sender above it: it is not meant."""
    head = part.text[:900]
    if "From:" not in head and "Sent:" not in head and "wrote:" not in head:
        return None
    if (match := _HEADER.search(head)) and (found := days(head[match.end() : match.end() + 40])):
        at = part.start + match.end()
        return Day(found[0].start + at, found[0].end + at, found[0].day)
    if "wrote:" in head[:200] and (found := days(head[:120])):
        return Day(found[0].start + part.start, found[0].end + part.start, found[0].day)
    return None


def _begins(page: Page, before: Letter) -> bool:
    """Tell whether a page begins another letter: it greets, after one that greeted too, and has a day at its head."""
    dear = _DEAR.search(page.text, 0, 3000)
    if not dear or not any(_DEAR.search(part.text) for part in before.parts):
        return False
    return bool(days(page.text[: dear.start()])) or any(_END.search(part.text) for part in before.parts)


def _longer(letter: Letter, page: Page) -> Letter:
    return Letter((*letter.parts, Part(page, 0, len(page.text))), letter.way, letter.sent, letter.printed)
