"""Typed reading of the environment: the only place that knows how a setting is spelled outside.

Every variable is named `BILDKREIS_…`; `NAME_FILE` may name a file that holds the value (secrets from files).
`.env.example` lists them all, and `tests/architecture/test_settings.py` keeps that list complete.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

PREFIX = "BILDKREIS_"
KEPT_OPEN_S = 300
"""How long a thread keeps its connection; opening SQLite anew reads the whole schema, longer than a search takes."""
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class SettingInvalid(ValueError):
    """A variable holds something that its setting cannot be; the message names both."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Read settings from `values`; `asked` remembers every name, for the test of the documentation."""

    values: Mapping[str, str]
    asked: set[str]

    def text(self, name: str, default: str = "") -> str:
        self.asked.add(name)
        file = self.values.get(f"{PREFIX}{name}_FILE")
        if file:
            return Path(file).read_text(encoding="utf-8").strip()
        return self.values.get(PREFIX + name, default)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.text(name, "1" if default else "0").strip().lower()
        if value in _TRUE | _FALSE:
            return value in _TRUE
        raise SettingInvalid(f"{PREFIX}{name} must be yes or no, not {value!r}")

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        try:
            return int(value)
        except ValueError as error:
            raise SettingInvalid(f"{PREFIX}{name} must be a whole number, not {value!r}") from error

    def words(self, name: str, default: str = "") -> list[str]:
        """A list separated by commas; blanks around the words do not count."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def path(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser()


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry for `sqlite:///path` or `postgresql://user:password@host:port/name?sslmode=…`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path[1:] if parts.path.startswith("//") else parts.path)
    if parts.scheme in {"postgresql", "postgres"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": KEPT_OPEN_S,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 5, **options},
        }
    raise SettingInvalid(f"{PREFIX}DATABASE_URL must begin with sqlite:// or postgresql://, not {parts.scheme}://")


def email(url: str) -> dict[str, object]:
    """Django's mail settings for `smtp://user:password@host:587?tls=starttls`, `smtps://…`, `folder:/path`, `off:`."""
    parts = urlsplit(url)
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        is_wrapped = parts.scheme == "smtps"
        tls = dict(parse_qsl(parts.query)).get("tls", "none" if is_wrapped else "starttls")
        if tls not in {"starttls", "none"}:
            raise SettingInvalid(f"{PREFIX}EMAIL_URL: tls is starttls or none, not {tls!r}")
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if is_wrapped else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": is_wrapped,
            "EMAIL_USE_TLS": not is_wrapped and tls == "starttls",
            "EMAIL_TIMEOUT": 20,
        }
    if parts.scheme == "folder":
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme == "off":
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    raise SettingInvalid(f"{PREFIX}EMAIL_URL must begin with smtp://, smtps://, folder: or off:, not {parts.scheme}:")


def _sqlite(path: str) -> dict[str, object]:
    """SQLite as the design measured it: WAL, IMMEDIATE, 20 s of patience, and no commit that a power cut undoes."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": KEPT_OPEN_S,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA mmap_size=268435456; PRAGMA cache_size=-4096; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


ENV = Environment(os.environ, set())
