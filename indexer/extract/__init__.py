"""One file per format: bytes in, pages of text out."""
