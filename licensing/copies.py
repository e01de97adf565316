"""The copy that leaves the house: made by a worker, with the rights inside and nothing personal, under its decision."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.intake.outcome import StepFailed, failure_of
from assets.intake.steps import fetch_original
from assets.intake.work import Tools
from assets.models import Rendition
from assets.sandbox import ChildFailed, SandboxUnavailable
from assets.storage import StoreError
from licensing.embed import COPY_TYPES, rights_inside
from licensing.models import Download

logger = logging.getLogger(__name__)

ATTEMPTS = 3
SANDBOX_PAUSE_SECONDS = 30


class PrepareCopy:
    """Downloads that wait for their copy: a person looks at a spinner, so they come before all other work."""

    name = "download"
    order = ("pk",)

    def takeable(self, *, now: datetime) -> "QuerySet[Download]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return Download.objects.filter(unheld, state=Download.State.PREPARING, expires_at__gt=now)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("asset__organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[Download]", organization_id: int) -> "QuerySet[Download]":
        return items.filter(asset__organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        _stamp_failure(Download.objects.get(pk=pk), failure)

    def perform(self, pk: int, tools: Tools) -> None:
        download = Download.objects.select_related("asset__original", "decision").get(pk=pk)
        try:
            prepare_copy(download, tools)
        except (ChildFailed, StoreError, OSError, StepFailed) as error:
            _stamp_failure(download, error if isinstance(error, StepFailed) else failure_of(error))
        except SandboxUnavailable:
            _stamp_failure(download, StepFailed("sandbox-unavailable", pause=SANDBOX_PAUSE_SECONDS))


def prepare_copy(download: Download, tools: Tools) -> None:
    """Write the rights into the bytes and put the copy into the store; run twice, it writes the same copy again."""
    source = _bytes_of(download, tools)
    try:
        media_type = _media_type(download)
        folder = tools.folder / "copy"
        folder.mkdir(exist_ok=True)
        params = {"media_type": media_type, "rights": rights_inside(download)}
        tools.sandbox.run("write_rights", source=source, out_dir=folder, params=params)
        copy = (folder / "copy").read_bytes()
    finally:
        source.unlink(missing_ok=True)
    key = f"downloads/{download.uuid}"
    tools.store.put(key, copy)
    Download.objects.filter(pk=download.pk).update(
        state=Download.State.READY, key=key, media_type=media_type, lease="", leased_until=None
    )
    logger.info("download ready download=%s bytes=%d", download.uuid, len(copy))


def _media_type(download: Download) -> str:
    if download.rendition == "large":
        return _large(download).media_type
    media_type = download.asset.original.media_type
    if media_type not in COPY_TYPES:
        raise StepFailed("rights-not-writable", final=True)
    return media_type


def _large(download: Download) -> Rendition:
    rendition = Rendition.objects.filter(original=download.asset.original, preset="large").first()
    if rendition is None:
        raise StepFailed("no-rendition", final=True)
    return rendition


def _bytes_of(download: Download, tools: Tools) -> Path:
    if download.rendition == "full":
        return _original_of(download, tools)
    target = tools.folder / "large"
    with tools.store.open(_large(download).key) as stream:
        target.write_bytes(stream.read())
    return target


def _original_of(download: Download, tools: Tools) -> Path:
    """The very bytes that were decided about; a person waits, so that a replaced file is no reason to wait longer."""
    try:
        return fetch_original(download.asset.original, tools)
    except StepFailed as failure:
        raise StepFailed(failure.code, final=failure.final) from failure


def _stamp_failure(download: Download, failure: StepFailed) -> None:
    """Try again at once up to three times, wait for a store that is away, then say why it did not work."""
    attempts = download.attempts + (failure.pause is None)
    over = failure.final or attempts >= ATTEMPTS
    waits = timezone.now() + timedelta(seconds=failure.pause) if failure.pause else None
    Download.objects.filter(pk=download.pk).update(
        attempts=attempts,
        state=Download.State.FAILED if over else Download.State.PREPARING,
        reason=failure.reason if over else "",
        lease="",
        leased_until=waits,
    )
    logger.info("download not prepared download=%s code=%s", download.uuid, failure.code)
