"""Where things are in a data folder."""

from pathlib import Path

from indexer.record import record


@record()
class Places:
    """A data folder: the archive, which is primary, and what is derived from it."""

    data: Path

    @property
    def archive(self) -> Path:
        """Blobs and catalogue: back this folder up."""
        return self.data / "archive"

    @property
    def text(self) -> Path:
        """The extracted text; can be made again from the archive."""
        return self.data / "text" / "text.sqlite"

    @property
    def index(self) -> Path:
        """The generations of the index; can be made again from archive and text."""
        return self.data / "index"

    @property
    def facts(self) -> Path:
        """What the documents say, as statements; can be made again from the text."""
        return self.data / "facts" / "facts.sqlite"

    @property
    def own(self) -> Path:
        """What a person added by hand, and what they were told: tags, notes, watches. Primary, as the archive is."""
        return self.data / "own"

    @property
    def annotations(self) -> Path:
        """Tags and notes: back this file up too."""
        return self.own / "annotations.sqlite"

    @property
    def origins(self) -> Path:
        """From which bundles it was filled, if it was: the record of every import."""
        return self.data / "origins.jsonl"

    @property
    def logs(self) -> Path:
        """What unattended runs did: for reading when something went wrong; can be deleted."""
        return self.data / "logs"
