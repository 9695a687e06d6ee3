"""What changed: two versions of a publication, of a file, of a text, compared."""
