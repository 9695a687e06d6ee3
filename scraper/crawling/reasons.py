"""Why a request came to nothing, in words for people."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

EXCEPTIONS: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadConnectionRefusedError, "connection refused"),
    (CannotResolveHostError, "no such host, or no network"),
    (DownloadTimeoutError, "no answer in time"),
    (ResponseDataLossError, "the answer was cut off"),
    (UnsupportedURLSchemeError, "not a web address"),
)
STATUSES = {
    401: "it asks for a password (401)",
    403: "access refused (403)",
    404: "not there (404)",
    410: "deleted at its source (410)",
    422: "the request was not understood (422)",
    429: "too many requests (429)",
}
SERVER_ERROR = 500
FORBIDDEN = "Forbidden by robots.txt"
"""Scrapy's words."""


def why(error: BaseException) -> str:
    """Say why no answer came."""
    for kind, text in EXCEPTIONS:
        if isinstance(error, kind):
            return text
    if isinstance(error, IgnoreRequest):
        return "robots.txt does not allow it" if str(error) == FORBIDDEN else str(error) or "not asked for"
    if isinstance(error, DownloadCancelledError):
        return f"too large: {error}" if "max size" in str(error) else str(error) or "cancelled"
    detail = str(error)
    if "certificate" in detail.lower():
        return "its certificate cannot be trusted"
    if isinstance(error, DownloadFailedError):
        return "the connection was broken off"
    return detail or type(error).__name__


def why_status(status: int) -> str:
    """Say what an answer means that brought no document."""
    if status >= SERVER_ERROR:
        return f"the site has a fault ({status})"
    return STATUSES.get(status, f"it answered with status {status}")
