"""From the web, and from local folders, into the archive."""
