"""Working days as the laws on information count them: by the bank holidays of the nations they name.

Sources: FOIA 2000 s.10(6): no Saturday, Sunday, Christmas Day, Good Friday or day that is a bank holiday in any part of
the United Kingdom. EIR 2004 reg.2(1): as s.10(6). FOISA 2002 s.73 and EISR 2004 reg.2(1): a bank holiday in Scotland.
"""

from datetime import date, timedelta
from functools import cache

_NATIONS = ("ENG", "WLS", "SCT", "NIR")
_SCOTLAND = ("SCT",)
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST = 366 * 10
"""Days between receipt and answer. What is longer was not read right."""


def workdays(after: date, until: date, *, scotland: bool = False) -> int | None:
    """Count the working days after one day until another, this included; None if they are no request's and answer's."""
    span = (until - after).days
    if not 0 <= span <= LONGEST or after.year < FIRST_YEAR or until.year > LAST_YEAR:
        return None
    days = (after + timedelta(days=n) for n in range(1, span + 1))
    return sum(day.weekday() < 5 and day not in holidays(day.year, scotland=scotland) for day in days)


@cache
def holidays(year: int, *, scotland: bool = False) -> frozenset[date]:
    """Return the bank holidays of a year: Scotland's, or of any part of the United Kingdom."""
    from holidays import country_holidays

    parts = _SCOTLAND if scotland else _NATIONS
    return frozenset(day for part in parts for day in country_holidays("GB", subdiv=part, years=year))
