"""From which bundles a data folder was filled: a line for each, kept beside what came of it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.exports.beside import beside
from indexer.places import Places

_TEXTS = ("bundle", "seal", "choice", "imported", "signed_by")
_COUNTS = ("publications", "documents", "pages")


@dataclass(frozen=True, slots=True)
class Origin:
    """A bundle that was taken in: its file's name, its seal, what was chosen for it, when (UTC, ISO 8601), and whose
    trusted signature it had, "" if that was not asked for. The counts are of what was new here."""

    bundle: str
    seal: str
    choice: str
    imported: str
    signed_by: str = ""
    publications: int = 0
    documents: int = 0
    pages: int = 0


def origins(places: Places) -> list[Origin]:
    """Return the bundles a data folder was filled from, the latest last. A line that cannot be read is passed over:
    nothing depends on one."""
    try:
        lines = places.origins.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return []
    return list(_read(lines))


def add(places: Places, origin: Origin) -> None:
    """Note that a bundle was taken in. One that was before has one line, with the later time and all counts added."""
    before = [one for one in origins(places) if one.seal == origin.seal]
    others = [one for one in origins(places) if one.seal != origin.seal]
    form = asdict(origin)
    for one in before:
        form |= {name: form[name] + getattr(one, name) for name in _COUNTS}
    _write(places.origins, [*map(asdict, others), form])


def _write(path: Path, forms: list[dict[str, object]]) -> None:
    with beside(path) as file:
        file.writelines(json.dumps(form, sort_keys=True).encode("ascii") + b"\n" for form in forms)


def _read(lines: list[str]) -> Iterator[Origin]:
    for line in lines:
        try:
            form = json.loads(line)
            bundle, seal, choice, imported, signer = (str(form[name]) for name in _TEXTS)
            publications, documents, pages = (int(form[name]) for name in _COUNTS)
            yield Origin(bundle, seal, choice, imported, signer, publications, documents, pages)
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
