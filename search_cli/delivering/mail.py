"""Sending letters: by SMTP to a host of [mail] in foi.toml, or by the machine's own sendmail."""

import contextlib
import os
import shutil
import smtplib
import ssl
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from typing import Any

import click

from search_cli import config
from search_cli.delivering import NotDelivered
from search_cli.delivering.letters import checked
from search_cli.terminal import line

SECONDS = 60
"""How long a host, or sendmail, may take for a step."""
PASSWORD = "FOI_MAIL_PASSWORD"  # noqa: S105 - the name of a variable
PORTS = {"starttls": 587, "tls": 465, "none": 25}
_KEYS = ("host", "port", "security", "user", "password-file", "from", "sendmail")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PLACES = "/usr/sbin:/usr/lib:/usr/local/sbin:/opt/homebrew/sbin"


@dataclass(frozen=True, slots=True)
class Post:
    """How mail is sent. Without a host it is by sendmail. The password is read when it is needed, and never kept."""

    host: str = ""
    port: int = 0
    security: str = "starttls"
    user: str = ""
    password_file: str = ""
    sender: str = ""
    sendmail: str = ""

    def sender_for(self, to: str) -> str:
        """Return who a letter is from: as set, else the user at the host, else whoever gets it."""
        return checked(self.sender or (self.user if "@" in self.user else to))

    def send(self, message: EmailMessage, sender: str, to: str) -> None:
        """Send a letter to one address. Raises NotDelivered; that it returned means that somebody took it on."""
        if self.host:
            self._by_smtp(message, sender, to)
        else:
            self._by_sendmail(message, sender, to)

    def _by_smtp(self, message: EmailMessage, sender: str, to: str) -> None:
        where = f"{self.host} port {self.port}"
        try:
            server = self._opened()
            try:
                if self.security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if self.user:
                    server.login(self.user, self._password())
                server.send_message(message, sender, [to])
            finally:
                with contextlib.suppress(OSError, smtplib.SMTPException):  # it was taken on, or not, before this
                    server.quit()
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise NotDelivered(f"{where} refused it: {_said(code, said)}") from error
        except smtplib.SMTPResponseException as error:
            raise NotDelivered(f"{where} refused it: {_said(error.smtp_code, error.smtp_error)}") from error
        except smtplib.SMTPNotSupportedError as error:
            raise NotDelivered(f"{where} cannot do it: {line(str(error))}") from error
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise NotDelivered(f"{where}: {line(str(error)) or type(error).__name__}") from error

    def _opened(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=ssl.create_default_context())
        return smtplib.SMTP(self.host, self.port, timeout=SECONDS)

    def _password(self) -> str:
        if os.environ.get(PASSWORD):
            return os.environ[PASSWORD]
        if not self.password_file:
            raise NotDelivered(f"[mail] has a user and no password-file, and {PASSWORD} is not set")
        path = Path(self.password_file).expanduser()
        try:
            return path.read_text(encoding="utf-8").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise NotDelivered(f"no password can be read from {path}") from error

    def _by_sendmail(self, message: EmailMessage, sender: str, to: str) -> None:
        program = self.sendmail or shutil.which("sendmail") or shutil.which("sendmail", path=_PLACES)
        if not program:
            raise NotDelivered("there is no sendmail here; name a host under [mail] in foi.toml (docs/watching.md)")
        words = [str(Path(program).expanduser()), "-i", "-f", sender, to]  # no address begins with a hyphen
        body = message.as_bytes(policy=SMTP if to.isascii() else SMTPUTF8)
        try:
            done = subprocess.run(  # noqa: S603 - a program of the person's own choice, and no shell
                words, input=body, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise NotDelivered(f"{program} did not end within {SECONDS} s") from error
        except OSError as error:
            raise NotDelivered(f"{program}: {error.strerror or error}") from error
        if done.returncode:
            said = line(done.stderr.decode("utf-8", "replace"))[-200:]
            raise NotDelivered(f"{program} ended with status {done.returncode}{f': {said}' if said else ''}")


def post(table: Mapping[str, Any], where: str) -> Post:
    """Return how mail is sent, from the table [mail]. Raises click.UsageError for what is no setting of it."""
    for key in table:
        if key == "password":
            raise click.UsageError(f"{where}: a password does not belong in foi.toml; use password-file, or {PASSWORD}")
        if key not in _KEYS:
            raise click.UsageError(f"{where} has a setting foi does not know: {key}{config.hint(key, _KEYS)}")
    texts = {key: table.get(key, "") for key in _KEYS if key != "port"}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise click.UsageError(f"{where} {key}: must be in quotes")
    security = texts["security"] or ("none" if texts["host"] in _LOOPBACK else "starttls")
    if security not in PORTS:
        raise click.UsageError(f"{where} security: must be one of {', '.join(PORTS)}")
    if security == "none" and texts["user"] and texts["host"] not in _LOOPBACK:
        raise click.UsageError(f"{where}: a password is not sent in the clear; set security to starttls or tls")
    port = table.get("port", PORTS[security])
    if not isinstance(port, int) or isinstance(port, bool) or not 0 < port < 65_536:
        raise click.UsageError(f"{where} port: must be a number from 1 to 65535")
    return Post(texts["host"], port, security, texts["user"], texts["password-file"], texts["from"], texts["sendmail"])


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {line(text)[:200]}"
