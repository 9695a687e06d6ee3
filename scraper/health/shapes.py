"""The shape of a JSON payload: which fields its objects have, so that a field which is renamed is missed."""

import json
from collections import Counter
from collections.abc import Iterator

from scraper.reading import clean, one_line

LARGEST = 4 << 20
DEEPEST = 4
OF_A_LIST = 50
"""Elements of a list that are looked at: what is always there is in those too."""
MOST_FIELDS = 200
LONGEST_NAME = 80


def fields_of(body: bytes) -> tuple[Counter[str], Counter[str]]:
    """Return how many objects have each field, and how many objects there are at each place; empty if it is no JSON.

    A field is named by the way to it: `details.attachments[].url`, of which `details.attachments[].` is the place.
    Whether it is empty does not count.
    """
    if len(body) > LARGEST or body.lstrip()[:1] not in (b"{", b"["):
        return Counter(), Counter()
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return Counter(), Counter()
    has: Counter[str] = Counter()
    objects: Counter[str] = Counter()
    for place, one in _objects(data, "", 0):
        objects[place] += 1
        for key in one:
            name = place + _plain(key)
            if len(name) <= LONGEST_NAME and (name in has or len(has) < MOST_FIELDS):
                has[name] += 1
    return has, objects


def place_of(field: str) -> str:
    """Return the place of the objects a field is of."""
    return field[: field.rfind(".") + 1]


def _objects(data: object, place: str, depth: int) -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(data, list) and depth <= DEEPEST:
        for one in data[:OF_A_LIST]:
            yield from _objects(one, f"{place.rstrip('.')}[].", depth + 1)
    elif isinstance(data, dict) and depth <= DEEPEST:
        yield place, data
        for key, value in data.items():
            if isinstance(value, dict | list):
                yield from _objects(value, f"{place}{_plain(key)}.", depth + 1)


def _plain(key: str) -> str:
    return one_line(clean(key)).replace(".", "_")
