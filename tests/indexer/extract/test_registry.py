"""The table of extractors: what is in it is true, and asking it imports nothing."""

import subprocess
import sys

import pytest

from indexer.errors import EncryptedDocument, ExtractionError, UnsupportedFormat
from indexer.extract import registry


@pytest.mark.parametrize("media_type", sorted(registry.READERS))
def test_the_table_says_what_the_extractor_says(media_type: str) -> None:
    extractor = registry.extractor_for(media_type)
    assert extractor.name == registry.current_version(media_type)
    assert media_type in extractor.media_types


def test_every_type_an_extractor_reads_is_in_the_table() -> None:
    for reader in set(registry.READERS.values()):
        assert all(registry.READERS.get(kind) == reader for kind in registry.load(reader).media_types)


def test_a_format_not_read_yet_says_so_in_words() -> None:
    with pytest.raises(UnsupportedFormat, match=r"^WordPerfect documents \(application/vnd.wordperfect\) are not read"):
        registry.extractor_for("application/vnd.wordperfect")
    with pytest.raises(UnsupportedFormat, match="application/octet-stream"):
        registry.extractor_for("application/octet-stream")
    assert registry.current_version("application/vnd.wordperfect") is None


def test_nothing_can_be_read_of_an_empty_or_locked_file() -> None:
    with pytest.raises(ExtractionError, match="empty"):
        registry.reader_for("application/x-empty")
    with pytest.raises(EncryptedDocument, match="password"):
        registry.reader_for("application/encrypted")


def test_no_type_is_both_read_and_not_read() -> None:
    assert registry.READERS.keys().isdisjoint(registry._NOT_YET)


def test_asking_for_versions_and_starting_a_pool_import_no_extractor() -> None:
    code = (
        "import sys; from indexer.extract import registry, sandbox; registry.current_version('application/pdf');"
        "sandbox.ExtractionPool();"
        "print(*{'pdfplumber', 'lxml', 'html_text', 'charset_normalizer', 'scrapy'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
