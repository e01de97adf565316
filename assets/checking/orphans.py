"""Objects without a row: left by a worker that was killed between storing the bytes and writing the row."""

from collections.abc import Callable, Iterator
from functools import partial

from assets.checking.finding import Finding, Scope, claimed_prefixes

BATCH = 1000


def orphans_under(prefix: str, scope: Scope, *, known: Callable[[list[str]], set[str]]) -> Iterator[Finding]:
    """Objects under `prefix` that are older than a day and that no row names; `known` says which of some keys one does.

    The repair asks again, so that what was claimed since the look is kept.
    """
    batch: list[str] = []
    for info in scope.store.list(prefix):
        if info.modified_at < scope.settled_before:
            batch.append(info.key)
        if len(batch) == BATCH:
            yield from _orphans(batch, scope, known)
            batch = []
    yield from _orphans(batch, scope, known)


def _orphans(keys: list[str], scope: Scope, known: Callable[[list[str]], set[str]]) -> Iterator[Finding]:
    named = known(keys)
    for key in keys:
        if key not in named:
            yield Finding("object-without-row", key, partial(_delete, key, scope, known))


def _delete(key: str, scope: Scope, known: Callable[[list[str]], set[str]]) -> None:
    if not known([key]):
        scope.store.delete(key)


def strangers(scope: Scope) -> Iterator[Finding]:
    """Objects in a part of the store that nobody answers for: a person looks, nothing is deleted."""
    for info in scope.store.list():
        if not info.key.startswith(claimed_prefixes()) and info.modified_at < scope.settled_before:
            yield Finding("object-of-nobody", info.key)
