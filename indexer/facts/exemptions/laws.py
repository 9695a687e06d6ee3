"""What the provisions of the laws on information are about, and by which of them information can be withheld.

Sources: Freedom of Information Act 2000, Freedom of Information (Scotland) Act 2002, Environmental Information
Regulations 2004, Environmental Information (Scotland) Regulations 2004, Data Protection Acts 1998 and 2018, UK GDPR.
The words are short names as letters have them, not always the headings of the law.
"""

from collections.abc import Mapping

UNITS: Mapping[str, str] = {
    "FOIA": "s",
    "FOISA": "s",
    "EIR": "reg",
    "EISR": "reg",
    "DPA": "s",
    "GDPR": "art",
}
"""What the provisions of each law are: sections, regulations, articles."""

_FOIA = {
    "1": "right of access",
    "2": "effect of the exemptions",
    "3": "public authorities",
    "5": "further public authorities",
    "6": "publicly owned companies",
    "8": "request for information",
    "9": "fees",
    "10": "time for compliance",
    "11": "means of communication",
    "11A": "release of datasets",
    "12": "cost of compliance",
    "13": "fees above the limit",
    "14": "vexatious or repeated requests",
    "14(1)": "vexatious requests",
    "14(2)": "repeated requests",
    "16": "advice and assistance",
    "17": "refusal of request",
    "19": "publication schemes",
    "20": "model publication schemes",
    "21": "information accessible by other means",
    "22": "information intended for future publication",
    "22A": "research",
    "23": "security bodies",
    "24": "national security",
    "26": "defence",
    "27": "international relations",
    "28": "relations within the United Kingdom",
    "29": "the economy",
    "30": "investigations and proceedings",
    "31": "law enforcement",
    "32": "court records",
    "33": "audit functions",
    "34": "parliamentary privilege",
    "35": "formulation of government policy",
    "36": "effective conduct of public affairs",
    "37": "communications with the Royal Household, and honours",
    "38": "health and safety",
    "39": "environmental information",
    "40": "personal information",
    "40(1)": "personal information of the applicant",
    "40(2)": "personal information of others",
    "41": "information provided in confidence",
    "42": "legal professional privilege",
    "43": "commercial interests",
    "43(1)": "trade secrets",
    "44": "prohibitions on disclosure",
    "45": "code of practice",
    "46": "code of practice on records",
    "47": "functions of the Commissioner",
    "48": "practice recommendations",
    "50": "application to the Commissioner",
    "51": "information notices",
    "52": "enforcement notices",
    "53": "certificate against a decision",
    "54": "failure to comply",
    "57": "appeal to the Tribunal",
    "58": "determination of appeals",
    "60": "appeals over certificates of national security",
    "77": "altering records to prevent disclosure",
    "78": "disclosures by other laws",
    "84": "interpretation",
}
_FOISA = {
    "1": "right of access",
    "2": "effect of exemptions",
    "3": "public authorities",
    "8": "requesting information",
    "9": "fees",
    "10": "time for compliance",
    "11": "means of providing information",
    "12": "excessive cost of compliance",
    "13": "fees above the limit",
    "14": "vexatious or repeated requests",
    "15": "advice and assistance",
    "16": "refusal of request",
    "17": "notice that information is not held",
    "18": "neither confirming nor denying",
    "19": "content of certain notices",
    "20": "requirement for review",
    "21": "review by the authority",
    "23": "publication schemes",
    "25": "information otherwise accessible",
    "26": "prohibitions on disclosure",
    "27": "information intended for future publication",
    "28": "relations within the United Kingdom",
    "29": "formulation of Scottish Administration policy",
    "30": "effective conduct of public affairs",
    "31": "national security and defence",
    "32": "international relations",
    "33": "commercial interests and the economy",
    "34": "investigations",
    "35": "law enforcement",
    "36": "confidentiality",
    "37": "court records",
    "38": "personal information",
    "39": "health, safety and the environment",
    "39(2)": "environmental information",
    "40": "audit functions",
    "41": "communications with Her Majesty, and honours",
    "47": "application to the Commissioner",
    "48": "when an application cannot be made",
    "49": "decision of the Commissioner",
    "56": "appeal against a decision",
    "60": "code of practice",
    "65": "altering records to prevent disclosure",
    "73": "interpretation",
}
_EIR = {
    "2": "interpretation",
    "3": "application",
    "4": "dissemination",
    "5": "duty to make environmental information available",
    "5(3)": "personal data of the applicant",
    "6": "form and format",
    "6(1)(b)": "already public and easily accessible",
    "7": "extension of time",
    "8": "charging",
    "9": "advice and assistance",
    "10": "transfer of a request",
    "11": "representations and reconsideration",
    "12": "exceptions",
    "12(1)": "public interest",
    "12(2)": "presumption in favour of disclosure",
    "12(3)": "personal data",
    "12(4)(a)": "not held",
    "12(4)(b)": "manifestly unreasonable",
    "12(4)(c)": "too general",
    "12(4)(d)": "material in the course of completion",
    "12(4)(e)": "internal communications",
    "12(5)(a)": "international relations, defence, national security, public safety",
    "12(5)(b)": "course of justice",
    "12(5)(c)": "intellectual property",
    "12(5)(d)": "confidentiality of proceedings",
    "12(5)(e)": "commercial confidentiality",
    "12(5)(f)": "interests of the person who provided it",
    "12(5)(g)": "protection of the environment",
    "12(6)": "neither confirming nor denying",
    "13": "personal data",
    "14": "refusal to disclose",
    "16": "code of practice",
    "18": "enforcement and appeal",
    "19": "altering records to prevent disclosure",
}
_EISR = {
    "2": "interpretation",
    "5": "duty to make environmental information available",
    "6": "form and format",
    "6(1)(b)": "already public and easily accessible",
    "7": "extension of time",
    "8": "charging",
    "9": "advice and assistance",
    "10": "exceptions",
    "10(1)": "public interest",
    "10(2)": "presumption in favour of disclosure",
    "10(3)": "personal data",
    "10(4)(a)": "not held",
    "10(4)(b)": "manifestly unreasonable",
    "10(4)(c)": "too general",
    "10(4)(d)": "material in the course of completion",
    "10(4)(e)": "internal communications",
    "10(5)(a)": "international relations, defence, national security, public safety",
    "10(5)(b)": "course of justice",
    "10(5)(c)": "intellectual property",
    "10(5)(d)": "confidentiality of proceedings",
    "10(5)(e)": "commercial confidentiality",
    "10(5)(f)": "interests of the person who provided it",
    "10(5)(g)": "protection of the environment",
    "10(8)": "neither confirming nor denying",
    "11": "personal data",
    "13": "refusal to disclose",
    "14": "transfer of a request",
    "16": "review by the authority",
    "17": "enforcement and appeal",
}
_GDPR = {
    "4": "definitions",
    "5": "principles",
    "5(1)(a)": "lawfulness, fairness and transparency",
    "6": "lawfulness of processing",
    "6(1)(f)": "legitimate interests",
    "9": "special categories of personal data",
    "10": "criminal convictions",
    "15": "right of access by the data subject",
    "17": "right to erasure",
    "21": "right to object",
}

TITLES: Mapping[str, Mapping[str, str]] = {
    "FOIA": _FOIA,
    "FOISA": _FOISA,
    "EIR": _EIR,
    "EISR": _EISR,
    "DPA": {},
    "GDPR": _GDPR,
}

LAST: Mapping[str, int] = {"FOIA": 88, "FOISA": 76, "EIR": 21, "EISR": 22, "DPA": 215, "GDPR": 99}
"""The last section, regulation or article of each: what is beyond is of another law."""

_SUBSECTIONS = {
    6: ("1", "30"),
    2: ("3", "8", "14", "16", "22", "29", "37", "38", "41", "42"),
    3: ("2", "13", "21", "26", "28", "31", "33", "39", "43", "44"),
    5: ("9", "11", "12", "23", "27", "35"),
    8: ("10", "40"),
    7: ("17", "19", "36", "50"),
    4: ("24", "32", "34"),
}
_LAST_SUBSECTION = {section: last for last, sections in _SUBSECTIONS.items() for section in sections}
"""How many subsections the sections of the act of 2000 have that letters name."""

_CERTIFICATES = frozenset({"23(2)", "24(3)", "34(3)"})
"""Who signs what is proof of an exemption of the act of 2000: nothing is withheld by that itself."""
_APPLIED: Mapping[str, frozenset[str]] = {
    "FOIA": frozenset({"12", "14", "21", "22", "22A", "23", "24", *map(str, range(26, 45))}),
    "FOISA": frozenset({"12", "14", "18", "25", "26", "27", *map(str, range(28, 42))}),
    "EIR": frozenset({"5(3)", "6(1)(b)", "12(3)", "12(4)", "12(5)", "12(6)", "12(9)", "13"}),
    "EISR": frozenset({"6(1)(b)", "10(3)", "10(4)", "10(5)", "10(6)", "10(8)", "11"}),
}


def withholds(law: str, number: str) -> bool:
    """Tell if information can be withheld by a provision, "40(2)(a)", or by one of those it is part of.

    By the others, on rights, notices, time, reviews and appeals, nothing is; nor by the data protection laws.
    """
    known = _APPLIED.get(law, frozenset())
    if law == "FOIA" and number in _CERTIFICATES:
        return False
    return any(part in known for part in parts(number)) or (law in ("EIR", "EISR") and f"{number}(4)" in known)


def parts(number: str) -> list[str]:
    """Return a number, "40(2)(a)", and those it is part of, "40(2)" and "40", the narrowest first."""
    found = [number]
    while (bracket := number.rfind("(")) > 0:
        number = number[:bracket]
        found.append(number)
    return found


def possible(law: str, number: str) -> bool:
    """Tell if a law has a provision of a number, as far as that is known here: section 12(14) is of another act."""
    found = parts(number)
    if not any(part in TITLES[law] for part in found):
        return False
    if law != "FOIA" or len(found) == 1:
        return True
    subsection = found[-2][len(found[-1]) + 1 : -1].rstrip("ABC")
    return subsection.isdigit() and int(subsection) <= _LAST_SUBSECTION.get(found[-1], 20)
