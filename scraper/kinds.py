"""The kinds and states of what a source publishes."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of entry a publication is."""

    RELEASE = "release"
    REQUEST = "request"
    NEWS = "news"
    FILE = "file"


class State(StrEnum):
    """How a publication stands at its source now. A state never deletes anything."""

    LIVE = "live"
    WITHDRAWN = "withdrawn"
    GONE = "gone"
    HIDDEN = "hidden"
    REDIRECTED = "redirected"


class LinkKind(StrEnum):
    """What a link leads to: a FILE or a PAGE that is part of the publication, or somewhere EXTERNAL."""

    FILE = "file"
    PAGE = "page"
    EXTERNAL = "external"
