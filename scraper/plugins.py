"""Sources that other packages bring: those that declare an entry point of our group."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from inspect import isclass

from scraper.sources import Source

GROUP = "foi_index.sources"


def installed() -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Return the sources that other packages bring, and for each package that cannot be used, why.

    An entry point's value is a module with spiders, or a package of such modules. What is wrong in one leaves
    the others usable. Scrapy is imported only if there is any.
    """
    found, faults = list[Source](), list[str]()
    for point in entry_points(group=GROUP):
        try:
            found.extend(_sources(point.value))
        except Exception as exc:  # noqa: BLE001 - whatever a stranger's module may do when it is imported
            faults.append(f"the source package {point.name!r} ({point.value}) cannot be used: {exc}")
    return tuple(found), tuple(faults)


def _sources(module: str) -> Iterator[Source]:
    from scrapy.utils.misc import walk_modules_iter

    from scraper.source import SourceSpider

    for one in walk_modules_iter(module):
        for kind in vars(one).values():
            ours = isclass(kind) and issubclass(kind, SourceSpider) and kind.__module__ == one.__name__
            if ours and getattr(kind, "name", None):
                yield Source(kind.name, (kind.__doc__ or "").strip().partition("\n")[0])
