"""What a check is given and what it says, and the register of all checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from django.utils.module_loading import import_string

from assets.storage import ObjectStore

GRACE = timedelta(hours=24)
"""What is younger may belong to work under way, and is left alone."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a check looks at: the library's store, the moment, and whether every byte is read again (`with_hashes`)."""

    store: ObjectStore
    now: datetime
    with_hashes: bool = False

    @property
    def settled_before(self) -> datetime:
        return self.now - GRACE


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage: a stable `code`, what it is about (ids and keys), and the repair where one is safe."""

    code: str
    subject: str
    repair: Callable[[], object] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.code}: {self.subject}"


Check = Callable[[Scope], Iterator[Finding]]

_PATHS: list[str] = []
_PREFIXES: list[str] = []


def register(path: str, *, prefix: str = "") -> None:
    """Add a check by its dotted path, once; `prefix` names the part of the store that it answers for."""
    if path not in _PATHS:
        _PATHS.append(path)
    if prefix and prefix not in _PREFIXES:
        _PREFIXES.append(prefix)


@lru_cache(maxsize=1)
def library_checks() -> tuple[Check, ...]:
    return tuple(import_string(path) for path in _PATHS)


def claimed_prefixes() -> tuple[str, ...]:
    """The parts of the store that some check answers for."""
    return tuple(_PREFIXES)


def report(scope: Scope) -> Iterator[Finding]:
    """Everything that every check finds, as it is found."""
    for check in library_checks():
        yield from check(scope)
