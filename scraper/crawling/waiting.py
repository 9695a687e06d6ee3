"""Requests as rows of the frontier and back: a callback by its name, its arguments as JSON."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from inspect import signature
from typing import Any

from scrapy import Request

from scraper.archive.forms import of_publication, to_publication
from scraper.archive.records import Waiting
from scraper.crawling.findings import Answered
from scraper.crawling.recorded import LIST, Found, RecordedSpider
from scraper.items import DocumentLink, LinkKind, Publication

MARK = "$"
"""A JSON object with this key is a record, or a plain mapping that happens to have the key too."""

MOST_TRIES = 10
"""Runs that may be killed while they wait for one address, before it is left to a later crawl. With five, one
campaign of random kills accused an innocent address: few were left, so that it was under way each time."""


class CannotGoOn(ValueError):
    """A row that this version cannot ask for. The text says why."""


def waiting_of(spider: RecordedSpider, request: Request) -> Waiting | None:
    """Return the row for a request made by `ask`; None for a part of a list.

    A list is read again from its head by every run: it moves under the reader, so that a part of it, taken up
    a day later, would begin at another entry. Raises TypeError if a callback or an argument cannot be kept.
    """
    if "asked" not in request.meta or request.meta["stage"] == LIST:
        return None
    callback = request.callback
    if getattr(callback, "__self__", None) is not spider:
        raise TypeError(f"the answer to {request.url} is not read by a method of {type(spider).__name__}")
    return Waiting(
        source=spider.name,
        url=request.meta["asked"],
        stage=request.meta["stage"],
        callback=callback.__name__,  # type: ignore[union-attr]  # a method has a name
        arguments=json.dumps({name: _form(value) for name, value in request.cb_kwargs.items()}, sort_keys=True),
        conditional=request.meta["conditional"],
        follow=not request.meta["dont_redirect"],
    )


def together(spider: RecordedSpider, url: str, found: Iterable[object]) -> Found:
    """Yield all that the answer of an address brought as one finding, then the requests it led to."""
    found = list(found)
    requests = [one for one in found if isinstance(one, Request)]
    findings = [one for one in found if not isinstance(one, Request)]
    rows = (waiting_of(spider, request) for request in requests)
    yield Answered(spider.name, url, tuple(findings), tuple(row for row in rows if row))
    yield from requests


def callback_of(spider: RecordedSpider, waiting: Waiting) -> tuple[Callable[..., Found], dict[str, Any]]:
    """Return the method a row names, and its arguments.

    Archives are handed on, and rows with them: only a method that the source's own classes define, and that
    takes just these arguments, is ever called. Raises CannotGoOn.
    """
    if waiting.tries >= MOST_TRIES:
        raise CannotGoOn(f"the crawl was killed {waiting.tries} times while it waited for this")
    own = [vars(kind) for kind in type(spider).__mro__ if kind not in RecordedSpider.__mro__]
    reads = any(waiting.callback in names for names in own) and not hasattr(RecordedSpider, waiting.callback)
    method = getattr(spider, waiting.callback) if reads else None
    if waiting.callback.startswith("_") or not callable(method):
        raise CannotGoOn(f"{spider.name} reads no answer by {waiting.callback!r}")
    try:
        arguments = {name: _value(form) for name, form in json.loads(waiting.arguments).items()}
        signature(method).bind(None, **arguments)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CannotGoOn(f"what goes with it cannot be read: {error}") from error
    return method, arguments


def _form(value: object) -> object:
    match value:
        case DocumentLink():
            return {MARK: "link", **asdict(value)}
        case Publication():
            return {MARK: "publication", "form": of_publication(value)}
        case Mapping():
            forms = {name: _form(one) for name, one in value.items()}
            return {MARK: "mapping", "form": forms} if MARK in forms else forms
        case list() | tuple():
            return [_form(one) for one in value]
        case _:
            return value


def _value(form: Any) -> object:
    if isinstance(form, list):
        return [_value(one) for one in form]
    if not isinstance(form, dict):
        return form
    match form.get(MARK):
        case "link":
            fields = {name: value for name, value in form.items() if name != MARK}
            return DocumentLink(**{**fields, "kind": LinkKind(fields["kind"])})
        case "publication":
            return to_publication(form["form"])
        case "mapping":
            return {name: _value(one) for name, one in form["form"].items()}
        case _:
            return {name: _value(one) for name, one in form.items()}
