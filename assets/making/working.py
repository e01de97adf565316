"""The worker's part: bytes of the original into a child, what comes back into the store, then one transaction.

Object first, row second, under a key that follows from the recipe: made twice, it is the same object. A person watches
the progress, so these come before the intake's work, and each sign of progress keeps the lease.
"""

import hashlib
import logging
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.intake.describe import rights_of
from assets.intake.outcome import StepFailed, failure_of, stamp_failure
from assets.intake.steps import fetch_original
from assets.intake.work import Tools
from assets.making.film_orders import IS_FILM
from assets.making.ordering import recipe_of
from assets.making.press import press_profile
from assets.metadata import RightsFields
from assets.models import Original, Rendition, RenditionJob, State
from assets.renditions import Made, MakeParams, RenderedFile
from assets.sandbox import ChildFailed, Limits, SandboxUnavailable, limits_for
from assets.storage import StoreError

logger = logging.getLogger(__name__)

STEP: Final = "make"
SANDBOX_PAUSE_SECONDS: Final = 30
MOST_FILES: Final = 6
PREFIX: Final = "renditions/"
OPEN: Final = (RenditionJob.State.WAITING, RenditionJob.State.RUNNING)


class MakeRendition:
    """Renditions that wait to be made."""

    name = "rendition"
    order = ("next_attempt_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[RenditionJob]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        due = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
        rows = RenditionJob.objects.filter(unheld & due, state__in=OPEN, gave_up_at__isnull=True)
        rows = rows.exclude(IS_FILM)  # `FilmWork` makes them, when nothing else is to be done
        return rows.filter(original__asset__deleted_at__isnull=True).exclude(
            original__asset__state__in=[State.QUARANTINED, State.VANISHED]
        )

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("original__organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[RenditionJob]", organization_id: int) -> "QuerySet[RenditionJob]":
        return items.filter(original__organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        stamp(RenditionJob.objects.get(pk=pk), failure)

    def perform(self, pk: int, tools: Tools) -> None:
        job = RenditionJob.objects.select_related("original__asset").get(pk=pk)
        try:
            make_rendition(job, tools)
        except (ChildFailed, StoreError, OSError, StepFailed) as error:
            stamp(job, error if isinstance(error, StepFailed) else failure_of(error))
        except SandboxUnavailable:
            stamp(job, StepFailed("sandbox-unavailable", pause=SANDBOX_PAUSE_SECONDS))


def stamp(job: RenditionJob, failure: StepFailed) -> None:
    """Three attempts with pauses as everywhere, then the reason for the person who waits."""
    gave_up = stamp_failure(job, STEP, failure)
    state = RenditionJob.State.FAILED if gave_up else RenditionJob.State.WAITING
    RenditionJob.objects.filter(pk=job.pk).update(state=state, progress=0)
    logger.log(
        logging.WARNING if gave_up else logging.INFO, "rendition not made job=%s code=%s", job.uuid, failure.code
    )


def make_rendition(job: RenditionJob, tools: Tools) -> None:
    """Make what the recipe says. Raises `StepFailed`, `ChildFailed`, `StoreError`."""
    RenditionJob.objects.filter(pk=job.pk).update(state=RenditionJob.State.RUNNING)
    original = job.original
    if job.params.get("sha256") != original.sha256:
        raise StepFailed("vanished", final=True)  # other bytes stand there now: what was asked for is no more
    source = fetch_original(original, tools)
    folder = tools.folder / "made"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        made = _made(job, source, folder, tools)
        rows = [stored(job, folder, file, tools) for file in made.files]
    finally:
        source.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
    stamp_ready(job, rows, lost_manifest=made.lost_manifest)
    logger.info("rendition ready job=%s preset=%s", job.uuid, job.preset)


def _made(job: RenditionJob, source: Path, folder: Path, tools: Tools) -> Made:
    original = job.original
    answer = tools.sandbox.run(
        "make_rendition",
        source=source,
        out_dir=folder,
        params=_params(job),
        limits=_limits(original, source.stat().st_size),
        progress=_telling(job),
    )
    try:
        made = msgspec.json.decode(answer, type=Made)
    except msgspec.DecodeError as error:
        raise StepFailed("crashed") from error
    if not 0 < len(made.files) <= MOST_FILES or made.files[0].preset != job.preset:
        raise StepFailed("crashed")
    return made


def _params(job: RenditionJob) -> MakeParams:
    recipe = recipe_of(job)
    press = press_profile() if recipe.profile else None
    if recipe.profile and (press is None or press.sha256 != recipe.profile):
        raise StepFailed("no-press-profile", final=True)
    return MakeParams(
        preset=job.preset,
        media_type=job.original.media_type,
        crop=recipe.crop,
        canvas=recipe.canvas,
        page=recipe.page,
        at_seconds=recipe.at_seconds,
        profile=press.data if press else None,
        rights=msgspec.convert(rights_of(job.original), RightsFields),
    )


def _limits(original: Original, size_bytes: int) -> Limits:
    """Those of the type (security rule 22); of a film a still, or one part of it, is made at a time."""
    limits = limits_for(original.media_type)
    if not original.media_type.startswith("video/"):
        return limits
    return msgspec.structs.replace(limits, output_bytes=max(limits.output_bytes, 2 * size_bytes))


def _telling(job: RenditionJob) -> Callable[[int], None]:
    """Write the percent and keep the lease, while the row is still this worker's."""
    lease = RenditionJob.objects.values_list("lease", flat=True).get(pk=job.pk)

    def tell(percent: int) -> None:
        until = timezone.now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)
        rows = RenditionJob.objects.filter(pk=job.pk, lease=lease)
        rows.update(progress=percent, **({"leased_until": until} if lease else {}))

    return tell


def stored(job: RenditionJob, folder: Path, file: RenderedFile, tools: Tools) -> Rendition:
    path = folder / file.name
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError as error:  # the child named a file that it did not write
        raise StepFailed("crashed") from error
    key = f"{PREFIX}{job.original.uuid}/{file.preset}-{job.recipe[:32]}"
    size = path.stat().st_size
    with path.open("rb") as stream:
        tools.store.put(key, stream, size_bytes=size)
    return Rendition(
        original=job.original, preset=file.preset, recipe=job.recipe, modifications=job.modifications, key=key,
        media_type=file.media_type, width=file.width, height=file.height, size_bytes=size, sha256=digest,
        created_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def stamp_ready(job: RenditionJob, rows: list[Rendition], *, lost_manifest: bool = False) -> None:
    """The rows of the rendition, the job's last: who sees it ready finds everything.

    Two workers may have made it at once, one of them for a download: the second writes the same again.
    """
    params = RenditionJob.objects.select_for_update().values_list("params", flat=True).get(pk=job.pk)
    Rendition.objects.filter(original=job.original, recipe=job.recipe).delete()
    Rendition.objects.bulk_create(rows)
    made = Rendition.objects.get(original=job.original, recipe=job.recipe, preset=job.preset)
    RenditionJob.objects.filter(pk=job.pk).update(
        state=RenditionJob.State.READY, progress=100, rendition=made, done_at=timezone.now(),
        params={**params, "lost_manifest": lost_manifest},
        attempts=0, failed_step="", failure="", lease="", leased_until=None, next_attempt_at=None,
    )  # fmt: skip
