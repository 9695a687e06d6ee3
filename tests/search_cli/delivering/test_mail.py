"""Sending: to a real mail server on this machine, with TLS and a password, and to a sendmail."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from search_cli.delivering import NotDelivered
from search_cli.delivering.letters import letter
from search_cli.delivering.mail import PASSWORD, Post, post
from tests.search_cli.delivering.making import alert

NOW = datetime(2026, 8, 2, 12, 0, tzinfo=UTC)
TO = "reader@example.org"


class Mailbox:
    """What a server took on; addresses at refuse.example are refused."""

    def __init__(self) -> None:
        self.letters: list[Envelope] = []

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address.endswith("@refuse.example"):
            return "550 no such \x1b[31muser"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(envelope)
        return "250 OK"


class Anywhere(Controller):
    """A server on a port the system chose, which its own start would not find."""

    @property
    def at(self) -> int:
        return int(self.server.sockets[0].getsockname()[1])

    def _trigger_server(self) -> None:
        socket.create_connection(("127.0.0.1", self.at)).close()


@contextmanager
def serving(mailbox: Mailbox | None = None, **options: Any) -> Iterator[tuple[Mailbox, int]]:
    mailbox = mailbox or Mailbox()
    server = Anywhere(mailbox, hostname="127.0.0.1", port=0, **options)
    server.start()
    try:
        yield mailbox, server.at
    finally:
        server.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate of 127.0.0.1 that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *private)
    )
    return path


def context(certificate: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate)
    return made


def send(how: Post, to: str = TO, title: str = "Surveys") -> None:
    sender = how.sender_for(to)
    how.send(letter("surveys", [alert(title)], sender, to, NOW), sender, to)


def test_a_letter_arrives_as_it_was_written() -> None:
    with serving() as (mailbox, port):
        send(Post("127.0.0.1", port, "none", sender="foi@example.net"), title="Schülerzahl: £4,120 ‹x›")
    (envelope,) = mailbox.letters
    assert (envelope.mail_from, envelope.rcpt_tos) == ("foi@example.net", [TO])
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert message["Subject"] == "[foi] surveys: 1 changed: Schülerzahl: £4,120 ‹x›"
    assert "changed: Schülerzahl: £4,120 ‹x›" in message.get_content()


def test_whom_a_server_refuses_is_told_with_its_answer_made_harmless() -> None:
    with serving() as (mailbox, port), pytest.raises(NotDelivered) as refused:
        send(Post("127.0.0.1", port, "none"), "reader@refuse.example")
    assert str(refused.value) == f"127.0.0.1 port {port} refused it: 550 no such \ufffd[31muser"
    assert mailbox.letters == []


def test_a_server_that_is_not_there_is_told_with_its_name() -> None:
    with serving() as (_, port):
        pass
    with pytest.raises(NotDelivered, match=f"127.0.0.1 port {port}: .*refused"):
        send(Post("127.0.0.1", port, "none"))


class Account:
    def __init__(self) -> None:
        self.tried: list[bytes] = []

    def __call__(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.tried.append(data.password)
        return AuthResult(success=(data.login, data.password) == (b"me@example.net", b"secret"), handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # it is TLS from the first byte
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_password_goes_to_a_vouched_for_server_alone(
    security: str, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = tmp_path / "password"
    password.write_text("secret\n", "utf-8")
    account = Account()
    tls = context(certificate)
    options: dict[str, Any] = {"authenticator": account, "auth_required": True}
    options |= {"tls_context": tls, "require_starttls": True} if security == "starttls" else {"ssl_context": tls}
    with serving(auth_require_tls=security == "starttls", **options) as (mailbox, port):
        how = Post("127.0.0.1", port, security, "me@example.net", str(password))
        with pytest.raises(NotDelivered, match="certificate verify failed"):
            send(how)
        assert (account.tried, mailbox.letters) == ([], [])
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        send(how)
        assert [one.mail_from for one in mailbox.letters] == ["me@example.net"]
        monkeypatch.setenv(PASSWORD, "wrong")
        with pytest.raises(NotDelivered, match="refused it: 535") as refused:
            send(how)
        assert "wrong" not in str(refused.value)
    assert set(account.tried) == {b"secret", b"wrong"}


def test_a_server_without_tls_gets_no_password() -> None:
    with serving() as (mailbox, port), pytest.raises(NotDelivered, match="cannot do it: STARTTLS"):
        send(Post("127.0.0.1", port, "starttls", "me@example.net", "/nowhere"))
    assert mailbox.letters == []


def test_a_letter_that_was_taken_on_counts_even_if_the_server_leaves_without_a_word() -> None:
    class Rude(Mailbox):
        async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
            return "421 leave me alone"

    with serving(Rude()) as (mailbox, port):
        send(Post("127.0.0.1", port, "none"))
    assert len(mailbox.letters) == 1


def program(folder: Path, body: str) -> Path:
    path = folder / "send mail"
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_sendmail_is_given_the_letter_and_one_address(tmp_path: Path) -> None:
    sendmail = program(tmp_path, 'printf "%s\\n" "$@" > "$0.words"; cat > "$0.letter"')
    send(Post(sender="foi@example.net", sendmail=str(sendmail)))
    assert (tmp_path / "send mail.words").read_text("utf-8").split() == ["-i", "-f", "foi@example.net", TO]
    message = message_from_bytes((tmp_path / "send mail.letter").read_bytes(), policy=policy.default)
    assert message["Subject"] == "[foi] surveys: 1 changed: Surveys"


def test_a_sendmail_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    sendmail = program(tmp_path, "echo 'no route \033[31m' >&2; exit 75")
    with pytest.raises(NotDelivered, match="ended with status 75: no route \ufffd"):
        send(Post(sendmail=str(sendmail)))
    with pytest.raises(NotDelivered, match="No such file"):
        send(Post(sendmail=str(tmp_path / "none")))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"password": "x"}, "a password does not belong in foi.toml"),
        ({"hots": "x"}, "does not know: hots; did you mean host"),
        ({"host": 1}, "host: must be in quotes"),
        ({"host": "x", "security": "ssl"}, "must be one of starttls, tls, none"),
        ({"host": "x", "port": "25"}, "port: must be a number"),
        ({"host": "x", "port": 70_000}, "port: must be a number"),
        ({"host": "mail.example", "security": "none", "user": "me"}, "not sent in the clear"),
    ],
)
def test_a_setting_that_is_none_is_told(table: dict[str, object], said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        post(table, "foi.toml [mail]")


def test_ports_and_security_have_sensible_values() -> None:
    assert [post({"host": host}, "").port for host in ("mail.example", "localhost")] == [587, 25]
    assert post({"host": "mail.example", "security": "tls"}, "").port == 465
    assert post({}, "").host == ""
