"""Faults of Whoosh in what it keeps in files: each is shown where Whoosh has it, then that we have it not."""

import gc
import os
import pickle
from collections.abc import Callable
from datetime import date
from errno import ENOSPC
from functools import partial
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields, index, query
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.filedb.compound import CompoundStorage
from whoosh.writing import SegmentWriter

from indexer.engine.interface import Entry, Found
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import DamagedIndex
from indexer.query import And, Or, Phrase, Prefix, Published, Word
from tests.indexer.engine.whoosh_alone import digests, stock

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves files open

Make = Callable[..., Entry]
ALPHA, BETA = Word("alpha", "alpha"), Word("beta", "beta")


def test_a_write_that_fails_leaves_the_index_as_it_was_and_open_to_the_next(
    ask: Callable[..., Found], entry: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stock(tmp_path / "w3", [{"t": "alpha"}], t=fields.TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(SegmentWriter, "_cleanup_on_error", lambda self: None, raising=False)  # 2.7 has none
        writer = made.writer()
        patch.setattr(writer, "_commit_toc", full)
        with pytest.raises(OSError, match="No space"):
            writer.commit()
        with pytest.raises(index.LockError):
            made.writer(timeout=0)
        writer.writelock.release()

    ask(ALPHA, [entry("a", "alpha")])
    for good in count():
        if written(good, monkeypatch, lambda: WhooshEngine().write(tmp_path, [entry("b", "alpha")], ["a"])):
            break
        assert digests(ask(ALPHA)) == ["a"]
    assert good
    assert digests(ask(ALPHA)) == ["b"]


def written(good: int, monkeypatch: pytest.MonkeyPatch, write: Callable[[], None]) -> bool:
    """Write on a disk that is full after so many calls that make something last; tell whether that was enough."""
    calls = count()

    def failing(real: Callable[..., Any], *args: Any, **how: Any) -> Any:
        return real(*args, **how) if next(calls) < good else full()

    with monkeypatch.context() as patch:
        for name in ("fsync", "replace", "rename", "link"):
            patch.setattr(os, name, partial(failing, getattr(os, name)))
        try:
            write()
        except OSError as error:
            assert error.errno == ENOSPC
            return False
    return True


def full(*_: Any) -> None:
    raise OSError(ENOSPC, "No space left on device")


def test_reading_and_writing_for_days_leaves_no_file_open(
    ask: Callable[..., Found], entry: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path("/proc/self/fd")
    if not opened.is_dir():
        pytest.skip("this system does not say which files are open")

    def grown(act: Callable[[int], object]) -> int:
        act(0)
        before = len(list(opened.iterdir()))
        for number in range(1, 13):
            act(number)
        return len(list(opened.iterdir())) - before

    left: list[Any] = []

    def not_quite(storage: Any) -> None:  # as in 2.7, where a map of which a part is in use cannot be closed
        left.append(storage._source)
        storage.is_closed = True

    def by_whoosh(number: int) -> None:
        writer = made.writer()
        writer.add_document(t="beta")
        writer.commit(merge=False)
        with made.searcher() as searcher:
            list(searcher.search(query.Every()))

    made = stock(tmp_path / "w3", [{"t": "alpha"}], t=fields.TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(CompoundStorage, "close", not_quite)
        assert grown(by_whoosh) > 12
    left.clear()
    gc.collect()

    asked = And((Or((Prefix("alp"), Phrase((ALPHA, BETA)))), Published(None, date(2015, 1, 1))))
    assert grown(lambda n: ask(asked, [entry(f"{n}", "alpha beta £5", published=date(2014, 1, 1))])) == 0
    assert ask(asked).total == 13


def test_what_is_kept_of_a_word_comes_back_as_numbers(ask: Callable[..., Found], entry: Make, tmp_path: Path) -> None:
    kept = W3TermInfo()
    kept.set_extent(7, 9)
    kept._maxlength = kept._maxweight = 1
    assert W3TermInfo.from_bytes(kept.to_bytes()).extent() == (7, (9,))

    ask(ALPHA, [entry("a", "alpha alpha"), entry("b", "alpha"), entry("c", "beta")])
    with WhooshEngine().open(tmp_path) as searcher:
        assert searcher.holding([ALPHA, BETA, Word("gamma")]) == [2, 1, 0]
        (share,) = searcher.why(ALPHA, "a")
        assert (share.count, share.holding) == (2, 2)


def test_words_in_few_documents_and_in_many_are_kept_alike(
    ask: Callable[..., Found], entry: Make, tmp_path: Path
) -> None:
    with pytest.raises(AttributeError, match="set_inline"):
        stock(tmp_path / "w3", [{"t": "alpha"}], codec=W3Codec(inlinelimit=2), t=fields.TEXT)

    some = (1, 2, 3, 127, 128, 129, 255, 256, 257, 300)
    texts = [f"x {' '.join(f'in{many}' for many in some if number < many)}" for number in range(300)]
    ask(ALPHA, [entry(f"{number:03}", text) for number, text in enumerate(texts)])
    for before, many in pairwise((0, *some)):
        word = Word(f"in{many}")
        assert digests(ask(word)) == [f"{number:03}" for number in range(many)]
        assert ask(Phrase((Word("x"), word))).total == many - before


class Bomb:
    """What makes a folder if it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.folder),)


def test_opening_an_index_runs_nothing_that_is_in_it(ask: Callable[..., Found], entry: Make, tmp_path: Path) -> None:
    made = stock(tmp_path / "w3", [{"t": "alpha"}], t=fields.TEXT)
    toc = next((tmp_path / "w3").glob("*.toc"))
    whole, schema = toc.read_bytes(), pickle.dumps(made.schema, 2)
    bomb = pickle.dumps(Bomb(tmp_path / "by whoosh"), 2)
    assert schema in whole
    toc.write_bytes(whole.replace(schema, bomb.ljust(len(schema), b".")))
    with pytest.raises(Exception, match=r".*"):
        index.open_dir(str(tmp_path / "w3")).reader()
    assert (tmp_path / "by whoosh").is_dir()

    home = tmp_path / "ours"
    WhooshEngine().write(home, [entry("a", "alpha")], ())
    for file in [file for file in home.iterdir() if file.is_file()]:
        whole = file.read_bytes()
        for content in (pickle.dumps(Bomb(tmp_path / "by us"), 2), pickle.dumps(Bomb(tmp_path / "by us"), 0)):
            file.write_bytes(content)
            with pytest.raises(DamagedIndex), WhooshEngine().open(home) as searcher:
                searcher.search(ALPHA)
        file.write_bytes(whole)
    assert not (tmp_path / "by us").exists()
