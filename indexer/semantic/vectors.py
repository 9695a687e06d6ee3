"""The vectors beside an index: in parts that are only ever added, for a generation links what it takes over.

    parts.json              format, embedder, and of each part its name and which documents in it are there no more
    NAME.rows.npy           a row of whole numbers for each page; one, of its heading, for a document without pages
    NAME.documents.npy      digest and first row of each document; its rows end where the next one's begin

Data only: loaded without pickle, mapped into memory. Their digests stand in the generation's manifest.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from indexer.errors import DamagedIndex
from indexer.semantic.embedding import Rows

PARTS = "parts.json"
FORMAT = 1
DOCUMENT = np.dtype([("digest", "S64"), ("row", "<u4")])
_NAME = re.compile(r"[0-9]{6}")

Documents: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents' rows. `gone` are the numbers of those that were removed or replaced since."""

    name: str
    rows: Rows
    documents: Documents
    gone: frozenset[int]

    @property
    def starts(self) -> npt.NDArray[np.int64]:
        """The first row of each document."""
        return self.documents["row"].astype(np.int64)

    def digests(self) -> list[str]:
        """Return the digests of all documents, also of those that are gone."""
        return [digest.decode("ascii") for digest in self.documents["digest"].tolist()]

    def live(self) -> dict[str, int]:
        """Return the documents that are there, with their numbers."""
        return {digest: number for number, digest in enumerate(self.digests()) if number not in self.gone}

    def span(self, number: int) -> slice:
        """Return which rows a document's are."""
        last = number + 1 == len(self.documents)
        end = len(self.rows) if last else int(self.documents["row"][number + 1])
        return slice(int(self.documents["row"][number]), end)


@dataclass(frozen=True, slots=True)
class Vectors:
    """All parts of one generation, and by which embedder they were made."""

    embedder: str
    parts: tuple[Part, ...]


def read(folder: Path) -> Vectors | None:
    """Map the vectors in a folder; None if it has none. Raises DamagedIndex naming the file."""
    try:
        form = json.loads((folder / PARTS).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _damaged(folder / PARTS) from error
    try:
        if form["format"] != FORMAT:
            return None  # of another version: made anew by the next `foi index`
        return Vectors(str(form["embedder"]), tuple(_part(folder, part) for part in form["parts"]))
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(folder / PARTS) from error


def _part(folder: Path, form: dict[str, Any]) -> Part:
    name, gone = str(form["name"]), frozenset(int(number) for number in form["gone"])
    if not _NAME.fullmatch(name):
        raise _damaged(folder / PARTS)
    rows, documents = _mapped(folder / f"{name}.rows.npy"), _mapped(folder / f"{name}.documents.npy")
    if rows.dtype != np.int8 or rows.ndim != 2 or documents.dtype != DOCUMENT or documents.ndim != 1:
        raise _damaged(folder / f"{name}.rows.npy")
    starts = documents["row"].astype(np.int64)
    bounds = np.concatenate((starts, [len(rows)]))
    if not len(documents) or starts[0] != 0 or (np.diff(bounds) < 1).any() or any(n >= len(documents) for n in gone):
        raise _damaged(folder / f"{name}.documents.npy")
    return Part(name, rows, documents, gone)


def _mapped(path: Path) -> npt.NDArray[Any]:
    try:
        return np.load(path, mmap_mode="r", allow_pickle=False)  # type: ignore[no-any-return]
    except (OSError, ValueError, EOFError, SyntaxError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> DamagedIndex:
    return DamagedIndex(f"{path} is damaged; run `foi index --rebuild`")


def write_part(folder: Path, name: str, documents: Sequence[tuple[str, Rows]]) -> None:
    """Write some documents' rows as a part."""
    named = np.zeros(len(documents), DOCUMENT)
    start = 0
    for number, (digest, rows) in enumerate(documents):
        named[number] = (digest.encode("ascii"), start)
        start += len(rows)
    np.save(folder / f"{name}.rows.npy", np.concatenate([rows for _, rows in documents]), allow_pickle=False)
    np.save(folder / f"{name}.documents.npy", named, allow_pickle=False)


def write_list(folder: Path, embedder: str, gone: Mapping[str, Sequence[int]]) -> None:
    """Say which parts there are, and which documents in each are not any more.

    The file is replaced, never written into: an older generation may share it.
    """
    form = {
        "format": FORMAT,
        "embedder": embedder,
        "parts": [{"name": name, "gone": list(numbers)} for name, numbers in gone.items()],
    }
    (folder / f"{PARTS}.new").write_text(json.dumps(form, indent=1), "utf-8")
    (folder / f"{PARTS}.new").replace(folder / PARTS)
