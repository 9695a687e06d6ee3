"""Who was paid, and who paid, in a sentence with a sum or near one."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.facts.money.names import Name, is_company, names, plain
from indexer.facts.records import Body

_MONEY = r"(?:[£€$]\s?[0-9][0-9,.]*(?:\s?(?:k|m|bn|million|billion|thousand)\b)?|(?:EUR|GBP|USD)\s?[0-9][0-9,. ]*[0-9])"
_VAT = r"(?:\s?\(?(?:plus|\+|excluding|including|exc?l?\.?|inc?l?\.?|net of)\s?VAT\)?)?"
_A = (
    r"(?:\s(?:the|a|an|our|its|their|external|local|specialist|private|digital|two|three|four|five|six"
    r"|several|various|other|following)){0,3}"
)
_NOUN = (
    r"(?:suppliers?|(?:sub-?)?contractors?|compan(?:y|ies)|firms?|agenc(?:y|ies)|providers?|consultan(?:ts?"
    r"|cy|cies)|solicitors?"
    r"|vendors?|partners?|bidders?|auditors?|printers?|caterers?|organisations?|charit(?:y|ies)|recipients?"
    r"|beneficiar(?:y|ies)"
    r"|landlord|operators?|retailers?|trainers?|venues?|hotels?|insurers?|brokers?|payees?|manufacturers?"
    r"|developers?|builders?"
    r"|designers?|architects?|surveyors?|consortium|lawyers|barristers|dealers?|businesses|advis[eo]rs?)"
)
_DAY = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_DAY += r"|[0-9]{1,2}\s|[0-9]{4}\b"
_LEADS = (
    ("by", rf"\bby{_A}(?:\s{_NOUN})?[,:]?(?:\s(?:including|such as|namely|called))?\s(?=[Tt]he\s|[A-Z0-9])"),
    (
        "to",
        r"(?:\b(?:paid|pay|payments?|payable|awarded|granted|given|went|made|goes|gave|owed|let|refund(?:ed)?"
        r"|grants?|donat(?:ed|ion)|transferred|contribut(?:es|ed|ions?)"
        rf"|reimbursed|outsourced|contract|due|fees|fee|sums?)|{_MONEY}){_VAT}(?:[^.;:£€$\n]"
        rf"|\n(?!\n)){{0,60}}?\sto\s(?!{_DAY})(?:{_NOUN}\s|the\s{_NOUN}\s)?"
        r"(?=[Tt]he\s|[A-Z0-9])",
    ),
    (
        "with",
        r"\b(?:contract(?:s|ed)?|agreements?|spen[dt](?:ing)?|placed|accounts?|orders?|ordered|business"
        r"|expenditure|arrangement|booked|insured"
        r"|policy|lease|working|worked|partnership|costs?|payments)\b(?:[^.;:\n]|\.(?=[0-9])|\n(?!\n)){0,70}?\swith\s"
        rf"(?:the\s)?(?:[a-z-]{{3,14}}\s){{0,2}}(?:{_NOUN}\s|[a-z ]{{0,24}}{_NOUN},\s)?(?=[Tt]he\s|[A-Z0-9])",
    ),
    (
        "from",
        r"\b(?:[Pp]urchas(?:ed|es|ing)|spen[dt]|bought|leased|hired|invoices?|procured|obtained|held|rented|ordered|commissioned|sourced"
        r"|quot(?:e|ation)|acquired"
        r"|supplied|report|advice|services|training|tickets?|lease|hire|bought in|support|all|mainly|mostly"
        r"|entirely|exclusively)\b(?:[^.;:\n]|\.(?=[0-9])|\n(?!\n)){0,90}?\sfrom\s(?:the\s)?"
        rf"(?:{_NOUN}\s)?(?=[Tt]he\s|[A-Z0-9])",
    ),
    (
        "into",
        r"\b(?:invest(?:ed|ments?|s|ing)?|bonds?|shares?|stakes?|holdings?|deposit(?:s|ed)?"
        r"|purchases?|loans?)\b(?:[^.;:\n]|\.(?=[0-9])|\n(?!\n)){0,40}?\s(?:in|of|to|with)\s"
        rf"(?:the\s)?(?:{_NOUN}\s)?(?=[Tt]he\s[A-Z]|[A-Z0-9])",
    ),
    (
        "via",
        rf"\b(?:via|through|using){_A}(?:\s[a-z ]{{0,30}}?{_NOUN})?(?:\s(?:such as|including|like)|\s?\("
        rf"|,)?\s?(?=[Tt]he\s|[A-Z0-9])",
    ),
    (
        "noun",
        rf"\b(?:{_NOUN}|(?<![\w&,]\s)(?:Solicitors|Suppliers?|Consultants?|Contractors?|Agency|Agencies|Company|Providers?|Payee)|[Cc]ontractors?|[Pp]roviders?|[Pp]ayee|[Cc]onsultants?|[Cc]ompan(?:y|ies))"
        r"(?:\s(?:of|for)\s[a-z][a-z -]{2,40}?(?=\s(?:is|was|are|were)\s))?(?:\s(?:used|appointed|involved"
        r"|engaged|concerned|paid|commissioned|selected|chosen|here|employed|in question|for this|awarded)){0,2}"
        r"(?:\s(?:was|were|is|are|being)(?:\sas follows)?:?\s|,?\s\(?(?:including|such as|namely|called|i\.e\."
        r"|like|for example|e\.g\.)[,:]?\s|,\s|\s?\(|:\s?"
        r"|\s[\u2013-]\s|\s)(?=[Tt]he\s|[A-Z0-9])",
    ),
    (
        "paid",
        r"\b(?:paid|paying|pays|pay|instructed|commissioned|appointed|engaged|hired|employed|contracted|retained"
        r"|selected|chose|reimbursed|awarded|gave"
        rf"|(?:has|have|had)\sused)(?:\s(?:the|two|three|its|our|their))?(?:\s{_NOUN},?)?\s(?=[Tt]he\s[A-Z]|[A-Z0-9])",
    ),
    ("after", rf"{_MONEY}\s?\((?=[A-Z])|{_MONEY}\s(?:to|for|from|[\u2013-])\s(?=[Tt]he\s[A-Z]|[A-Z])"),
)
_LEAD = re.compile("|".join(f"(?P<{name}>{lead})" for name, lead in _LEADS))
_PAYING = re.compile(
    r"\b(?:paid|funded|spent|incurred|awarded|met|given|owed|claimed|financed|requested|approved|signed"
    r"|received|agreed|published|required|set|raised"
    r"|increased|reduced|fell|rose|imposed|issued|reported|confirmed|covered|made available|provided for"
    r"|authorised|audited)\s(?:[a-z]+ly\s)?by$"
)
_GIVING = re.compile(
    r"\b(?i:received|secured|secur(?:ing|es)|funding|funded|grants?|income|donations?|raised|recovered"
    r"|obtained|sponsorship|contribution|reclaimed)\b"
    r"(?:[^.;:]|\.(?=[0-9])){0,60}?\sfrom\s(?:the\s)?(?=[A-Z])"
)
_FUNDED = re.compile(r"\b(?:paid|funded|spent|incurred|awarded|met|given|financed|covered)\sby\s(?:the\s)?(?=[A-Z])")
_THEN = re.compile(
    r",?\s(?:both\s|each\s|also\s|then\s|has\s|have\s|had\s|which\s|who\s){0,2}(?:receiv(?:ed|es)|won"
    r"|charg(?:ed|es)|suppli(?:ed|es)|deliver(?:ed|s)"
    r"|invoiced|billed|quoted|carried out|undertook|built|designed|ran|organised|tendered|produced|submitted"
    r"|completed)\b"
)
_PASSIVE = re.compile(
    r",?\s(?:(?:which|who)\s)?(?:was|were|has been|have been|had been|is|are)\s(?:both\s|each\s"
    r"|also\s)?(?:paid|awarded|given)\b"
)
_ARE = re.compile(
    rf"\s(?:was|were|is|are|being)\s(?:also\s)?(?:the|our|its|their|all|both)?(?:\s?[a-z-]{{2,14}}){{0,2}}?\s{_NOUN}\b"
)
_ASIDE = re.compile(
    r",\s(?:(?:our|the|a|an|its|their|which|who|part|formerly|now|trading|based|acting)\s)[^,;.:£€$\n()]{1,80}"
    r"(?:\n[^,;.:£€$\n()]{1,60})?(?=,\s(?:was|were|has|have|had|is|are|received|won|charged|supplied|delivered)\b)"
)
"""What stands between a name and what is said of it: Oxley Services, our joint venture with X, was paid."""
_OWN = re.compile(
    r"['\u2019]s?\s(?:fees?|bills?|invoices?|charges?|quotes?|quotation|tender|price|daily rate|rates?)\b"
)
_BESIDE = re.compile(rf"(?:\s?\(|\s?[:\u2013\u2014-]\s?|,?\s){_MONEY}")
_SPENDS = re.compile(
    r"\s?(?:\([A-Z][\w&]{1,10}\))?,?\s(?:(?:has|have|had|also|confirmed (?:that )?(?:it|they)|said (?:it"
    r"|they)|then|currently|has also|will)\s){0,3}"
    r"(?:spent|paid|spends?|pays?|awarded|gave|wrote off|allocated|contributed|funded|instructed|hired"
    r"|commissioned|bought|purchased|incurred|provided"
    r"|made|has a|have a|had a|entered|appointed|used|procured)\b"
)
_OWNS = re.compile(
    r"['\u2019]s?\s(?:\w+\s)?(?:spend(?:ing)?|contract|bill|expenditure|costs?|payments?|budget|grant)\b"
)


_THING = re.compile(
    r"\s(?:(?:re)?developments?|projects?|programmes?|schemes?|campaigns?|initiatives?|events?|festivals?|sites?|estates?"
    r"|buildings?|bridge|road|area|station|line|building|fund|pension|scandal|inquiry|crisis|strategy|survey|review"
    r"|refurbishment|conference|appeal|trial|case|bid|licences?|software|system|visit)\b"
)
"""What a name may be of, which is then no supplier's."""
_OFFICE = re.compile(
    r"\b(?:Council|Councils|Police|Government|Ministry|Department|NHS|Constabulary|Commission|Assembly"
    r"|Parliament|Borough|County|HMRC|DWP|DVLA|Cabinet Office"
    r"|Home Office|Treasury|Authority|Court|Fire)\b|\bUniversity\b|^HM\b"
)
_LISTED = re.compile(r"\b(?:between|to|by|with|from|and|were|was)\s(?:the\s)?$|[,:;]\s$")
_PAIRED = re.compile(r"(?:,|,?\sand)\s(?:the\s)?$")
_AHEAD = re.compile(rf"\s{_MONEY}")
_LISTING = re.compile(
    r"\b(?:[Pp]ayments?|[Gg]rants?|[Pp]aid|[Aa]wards?|[Aa]warded|[Ff]unding|[Ss]uppliers?|[Rr]ecipients)\b[^.:;]{0,80}:\s"
)
_SEVERAL = re.compile(
    rf"{_MONEY}(?:\s\([^)\n]{{1,30}}\))?(?:,|;|,?\sand)\s(?:the\s)?[A-Z][\w&'\u2019 ]{{1,40}}\s{_MONEY}"
)
"""A list of those who were paid, each with a sum; of public bodies too."""
_AGAINST = re.compile(r"\b(?:on|against)\s$")


class Group(NamedTuple):
    """Those who are named together as paid: where, who, and how it is said: "to", "by", "paid", "beside" a sum ..."""

    start: int
    end: int
    names: tuple[Name, ...]
    how: str


def suppliers(text: str, start: int, end: int, bodies: Sequence[Body]) -> list[Group]:
    """Return who is said to be paid between two places, in groups as they are listed, in order."""
    found: list[Group] = []
    for match, listed in _led(text, start, end, bodies):
        how = match.lastgroup or ""
        if how == "by" and _PAYING.search(text[max(start, match.start() - 40) : match.start() + 2]):
            continue
        if not (how in ("from", "with") and _GIVING.search(text[max(start, match.start() - 60) : match.end()] + "X")):
            _add(found, Group(match.start(), listed[-1].end, tuple(listed), how))
    for one in _named(text, start, end, bodies):
        _add(found, one)
    asides = [
        (one.end, aside.end()) for one in found if one.how == "then" and (aside := _ASIDE.match(text, one.end, end))
    ]
    return sorted(one for one in found if not any(low <= one.names[0].start < high for low, high in asides))


def _led(text: str, start: int, end: int, bodies: Sequence[Body]) -> Iterator[tuple[re.Match[str], list[Name]]]:
    """Yield the words that lead to names, with these; behind words that lead nowhere others may."""
    while match := _LEAD.search(text, start, end):
        listed = _of(text, match.end(), end, bodies, match.lastgroup or "")
        start = match.end() if listed else match.start() + 1
        if listed:
            yield match, listed


def payer(text: str, start: int, end: int, bodies: Sequence[Body], taken: Sequence[Group]) -> Name | None:
    """Return who is said to pay, None if nobody is."""
    for pattern in (_GIVING, _FUNDED):
        if (match := pattern.search(text, start, end)) and (listed := names(text, match.end(), end)):
            return listed[0]
    theirs = {name.start for group in taken for name in group.names}
    for body in bodies:
        place = body.words
        if (
            body.kind == "authority"
            and place.start not in theirs
            and (_SPENDS.match(text, place.end, end) or _OWNS.match(text, place.end, end))
        ):
            return Name(place.start, place.end, body.name)
    return None


def _of(text: str, at: int, end: int, bodies: Sequence[Body], how: str) -> list[Name]:
    listed = [_known(one, bodies) for one in names(text, at, end)]
    if len(listed) == 1 and _THING.match(text, listed[0].end, end) and not is_company(listed[0].name):
        return []
    if how in ("by", "noun", "via", "paid", "with", "into"):
        return [one for one in listed if not _public(one, bodies)]
    return listed


def _known(one: Name, bodies: Sequence[Body]) -> Name:
    """Return a name as far as it goes by those who know names: that of a company may go on over "and"."""
    for body in bodies:
        if body.kind == "company" and body.words.start <= one.start and one.end <= body.words.end:
            return Name(body.words.start, body.words.end, plain(body.name))
    return one


def _named(text: str, start: int, end: int, bodies: Sequence[Body]) -> Iterator[Group]:
    """Yield those whom what comes after their names makes suppliers, and companies that nothing makes anything else."""
    for one in _capitals(text, start, end):
        last = one[-1]
        public = _public(one[0], bodies)
        aside = _ASIDE.match(text, last.end, end)
        after = aside.end() if aside else last.end
        passive = _PASSIVE.match(text, after, end)
        if (
            passive
            or (_ARE.match(text, after, end) and not public)
            or _THEN.match(text, after, end)
            or _OWN.match(text, last.end, end)
        ) and (passive or not public):
            yield Group(one[0].start, last.end, tuple(_known(each, bodies) for each in one), "then")
        elif (
            not public
            and _BESIDE.match(text, last.end, end)
            and (
                (len(one) == 1 and _like(one[0], bodies))
                or (" " in one[0].name and _LISTED.search(text, max(start, one[0].start - 10), one[0].start))
            )
        ) or (
            _AHEAD.match(text, last.end, end)
            and (
                (not public and _PAIRED.search(text, max(start, one[0].start - 8), one[0].start))
                or (_LISTING.search(text, start, one[0].start) and _SEVERAL.search(text, start, end))
            )
        ):
            yield Group(one[0].start, last.end, tuple(_known(each, bodies) for each in one), "beside")
        elif _AGAINST.search(text, max(start, one[0].start - 12), one[0].start):
            continue
        elif companies := [each for each in one if _like(each, bodies) and not _public(each, bodies)]:
            yield Group(companies[0].start, last.end, tuple(_known(each, bodies) for each in companies), "named")


def _public(one: Name, bodies: Sequence[Body]) -> bool:
    """Tell whether a name is that of a public body, by those who know them or by its words."""
    if any(body.kind == "authority" and body.words.start == one.start for body in bodies):
        return True
    return _OFFICE.search(one.name) is not None and not is_company(one.name)


def _like(one: Name, bodies: Sequence[Body]) -> bool:
    return is_company(one.name) or any(
        body.kind == "company" and body.words.start < one.end and one.start < body.words.end for body in bodies
    )


_BEGIN = re.compile(r"(?<![\w'\u2019&.-])(?=[A-Z])")


def _capitals(text: str, start: int, end: int) -> Iterator[list[Name]]:
    at = start
    while match := _BEGIN.search(text, at, end):
        listed = names(text, match.start(), end)
        if listed:
            yield listed
        at = max(listed[-1].end if listed else 0, match.start() + 1)


def _add(found: list[Group], group: Group) -> None:
    """Add those of a group who are in none yet."""
    taken = [(name.start, name.end) for one in found for name in one.names]
    known = {name.name for one in found for name in one.names}
    new = tuple(
        n
        for n in group.names
        if n.name not in known and not any(n.start < end and start < n.end for start, end in taken)
    )
    if new:
        found.append(Group(group.start, group.end, new, group.how))
