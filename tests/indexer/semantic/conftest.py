"""A package in the extra's place, with a model of a few words, whose code must not be run."""

from pathlib import Path

import pytest

from indexer.semantic.embedding import Embedder
from indexer.semantic.model import load
from tests.indexer.semantic.small import written


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of an installed package like the extra's."""
    folder = written(tmp_path / "site" / "wordllama")
    (folder / "__init__.py").write_text("raise AssertionError('the code of the package was run')\n")
    monkeypatch.syspath_prepend(folder.parent)
    return folder


@pytest.fixture
def embedder(package: Path) -> Embedder:
    """Return what makes vectors with that model."""
    return Embedder(load())
