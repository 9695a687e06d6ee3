"""Names as they are printed: runs of words with capitals, alone or in lists."""

import re
from typing import NamedTuple

from indexer.facts.bodies.vocabulary import word_set

_CAP = r"(?:[A-Z][\w&'\u2019.+/]*(?:-[\w&'\u2019]+)*|[0-9]{1,3}[A-Z][a-z]*|(?:i|e)[A-Z]\w*)"
_FORM = r"(?:plc|ltd|llp|limited|inc|gmbh|cic|cyf)\b\.?"
_INNER = r"(?:of|the|for|de|du|la|le|von|van|der|den|y|et)"
_NAME = re.compile(
    rf"(?:[Tt]he\s){{0,2}}(?P<name>{_CAP}(?:[ \n](?:{_CAP}|{_FORM})|\s(?:&|\+)\s{_CAP}"
    rf"|\s\([A-Z][\w &.]{{1,25}}\)(?=\s(?:{_CAP}|{_FORM}))"
    rf"|\s{_INNER}(?:\s(?:the|la|der|den))?\s{_CAP}|\s{_FORM}){{0,12}}+)"
)
_LEADING = re.compile(
    r"(?:(?:At|In|On|By|For|From|To|With|Of|When|While|Whereas|Since|Under|Via|Through|Although|Both|And|But|If|As)\s"
    r"(?:[Tt]he\s)?)++(?=[A-Z])"
)
"""A sentence's first words, in front of a name."""
_ACRONYM = re.compile(r"\s\((?:[A-Z][\w&.-]{1,14}|[\"\u201c'\u2018]\w[^)\n]{1,20})\)")
_SUM = re.compile(
    r"\s?(?:\((?:[^()£€$\n]{1,40}[\s,:;])?[£€$][^()\n]{1,25}\)|[£€$]\s?[0-9][0-9,.]*[0-9](?:k|m|bn|\s(?:million|billion))?\b(?=,|\sand\s[A-Z]))"
)
"""What stands behind each of those who are listed with what they were paid."""
_BETWEEN = re.compile(
    r"(?:\s?[,;]\s(?:and\s|or\s|as well as\s|plus\s|then\s)?|,?\s(?:and|or|as well as|plus|together with"
    r"|along with)\s|\s?/\s?)(?:also\s|both\s)?"
)
_AND = re.compile(r"\sand\s")
LEGAL = re.compile(
    r"(?:\b(?:Ltd|Limited|LTD|LIMITED|plc|PLC|Plc|LLP|LP|LLC|Inc|CIC|CIO|Cyf|GmbH|SL|SA|AG|BV|NV|AB|Corp"
    r"|Corporation|Pty|Co)\.?"
    r"|&\s(?:Co|Sons|Partners|Son|Associates)\.?)$"
)
_ENDS = re.compile(r"\b(?:[Ll]td|LTD|[Ll]imited|[Pp]lc|PLC|LLP)$")
"""What no name goes on behind: the word after its full stop begins a sentence."""
_LAST = re.compile(r"\S+\s(?:Ltd|Limited|LLP|plc|Partners|Solicitors|Associates|Co|Sons|LLC|Inc)\.?$")
_ALSO = word_set(
    "Sons Events Space Services Training Travel Logistics Transport Security Catering Cleaning Engineering "
    "Design Construction Maintenance Marketing Media Communications Technology Technologies Systems "
    "Solutions Recruitment Consulting Consultancy Management Development Developments Property Properties "
    "Leisure Waste Recycling Environmental Civil Electrical Mechanical Building Roofing Plumbing Joinery "
    "Supplies Safety Fire Equipment Analytics Research Data Digital Software Networks Furniture Interiors "
    "Hire Haulage Storage Removals Partners Associates Daughters Company Co Brothers Bros Associated Print "
    "Printing Publishing Tours Leasing Finance Investments Investment Energy Power Gas Water Heating "
    "Lighting Health Healthcare Care Education Learning"
)
"""What a company does besides, as in its name: Oxley Travel and Events Ltd."""
_LAW = re.compile(r"\b(?:legal|law|lawyers?|solicitors?|litigation|auctioneers?|valuers?|estate agents?|surveyors?)\b")
_MONTHS = (
    "January February March April May June July August September October November December Monday Tuesday Wednesday"
)
_MONTHS += " Thursday Friday Saturday Sunday"
_NO_NAMES = frozenset(
    (
        "The A An In On At For To Of By It This That These Those There We I You They He She If As Total VAT FOI"
        " Q1 Q2 Q3 Q4 FY Year"
        " Section Annex Table Appendix Schedule Act Regulation Council Department Government Board Trust"
        " Authority Force Ministry"
        " University Company Please However Since Between During From Our Your Their Its Costs Cost Mr Mrs Ms"
        " Miss Dr Sir Cllr UK EU"
        " US England Scotland Wales London Britain Europe Ireland N/A Nil None No Yes British GBP EUR USD"
        " Minister Ministers Ltd Limited LLP PLC plc Inc LLC"
        " Ch Chq Cheque Cheques BACS Ref Inv Invoice PO DD SO Cash Card Bank Account A/C Accounts Precept Salary Wages"
        f" Members Parliament Councillors Staff Contractor Supplier Suppliers And But Or"
        f" Grade Band Level Page Part {_MONTHS}"
    ).split()
)


_ROLES = frozenset(
    [
        "Leader",
        "Mayor",
        "Chair",
        "Chairman",
        "Deputy",
        "Director",
        "Directors",
        "Member",
        "Members",
        "Councillor",
        "Councillors",
        "Head",
        "Manager",
        "Officer",
        "Officers",
        "Clerk",
        "Chief",
        "President",
        "Governor",
        "Commissioner",
        "Secretary",
        "Minister",
        "Ministers",
        "Treasurer",
        "Teacher",
        "Principal",
        "Speaker",
        "Queen",
        "King",
        "Prince",
        "Cllr",
        "Executive",
        "Inspector",
        "Constable",
        "Judge",
        "Sergeant",
        "Professor",
        "Lord",
        "Lady",
        "Baroness",
        "Counsel",
        "Barrister",
        "Chancellor",
        "Vice-Chancellor",
        "Headteacher",
        "Rector",
        "Registrar",
        "Provost",
        "Dean",
        "Coroner",
        "Sheriff",
        "Ombudsman",
        "Ambassador",
        "Bishop",
        "Trustee",
        "Trustees",
        "Vice-President",
        "Vice-Chair",
        "Claimant",
        "Claimants",
        "Defendant",
        "Applicant",
    ]
)
"""People in their roles: they are paid too, and are no suppliers."""


_THINGS = word_set(
    "Salary Salaries Expenses Wages Rent Refund Refunds Repairs Maintenance Tree Subscription "
    "Subscriptions Postage Stationery Mileage Allowance Allowances Pension Pensions Compensation Grant "
    "Grants Budget Fee Fees Tax"
)
"""What is paid for: a name that ends so is nobody's."""


class Name(NamedTuple):
    """A name and its place."""

    start: int
    end: int
    name: str


def names(text: str, at: int, end: int) -> list[Name]:
    """Return the names of a list that begins here, none if no name does."""
    found: list[Name] = []
    while one := _one(text, at, end):
        found.append(one)
        if len(found) > 40:
            break
        after = one.end
        if acronym := _ACRONYM.match(text, after, end):
            after = acronym.end()
        if told := _SUM.match(text, after, end):
            after = told.end()
        between = _BETWEEN.match(text, after, end)
        if not between:
            break
        at = between.end()
    return _joined(text, _without_place(text, found))


def _one_firm(text: str, found: list[Name], at: int) -> bool:
    """Tell whether "and" is within a name: Oxley and Rowe Ltd, Oxley Travel and Events Ltd, lawyers Oxley and Rowe."""
    one, other = found[at], found[at + 1]
    if is_company(one.name) or "," in text[one.end : other.start]:
        return False
    if _LAST.fullmatch(other.name):
        return " " not in one.name or other.name.split()[0] in _ALSO
    alone = len(found) == 2 and not (set(f"{one.name}{other.name}") & set(" &"))
    plain_words = one.name[1:].islower() and other.name[1:].islower()
    return alone and plain_words and _LAW.search(text[max(0, one.start - 120) : other.end + 120]) is not None


def _without_place(text: str, found: list[Name]) -> list[Name]:
    """Return names, of two that only a comma parts the first: The Three Tuns, Osmotherley."""
    if len(found) != 2 or text[found[0].end : found[1].start].strip() != "," or is_company(found[1].name):
        return found
    return found if " " in found[1].name else found[:1]


def one_name(text: str, start: int, end: int) -> Name | None:
    """Return the name that a cell or a label is, None if it has words beside."""
    return Name(start, end, plain(text[start:end])) if text[start:end].strip() else None


def plain(printed: str) -> str:
    """Return a name in one line, without an article before it or a sign after it."""
    name = " ".join(printed.split()).strip(" ,;:|\u2013-")
    while name.lower().startswith("the ") and len(name) > 8:
        name = name[4:]
    if name.endswith(".") and not re.search(r"\b(?:Co|Inc|Ltd|plc|[A-Z])\.$", name):
        name = name[:-1]
    return re.sub(r"['\u2019]s?$", "", name) if not name.endswith("ers'") else name[:-1]


def is_company(name: str) -> bool:
    """Tell whether a name says by its form that it is a company's."""
    return " & " in name or LEGAL.search(name) is not None


def _one(text: str, at: int, end: int) -> Name | None:
    match = _NAME.match(text, at, end)
    if not match or match.end() - match.start() > 120:
        return None
    start, stop = match.span("name")
    if lead := _LEADING.match(text, start, stop):
        start = lead.end()
    printed = text[start:stop]
    cut = re.search(r"(?<=\w\w)\.\s|\n(?=[A-Z][a-z]+:)", printed)
    if cut and (
        not LEGAL.search(printed[: cut.start() + 1])
        or _ENDS.search(printed[: cut.start()])
        or printed[cut.end() :].split(maxsplit=1)[:1][0] in _NO_NAMES
    ):
        stop = start + cut.start()
    while (
        stop > start and text[stop - 1] in ".'\u2019,/&+" and not re.search(r"(?:\b(?:Co|[A-Z]))\.$", text[start:stop])
    ):
        stop -= 1
    if text[stop - 2 : stop] in ("'s", "\u2019s"):
        stop -= 2
    name = plain(text[start:stop])
    words = name.split()
    if not is_company(name) and {words[0], words[-1]} & _ROLES if words else False:
        return None
    if (
        not words
        or all(word in _NO_NAMES for word in words)
        or len(name) < 2
        or words[-1] in _THINGS
        or name.endswith(("Room Hire", "Hall Hire"))
        or words[0].rstrip(".") in ("Section", "Act", "Mr", "Mrs", "Ms", "Dr")
    ):
        return None
    return Name(start, stop, name)


def _joined(text: str, found: list[Name]) -> list[Name]:
    """Put together what "and" belongs to: Oxley and Rowe Ltd is one."""
    at = 0
    while at + 1 < len(found):
        one, other = found[at], found[at + 1]
        if _AND.fullmatch(text, one.end, other.start) and _one_firm(text, found, at):
            found[at : at + 2] = [Name(one.start, other.end, plain(text[one.start : other.end]))]
            continue
        at += 1
    return found
