"""The port through which other rooms record what is known of everything that a source brings, as its asset begins."""

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from assets.models import Asset, IndexSource


class Arrival(Protocol):
    def __call__(self, asset: "Asset", source: "IndexSource") -> None:
        """Record what the source's claims say of a new asset, in the transaction that makes it."""


_PATHS: list[str] = []


def register_arrival(path: str) -> None:
    """Add a recorder by its dotted path, once."""
    if path not in _PATHS:
        _PATHS.append(path)
        _arrivals.cache_clear()


def tell_found(asset: "Asset", source: "IndexSource") -> None:
    for arrival in _arrivals():
        arrival(asset, source)


@lru_cache(maxsize=1)
def _arrivals() -> tuple[Arrival, ...]:
    return tuple(import_string(path) for path in _PATHS)
