"""Telling people what watches found, besides printing it: an Atom file, mail, a command. One file per way."""


class NotDelivered(Exception):
    """A target could not be told. The text is fit for a user; what was to be told waits for the next run."""
