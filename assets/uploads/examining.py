"""Whole files of drafts are examined by workers: whose bytes they are, what is in them, how they look.

The bytes are fetched once: SHA-256, type, scanner, what the file says about itself, a small picture for the draft's
table. None of it makes an asset; what nobody may take in is refused with its reason and stays visible to its people.
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from assets import metadata, renditions
from assets.intake.outcome import StepFailed, failure_of, stamp_failure
from assets.intake.refusals import refused
from assets.intake.work import Tools
from assets.models import Asset, UploadFile
from assets.sandbox import ChildFailed, SandboxUnavailable
from assets.scanning import ScannerUnavailable, TooLargeToScan, scanner_from_settings
from assets.storage import StoreError
from assets.uploads.drafts import VIRUS_FOUND
from assets.viewer import viewer_of

logger = logging.getLogger(__name__)

State = UploadFile.State
STEP: Final = "examine"
CHUNK: Final = 1 << 20
HEAD_BYTES: Final = 64 * 1024
PAUSE_SECONDS: Final = 30
TILE: Final = "tile"


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in the bytes; `reason` refuses them."""

    sha256: str
    media_type: str = ""
    facts: Any = None
    tile_key: str = ""
    looks: tuple[int, ...] = ()
    reason: str = ""
    state: str = State.READY


class Examine:
    """Files that arrived: a person looks at the draft and waits."""

    name = "upload"
    order = ("next_attempt_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[UploadFile]":
        return UploadFile.objects.due(at=now)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("draft__organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[UploadFile]", organization_id: int) -> "QuerySet[UploadFile]":
        return items.filter(draft__organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        file = UploadFile.objects.get(pk=pk)
        if stamp_failure(file, STEP, failure):
            _settle(file, Examined(file.sha256, reason=failure.code, state=State.REFUSED))

    def perform(self, pk: int, tools: Tools) -> None:
        file = UploadFile.objects.select_related("draft__organization", "draft__owner").get(pk=pk)
        try:
            _settle(file, examine(file, tools))
        except SandboxUnavailable:
            self.stamp(pk, StepFailed("sandbox-unavailable", pause=PAUSE_SECONDS))
        except (ChildFailed, StoreError, OSError) as error:
            self.stamp(pk, failure_of(error))
        except StepFailed as failure:
            self.stamp(pk, failure)


def examine(file: UploadFile, tools: Tools) -> Examined:
    """Look at the bytes under the file's key. Raises what makes the worker try again."""
    path = tools.folder / "upload"
    try:
        sha256, head = _fetch(file, path, tools)
        sniffed = metadata.examine(head)
        if sniffed.media_type is None:
            return Examined(sha256, reason=str(sniffed.refusal), state=State.REFUSED)
        if reason := _unwelcome(file, sha256, str(sniffed.media_type)):
            return Examined(sha256, str(sniffed.media_type), reason=reason, state=State.REFUSED)
        if _has_virus(path):
            return Examined(sha256, str(sniffed.media_type), reason=VIRUS_FOUND, state=State.QUARANTINED)
        return _looked_into(file, sha256, path, tools)
    finally:
        path.unlink(missing_ok=True)


def _fetch(file: UploadFile, path: Path, tools: Tools) -> tuple[str, bytes]:
    digest, head, size = hashlib.sha256(), b"", 0
    with tools.store.open(file.key) as stream, path.open("wb") as target:
        while chunk := stream.read(CHUNK):
            head = head or chunk[:HEAD_BYTES]
            digest.update(chunk)
            size += target.write(chunk)
    if size != file.size_bytes:
        raise StepFailed("changed-while-read")
    return digest.hexdigest(), head


def _unwelcome(file: UploadFile, sha256: str, media_type: str) -> str | None:
    """Larger than its type may be, or bytes whose return somebody has forbidden."""
    info = metadata.ACCEPTED[metadata.MediaType(media_type)]
    limit = settings.MAX_VIDEO_MB if media_type.startswith("video/") else settings.MAX_ORIGINAL_MB
    if file.size_bytes > min(info.max_bytes, limit * 1_000_000):
        return "too-large"
    return refused(file.draft.organization_id, sha256)


def _has_virus(path: Path) -> bool:
    scanner = scanner_from_settings()
    if scanner is None:
        return False
    try:
        return scanner.scan(path) is not None
    except ScannerUnavailable as error:
        raise StepFailed("scanner-unavailable", pause=PAUSE_SECONDS * 2) from error
    except TooLargeToScan:  # said with the original's warnings when it is taken over
        return False


def _looked_into(file: UploadFile, sha256: str, path: Path, tools: Tools) -> Examined:
    params = {"latest": timezone.localdate() + timedelta(days=1)}
    try:
        facts = metadata.from_json(tools.sandbox.run("read", source=path, params=params))
    except msgspec.DecodeError as error:
        raise StepFailed("crashed") from error
    media_type = str(facts.media_type)
    return Examined(sha256, media_type, msgspec.to_builtins(facts), *_tile(file, path, media_type, tools))


def _tile(file: UploadFile, path: Path, media_type: str, tools: Tools) -> tuple[str, tuple[int, ...]]:
    """A small picture under a key that follows from its bytes, and its looks; none where there is nothing to show."""
    folder = tools.folder / "renditions"
    folder.mkdir(exist_ok=True)
    params = {"media_type": media_type, "only": [TILE]}
    try:
        rendered = msgspec.json.decode(
            tools.sandbox.run("render", source=path, out_dir=folder, params=params), type=renditions.Rendered
        )
        content = (folder / next(each.name for each in rendered.files if each.preset == TILE)).read_bytes()
    except ChildFailed as error:
        if error.code not in renditions.NOT_RENDERABLE:
            raise
        return "", ()
    except (msgspec.DecodeError, StopIteration, FileNotFoundError) as error:
        raise StepFailed("crashed") from error
    key = f"{file.key.rpartition('/')[0]}/tile-{hashlib.sha256(content).hexdigest()[:16]}"
    tools.store.put(key, content)
    return key, rendered.looks


def _settle(file: UploadFile, found: Examined) -> None:
    """Write what was found, if the file is still wanted."""
    known = _known(file, found.sha256) if found.state == State.READY else None
    rows = UploadFile.objects.filter(pk=file.pk, state=State.ARRIVED)
    rows.update(
        state=State.DUPLICATE if known is not None else found.state,
        reason=found.reason,
        sha256=found.sha256,
        media_type=found.media_type,
        facts=found.facts or {},
        tile_key=found.tile_key,
        looks=[str(each) for each in found.looks],
        duplicate_of=known,
        examined_at=timezone.now(),
        failed_step="",
        failure="",
        lease="",
        leased_until=None,
        next_attempt_at=None,
    )
    if found.reason:
        logger.warning("upload not taken upload=%s code=%s", file.uuid, found.reason)


def _known(file: UploadFile, sha256: str) -> Asset | None:
    """The asset with the same bytes, as far as the draft's owner may know of it; a drop-box is told of none."""
    if file.draft.owner is None:
        return None
    rows = Asset.objects.visible_to(viewer_of(file.draft.owner)).filter(
        original__organization=file.draft.organization_id, original__sha256=sha256
    )
    return rows.order_by("original__twin").first()
