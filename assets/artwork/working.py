"""Preflights are made by workers: the original fetched, checked in the child, its pictures put into the store.

Keys follow from the bytes, the use and the product data, so that a step that runs twice writes the same thing.
"""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.artwork.preflight import MARKED, MOCKUP, Order, Report
from assets.artwork.products import products
from assets.artwork.uses import want_of
from assets.errors import FieldInvalid
from assets.intake.outcome import StepFailed, failure_of, stamp_failure
from assets.intake.steps import fetch_original
from assets.intake.work import Tools
from assets.models import Preflight
from assets.sandbox import ChildFailed, SandboxUnavailable
from assets.storage import StoreError

logger = logging.getLogger(__name__)

STEP: Final = "preflight"
SANDBOX_PAUSE_SECONDS: Final = 30


class MakePreflight:
    """Preflights that wait: somebody looks at a spinner."""

    name = "preflight"
    order = ("next_attempt_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[Preflight]":
        free = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return Preflight.objects.filter(
            free, unheld, state=Preflight.State.WAITING, gave_up_at__isnull=True, use__ended_at__isnull=True
        )

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("use__organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[Preflight]", organization_id: int) -> "QuerySet[Preflight]":
        return items.filter(use__organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        stamp_failure(Preflight.objects.get(pk=pk), STEP, failure)

    def perform(self, pk: int, tools: Tools) -> None:
        row = Preflight.objects.select_related("use__asset", "original").filter(pk=pk).first()
        if row is None:  # nobody needs it any more: the use was changed or ended
            return
        try:
            make_preflight(row, tools)
        except (ChildFailed, StoreError, OSError, StepFailed) as error:
            stamp_failure(row, STEP, error if isinstance(error, StepFailed) else failure_of(error))
        except SandboxUnavailable:
            stamp_failure(row, STEP, StepFailed("sandbox-unavailable", pause=SANDBOX_PAUSE_SECONDS))


def make_preflight(row: Preflight, tools: Tools) -> None:
    """Check, keep what was found, and put the pictures into the store: objects first, the row last."""
    order = _order(row)
    folder = tools.folder / "preflight"
    folder.mkdir(exist_ok=True)
    source = fetch_original(row.original, tools)
    try:
        answer = tools.sandbox.run(STEP, source=source, out_dir=folder, params=order)
        report = msgspec.json.decode(answer, type=Report)
        recipe = _recipe(row, order)
        keys = {}
        for field, name, has in (("marked", MARKED, report.has_marked), ("mockup", MOCKUP, report.has_mockup)):
            keys[f"{field}_key"] = _kept(f"artwork/{recipe}/{name}", folder / name, tools) if has else ""
    finally:
        source.unlink(missing_ok=True)
        for name in (MARKED, MOCKUP):
            (folder / name).unlink(missing_ok=True)
    Preflight.objects.filter(pk=row.pk).update(
        state=Preflight.State.DONE, result=report.result, checks=report.checks, done_at=timezone.now(), lease="",
        leased_until=None, failure="", failed_step="", **keys,
    )  # fmt: skip
    logger.info("preflight done preflight=%s result=%s", row.uuid, report.result)


def _kept(key: str, path: Path, tools: Tools) -> str:
    with path.open("rb") as stream:
        tools.store.put(key, stream, size_bytes=path.stat().st_size)
    return key


def _order(row: Preflight) -> Order:
    """What the use asks for by the product data of today; what that does not know cannot be checked."""
    use = row.use
    try:
        want = want_of(use)
    except FieldInvalid as error:
        raise StepFailed("product-unknown", final=True) from error
    return Order(
        media_type=row.original.media_type, product=want.product.code, technique=want.technique, place=want.place,
        width_mm=use.width_mm, height_mm=use.height_mm, page=use.page, color=use.garment_color,
    )  # fmt: skip


def _recipe(row: Preflight, order: Order) -> str:
    """SHA-256 of all that decides the pictures."""
    decides = [row.sha256, products().version, msgspec.json.encode(order, order="deterministic").decode()]
    return hashlib.sha256("\n".join(decides).encode()).hexdigest()
