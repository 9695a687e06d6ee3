"""Who is told of what a watch finds: as foi.toml names them, each by itself."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from search_cli import config
from search_cli.delivering import NotDelivered
from search_cli.delivering.letters import checked
from search_cli.terminal import line

PRINTED = "printed"
"""The name of the target that is whoever reads our output."""
_KEYS = ("query", "mail-to", "atom", "command")


@dataclass(frozen=True, slots=True)
class Defined:
    """A watch as foi.toml has it: its query, and who is told besides whoever reads the output."""

    name: str
    query: str
    mail_to: tuple[str, ...] = ()
    atom: str = ""
    command: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of everybody it tells, as the outbox knows them."""
        atom = (f"atom {self.atom}",) if self.atom else ()
        command = (f"command {shlex.join(self.command)}",) if self.command else ()
        return PRINTED, *(f"mail {to}" for to in self.mail_to), *atom, *command

    def feed(self, data: Path) -> Path:
        """Return where its Atom file is; a path that does not begin at the root begins at the data folder."""
        return data / Path(self.atom).expanduser()

    def table(self) -> dict[str, Any]:
        """Return it as foi.toml has it."""
        to = self.mail_to[0] if len(self.mail_to) == 1 else list(self.mail_to)
        values = {"query": self.query, "mail-to": to, "atom": self.atom, "command": list(self.command)}
        return {name: value for name, value in values.items() if value}


def defined(name: str, table: dict[str, Any], where: str) -> Defined:
    """Return a watch from its table. Raises click.UsageError for what is no setting of one."""
    for key in table:
        if key not in _KEYS:
            raise click.UsageError(f"{where} has a setting foi does not know: {key}{config.hint(key, _KEYS)}")
    atom = table.get("atom", "")
    if not isinstance(atom, str) or "\0" in atom:
        raise click.UsageError(f"{where} atom: must be the path of a file, in quotes")
    command = words(table.get("command", ()), f"{where} command")
    return Defined(name, table["query"], _addresses(table.get("mail-to", ()), f"{where} mail-to"), atom, command)


def words(value: object, where: str) -> tuple[str, ...]:
    """Return a command's words; one text is parted as a shell would part it. Raises click.UsageError."""
    try:
        several = tuple(shlex.split(value)) if isinstance(value, str) else _texts(value, where)
    except ValueError as error:
        raise click.UsageError(f"{where}: {error}") from error
    if any("\0" in word for word in several) or several[:1] == ("",):
        raise click.UsageError(f"{where}: must be a program and what it is given")
    return several


def _addresses(value: object, where: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(checked(one) for one in _texts(value, where)))
    except NotDelivered as error:
        raise click.UsageError(f"{where}: {error}") from error


def _texts(value: object, where: str) -> tuple[str, ...]:
    several = (value,) if isinstance(value, str) else value
    if not isinstance(several, list | tuple) or not all(isinstance(one, str) for one in several):
        raise click.UsageError(f'{line(where)}: must be in quotes, or a list: ["one", "other"]')
    return tuple(several)
