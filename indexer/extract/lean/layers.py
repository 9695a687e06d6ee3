"""Layers of a PDF that are not shown. Source: ISO 32000-1, 8.11."""

from contextlib import suppress
from typing import Any

from indexer.extract.lean import inner

_MOST = 10_000


def layers_off(document: Any) -> frozenset[int]:
    """The numbers of the layers that are not shown when a document is opened; kept with it."""
    kept = getattr(document, "foi_layers", None)
    if kept is None:
        kept = document.foi_layers = frozenset[int]()
        with suppress(Exception):  # a damaged dictionary can raise anything; most documents have no layers
            document.foi_layers = kept = _off(document.catalog)
    return kept


def _off(catalogue: Any) -> frozenset[int]:
    properties = inner.dict_value(catalogue.get("OCProperties", {}))
    if not properties:
        return frozenset()
    usual = inner.dict_value(properties.get("D", {}))
    off = _numbers(usual.get("OFF", []))
    if getattr(usual.get("BaseState"), "name", "") == "OFF":
        off |= _numbers(properties.get("OCGs", [])) - _numbers(usual.get("ON", []))
    return off


def _numbers(several: Any) -> frozenset[int]:
    found = inner.list_value(several)[:_MOST]
    return frozenset(one.objid for one in found if isinstance(one, inner.ObjectReference))
