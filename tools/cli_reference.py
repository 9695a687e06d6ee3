"""Write docs/cli.md from --help, so that it cannot drift: `python tools/cli_reference.py > docs/cli.md`."""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import click
from click.testing import CliRunner

from search_cli.main import COMMANDS, foi


def reference() -> str:
    """Return the whole page."""
    runner = CliRunner(env={"COLUMNS": "100"})
    parts = ["# All commands\n\nMade from `--help` by `make docs`.\n"]
    for words in ([], *_commands()):
        shown = runner.invoke(foi, [*words, "--help"], prog_name="foi", terminal_width=100).stdout
        parts.append(f"\n## {' '.join(['foi', *words])}\n\n```\n{shown}```\n")
    return "".join(parts)


def _commands() -> Iterator[list[str]]:
    """The words of every command, those within a command after it."""
    for name in COMMANDS:
        yield [name]
        command = foi.get_command(click.Context(foi), name)
        if isinstance(command, click.Group):
            yield from ([name, inner] for inner in command.commands)


if __name__ == "__main__":
    sys.stdout.write(reference())
