"""The lines of a bundle, read: each a record of ours, or refused with what is wrong with it. See docs/bundle.md."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from indexer.extract.base import Page
from indexer.extract.wire import LONGEST_PATH, read_gaps, readable
from indexer.facts.forms import to_fact
from indexer.facts.records import Fact
from indexer.members import Inside
from scraper.archive import forms
from scraper.archive.forms import BadForm
from scraper.archive.records import Digest, Document
from scraper.items import Publication

Form = Mapping[str, Any]
_EXTRACTOR = re.compile(r"(?:[a-z][a-z0-9-]{0,40}/[0-9]{1,6}|none)(?:\+import)?")
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,120}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Versions:
    """A publication: when it was last seen, and each version with when it was first, oldest first."""

    last_seen: datetime
    versions: tuple[tuple[datetime, Publication], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Whose text a document's pages are, how many there are, and why some are missing."""

    digest: Digest
    extractor: str
    pages: int
    reason: str


def to_versions(form: Form) -> Versions:
    """Read a publication. Raises BadForm."""
    versions = tuple(
        (_time(version, "seen"), forms.to_publication(_object(version, "record")))
        for version in forms.objects(form, "versions")
    )
    if not versions:
        raise BadForm("it has no version")
    if len({(record.source, record.native_id) for _, record in versions}) > 1:
        raise BadForm("its versions are of several publications")
    if [seen for seen, _ in versions] != sorted(seen for seen, _ in versions):
        raise BadForm("its versions are not in the order of time")
    return Versions(_time(form, "last_seen"), versions)


def to_document(form: Form) -> Document:
    """Read a captured document. Raises BadForm."""
    return Document(forms.digest(form, "digest"), _media_type(form), forms.number(form, "size"), held=False)


def to_member(form: Form) -> Inside:
    """Read where a file within a document is. Raises BadForm."""
    unpacked = bool(form.get("digest"))
    return Inside(
        parent=forms.digest(form, "parent"),
        position=forms.number(form, "position"),
        path=readable(forms.text(form, "path", needed=True), LONGEST_PATH),
        digest=forms.digest(form, "digest") if unpacked else "",
        media_type=_media_type(form) if unpacked else forms.text(form, "media_type")[:200],
        size=forms.number(form, "size"),
        reason=readable(forms.text(form, "reason")),
    )


def to_text(form: Form) -> Text:
    """Read whose text a document's pages are. Raises BadForm."""
    extractor = forms.text(form, "extractor", needed=True)
    if not _EXTRACTOR.fullmatch(extractor):
        raise BadForm("its extractor is not a name and version")
    reason = readable(forms.text(form, "reason"))
    return Text(forms.digest(form, "digest"), extractor, forms.number(form, "pages"), reason)


def to_page(form: Form) -> tuple[Digest, Page]:
    """Read a page, and which document's it is. Raises BadForm."""
    number, confidence = forms.number(form, "number"), form.get("confidence")
    if number < 1:
        raise BadForm("its number is below 1")
    if confidence is not None and (isinstance(confidence, bool) or not isinstance(confidence, int | float)):
        raise BadForm("its confidence is not a number")
    if confidence is not None and not 0 <= confidence <= 1:
        raise BadForm("its confidence is not from 0 to 1")
    text = forms.text(form, "text")
    try:
        gaps = read_gaps(form.get("gaps", ()), text)
    except ValueError as exc:
        raise BadForm(f"it has {exc}") from exc
    page = Page(
        number=number,
        text=text,
        label=readable(forms.text(form, "label")),
        how=readable(forms.text(form, "how")),
        confidence=None if confidence is None else float(confidence),
        warning=readable(forms.text(form, "warning")),
        gaps=gaps,
    )
    return forms.digest(form, "digest"), page


def to_fact_of(form: Form) -> tuple[Digest, Fact]:
    """Read a fact, and which document says it. Raises BadForm."""
    digest = forms.digest(form, "digest")
    try:
        return digest, to_fact(form)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadForm(f"it is no fact: {error}") from error


def _time(form: Form, name: str) -> datetime:
    value = forms.time(form, name)
    if value is None:
        raise BadForm(f"its {name} is missing")
    return value.astimezone(UTC)


def _object(form: Form, name: str) -> Form:
    value = form.get(name)
    if not isinstance(value, dict):
        raise BadForm(f"its {name} is missing")
    return value


def _media_type(form: Form) -> str:
    value = forms.text(form, "media_type")
    if value and not _MEDIA_TYPE.fullmatch(value):
        raise BadForm("its media_type is none")
    return value
