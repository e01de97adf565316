"""A migrated database on SQLite, made once for each state of the migrations: copied, never migrated again.

Migrating takes half a minute and every process of a suite needs it: the databases of the tests, the libraries that
tests drive by processes, the library behind the browser. The file lies below `var/`, named by what it was made of.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import cache
from pathlib import Path

import django
from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test"
NAME = "library.sqlite3"
_kept: list[sqlite3.Connection] = []


@cache
def migrated() -> Path:
    """The file of an empty, migrated database; made by whoever comes first, the others wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = FOLDER / f"migrated-{_state()}.sqlite3"
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not wanted.exists():
            _make(wanted)
            _forget_former()
    return wanted


def copy_to(target: Path) -> None:
    """Put a migrated database at `target`."""
    with closing(sqlite3.connect(migrated())) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def begin_test_databases_migrated() -> None:
    """Fill each test database in memory before `migrate` looks at it: nothing is left to do for it."""
    create = DatabaseCreation._create_test_db

    def create_migrated(self: DatabaseCreation, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = create(self, verbosity, autoclobber, keepdb)
        if self.is_in_memory_db(name):
            copy = sqlite3.connect(name, uri=True, check_same_thread=False)
            with closing(sqlite3.connect(migrated())) as source:
                source.backup(copy)
            _kept.append(copy)  # a database in memory lives as long as somebody holds it
        return name

    DatabaseCreation._create_test_db = create_migrated


def _forget_former() -> None:
    """Those of a former day: a process that runs beside this one may still copy the others."""
    for former in FOLDER.glob("migrated-*.sqlite3"):
        if former.stat().st_mtime < time.time() - 86_400:
            former.unlink()


def _state() -> str:
    """What a migrated database depends on: the migrations and the rules of the database that they enforce."""
    digest = hashlib.sha256(django.get_version().encode())
    rules = list(ROOT.glob("*/*_rules.py"))
    migrations = list(ROOT.glob("*/migrations/*.py"))
    for path in sorted([*migrations, *rules, ROOT / "assets" / "append_only.py"]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _make(wanted: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="bildkreis-migrated-") as folder:
        made = Path(folder) / NAME
        settings = {"BILDKREIS_DATA_DIR": folder, "BILDKREIS_DATABASE_URL": f"sqlite:///{made}"}
        subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"],
            env={**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "config.settings"},
            cwd=ROOT, check=True, timeout=300,
        )  # fmt: skip
        with closing(sqlite3.connect(made)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # a copy in memory knows no other
        begun = wanted.with_suffix(".new")
        with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(begun)) as copy:
            source.backup(copy)
        begun.replace(wanted)
