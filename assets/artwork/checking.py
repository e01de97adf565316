"""Preflights' part of `check_library`: pictures of a preflight are in the store; a lost one is made anew."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Q

from assets.checking import Finding, Scope, orphans_under
from assets.models import Preflight

PREFIX = "artwork/"


def preflights(scope: Scope) -> Iterator[Finding]:
    """Compare rows and objects both ways."""
    there = {info.key for info in scope.store.list(PREFIX)}
    done = Preflight.objects.filter(state=Preflight.State.DONE).order_by("pk")
    for pk, uuid, *keys in done.values_list("pk", "uuid", "marked_key", "mockup_key").iterator():
        if any(key and key not in there for key in keys):
            yield Finding("row-without-object", f"preflight {uuid}", partial(_make_again, pk))
    yield from orphans_under(PREFIX, scope, known=_known)


def _make_again(pk: int) -> None:
    Preflight.objects.filter(pk=pk).update(
        state=Preflight.State.WAITING, attempts=0, gave_up_at=None, next_attempt_at=None, lease="", leased_until=None
    )


def _known(keys: list[str]) -> set[str]:
    rows = Preflight.objects.filter(Q(marked_key__in=keys) | Q(mockup_key__in=keys))
    return {key for row in rows.values_list("marked_key", "mockup_key") for key in row if key}
