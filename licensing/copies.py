"""The copy that leaves the house: made by a worker, with the rights inside and nothing personal, under its decision."""

import logging
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.intake.outcome import StepFailed, failure_of
from assets.intake.steps import fetch_original
from assets.intake.work import Tools
from assets.making.ordering import RenditionOrder, order_rendition, planned
from assets.making.working import make_rendition
from assets.metadata import ACCEPTED, MANIFEST_NOTE, MediaType
from assets.models import Asset, Original, Rendition, RenditionJob
from assets.renditions import CHANNEL_PRESETS, LARGE_EDGE, Crop
from assets.sandbox import ChildFailed, Limits, SandboxUnavailable
from assets.storage import StoreError
from licensing import rights
from licensing.embed import COPY_TYPES, embedded
from licensing.models import Download, RenditionState, RightsDecision
from licensing.services.channel_renditions import MADE_HERE

logger = logging.getLogger(__name__)

ATTEMPTS = 3
SANDBOX_PAUSE_SECONDS = 30
FILM_PAUSE_SECONDS = 10
COPY_NAME: Final = "copy"
ROOM_BYTES: Final = 64 * 1024 * 1024


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
    order = CopyOrder(download.asset, download.decision, download.rendition, download.crop, download.max_edge)
    key = f"downloads/{download.uuid}"
    with made_copy(order, tools) as copy:
        with copy.path.open("rb") as stream:
            tools.store.put(key, stream, size_bytes=copy.size_bytes)
        Download.objects.filter(pk=download.pk).update(
            state=Download.State.READY, key=key, media_type=copy.media_type, lease="", leased_until=None,
            filename=copy.named(download.filename), provenance_note=copy.provenance_note,
        )  # fmt: skip
    logger.info("download ready download=%s bytes=%d", download.uuid, copy.size_bytes)


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """What is to leave under which decision: `full`, `large` or a channel's preset, perhaps a detail or smaller."""

    asset: Asset
    decision: RightsDecision
    rendition: str
    crop: object = None
    max_edge: int | None = None


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy in the working folder. `provenance_note` says where a signed manifest of the original stayed (W6)."""

    path: Path
    media_type: str
    size_bytes: int
    provenance_note: str

    def named(self, filename: str) -> str:
        """The name with the suffix of the copy's type: a detail of a HEIC leaves as JPEG."""
        suffixes = ACCEPTED[MediaType(self.media_type)].suffixes
        stem, dot, suffix = filename.rpartition(".")
        if dot and suffix.lower() in suffixes:
            return filename
        return f"{(stem if dot else filename)[: 254 - len(suffixes[0])]}.{suffixes[0]}"


@contextmanager
def made_copy(order: CopyOrder, tools: Tools) -> Iterator[MadeCopy]:
    """The copy in the child's output, gone when the block ends. Raises `StepFailed`, `ChildFailed`, `StoreError`."""
    version = version_of(order)
    if order.rendition in CHANNEL_PRESETS:
        with _channel_copy(order, version.crop, tools) as copy:
            yield copy
        return
    crop, original = version.crop, order.asset.original
    inside = embedded(order.asset, order.decision, is_detail=crop is not None)
    params: dict[str, object] = {"rights": inside.fields, "full_legacy": inside.full_legacy}
    is_rendered = crop is not None or order.rendition == "large" or order.max_edge is not None
    if is_rendered:
        edge = order.max_edge or (LARGE_EDGE if order.rendition == "large" else None)
        params |= {"crop": crop, "max_edge": edge}
        _check_renderable(original)
    elif original.media_type not in COPY_TYPES:
        raise StepFailed("rights-not-writable", final=True)
    source = _original_of(order.asset, tools)
    folder = tools.folder / "copy"
    folder.mkdir(exist_ok=True)
    try:
        answer = tools.sandbox.run(
            "render_copy" if is_rendered else "write_rights",
            source=source,
            out_dir=folder,
            params={"media_type": original.media_type, **params},
            limits=_limits(original.media_type, source.stat().st_size),
        )
        written = msgspec.json.decode(answer, type=_Written)
        note = MANIFEST_NOTE if written.lost_manifest else ""
        path = folder / COPY_NAME
        yield MadeCopy(path, written.media_type, path.stat().st_size, note)
    finally:
        source.unlink(missing_ok=True)
        (folder / COPY_NAME).unlink(missing_ok=True)


@contextmanager
def _channel_copy(order: CopyOrder, crop: Crop | None, tools: Tools) -> Iterator[MadeCopy]:
    """A rendition of a channel, made now if it is not there, with the rights of the decision written into it."""
    job, rendition = _rendition_of(order, crop, tools)
    is_detail = rights.Modification.CROP in job.modifications
    inside = embedded(order.asset, order.decision, is_detail=is_detail)
    lost_manifest = bool(job.params.get("lost_manifest"))
    folder, source = tools.folder / "copy", tools.folder / "rendition"
    folder.mkdir(exist_ok=True)
    try:
        with tools.store.open(rendition.key) as stream, source.open("wb") as file:
            shutil.copyfileobj(stream, file)
        fields = {**inside.fields, "lost_manifest": lost_manifest}
        tools.sandbox.run(
            "write_rights",
            source=source,
            out_dir=folder,
            params={"media_type": rendition.media_type, "rights": fields, "full_legacy": inside.full_legacy},
            limits=_limits(rendition.media_type, rendition.size_bytes),
        )
        path = folder / COPY_NAME
        yield MadeCopy(path, rendition.media_type, path.stat().st_size, MANIFEST_NOTE if lost_manifest else "")
    finally:
        source.unlink(missing_ok=True)
        (folder / COPY_NAME).unlink(missing_ok=True)


def _rendition_of(order: CopyOrder, crop: Crop | None, tools: Tools) -> tuple[RenditionJob, Rendition]:
    """The rendition that was decided about. Without a stored part the decision says whether it was one."""
    is_part = rights.Modification.CROP in order.decision.question.get("modifications", [])
    wanted = RenditionOrder(preset=order.rendition, crop=crop, on_canvas=crop is None and not is_part)
    try:
        what = planned(order.asset.original, wanted)
    except FieldInvalid as error:
        raise StepFailed("no-rendition", final=True) from error
    job = order_rendition(order.asset.original, what, by=None, at=timezone.now())
    if job.state != RenditionJob.State.READY and what.media_type.startswith("video/"):
        raise StepFailed("rendition-under-way", pause=FILM_PAUSE_SECONDS)  # minutes: others must not wait for it
    if job.state != RenditionJob.State.READY:
        make_rendition(job, tools)  # a person waits: nobody else's turn is waited for
        job.refresh_from_db()
    if job.rendition is None:
        raise StepFailed("no-rendition")
    return job, job.rendition


class _Written(msgspec.Struct, frozen=True):
    """What the child says about its copy: a type from the table, and nothing that leads anywhere."""

    media_type: str
    lost_manifest: bool


@dataclass(frozen=True, slots=True)
class CopyVersion:
    """The detail that was asked for or decided about; none is the whole picture."""

    crop: Crop | None


def version_of(order: CopyOrder) -> CopyVersion:
    """What of the picture leaves: a decision about a looked-at version lets out that version and nothing else.

    Blurred faces and other changes are made outside: such a version has no bytes here, and the original, which was not
    decided about, must not leave in its place.
    """
    wanted = str(order.decision.question.get("rendition") or "")
    crop = order.crop
    if wanted:
        state = RenditionState.objects.filter(asset=order.asset, uuid=wanted).first()
        if state is None or set(state.modifications) - MADE_HERE:
            raise StepFailed("version-made-elsewhere", final=True)
        crop = state.crop
    if crop is None:
        return CopyVersion(None)
    try:
        return CopyVersion(msgspec.convert(crop, Crop, strict=False))
    except msgspec.ValidationError as error:
        raise StepFailed("detail-outside", final=True) from error


def _check_renderable(original: Original) -> None:
    """Only pictures of which there is a large rendition can be rendered once more."""
    if not Rendition.objects.filter(original=original, preset="large").exists():
        raise StepFailed("no-rendition", final=True)


def _limits(media_type: str, size_bytes: int) -> Limits:
    """A film may take longer, and its copy may be as large as itself (security rule 22)."""
    is_film = media_type.startswith("video/")
    return Limits(
        cpu_seconds=120 if is_film else Limits().cpu_seconds,
        wall_seconds=300.0 if is_film else Limits().wall_seconds,
        output_bytes=max(Limits().output_bytes, size_bytes + ROOM_BYTES),
    )


def _original_of(asset: Asset, tools: Tools) -> Path:
    """The very bytes that were decided about; a person waits, so that a replaced file is no reason to wait longer."""
    try:
        return fetch_original(asset.original, tools)
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
