"""A file with all that is in it, however deep: letters in a zip in a mail. This is the child's side, and only talks."""

import base64
from collections.abc import Callable, Iterator

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract import wire
from indexer.extract.base import Enclosed, Extractor, Page, Resumable
from indexer.extract.limits import Limits
from indexer.extract.registry import is_container, load, reader_for
from scraper.archive.media_type import media_type
from scraper.archive.records import digest_of

_CHUNK = 3 << 17


class Exhausted(ExtractionError):
    """The whole file has reached a limit: nothing more of it is read."""


def messages(
    extractor: Extractor, body: bytes, limits: Limits, skip: int, start: int, is_known: Callable[[], bool]
) -> Iterator[wire.Message]:
    """Yield every page of a file, and every file in it with its own pages, as the messages that the parent takes.

    Of the files within, in the order they are met, the first `skip` are passed over: an earlier child read
    them, and died of the last. Only containers among them are entered, for what comes after. With `start` the
    pages of a resumable extractor come from that one on. `is_known` is asked after each message that begins a
    member with new bytes: one that was read before is not read again.
    """
    if start and isinstance(extractor, Resumable):
        return (wire.page_message(page, limits.page_characters) for page in extractor.pages_from(body, start))
    return _Unfolding(limits, digest_of(body), skip, is_known=is_known).read(extractor, body, "", 0)


def find(extractor: Extractor, body: bytes, limits: Limits, wanted: str, way: str = "") -> Iterator[wire.Message]:
    """Yield the bytes of the file within that has this digest. Raises ExtractionError if there is none.

    It is looked for at `way` first: of a zip of a thousand pictures, one is then unpacked and not five hundred.
    """
    found = None
    for path in (way, "") if way else ("",):
        found = _Unfolding(limits, digest_of(body), 0, way=path).find(extractor, body, "", 0, wanted)
        if found is not None:
            break
    if found is None:
        raise ExtractionError("it is not in the file it came from any more")
    for start in range(0, len(found), _CHUNK):
        yield {"bytes": base64.b64encode(found[start : start + _CHUNK]).decode("ascii")}


def failure(exc: BaseException, limits: Limits) -> wire.Message:
    """Why a file could not be read, or not to its end, in words fit for a person."""
    match exc:
        case MemoryError():
            return {"failed": f"needed more than {limits.memory >> 20} MB of memory", "spent": True}
        case EncryptedDocument():
            return {"failed": str(exc), "encrypted": True}
        case ExtractionError():
            return {"failed": str(exc)}
        case RecursionError():
            return {"failed": "its parts are nested too deeply"}
        case _:
            return {"failed": f"the reader failed on it ({type(exc).__name__}: {exc})"}


class _Unfolding:
    """One file being unfolded: what was met so far, and what that cost."""

    def __init__(
        self, limits: Limits, digest: str, skip: int, *, way: str = "", is_known: Callable[[], bool] = lambda: False
    ) -> None:
        self._limits = limits
        self._skip = skip
        self._way = way
        self._is_known = is_known
        self._met = {digest}
        self._paths = dict[str, int]()
        self._members = 0
        self._unpacked = 0

    def read(self, extractor: Extractor, body: bytes, path: str, depth: int) -> Iterator[wire.Message]:
        """Yield the messages of one file, the outermost or one within it."""
        for part in extractor.pages(body):
            if isinstance(part, Page):
                yield wire.page_message(part, self._limits.page_characters)
            else:
                yield from self._member(part, self._path(part, path), depth + 1)

    def _member(self, part: Enclosed, path: str, depth: int) -> Iterator[wire.Message]:
        number = self._count()
        reason = ""
        try:
            body = self._unpack(part, depth)
        except Exhausted:
            raise
        except Exception as exc:  # noqa: BLE001 - whatever a library raises is about this member only
            if number >= self._skip:
                yield wire.member_message(number, path)
                yield {"close": failure(exc, self._limits)["failed"]}
            return
        digest, kind = digest_of(body), media_type(body, path)
        again = digest in self._met
        self._met.add(digest)
        if number < self._skip and not is_container(kind):
            return
        yield wire.member_message(number, path, digest, kind, len(body), again=again)
        if not again and not self._is_known():
            try:
                yield from self.read(load(reader_for(kind)), body, path, depth)
            except Exhausted:
                raise
            except Exception as exc:  # noqa: BLE001 - as above
                reason = failure(exc, self._limits)["failed"]
        yield {"close": reason}

    def find(self, extractor: Extractor, body: bytes, outer: str, depth: int, wanted: str) -> bytes | None:
        """Return the bytes with this digest, looking into containers only, and if there is a way, along that."""
        for part in extractor.pages(body):
            if isinstance(part, Page):
                continue
            self._count()
            path = self._path(part, outer)
            if self._way and not f"{self._way}/".startswith(f"{path}/"):
                continue
            try:
                inner = self._unpack(part, depth + 1)
            except Exhausted:
                raise
            except Exception:  # noqa: BLE001, S112 - then it is not the one that was read before
                continue
            digest, kind = digest_of(inner), media_type(inner, part.path)
            if digest == wanted:
                return inner
            if digest not in self._met and is_container(kind):
                self._met.add(digest)
                found = self._find_in(kind, inner, path, depth + 1, wanted)
                if found is not None:
                    return found
        return None

    def _find_in(self, kind: str, body: bytes, path: str, depth: int, wanted: str) -> bytes | None:
        try:
            return self.find(load(reader_for(kind)), body, path, depth, wanted)
        except Exhausted:
            raise
        except Exception:  # noqa: BLE001 - a container that cannot be read to its end
            return None

    def _count(self) -> int:
        if self._members >= self._limits.members:
            raise Exhausted(f"holds more than {self._limits.members:,} files; the rest is left out")
        self._members += 1
        return self._members - 1

    def _unpack(self, part: Enclosed, depth: int) -> bytes:
        """The bytes of a member, if it is not too large, and not in too many others."""
        limits = self._limits
        if depth > limits.depth:
            raise ExtractionError(f"is in more than {limits.depth} files, one in another")
        if part.size > limits.member_bytes:
            raise ExtractionError(f"unpacks to more than {limits.member_bytes >> 20:,} MB")
        self._unpacked += part.size
        if self._unpacked > limits.unpacked_bytes:
            raise Exhausted(f"unpacks to more than {limits.unpacked_bytes >> 20:,} MB; the rest is left out")
        return part.unpack()

    def _path(self, part: Enclosed, outer: str) -> str:
        """The way to a member, fit to be shown and different from all others. No file gets this name."""
        steps = (wire.readable(step) for step in part.path.replace("\\", "/").split("/"))
        inner = "/".join(step for step in steps if step not in ("", ".", "..")) or "unnamed"
        path = known = (f"{outer}/{inner}" if outer else inner)[-wire.LONGEST_PATH + 20 :].lstrip("/")
        while path in self._paths:
            self._paths[known] += 1
            path = f"{known} ({self._paths[known]})"
        self._paths[path] = 1
        return path
