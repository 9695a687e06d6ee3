"""Open exports: some or all of what is held, in forms that other programs read. Each form has a module."""
