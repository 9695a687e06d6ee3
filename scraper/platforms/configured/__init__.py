"""Sources declared in foi.toml and not written in Python: one file per type, all read by one spider."""
