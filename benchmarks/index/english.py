"""Paragraphs of real English out of Debian's packages: manuals, books, dictionaries, manual pages.

    python -m benchmarks.index.english --fetch     # downloads the packages into the cache, and unpacks nothing

They are read inside the .deb files, so that the text depends on these and not on what a machine has installed;
where there are none, on /usr/share of this machine. Each paragraph comes once.
"""

import gzip
import hashlib
import html
import lzma
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.index.places import CACHE

PACKAGES = """
    anarchism apache2-doc bible-kjv-text debian-handbook debian-policy debian-reference-en developers-reference
    dict-devil dict-foldoc dict-gcide dict-jargon dict-wn erlang-doc gimp-help-en git-doc installation-guide-amd64
    libboost1.74-doc libreoffice-help-en-gb linux-doc-6.1 manpages manpages-dev maxima-doc octave-doc openjdk-17-doc
    perl-doc postgresql-doc-15 python-django-doc python3.11-doc qtbase5-doc-html r-doc-html rust-doc sqlite3-doc
    vim-runtime
""".split()
INSTALLED = tuple(Path("/usr/share") / name for name in ("doc", "man", "info", "help", "dictd", "perl", "vim", "gimp"))
DEBS = CACHE / "packages"
KEPT = CACHE / "paragraphs.txt"

_HTML = (".html", ".htm", ".xhtml", ".page", ".docbook", ".xml", ".en")
_PLAIN = (".txt", ".rst", ".md", ".pod", ".texi", ".info", ".dict.dz", ".rawtext")
_LARGEST = 20_000_000
_OTHER_LANGUAGE = re.compile(
    r"/(?!en\b|en[-_])[a-z]{2}(?:[-_][A-Za-z]{2,4})?/|\.(?!en\b)(?:[a-z]{2}(?:-[a-z]{2})?)\.html"
)
_UNREAD = re.compile(r"<(script|style|pre|head|nav|code)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|li|tr|td|th|h\d|dd|dt|br|table|section)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_REQUEST = re.compile(r"(?m)^[.'].*$|\\f(?:\[\w*\]|\(..|.)|\\[-&e()|/^]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_FUNCTION = re.compile(r"\b(?:the|of|and|to|is|in|a|for|by|with|that|or)\b")
_ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")


def paragraphs() -> Iterator[str]:
    """Yield every paragraph, one line each, in an order that is always the same. Read from packages only once."""
    if not KEPT.exists():
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        partial = KEPT.with_suffix(".new")
        with partial.open("w", encoding="utf-8") as file:
            file.writelines(f"{paragraph}\n" for paragraph in _distinct())
        partial.rename(KEPT)
    with KEPT.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def fetch() -> None:
    """Download the packages into the cache with apt-get; nothing is installed."""
    DEBS.mkdir(parents=True, exist_ok=True)
    there = {path.name.partition("_")[0] for path in DEBS.glob("*.deb")}
    missing = [name for name in PACKAGES if name not in there]
    for name in missing:
        if subprocess.run(["apt-get", "--quiet", "download", name], cwd=DEBS, check=False).returncode:
            print(f"{name} cannot be had: run `apt-get update` first, or go on without it", file=sys.stderr)
    KEPT.unlink(missing_ok=True)


def sources() -> str:
    """Say in words where the text is from."""
    count = len(list(DEBS.glob("*.deb")))
    return f"{count} Debian packages" if count else "what is installed in /usr/share"


def _distinct() -> Iterator[str]:
    packages = sorted(DEBS.glob("*.deb"))
    files = (file for package in packages for file in _packed(package)) if packages else _lying()
    seen: set[bytes] = set()
    for name, body in files:
        for paragraph in _of_file(name, body):
            key = hashlib.blake2b(paragraph.encode(), digest_size=8).digest()
            if key not in seen:
                seen.add(key)
                yield paragraph


def _packed(package: Path) -> list[tuple[str, bytes]]:
    """Return the documentation in a .deb file, by path."""
    found = []
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as unpacking,
        tarfile.open(fileobj=unpacking.stdout, mode="r|") as archive,
    ):
        for member in archive:
            if member.isfile() and member.size < _LARGEST and _wanted(member.name):
                file = archive.extractfile(member)
                found.append((member.name, file.read() if file else b""))
    return sorted(found)


def _lying() -> Iterator[tuple[str, bytes]]:
    """Yield the documentation that is installed, by path."""
    for path in sorted(file for folder in INSTALLED for file in folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size < _LARGEST and _wanted(str(path)):
            yield str(path), path.read_bytes()


def _wanted(name: str) -> bool:
    bare = name.removesuffix(".gz").lower()
    return ("/man/man" in bare or bare.endswith((*_HTML, *_PLAIN))) and not _OTHER_LANGUAGE.search(
        bare.partition("/share/")[2]
    )


def _of_file(name: str, body: bytes) -> Iterator[str]:
    bare = name.removesuffix(".gz").lower()
    try:
        if name.endswith((".gz", ".dz")):
            body = gzip.decompress(body)
    except (OSError, EOFError, lzma.LZMAError):
        return
    text = body.decode("utf-8", "replace")
    if bare.endswith(_HTML):
        text = html.unescape(_TAG.sub("", _BLOCK.sub("\n\n", _UNREAD.sub(" ", text))))
    elif "/man/man" in bare:
        text = _REQUEST.sub("", text)
    for block in _PARAGRAPH.split(text):
        paragraph = " ".join(block.split())
        if _prose(paragraph):
            yield paragraph


def _prose(paragraph: str) -> bool:
    """Whether it is a paragraph of English sentences, and not code, a table or a list of names."""
    if not 60 <= len(paragraph) <= 4_000:
        return False
    if sum(map(_ENGLISH.__contains__, paragraph)) < 0.85 * len(paragraph):
        return False
    return len(_FUNCTION.findall(paragraph)) >= max(2, len(paragraph) // 120)


if __name__ == "__main__":
    if sys.argv[1:] == ["--fetch"]:
        fetch()
    count = words = size = 0
    for paragraph in paragraphs():
        count, words, size = count + 1, words + paragraph.count(" ") + 1, size + len(paragraph)
    print(f"{count:,} paragraphs, {words:,} words, {size / 1e6:.0f} MB from {sources()}")
