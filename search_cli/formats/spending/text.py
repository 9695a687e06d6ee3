"""Sums in words: a total for each group with its bar, and under it every sum with the page that says it."""

from collections.abc import Iterator, Sequence

from indexer.facts.wording import VAT, money
from indexer.spending.records import Group, Sum
from search_cli.terminal import bold, columns, dim, line, link, width

_BAR = " ▏▎▍▌▋▊▉█"
_EIGHTHS = 8
_MOST_BAR = 24
_INDENT = "  "
_ALL = "Total"


def text(groups: Sequence[Group], by: Sequence[str], *, totals: bool) -> Iterator[str]:
    """Yield each group, of sums with these in common, then what all come to; with `totals` without their sums."""
    shown = [group for group in groups if group.total or not totals]
    ends = [*_all(groups)] if len(shown) > 1 else []
    names = [" · ".join(map(line, group.values)) or "all" for group in shown]
    sums = [money(group.total, group.currency) for group in (*shown, *ends)]
    beside = max(map(len, sums), default=0)
    names = [_cut(name, max(20, width() - beside - _MOST_BAR - 4)) for name in (*names, *(_ALL for _ in ends))]
    beneath = max(map(columns, names), default=0)
    for group, name, total in zip((*shown, *ends), names, sums, strict=True):
        greatest = max((other.total for other in groups if other.currency == group.currency), default=0)
        blank = " " * (beneath - columns(name))
        drawn = "" if name is _ALL else bar(group.total, greatest)
        yield f"{bold(name)}{blank}  {total:>{beside}}  {drawn}".rstrip() + "\n"
        if not totals and name is not _ALL:
            for one in group.sums:
                yield from _said(one, by)


def _all(groups: Sequence[Group]) -> Iterator[Group]:
    """Yield what all groups of a currency come to."""
    for currency in dict.fromkeys(group.currency for group in groups):
        same = [group for group in groups if group.currency == currency]
        yield Group((), currency, sum(group.total for group in same), ())


def bar(part: int, whole: int, most: int = _MOST_BAR) -> str:
    """Return a bar as long as a part is of the whole, to an eighth of a column."""
    eighths = round(most * _EIGHTHS * part / whole) if whole > 0 and part > 0 else 0
    return _BAR[-1] * (eighths // _EIGHTHS) + _BAR[eighths % _EIGHTHS].strip()


def _said(one: Sum, by: Sequence[str]) -> Iterator[str]:
    """Yield a sum with what is said of it besides, and a line for each place that says it."""
    fact = one.of
    known = (
        f"for {line(fact.purpose.text)}" if fact.purpose else "",
        f"to {', '.join(map(line, one.suppliers))}" if one.suppliers and "supplier" not in by else "",
        f"by {line(one.authority)}" if one.authority and "authority" not in by else "",
        one.year if "year" not in by else "",
        VAT.get(fact.vat, ""),
    )
    yield f"{_INDENT}{_sum(one)}  {_cut(' · '.join(filter(None, known)), width() - 16)}".rstrip() + "\n"
    for source in one.sources:
        card, words = source.card, source.fact.words
        where = f"{card.id}:{words.page}"
        title = link(_cut(line(card.title), width() - len(where) - 8), card.url)
        yield f"{_INDENT * 2}{dim(where)}  {title}\n"


def _sum(one: Sum) -> str:
    amount = money(one.hundredths, one.currency)
    return f"({amount}: {one.left_out})" if one.left_out else amount


def _cut(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    while columns(text) >= room:
        text = text[:-1]
    return f"{text}…"
