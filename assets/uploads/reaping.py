"""What nobody will finish is let go (decision 5): parts of stale transfers, bytes of files that were left out, and the
small pictures of drafts whose files are assets by now.

The reaper aborts only uploads that our own table calls incomplete, and only after `head` found nothing under the key:
a whole object found there has arrived. It deletes only objects of files that no asset was made of.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.intake.outcome import StepFailed, failure_of, stamp_failure
from assets.intake.work import Tools
from assets.models import Location, UploadFile
from assets.storage import ObjectNotFound, StoreError, Upload

logger = logging.getLogger(__name__)

State = UploadFile.State
STEP: Final = "reap"
UNFINISHED_DAYS: Final = 7
LEFT_OUT_DAYS: Final = 1
REFUSED_DAYS: Final = 7
TILE_DAYS: Final = 7
RETRY_SECONDS: Final = 3600


class Reap:
    """Files of drafts whose parts or bytes nobody comes back for."""

    name = "reap"
    order = ("touched_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[UploadFile]":
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        ripe = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
        return UploadFile.objects.filter(free, ripe, reapable(now))

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("draft__organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[UploadFile]", organization_id: int) -> "QuerySet[UploadFile]":
        return items.filter(draft__organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        stamp_failure(UploadFile.objects.get(pk=pk), STEP, failure)

    def perform(self, pk: int, tools: Tools) -> None:
        file = UploadFile.objects.get(pk=pk)
        try:
            if file.state == State.RECEIVING:
                let_go_of_parts(file, tools)
            elif file.state == State.TAKEN_OVER:
                let_go_of_tile(file, tools)
            else:
                let_go_of_bytes(file, tools)
        except (StoreError, OSError) as error:
            self.stamp(pk, StepFailed(failure_of(error).code, pause=RETRY_SECONDS))  # never given up: it waits


def reapable(now: datetime) -> Q:
    """Stale transfers that have begun, and whole files that were left out or refused, each after its time."""
    stale = Q(state=State.RECEIVING, touched_at__lt=now - timedelta(days=UNFINISHED_DAYS)) & ~Q(upload_id="")
    holds = Q(arrived_at__isnull=False)
    left_out = Q(holds, state=State.LEFT_OUT, touched_at__lt=now - timedelta(days=LEFT_OUT_DAYS))
    unfinished = Q(state=State.LEFT_OUT, arrived_at__isnull=True) & ~Q(upload_id="")
    refused = Q(holds, state=State.REFUSED, touched_at__lt=now - timedelta(days=REFUSED_DAYS))
    tiles = Q(state=State.TAKEN_OVER, touched_at__lt=now - timedelta(days=TILE_DAYS)) & ~Q(tile_key="")
    return stale | left_out | unfinished | refused | tiles


def let_go_of_parts(file: UploadFile, tools: Tools) -> None:
    """A stale transfer: whole after all, or its parts are dropped; the file may be sent anew."""
    try:
        is_whole = tools.store.head(file.key).size_bytes == file.size_bytes
    except ObjectNotFound:
        is_whole = False
        tools.store.abort_upload(Upload(file.key, file.upload_id))
    now = timezone.now()
    rows = UploadFile.objects.filter(pk=file.pk, state=State.RECEIVING, upload_id=file.upload_id)
    if is_whole:
        rows.update(state=State.ARRIVED, arrived_at=now, upload_id="", lease="", leased_until=None)
    else:
        rows.update(upload_id="", lease="", leased_until=None)
    logger.info("stale transfer settled upload=%s whole=%s", file.uuid, is_whole)


def let_go_of_bytes(file: UploadFile, tools: Tools) -> None:
    """The object and tile of a file that nobody wants; the row stays and says why. Row first, object second."""
    if Location.objects.filter(key=file.key, source__kind="library").exists():
        return  # an asset holds these bytes
    rows = UploadFile.objects.filter(pk=file.pk, state=file.state, asset__isnull=True)
    gone = rows.update(
        arrived_at=None, examined_at=None, upload_id="", facts={}, tile_key="", sha256="", lease="", leased_until=None
    )
    if not gone:
        return
    if file.upload_id:
        tools.store.abort_upload(Upload(file.key, file.upload_id))
    for key in filter(None, (file.key, file.tile_key)):
        tools.store.delete(key)
    logger.info("unwanted bytes deleted upload=%s", file.uuid)


def let_go_of_tile(file: UploadFile, tools: Tools) -> None:
    """The draft's small picture of a file that is an asset: the asset has previews of its own. Object first: the row
    names it until it is gone.
    """
    tools.store.delete(file.tile_key)
    UploadFile.objects.filter(pk=file.pk).update(tile_key="", lease="", leased_until=None)
