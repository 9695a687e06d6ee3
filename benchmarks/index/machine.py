"""The machine's words: what the figures are of."""

import os
import platform
import re
import sqlite3
import sysconfig
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def machine() -> str:
    """Say what runs this, with which releases, and how busy it is."""
    processor = re.search(r"model name\s*: (.*)", _read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
    made = "with" if "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "") else "without"
    held = int(memory[1]) / 1e6 if memory else 0
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores of"
        f" {processor[1] if processor else 'some kind'}, {held:.0f} GB, load {os.getloadavg()[0]:.1f}\n"
        f"CPython {platform.python_version()} ({made} profile-guided optimisation), SQLite {sqlite3.sqlite_version},"
        f" tantivy {_version('tantivy')}, whoosh3 {_version('whoosh3')}, numpy {_version('numpy')}"
    )


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
