"""The model: two files of data in the package wordllama, read here. None of the package's own code is run.

Its code loads requests, would fetch what it does not find, and sets up the root logger when it is imported (0.4.0).
"""

import hashlib
import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from indexer.errors import IndexerError
from indexer.semantic.stage import PACKAGE

WEIGHTS = "weights/l2_supercat_256.safetensors"
TOKENIZER = ("tokenizers/l2_supercat_tokenizer_config.json", "tokenizer/l2_supercat_tokenizer_config.json")
"""Where releases have it: 0.4.0 in the first."""

HOW_TO_GET_IT = "pip install 'foi-index[semantic]'"
TENSOR = "embedding.weight"
_MOST_HEADER = 1 << 20

Weights: TypeAlias = npt.NDArray[np.float16]


class NoModel(IndexerError):
    """The extra is not there, or not as it is known: what to do."""


@dataclass(frozen=True, slots=True)
class Model:
    """A vector for each piece of a word, by its number; the pieces' numbers; which two make one, the first soonest.

    `name` tells models apart: vectors of two of them cannot be compared.
    """

    name: str
    weights: Weights
    numbers: dict[str, int]
    ranks: dict[tuple[str, str], int]


def load(folder: Path | None = None) -> Model:
    """Read the model from the installed package, or from a folder like it. Raises NoModel."""
    folder = folder or _installed()
    weights = folder / WEIGHTS
    tokenizer = next((folder / name for name in TOKENIZER if (folder / name).is_file()), folder / TOKENIZER[0])
    try:
        pieces, merges = _vocabulary(tokenizer)
        table = _table(weights)
        if not pieces or min(pieces.values()) < 0 or max(pieces.values()) >= len(table):
            raise NoModel(f"{tokenizer} does not belong to {weights}; run {HOW_TO_GET_IT}")
        name = f"{PACKAGE} {weights.stem} {_digest(weights, tokenizer)}"
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoModel(f"the model in {folder} cannot be read ({error}); run {HOW_TO_GET_IT}") from error
    return Model(name, table, pieces, merges)


def _installed() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise NoModel(f"ranking by meaning needs a model; run {HOW_TO_GET_IT}")
    return Path(spec.submodule_search_locations[0])


def _table(path: Path) -> Weights:
    """Map the vectors into memory. Source: the safetensors format, a length, a header in JSON, and the numbers."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        if not 2 <= size <= _MOST_HEADER:
            raise ValueError(f"{path.name} is no safetensors file")
        tensor: dict[str, Any] = json.loads(file.read(size))[TENSOR]
    rows, width = (int(number) for number in tensor["shape"])
    start, end = (int(number) for number in tensor["data_offsets"])
    if tensor["dtype"] != "F16" or start < 0 or end - start != 2 * rows * width or rows * width <= 0:
        raise ValueError(f"{path.name} holds other numbers than expected")
    return np.memmap(path, np.dtype("<f2"), "r", 8 + size + start, (rows, width))


def _vocabulary(path: Path) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    model: dict[str, Any] = json.loads(path.read_text("utf-8"))["model"]
    if model["type"] != "BPE":
        raise ValueError(f"{path.name} holds another tokenizer than expected")
    pairs = (merge.split(" ") if isinstance(merge, str) else merge for merge in model["merges"])
    ranks = {(first, second): rank for rank, (first, second) in enumerate(pairs)}
    return {str(piece): int(number) for piece, number in model["vocab"].items()}, ranks


def _digest(*files: Path) -> str:
    known = hashlib.sha256()
    for file in files:
        known.update(file.read_bytes())
    return known.hexdigest()[:16]
