"""A model of a few words, in a folder like the package's; words of one line are near in meaning."""

import json
from pathlib import Path

import numpy as np

from indexer.engine.interface import Entry
from indexer.semantic.model import TOKENIZER, WEIGHTS
from indexer.semantic.pieces import BEGIN

WIDTH = 8
NEAR = (
    ("taser", "stun", "weapon", "officer"),
    ("library", "libraries", "book", "lending"),
    ("school", "pupil", "teacher", "classroom"),
    ("road", "pothole", "pavement", "gritting"),
)
"""Each line is a direction; the first word is straight in it, the others a little off."""


def written(folder: Path) -> Path:
    """Write the model into a folder and return it."""
    pieces = [f"<0x{byte:02X}>" for byte in range(256)] + [BEGIN, *"abcdefghijklmnopqrstuvwxyz"]
    merges: list[str] = []
    rows = dict.fromkeys(pieces, np.zeros(WIDTH))
    for line, words in enumerate(NEAR):
        for place, word in enumerate(words):
            for end in range(len(word)):
                merge = f"{BEGIN}{word[:end]} {word[end]}"
                if merge not in merges:
                    merges.append(merge)
                    rows.setdefault(merge.replace(" ", ""), np.zeros(WIDTH))
            rows[f"{BEGIN}{word}"] = np.eye(WIDTH)[line] + 0.2 * place * np.eye(WIDTH)[4 + line]
    table = np.stack(list(rows.values())).astype("<f2")
    tensor = {"dtype": "F16", "shape": list(table.shape), "data_offsets": [0, table.nbytes]}
    header = json.dumps({"embedding.weight": tensor}).encode()
    numbers = {piece: number for number, piece in enumerate(rows)}
    (folder / WEIGHTS).parent.mkdir(parents=True)
    (folder / WEIGHTS).write_bytes(len(header).to_bytes(8, "little") + header + table.tobytes())
    (folder / TOKENIZER[0]).parent.mkdir()
    (folder / TOKENIZER[0]).write_text(json.dumps({"model": {"type": "BPE", "vocab": numbers, "merges": merges}}))
    return folder


def letter(digest: str, *pages: str, title: str = "", source: str = "leeds", kind: str = "release") -> Entry:
    """Return an entry with what these tests ask about."""
    return Entry(
        digest=digest, title=title, heading=title, pages=pages, authorities=(), sources=(source,), kinds=(kind,),
        states=("live",), media_type="text/plain", published=None, stored=digest, rank=digest,
    )  # fmt: skip
