"""What a citation rests on, and what became of it since."""

from indexer.citing.citations import Citation, citation

__all__ = ["Citation", "citation"]
