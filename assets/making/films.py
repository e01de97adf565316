"""What a film needs to be watched: a sprite of frames for dragging along it, and a smaller copy that a browser plays.

Both are ordered when a film has its poster, and made after everything that people wait for: between two parts of a
copy the worker looks whether anything else is to be done. Each part is a child of its own with its own limits
(`assets.renditions.film_proxy`), the row says how far it is, and each part keeps the lease.
"""

import logging
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.intake.describe import rights_of
from assets.intake.outcome import StepFailed, failure_of
from assets.intake.steps import fetch_original
from assets.intake.work import Tools, Worker
from assets.making.film_channels import framing_of, view_of
from assets.making.film_orders import FILM_PRESETS, IS_FILM, STORYBOARD
from assets.making.working import OPEN, stamp, stamp_ready, stored
from assets.models import RenditionJob, State
from assets.renditions import RenderedFile
from assets.sandbox import FILM, ChildFailed, Limits, SandboxUnavailable
from assets.storage import StoreError

T = TypeVar("T")

logger = logging.getLogger(__name__)

SANDBOX_PAUSE_SECONDS: Final = 30
PART_SECONDS: Final = 12.0
LEASE_SECONDS: Final = 420
"""Longer than any part may take, so that nobody else begins the same film meanwhile."""
ROOM: Final = Limits(cpu_seconds=FILM.cpu_seconds, wall_seconds=FILM.wall_seconds, output_bytes=8 * 1024**3)
"""The joined copy of two hours is larger than what one child may write otherwise."""


class FilmWork:
    """Storyboards and copies for watching that wait to be made; last of all kinds of work."""

    name = "film"
    order = ("next_attempt_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[RenditionJob]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        due = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
        rows = RenditionJob.objects.filter(unheld & due, state__in=OPEN, gave_up_at__isnull=True)
        rows = rows.filter(IS_FILM, original__asset__deleted_at__isnull=True)
        return rows.exclude(original__asset__state__in=[State.QUARANTINED, State.VANISHED])

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("original__organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[RenditionJob]", organization_id: int) -> "QuerySet[RenditionJob]":
        return items.filter(original__organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        stamp(RenditionJob.objects.get(pk=pk), failure)

    def perform(self, pk: int, tools: Tools) -> None:
        job = RenditionJob.objects.select_related("original__asset").get(pk=pk)
        try:
            make_film_rendition(job, tools)
        except (ChildFailed, StoreError, OSError, StepFailed) as error:
            stamp(job, error if isinstance(error, StepFailed) else failure_of(error))
        except SandboxUnavailable:
            stamp(job, StepFailed("sandbox-unavailable", pause=SANDBOX_PAUSE_SECONDS))


def make_film_rendition(job: RenditionJob, tools: Tools) -> None:
    """Make what the job asks for. Raises `StepFailed`, `ChildFailed`, `StoreError`."""
    if job.params.get("sha256") != job.original.sha256:
        raise StepFailed("vanished", final=True)
    RenditionJob.objects.filter(pk=job.pk).update(state=RenditionJob.State.RUNNING)
    own = replace(tools, folder=tools.folder / "film")
    shutil.rmtree(own.folder, ignore_errors=True)
    own.folder.mkdir()
    try:
        source = fetch_original(job.original, own)
        folder = own.folder / "made"
        folder.mkdir()
        make = _storyboard if job.preset == STORYBOARD else _proxy
        files = make(job, source, folder, tools)
        if job.preset not in FILM_PRESETS:
            files = [*files, view_of(job, folder, tools)]
        rows = [stored(job, folder, file, tools) for file in files]
    finally:
        shutil.rmtree(own.folder, ignore_errors=True)
    stamp_ready(job, rows)
    logger.info("film rendition ready job=%s preset=%s", job.uuid, job.preset)


def _storyboard(job: RenditionJob, source: Path, folder: Path, tools: Tools) -> list[RenderedFile]:
    _still_at_it(job, 0)
    params = {"media_type": job.original.media_type}
    answer = tools.sandbox.run("make_storyboard", source=source, out_dir=folder, params=params)
    return _typed(answer, list[RenderedFile])


class _Part(msgspec.Struct, frozen=True):
    """What a child says of one part."""

    name: str | None
    frames: int


def _proxy(job: RenditionJob, source: Path, folder: Path, tools: Tools) -> list[RenderedFile]:
    media_type, length = job.original.media_type, job.original.asset.duration_seconds
    if length is None:
        raise StepFailed("film-without-picture", final=True)
    count = int(length // PART_SECONDS) + 1
    parts: list[str] = []
    for number in range(count):
        _still_at_it(job, number * 95 // count)
        stretch: dict[str, object] = {
            "number": number,
            "start": number * PART_SECONDS,
            "end": (number + 1) * PART_SECONDS,
        }
        if number == count - 1:
            stretch["end"] = length + PART_SECONDS  # the length is rounded, and some films run on behind it
        run = _runner(source, folder, {"media_type": media_type, "framing": framing_of(job), **stretch}, tools)
        part = _typed(run("proxy_part"), _Part)
        parts += [part.name] if part.name else []
        _step_aside(tools)
    _still_at_it(job, 95)
    sound = _typed(_runner(source, folder, {"media_type": media_type}, tools)("proxy_sound"), _Part)
    _still_at_it(job, 97)
    whole = {"media_type": media_type, "parts": parts, "sound": sound.name}
    file = _typed(_runner(source, folder, whole, tools, limits=ROOM)("proxy_whole"), RenderedFile)
    if job.preset not in FILM_PRESETS:
        return [msgspec.structs.replace(file, preset=job.preset)]  # rights are written into each copy that leaves
    return [_with_rights(job, file, folder, tools)]


def _runner(
    source: Path, folder: Path, params: Mapping[str, object], tools: Tools, *, limits: Limits = FILM
) -> Callable[[str], bytes]:
    return lambda name: tools.sandbox.run(name, source=source, out_dir=folder, params=params, limits=limits)


def _with_rights(job: RenditionJob, file: RenderedFile, folder: Path, tools: Tools) -> RenderedFile:
    """The copy with the rights fields inside; where the format takes none it stays as it is."""
    written = folder / "with-rights"
    written.mkdir()
    params = {"media_type": file.media_type, "rights": rights_of(job.original)}
    try:
        tools.sandbox.run("write_rights", source=folder / file.name, out_dir=written, params=params, limits=ROOM)
    except ChildFailed:
        return file
    (written / "copy").replace(folder / file.name)
    return msgspec.structs.replace(file, size_bytes=(folder / file.name).stat().st_size)


def _typed(answer: bytes, kind: type[T]) -> T:
    """What a child said; an answer of another shape is that of a child which the file took over."""
    try:
        return msgspec.json.decode(answer, type=kind)
    except msgspec.DecodeError as error:
        raise StepFailed("crashed") from error


def _still_at_it(job: RenditionJob, percent: int) -> None:
    """Say how far it is and keep the row; whoever lost it stops."""
    until = timezone.now() + timedelta(seconds=max(LEASE_SECONDS, settings.WORK_LEASE_SECONDS))
    held = RenditionJob.objects.filter(pk=job.pk, lease=job.lease)
    if not held.update(progress=min(percent, 99), leased_until=until):
        raise StepFailed("changed-while-read", pause=5)


def _step_aside(tools: Tools) -> None:
    """Do what came in meanwhile: nobody's preview waits for a film of an hour."""
    between = Worker(tools)
    between.kinds = tuple(kind for kind in between.kinds if kind.name != FilmWork.name)
    while between.round():
        pass
