"""Write docs/man/foi.1 from --help and the pages of `foi help`: `python tools/man_page.py > docs/man/foi.1`."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import click

from search_cli.main import COMMANDS, foi
from tools import roff

PAGES = Path(__file__).resolve().parents[1] / "search_cli" / "help"
ENVIRONMENT = {
    "FOI_DATA": "The data folder, where `--data` names none.",
    "FOI_COMMAND_OPTION": "The value of an option that is not given: `FOI_SEARCH_LIMIT=50` is `foi search --limit 50`.",
    "FOI_MAIL_PASSWORD": "The password for the mail server that watches send by.",
    "FOI_PAGER, PAGER": "What shows an answer longer than the terminal; `less` if neither is set.",
    "FOI_VIEWER": "The program `foi open` shows a file with: `zathura -P {page} {file}`.",
    "VISUAL, EDITOR": "What `foi note --write` writes a note with.",
    "NO_COLOR": "If it is set, nothing is coloured.",
}
FILES = {
    "foi.toml": "Settings, in the data folder: a table for each command with its options, `[sources.NAME]` for "
    "sources, `[queries]` and `[watches.NAME]` for searches that have a name.",
    "archive/": "What was collected, byte for byte. Back this up.",
    "own/": "What was added by hand: tags, notes, what watches have told. Back this up, too.",
    "text/, index/": "Made from the archive, and made again by `foi index`.",
    "logs/": "What updates did.",
}


def manual() -> str:
    """Return the whole page."""
    lines = [*_head(), *_of_all(), *_commands(), *_pages(), *_tail()]
    begun = ("", *lines)  # a heading begins a paragraph by itself
    kept = [one for one, before in zip(lines, begun, strict=False) if one != ".PP" or before[:3] not in (".SH", ".SS")]
    return "\n".join(kept) + "\n"


def _head() -> Iterator[str]:
    about = (foi.help or "").partition("\n")[0]
    yield '.\\" Made by `make docs` from --help and the pages of foi help.'
    yield '.TH FOI 1 "" "foi\\-index" "User Commands"'
    yield from (".SH NAME", roff.inline(f"foi - {about[0].lower()}{about[1:].rstrip('.')}"))
    yield from (".SH SYNOPSIS", r"\fBfoi\fP [\fIOPTIONS\fP] \fICOMMAND\fP [\fIARGUMENTS\fP]")


def _of_all() -> Iterator[str]:
    yield from (".SH DESCRIPTION", *roff.of_docstring(foi.help or ""))
    yield ".PP"
    yield roff.inline(
        "`foi help` lists the pages that are printed here, too; `foi COMMAND --help` says what a command does."
    )
    yield from (".SH OPTIONS", *_options(foi))
    yield from roff.item("-h, --help", "Say what foi does, or behind a command, what that does.")
    yield from (".SH EXAMPLE", *_examples(foi))


def _commands() -> Iterator[str]:
    yield ".SH COMMANDS"
    for words, command in commands():
        yield f".SS {roff.plain(' '.join(('foi', *words)))}"
        usage = " ".join(command.collect_usage_pieces(_context(words, command)))
        yield from (".PP", rf"\fB{roff.plain(' '.join(('foi', *words)))}\fP {roff.plain(usage)}".rstrip())
        yield from roff.of_docstring(command.help or "")
        yield from _options(command)
        yield from _examples(command)


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that name it, those within a command after it."""
    for name in COMMANDS:
        command = foi.get_command(click.Context(foi), name)
        assert command is not None, name  # noqa: S101 - of our own table
        yield (name,), command
        if isinstance(command, click.Group):
            yield from (((name, inner), one) for inner, one in command.commands.items())


def _context(words: Sequence[str], command: click.Command) -> click.Context:
    return click.Context(command, info_name=" ".join(("foi", *words)))


def _options(command: click.Command) -> Iterator[str]:
    context = _context((), command)
    for option in command.params:
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record:
            yield from roff.item(record[0], re.sub(r"\s+", " ", record[1]))


def _examples(command: click.Command) -> Iterator[str]:
    """Yield the examples of a command; what else is in an epilog, exit statuses, has a section of its own."""
    for block in (command.epilog or "").split("\b\n")[1:]:
        _, *lines = (one.strip() for one in block.strip().splitlines())
        yield from roff.example([one for one in lines if one])


def _pages() -> Iterator[str]:
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        title = text.partition("\n")[0].lstrip("# ")
        yield from (f".SH {roff.plain(title.upper())}", *roff.of_markdown(text))


def _tail() -> Iterator[str]:
    for title, table in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        yield f".SH {title}"
        for name, about in table.items():
            yield from roff.item(name, about)
    yield from (".SH SEE ALSO", r"\fBcrontab\fP(1), \fBcrontab\fP(5), \fBsystemd.timer\fP(5), \fBless\fP(1)")


if __name__ == "__main__":
    sys.stdout.write(manual())
