"""From the archive to ranked answers: extract, index, search."""
