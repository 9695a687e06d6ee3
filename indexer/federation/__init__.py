"""Several collections, and bundles as they are, searched as one."""
