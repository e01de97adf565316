"""The port through which other rooms keep bytes out: by their hash, for one organization, with a reason for people.

A picture that was erased must not come back with the next listing (Art. 17 GDPR). Who knows of such pictures registers
here; intake only asks.
"""

from functools import lru_cache
from typing import Protocol

from django.utils.module_loading import import_string


class Refusal(Protocol):
    def __call__(self, organization_id: int, sha256: str) -> str | None:
        """A code of `outcome.REASONS` when these bytes are not to be taken in, else None."""


_PATHS: list[str] = []


def register_refusal(path: str) -> None:
    """Add a refusal by its dotted path, once."""
    if path not in _PATHS:
        _PATHS.append(path)
        _refusals.cache_clear()


def refused(organization_id: int, sha256: str) -> str | None:
    """The first reason against bytes that are new to an organization."""
    found = (refusal(organization_id, sha256) for refusal in _refusals())
    return next((code for code in found if code is not None), None)


@lru_cache(maxsize=1)
def _refusals() -> tuple[Refusal, ...]:
    return tuple(import_string(path) for path in _PATHS)
