"""One file per step between reading a page and archiving it."""
