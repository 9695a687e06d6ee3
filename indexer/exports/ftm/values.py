"""Entities of FollowTheMoney, and values as it takes them: text without what JSON readers and databases refuse."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = {"name": 384, "label": 1024, "address": 4096, "text": 65_000}
"""Characters of a value, by what it is. Source: `max_length` of the types in followthemoney 4.11."""
LARGEST = 30_000_000
"""Characters of text of one entity: what comes after is dropped by its readers. Source: PROP_VALUE_MAX."""

_REFUSED = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls, which no JSON column of PostgreSQL takes (NUL), and halves of letters, which are no UTF-8."""
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.I)

Values = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing: `schema` is what it is, `properties` what is known of it; each may have several values."""

    id: str
    schema: str
    properties: dict[str, list[str]]

    def form(self) -> dict[str, object]:
        """Return it as FollowTheMoney writes it."""
        return {"id": self.id, "schema": self.schema, "properties": self.properties}


def entity(id_: str, schema: str, values: Values) -> Entity:
    """Return an entity with the values that there are, each once."""
    known = {name: list(dict.fromkeys(filter(None, several))) for name, several in values.items()}
    return Entity(id_, schema, {name: several for name, several in sorted(known.items()) if several})


def named(*parts: str) -> str:
    """Return a short name for what has no digest: the same parts give the same name."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def label(text: str, sort: str = "label") -> list[str]:
    """Return text of one line."""
    return [" ".join(_REFUSED.sub(" ", text).split())[: LONGEST[sort]].rstrip()]


def texts(text: str) -> list[str]:
    """Return text in as many values as it needs, parted between words."""
    rest, parts = _REFUSED.sub("\ufffd", text).strip(), list[str]()
    while len(rest) > LONGEST["text"]:
        end = _gap(rest[: LONGEST["text"]])
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest]


def together(several: Iterable[str]) -> list[str]:
    """Return texts as values of one entity, as many as it may have."""
    kept, size = list[str](), 0
    for text in several:
        for part in texts(text):
            size += len(part)
            if size > LARGEST:
                return kept
            kept.append(part)
    return kept


def address(url: str) -> list[str]:
    """Return an address of the web; nothing of what is none, or longer than they may be."""
    return [url] if _ADDRESS.fullmatch(url) and len(url) <= LONGEST["address"] and not _REFUSED.search(url) else []


def moment(time: datetime | None) -> list[str]:
    """Return a time, to the second."""
    return [time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")] if time else []


def media_type(told: str) -> list[str]:
    """Return a media type, nothing of what says nothing."""
    return [told] if _MEDIA_TYPE.fullmatch(told) and told != "application/octet-stream" else []


def _gap(text: str) -> int:
    """Return where the last space is, or the end if there is none for long."""
    found = max(text.rfind(" "), text.rfind("\n"))
    return found if found > len(text) // 2 else len(text)
