"""Licensing's part of `check_library`: windows that say what the kernel says, copies that are there."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial

from assets.checking import Finding, Scope, orphans_under
from assets.models import Asset
from assets.services import touch_assets
from licensing.derived import BATCH, windows_of
from licensing.models import Bundle, Download, PermittedUse, RegisterImport, RulesetRefresh
from licensing.refreshing import note_ruleset
from licensing.rights import RULESET_VERSION

PREFIX = "downloads/"
DRY_RUN_KEPT = timedelta(days=30)
BUNDLES = "bundles/"

_Window = tuple[int, int, int | None, object, object, int]


def ruleset(_scope: Scope) -> Iterator[Finding]:
    """All windows were made under the rules of this program; the repair asks a worker to make them again."""
    refresh = RulesetRefresh.objects.filter(ruleset_version=RULESET_VERSION).first()
    if refresh is None and Asset.objects.exists():
        yield Finding("windows-of-other-rules", f"ruleset {RULESET_VERSION}", _ask_for_refresh)
    elif refresh is not None and refresh.done_at is None:
        yield Finding("windows-of-other-rules", f"made again up to {refresh.done_up_to} of {refresh.last}", None)


def _ask_for_refresh() -> None:
    note_ruleset()


def permitted_uses(_scope: Scope) -> Iterator[Finding]:
    """The rows that search filters by equal the kernel's windows, asset by asset; the repair derives them again."""
    ids = list(Asset.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        stored = _by_asset(PermittedUse.objects.filter(asset_id__in=batch))
        expected = _by_asset(windows_of(batch))
        for pk in batch:
            if stored.get(pk) != expected.get(pk):
                yield Finding("windows-differ", f"asset {pk}", partial(touch_assets, [pk], bump=False))


def _by_asset(rows: Iterable[PermittedUse]) -> dict[int, set[_Window]]:
    found: dict[int, set[_Window]] = {}
    for row in rows:
        window = (row.channels, row.purposes, row.organization_id, row.from_on, row.until_on, row.verdict)
        found.setdefault(row.asset_id, set()).add(window)
    return found


def copies(scope: Scope) -> Iterator[Finding]:
    """Copies that wait to be fetched are in the store; a lost one is prepared again, while its time lasts."""
    there = {info.key for info in scope.store.list(PREFIX)}
    ready = Download.objects.filter(state=Download.State.READY, expires_at__gt=scope.now)
    for pk, uuid, key in ready.order_by("pk").values_list("pk", "uuid", "key").iterator():
        if key not in there:
            yield Finding("row-without-object", f"download {uuid}", partial(_prepare_again, pk))
    yield from orphans_under(PREFIX, scope, known=_known)


def bundles(scope: Scope) -> Iterator[Finding]:
    """Bundles that wait to be fetched are in the store; a lost one is packed again, while its time lasts."""
    there = {info.key for info in scope.store.list(BUNDLES)}
    ready = Bundle.objects.filter(state=Bundle.State.READY, expires_at__gt=scope.now)
    for pk, uuid, key in ready.order_by("pk").values_list("pk", "uuid", "key").iterator():
        if key not in there:
            yield Finding("row-without-object", f"bundle {uuid}", partial(_pack_again, pk))
    yield from orphans_under(BUNDLES, scope, known=_known_bundles)


def _pack_again(pk: int) -> None:
    Bundle.objects.filter(pk=pk).update(state=Bundle.State.PREPARING, key="", attempts=0, leased_until=None)


def _known_bundles(keys: list[str]) -> set[str]:
    return set(Bundle.objects.filter(key__in=keys).values_list("key", flat=True))


def _prepare_again(pk: int) -> None:
    Download.objects.filter(pk=pk).update(state=Download.State.PREPARING, key="", attempts=0, leased_until=None)


def _known(keys: list[str]) -> set[str]:
    return set(Download.objects.filter(key__in=keys).values_list("key", flat=True))


def registers(scope: Scope) -> Iterator[Finding]:
    """Tables of registers lie in the store while they wait, and after a dry run as long as it can be applied."""
    yield from orphans_under("imports/", scope, known=partial(_waiting_tables, scope))


def _waiting_tables(scope: Scope, keys: list[str]) -> set[str]:
    """Tables may hold what people wrote: a dry run that nobody applied within a month is over."""
    runs = RegisterImport.objects.filter(key__in=keys)
    waits = runs.filter(state=RegisterImport.State.WAITING)
    fresh = runs.filter(state=RegisterImport.State.CHECKED, finished_at__gt=scope.now - DRY_RUN_KEPT)
    return set(waits.values_list("key", flat=True)) | set(fresh.values_list("key", flat=True))
