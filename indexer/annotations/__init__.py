"""What a person adds to documents by hand: tags and notes. Primary, as the archive is, and kept beside it."""

from indexer.annotations.records import MOST_TEXT, Note
from indexer.annotations.store import Annotations

__all__ = ["MOST_TEXT", "Annotations", "Note"]
