"""What the columns of a table are, by their heads: sums, days, suppliers, counts."""

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.facts.money.amounts import unit_of, vat
from indexer.facts.money.periods import Time, bare, short_year

_SIGN = re.compile(r"[£€$\uffe1]|\bGBP\b|\bEUR\b|\bUSD\b")
_THOUSANDS = re.compile(
    r"[£€$]\s?['\u2019]?\s?0{3}|['\u2019]0{3}s?\b|\b000s\b|[£€$]\s?(?:k\b|thousands?\b)"
    r"|\(k\)|\bin thousands|\bthousands of",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"[£€$]\s?m(?:illions?|n)?\b|\b(?:in )?millions\b", re.IGNORECASE)
_BILLIONS = re.compile(r"[£€$]\s?bn\b|[£€$]\s?billions?\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:costs?|amounts?|spen[dt]|spending|expenditures?|price|fees?|salar(?:y|ies)|budget(?:ed|s)?|outturn"
    r"|paid|payments?|charges?|invoiced?|income|sum|sums"
    r"|revenue|funding|vat|allowances?|expenses|hospitality|precept|rent|bill|fares?|awarded|turnover|profit"
    r"|deficit|council tax|contract value|annual value"
    r"|surplus|remuneration|pension|bonus(?:es)?|compensation|grants?|subsistence|pounds|earnings|receipts"
    r"|subsidy|subscriptions?|royalt(?:y|ies)|settlements?|wages?|premiums?|worth|overtime cost|legal fees|spends)\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"\b(?:values?|net|gross|total|tax|balance|actuals?|forecast|bid|capital|travel|debit|credit|award"
    r"|accommodation|debts?|loans?|fines?|estimates?)\b",
    re.IGNORECASE,
)
"""Words that head sums, and other figures too: then the figures must look like sums."""
_COUNT = re.compile(
    r"\b(?:numbers?|no\.?|nos|num|nr|codes?|ref(?:erence)?s?\.?|id|percent(?:age)?s?|quantity|qty|hours?"
    r"|nights?|staff|headcount|fte|miles|mileage|days|count"
    r"|volumes?|population|employees|people|officers|vehicles|requests|searches|arrests|incidents|crimes?"
    r"|pupils|complaints|visits|cases|rank|position|age"
    r"|frequency|average age|score|phone|telephone|tel|extension|postcode|row|line|question|rate %|variance %"
    r"|per cent|weeks|months|units|copies|sites|places"
    r"|issued|recorded|detected|closed|opened|users|tonnes|kwh|km|tickets|delegates|attendees|applications"
    r"|invoices|transactions|claims|years)\b|%|#",
    re.IGNORECASE,
)
_PER = re.compile(r"\b(?:costs?|price|fees?|rate|charge|amount|value|spend|sum|£|allowance)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:start|from|commence\w*|begin\w*|award date|effective)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:end|to|until|expiry|expires?|termination|finish)\b", re.IGNORECASE)
_DATE = re.compile(r"\b(?:dates?|when|dated)\b|^day$", re.IGNORECASE)
_TIME = re.compile(
    r"^\W*(?:(?:financial|calendar|fiscal|tax|academic)\s)?(?:years?|months?|quarters?|periods?"
    r"|fy|(?:contract\s)?(?:duration|term|length|tenure)|contract (?:period|years?))\b(?!\s(?:total|to))",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"\W*(?:contract\s)?(?:(?P<first>start(?:s|ed|ing)?|from|begins?|commence[sd]?|commencement|valid from|awarded)"
    r"|(?:ends?|ended|until|expir(?:y|es|ed)|finish(?:es|ed)?|valid (?:to|until)|to))\W*",
    re.IGNORECASE,
)
"""The first or last day of a contract, of which a head says no more."""
_NUMBERED = re.compile(r"\W*(?:year|month|quarter|period|week|p|m|q|wk|qtr)\.?\s?[0-9]{1,2}\W*$", re.IGNORECASE)
"""One of several times whose sums stand below; years have four digits."""
_SUPPLIER = re.compile(
    r"\b(?:suppliers?|payees?|vendors?|compan(?:y|ies)|firms?|contractors?|organisations?|providers?|(?:paid"
    r"|payable|awarded) to\W*$|beneficiar(?:y|ies)|recipients?"
    r"|kennels?|laborator(?:y|ies)|garages?|(?:art )?dealers?|retailers?|galler(?:y|ies)|airlines?|operators?|chambers"
    r"|law firms?|lawyers?|auditors?|architects?|surveyors?|printers?|caterers?|insurers?|lenders?|nurser(?:y|ies)"
    r"|pharmac(?:y|ies)|newspapers?|media outlets?|care homes?|couriers?|carriers?|academy sponsors?|cyflenw(?:yr|r)"
    r"|contractwyr|cwmni|derbynnydd|(?:payments?|made|given|went|owed|issued) to\W*$"
    r"|merchants?|consultants?|consultancy|agenc(?:y|ies)|bidders?|tenderers?|partners?|hotels?|creditors?"
    r"|solicitors|publishers?|manufacturers?|grantees?"
    r"|consultancies|counterparty|landlords?|brokers?|applicants?|charity|business name|trading name|awardee)\b",
    re.IGNORECASE,
)
_NO_SUPPLIER = re.compile(
    r"\b(?:types?|categor(?:y|ies)|numbers?|no|id|code|ref|postcode|address|staff|fees?|costs?|spend|sector"
    r"|sme|cost|size|count|region)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:descriptions?|purpose|items?|types?|services?|goods|projects?|details|reasons?|schemes?|title"
    r"|tender|categor(?:y|ies)|area|account|contracts?|narrative"
    r"|subject|activity|what|expense|event|works?|programme|particulars|course|campaign|product|subjective"
    r"|directorate|department|post|role|grade|heading"
    r"|function|vehicle|trip|destination|equipment|name)\b",
    re.IGNORECASE,
)
_PAYER = re.compile(
    r"^\W*(?:(?:paying|public|government)\s)?(?:entity|authority|body|organisation paying|payer|paid by"
    r"|body name|department family)\W*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^\W*(?:grand |overall |sub-?\s?|row )?totals?\b", re.IGNORECASE)


_TO_DATE = re.compile(r"\bto date\b", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent", re.IGNORECASE)
_KEY = re.compile(
    r"\b(?:type|category|description|area|centre|center|family|code|number|name|title|date)s?\b", re.IGNORECASE
)


_ONLY_TOTAL = re.compile(r"\W*(?:(?:grand|overall|sub|row)[\s-]?)?totals?\W*", re.IGNORECASE)


class Column(NamedTuple):
    """A column: what stands in it, and what its head says of each of its sums.

    `kind` is "money", "date", "time", "first" and "last" (of a contract), "supplier", "payer", "purpose", "count",
    "span" (its head is a time) or "".
    """

    kind: str
    start: int
    end: int
    unit: str = ""
    vat: str = ""
    noughts: int = 0
    currency: str = ""
    time: Time | None = None
    total: bool = False
    sure: bool = False
    """Whether the head says by a sign, or by a word that heads nothing else, that its figures are sums."""
    doubtful: bool = False
    """Whether it may be another column's head: rows of a PDF lose their empty cells. It then makes nothing a sum."""


def column(text: str, start: int, end: int) -> Column:
    """Return what a column is by its head."""
    head = text[start:end]
    kind = _kind(head)
    time = bare(text, start, end) if any(sign.isdigit() for sign in head) else None
    if time is None and kind not in ("date", "first", "last"):
        time = short_year(text, start, end)
    if time and not time.sure and text[time.end : end].strip(" )(£€$") and text[start : time.start].strip():
        time = None
    if kind in ("", "purpose", "count", "total") and time and kind != "count":
        kind = "money" if _says_money(head) or _PERHAPS.search(head) else "span"
    if kind in ("date", "time") and time and kind != "date":
        kind = "span"
    return Column(
        "money" if kind == "total" and _says_money(head) else "" if kind == "total" else kind,
        start,
        end,
        unit_of(head) if kind in ("money", "span") else "",
        vat(head) or _by_word(head),
        noughts(head),
        currency(head),
        time,
        _ONLY_TOTAL.fullmatch(head) is not None,
        _says_money(head),
    )


def noughts(head: str) -> int:
    """Return how many noughts a head leaves out: 3 for £000s, 6 for £m."""
    if _THOUSANDS.search(head):
        return 3
    return 6 if _MILLIONS.search(head) else 9 if _BILLIONS.search(head) else 0


def currency(head: str) -> str:
    """Return the currency that a head names, "" if it names none."""
    for signs, name in (("£\uffe1", "GBP"), ("€", "EUR"), ("$", "USD")):
        if any(sign in head for sign in signs) or name in head:
            return name
    return ""


@lru_cache(maxsize=64)
def says_money(title: str) -> tuple[bool, bool]:
    """Tell whether a title says that figures are sums: by a word; and by a sign, without a figure of its own."""
    strong = re.search(
        r"[£€$]\s?(?:['\u2019]?\s?0{3}|[mk]\b|bn\b|millions?|thousands?|\)|$|\s*\n)|\(\s?(?:all\s|figures\s)?(?:in\s)?(?:[£€$]|GBP|EUR|USD|pounds)",
        title,
    )
    return bool(_MONEY.search(title)) and not _COUNT.search(title), strong is not None


def _says_money(head: str) -> bool:
    return bool(_SIGN.search(head) or _MONEY.search(head))


def _kind(head: str) -> str:
    if not head.strip():
        return ""
    sign = _SIGN.search(head) is not None
    kind = "" if sign else _kind_of_words(head)
    if kind:
        return kind
    if _TOTAL.match(head) and not _COUNT.search(head):
        return "money" if sign or _MONEY.search(head) else "total"
    if sign or _MONEY.search(head) or (_PERHAPS.search(head) and len(head) < 40):
        return "money"
    return "purpose" if _PURPOSE.search(head) else ""


def _kind_of_words(head: str) -> str:
    """Return what a head without a sign says that is no sum, "" if it says nothing of that."""
    if _PAYER.match(head):
        return "payer"
    if _DATE.search(head) and not _TO_DATE.search(head):
        return "first" if _FIRST.search(head) else "last" if _LAST.search(head) else "date"
    if (edge := _EDGE.fullmatch(head)) is not None:
        return "first" if edge["first"] else "last"
    if _NUMBERED.match(head):
        return ""
    if _TIME.match(head) and not _MONEY.search(head):
        return "time"
    if _TOTAL.match(head) and not _COUNT.search(head):
        return ""
    if (_COUNT.search(head) and not _PER.search(head.split("(")[0])) or _SHARE.search(head):
        return "count"
    if _SUPPLIER.search(head) and not _NO_SUPPLIER.search(head):
        return "supplier"
    return "purpose" if _KEY.search(head) else ""


def _by_word(head: str) -> str:
    low = head.lower()
    return "without" if re.search(r"\bnet\b", low) else "with" if re.search(r"\bgross\b", low) else ""
