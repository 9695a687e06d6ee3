"""The index behind one interface; one file per engine."""
