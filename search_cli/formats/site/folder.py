"""The folder of a site while it is written: every file of it, and how much there is."""

import json
from dataclasses import dataclass
from pathlib import Path

from search_cli.formats.site.rendering import STATIC

ABOUT = "foi-site.json"
"""The file by which a site is known: `--force` replaces no other folder."""
_SAID = {"format": "foi-index site", "version": 1}


@dataclass(slots=True)
class Folder:
    """A folder that is filled; `size` counts bytes."""

    path: Path
    size: int = 0

    def put(self, name: str, body: str | bytes) -> None:
        """Write a file. What cannot be written in UTF-8 is written as a question mark."""
        whole = body.encode("utf-8", "replace") if isinstance(body, str) else body
        place = self.path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(whole)
        self.size += len(whole)

    def put_fixed(self, choice: str) -> None:
        """Write what every site has: style, scripts, and what it is."""
        for file in sorted(STATIC.iterdir()):
            self.put(f"static/{file.name}", file.read_bytes())
        self.put(ABOUT, json.dumps({**_SAID, "choice": choice}, indent=1) + "\n")


def is_site(folder: Path) -> bool:
    """Tell whether a folder is a site that was written here, and may be replaced by another."""
    try:
        said = json.loads((folder / ABOUT).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("format") == _SAID["format"]
