"""What watches found as a letter: headers that cannot be broken out of, text that cannot mislead. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from uuid import NAMESPACE_URL, uuid5

from indexer.watching.records import Alert
from search_cli.delivering import NotDelivered
from search_cli.formats.alerts import lines, summary
from search_cli.terminal import clean, line

SUBJECT = 150
"""Most signs of a subject: more is of no use in a list of letters."""
_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f-\x9f-][^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f-\x9f]*@[^\s@<>,;:\"()\\/]+"
)


def checked(address: str) -> str:
    """Return an address as it is written on the envelope. Raises NotDelivered if it is none: name@host, no more."""
    plain = address.strip()
    name, _, host = plain.rpartition("@")
    try:
        known = host.encode("idna").decode("ascii")  # the names of hosts beyond ASCII, as mail has them
    except UnicodeError:
        known = ""
    if not known or not _ADDRESS.fullmatch(plain) or line(plain) != plain:
        raise NotDelivered(f"{line(address)!r} is no mail address; write name@example.org")
    return f"{name}@{known}"


def letter(watch: str, alerts: Sequence[Alert], sender: str, to: str, now: datetime) -> EmailMessage:
    """Return the letter that tells one person of these alerts.

    Its ID is made of what it tells and to whom: should it come twice, a mail program can know it for the same.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(watch, alerts)
    message["From"] = _address(sender, "foi")
    message["To"] = _address(to)
    message["Date"] = now
    name = uuid5(NAMESPACE_URL, "\n".join([to, *(alert.uid for alert in alerts)]))
    message["Message-ID"] = f"<{name}@{_host(sender)}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note shall answer
    body = "\n".join([*lines(alerts), "", "--", f"foi watch list has this watch; foi watch remove {watch} ends it"])
    message.set_content(clean(body) + "\n", charset="utf-8", cte="quoted-printable")
    return message


def _subject(watch: str, alerts: Sequence[Alert]) -> str:
    """Return a subject that says how many there are, or of a single one which."""
    of_one = f": {alerts[0].title}" if len(alerts) == 1 else ""
    text = line(f"[foi] {watch}: {summary(alerts)}{of_one}")
    text = text.replace("=?", "= ?").replace("?=", "? =")  # email decodes =?utf-8?q?=0D=0ABcc:_x?= as it sets a header
    return text if len(text) <= SUBJECT else f"{text[: SUBJECT - 1].rstrip()}\u2026"


def _address(plain: str, name: str = "") -> Address:
    user, _, host = plain.rpartition("@")
    return Address(name, user, host)


def _host(sender: str) -> str:
    return sender.rpartition("@")[2]
