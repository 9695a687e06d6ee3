"""The tables of a document, found when they are asked for. Nothing of this is kept."""
