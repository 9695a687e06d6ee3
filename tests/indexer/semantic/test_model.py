"""The model is data in a package: read without its code, without the network, and not believed blindly."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from indexer.semantic.embedding import Embedder
from indexer.semantic.model import TOKENIZER, WEIGHTS, NoModel, load
from indexer.semantic.pieces import Pieces

OFFLINE = """
import socket, sys
def refused(*_, **__):
    raise AssertionError("a socket was asked for")
socket.socket = socket.create_connection = socket.getaddrinfo = refused
from indexer.semantic.embedding import Embedder
from indexer.semantic.model import load
vector = Embedder(load()).vector("the library lends books")
assert abs(float(vector @ vector) - 1) < 1e-3, vector
loaded = {"wordllama", "requests", "tokenizers", "safetensors", "huggingface_hub", "urllib3"} & set(sys.modules)
assert not loaded, loaded
print("made offline")
"""


def offline(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_vectors_are_made_without_a_socket_and_without_the_code_of_the_package(package: Path) -> None:
    paths = [str(package.parent), *sys.path]
    assert offline(PYTHONPATH=os.pathsep.join(paths)) == "made offline\n"


@pytest.mark.skipif(not find_spec("wordllama"), reason="the extra [semantic] is not installed")
def test_the_real_package_is_read_without_a_socket_too() -> None:
    assert offline(PYTHONPATH=os.pathsep.join(sys.path)) == "made offline\n"


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wordllama", None)
    with pytest.raises(NoModel) as raised:
        load()
    assert str(raised.value) == "ranking by meaning needs a model; run pip install 'foi-index[semantic]'"


def header(**changes: object) -> bytes:
    tensor = {"dtype": "F16", "shape": [2, 4], "data_offsets": [0, 16], **changes}
    text = json.dumps({"embedding.weight": tensor}).encode()
    return len(text).to_bytes(8, "little") + text + bytes(16)


@pytest.mark.parametrize(
    "weights",
    [
        b"",
        b"\xff" * 64,
        b"\x02\0\0\0\0\0\0\0{}",
        header(dtype="F32"),
        header(shape=[1 << 40, 4]),
        header(shape=[-2, -4]),
        header(shape="wide"),
        header(data_offsets=[-16, 0]),
        header()[:-8],
    ],
    ids=["empty", "no length", "no tensor", "other numbers", "too many", "negative", "text", "before", "cut short"],
)
def test_damaged_weights_are_no_model(package: Path, weights: bytes) -> None:
    (package / WEIGHTS).write_bytes(weights)
    with pytest.raises(NoModel, match="pip install"):
        load()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"model": {"type": "WordPiece", "vocab": {}, "merges": []}}',
        '{"model": {"type": "BPE", "vocab": {"a": 999999}, "merges": []}}',
        '{"model": {"type": "BPE", "vocab": {"a": -1}, "merges": []}}',
        '{"model": {"type": "BPE", "vocab": {"a": 1}, "merges": ["a b c"]}}',
        '{"model": {"type": "BPE", "vocab": {}, "merges": []}}',
    ],
)
def test_a_damaged_tokenizer_is_no_model(package: Path, text: str) -> None:
    (package / TOKENIZER[0]).write_text(text)
    with pytest.raises(NoModel) as raised:
        load()
    assert "\n" not in str(raised.value)


def test_another_model_has_another_name(package: Path) -> None:
    before = load().name
    body = bytearray((package / WEIGHTS).read_bytes())
    body[-1] ^= 1
    (package / WEIGHTS).write_bytes(body)
    assert load().name != before


def test_the_tokenizer_is_found_in_either_folder(package: Path) -> None:
    before = load().numbers
    (package / TOKENIZER[0]).parent.rename(package / "tokenizer")
    assert load().numbers == before


def test_words_near_in_meaning_are_near(embedder: Embedder) -> None:
    taser = embedder.vector("Tasers? A taser")
    assert taser @ embedder.vector("stun weapon") > 0.8 > 0.1 > abs(float(taser @ embedder.vector("library")))


@pytest.mark.parametrize("text", ["", "92,574.00 2014", "…", "\ud800", "qqq"])
def test_a_text_without_known_words_has_no_direction(embedder: Embedder, text: str) -> None:
    vector = embedder.vector(text)
    assert vector.shape == (8,)
    assert not vector.any()


@pytest.mark.skipif(not find_spec("tokenizers"), reason="the extra [semantic] is not installed")
def test_pieces_are_those_of_the_tokenizer_the_model_was_made_with() -> None:
    from tokenizers import Tokenizer

    spec = find_spec("wordllama")
    assert spec
    assert spec.submodule_search_locations
    theirs = Tokenizer.from_file(str(Path(spec.submodule_search_locations[0]) / TOKENIZER[0]))
    text = "".join(page.read_text("utf-8") for page in (Path(__file__).parents[3] / "docs").glob("*.md"))
    words = {word for word in text.lower().split() if word.isalpha()} | {
        "żółw",
        "straße",
        "日本語",
        "क्षत्रिय",
        "\U00010330",
    }
    assert len(words) > 500
    pieces = Pieces(load())
    assert {word: list(pieces[word]) for word in words} == {
        word: theirs.encode(word, add_special_tokens=False).ids for word in words
    }


def test_whole_numbers_lose_next_to_nothing_of_a_likeness() -> None:
    from indexer.semantic.embedding import SCALE, kept

    random = np.random.default_rng(7).normal(size=(500, 256)).astype(np.float32)
    random /= np.linalg.norm(random, axis=1, keepdims=True)
    likenesses = kept(random).astype(np.float32) @ random[0] / SCALE
    assert np.abs(likenesses - random @ random[0]).max() < 0.01
