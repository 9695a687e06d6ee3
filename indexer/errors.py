"""What the indexer raises. Every text is fit for a user: what, which file, what to do next."""


class IndexerError(Exception):
    """Base of all errors of this package."""


class ExtractionError(IndexerError):
    """A file that cannot be read; it becomes a recorded failure."""


class EncryptedDocument(ExtractionError):
    """A file that needs a password."""


class UnsupportedFormat(ExtractionError):
    """A file of a type no extractor reads yet."""


class QueryError(IndexerError):
    """A query that cannot be understood. Says where, and what was expected."""


class NoIndex(IndexerError):
    """There is no index yet."""


class DamagedIndex(IndexerError):
    """The index's files are not what was written."""


class IndexLocked(IndexerError):
    """Another run is writing the index."""


class BundleError(IndexerError):
    """A bundle that is not whole, or not one."""


class BundleRefused(BundleError):
    """A bundle that may be whole, and is not read here: it is too large, or of another version."""


class SigningError(IndexerError):
    """A signature that cannot be made or looked at."""


class ExportError(IndexerError):
    """Something that cannot be handed on as it was asked for."""


class AnnotationsError(IndexerError):
    """Tags and notes that cannot be read or written, or what can be neither."""


class CollectionError(IndexerError):
    """A collection that is not there, or a name that none can have."""
