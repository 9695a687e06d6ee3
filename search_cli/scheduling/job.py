"""What is to be run: this program on this data folder, with what it needs of the present environment."""

import hashlib
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from indexer.record import record
from search_cli.terminal import clean

USUAL_PATH = ("/usr/local/bin", "/usr/bin", "/bin")
LANGUAGE = ("LANG", "LC_ALL", "LC_CTYPE", "TZ")
OTHERS = ("PYTHONPATH", "TESSDATA_PREFIX", "SSL_CERT_FILE", "SSL_CERT_DIR")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
OURS = ("FOI_CRAWL_", "FOI_INDEX_", "FOI_MAIL_", "FOI_UPDATE_", "FOI_WATCH_")


class CannotSchedule(Exception):
    """Something that no crontab and no unit file can hold. Its text says what to do."""


@record()
class Job:
    """A command with its environment; `id` is of the data folder, wherever the command comes from."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    data: str
    id: str


def job(data: Path, environment: Mapping[str, str] = os.environ) -> Job:
    """Return what keeps this data folder up to date. Raises CannotSchedule if a name cannot stand in a line."""
    folder = os.path.abspath(data)  # noqa: PTH100 - without following links: a link is what stays when a disk moves
    program = _program()
    wanted = {**_environment(environment, program), **_checkout(environment)}
    command = (*program, "-q", "--data", folder, "update")
    for word in (*command, *wanted.values()):
        if not _writable(word):
            raise CannotSchedule(f"{clean(word)!r} has characters in its name that no crontab can hold; rename it")
    return Job(command, wanted, folder, hashlib.sha256(os.fsencode(Path(data).resolve())).hexdigest()[:12])


def env() -> str:
    """Return where env(1) is, which starts a program whatever its name, and whatever the shell is."""
    return shutil.which("env") or "/usr/bin/env"


def left_out(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Say which settings of the present environment the job will not have, a line each."""
    said = []
    for name, value in sorted(environment.items()):
        if name.lower() in PROXIES and _secret(value):
            said.append(f"{name} has a password in it, which is not written down; the job will run without it")
        elif name == "FOI_MAIL_PASSWORD":
            said.append(f"{name} is set here, and not for the job: name a file that has it, password-file of [mail]")
        elif name.startswith(OURS):
            said.append(f"{name} is set here, and not for the job: foi.toml is where both look")
    return said


def _program() -> tuple[str, ...]:
    """How this program was started: by its script, else as a module of this Python."""
    script = Path(sys.argv[0])
    if script.name == "foi" and os.access(script, os.X_OK) and script.is_file():
        return (str(script.absolute()),)
    return (sys.executable, "-P", "-m", "search_cli")  # -P: cron starts in the home folder, where anything may lie


def _environment(given: Mapping[str, str], program: Sequence[str]) -> dict[str, str]:
    """What is kept of an environment: where programs are, in what language, and the way to the web."""
    names = [*LANGUAGE, *OTHERS, *(name for name in sorted(given) if name.lower() in PROXIES)]
    kept = {name: given[name] for name in names if given.get(name)}
    kept = {name: value for name, value in kept.items() if _writable(value) and not _secret(value)}
    folders = [str(Path(program[0]).parent), *given.get("PATH", "").split(os.pathsep), *USUAL_PATH]
    here = [folder for folder in folders if folder.startswith("/") and _writable(folder) and Path(folder).is_dir()]
    return {"PATH": os.pathsep.join(dict.fromkeys(here)), **kept}


def _checkout(given: Mapping[str, str]) -> dict[str, str]:
    """Where a checkout is that was not installed and is found only because foi was started in it."""
    root = str(Path(__file__).resolve().parents[2])
    if root in sys.path[1:] or root in given.get("PYTHONPATH", "").split(os.pathsep):
        return {}
    return {"PYTHONPATH": os.pathsep.join(filter(None, (root, given.get("PYTHONPATH", ""))))}


def _secret(value: str) -> bool:
    """Tell whether an address has a password in it."""
    try:
        return bool(urlsplit(value if "//" in value else f"//{value}").password)
    except ValueError:
        return True


def _writable(word: str) -> bool:
    """Tell whether a word is of one line, of characters that are to be seen, and can be written as UTF-8."""
    return clean(word) == word and not set(word) & set("\r\n\t")
