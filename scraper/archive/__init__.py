"""The shared store: blobs by digest, and a catalogue of what was captured, when and from where."""
