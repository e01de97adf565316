"""A migrated database, made once for each state of the migrations: copied, never migrated again.

Migrating takes half a minute and every process of a suite needs it: the databases of the tests, the libraries that
tests drive by processes, the library behind the browser. On SQLite it is a file below `var/`, on PostgreSQL a database
beside those of the tests; either is named by what it was made of.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.db.backends.postgresql.creation import DatabaseCreation as PostgresqlCreation
from django.db.backends.sqlite3.creation import DatabaseCreation as SqliteCreation

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test"
NAME = "library.sqlite3"
_kept: list[sqlite3.Connection] = []


@cache
def migrated() -> Path:
    """The file of an empty, migrated database; made by whoever comes first, the others wait for it."""
    wanted = FOLDER / f"migrated-{_state()}.sqlite3"
    with _alone():
        if not wanted.exists():
            _make(wanted)
            _forget_former()
    return wanted


def copy_to(target: Path) -> None:
    """Put a migrated database at `target`."""
    with closing(sqlite3.connect(migrated())) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


@contextmanager
def _alone() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def begin_test_databases_migrated() -> None:
    """Fill each test database before `migrate` looks at it: nothing is left to do for it."""
    create = SqliteCreation._create_test_db

    def create_migrated(self: SqliteCreation, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = create(self, verbosity, autoclobber, keepdb)
        if self.is_in_memory_db(name):
            copy = sqlite3.connect(name, uri=True, check_same_thread=False)
            with closing(sqlite3.connect(migrated())) as source:
                source.backup(copy)
            _kept.append(copy)  # a database in memory lives as long as somebody holds it
        return name

    SqliteCreation._create_test_db = create_migrated
    PostgresqlCreation.sql_table_creation_suffix = _from_template


def _from_template(self: PostgresqlCreation) -> str:
    """How a test database is created on PostgreSQL: as a copy of the migrated one, made by whoever comes first."""
    template = f"migrated_{_state()}"
    with _alone(), self._nodb_cursor() as cursor:
        if not self._database_exists(cursor, template):
            begun = f"{template}_new"
            cursor.execute(f'DROP DATABASE IF EXISTS "{begun}"')
            cursor.execute(f'CREATE DATABASE "{begun}"')
            with tempfile.TemporaryDirectory(prefix="bildkreis-migrated-") as folder:
                server = urlsplit(os.environ["BILDKREIS_DATABASE_URL"])
                _migrate(server._replace(path=f"/{begun}").geturl(), folder)
            cursor.execute(f'ALTER DATABASE "{begun}" RENAME TO "{template}"')
    return self._get_database_create_suffix(template=template)


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
        _migrate(f"sqlite:///{made}", folder)
        with closing(sqlite3.connect(made)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # a copy in memory knows no other
        begun = wanted.with_suffix(".new")
        with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(begun)) as copy:
            source.backup(copy)
        begun.replace(wanted)


def _migrate(url: str, folder: str) -> None:
    """Run the migrations in a process of their own, as an installation does."""
    settings = {"BILDKREIS_DATA_DIR": folder, "BILDKREIS_DATABASE_URL": url}
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"],
        env={**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=ROOT, check=True, timeout=300,
    )  # fmt: skip
