"""Copy what `foi help` shows into docs, so that it is written once: `python tools/help_pages.py`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def pages() -> dict[Path, str]:
    """Return each page of docs that is a copy, with what stands on it."""
    return {
        ROOT / "docs" / page.name: page.read_text(encoding="utf-8").rstrip()
        + f"\n\nMade from `search_cli/help/{page.name}` by `make docs`; `foi help {page.stem}` prints it.\n"
        for page in sorted((ROOT / "search_cli" / "help").glob("*.md"))
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
