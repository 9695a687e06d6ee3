"""Local files and folders as documents: what was sent by mail, or saved by hand."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from scraper.archive.decode import decode
from scraper.archive.media_type import media_type
from scraper.archive.records import Capture, Digest, digest_of
from scraper.archive.store import Archive
from scraper.articles import Article, posted_at, read_article
from scraper.items import DocumentLink, Kind, Publication

SOURCE = "local"
LARGEST = 2 * 1024**3
ARTICLE_SIZE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Label:
    """What the person who adds files says of them; empty is unsaid."""

    title: str = ""
    authority: str = ""
    url: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: it is `new`, or was held already; or `refused` says why it was left out."""

    path: Path
    digest: Digest | None = None
    new: bool = False
    refused: str = ""


def files_in(paths: Iterable[Path], data: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Yield every file with the name it is known by: its path from the folder that was given, which is included.

    Hidden files, links that lead elsewhere, and the data folder itself are left out; order is by name.
    """
    for path in paths:
        if not path.is_dir():
            yield path, _readable(path.name)
            continue
        top = path.resolve()
        for folder, subfolders, names in os.walk(top):
            subfolders[:] = sorted(name for name in subfolders if _entered(Path(folder) / name, data))
            for name in sorted(names):
                file = Path(folder) / name
                if not name.startswith(".") and not file.is_symlink():
                    yield file, _readable(str(Path(top.name) / file.relative_to(top)))


def add(archive: Archive, paths: Iterable[Path], label: Label, now: datetime) -> Iterator[Added]:
    """Take files into the archive, yielding what became of each.

    Each file is a publication of its own, unless a title is given: then all of them are one publication. A
    text that reads like a saved news article becomes a news publication. The caller holds the archive's lock.
    """
    for path, name in files_in(paths, archive.folder.parent.resolve()):
        try:
            body = _read(path)
        except (OSError, ValueError) as error:
            yield Added(path, refused=getattr(error, "strerror", None) or str(error))
            continue
        digest = digest_of(body)
        forgotten = archive.tombstones.of(digest)
        if forgotten:
            yield Added(path, refused=f"it {forgotten.told}")
            continue
        link = DocumentLink(address(name, digest), title=name)
        new = archive.captures.document(digest) is None
        capture = Capture(SOURCE, link.url, link.url, now, 200)
        with archive.transaction():
            if archive.captures.latest(link.url) is None:
                archive.captures.put(capture, body)
            archive.publications.put(_publication(archive, link, digest, body, label), now)
        yield Added(path, digest, new)


def address(name: str, digest: Digest) -> str:
    """Return the address a local file is captured from: its name, told apart from others of that name."""
    return f"file:{quote(name)}?sha256={digest[:16]}"


def _entered(folder: Path, data: Path | None) -> bool:
    own = data and (folder == data or folder.parent == data)
    return not folder.name.startswith(".") and not own


def _readable(name: str) -> str:
    """Return a name as text; bytes in it that are no UTF-8, which a system allows, become question marks."""
    return os.fsencode(name).decode("utf-8", "replace")


def _read(path: Path) -> bytes:
    if not path.exists():
        raise ValueError("there is no such file")
    if not path.is_file():
        raise ValueError("it is not a file")
    if path.stat().st_size > LARGEST:
        raise ValueError(f"it is larger than {LARGEST // 1024**3} GiB")
    return path.read_bytes()


def _publication(archive: Archive, link: DocumentLink, digest: Digest, body: bytes, label: Label) -> Publication:
    native_id = f"{label.authority}/{label.title}" if label.title else digest
    held = archive.publications.find(SOURCE, native_id)
    if held:
        publication = held.publication
        if link not in publication.documents:
            publication = replace(publication, documents=(*publication.documents, link))
    else:
        publication = _read_publication(link, native_id, body)
    return replace(
        publication,
        title=label.title or publication.title,
        authority=label.authority or publication.authority,
        url=label.url or publication.url,
        published=label.published or posted_at(label.url) or publication.published,
    )


def _read_publication(link: DocumentLink, native_id: str, body: bytes) -> Publication:
    article = _article(body)
    if not article:
        return Publication(SOURCE, native_id, Kind.FILE, title=link.title.rpartition("/")[2], documents=(link,))
    return Publication(
        SOURCE,
        native_id,
        Kind.NEWS,
        title=article.title,
        url=article.original_url,
        authority=article.authority,
        outlet=article.outlet,
        original_url=article.original_url,
        published=_at_midnight(article),
        documents=(link,),
    )


def _article(body: bytes) -> Article | None:
    if len(body) > ARTICLE_SIZE or media_type(body) != "text/plain":
        return None
    return read_article(decode(body))


def _at_midnight(article: Article) -> datetime | None:
    day = article.published
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
