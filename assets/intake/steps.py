"""The steps themselves: hash → read → render → index. Each is idempotent and stamps its row in one transaction.

Bytes are fetched once for all steps that are due. What comes back from the child that opened them is typed and small;
object first, row second, under keys that follow from the content, so a step that runs twice writes the same thing.
"""

import hashlib
import logging
from datetime import timedelta
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from assets import metadata, renditions
from assets.alike import remember_looks
from assets.catalogue.arriving import awaited_asset
from assets.intake.arrivals import tell_found
from assets.intake.describe import READER_VERSION, apply_facts, kind_of, rights_of
from assets.intake.names import label_of
from assets.intake.outcome import StepFailed, failure_of, stamp_failure
from assets.intake.quarantine import is_quarantined
from assets.intake.refusals import refused
from assets.intake.scan import refresh_presence
from assets.intake.work import Tools
from assets.making.film_orders import order_standing
from assets.making.focal import remember_guess
from assets.models import Asset, IndexSource, Location, Original, Rendition, State
from assets.sandbox import ChildFailed, SandboxUnavailable
from assets.services import touch_assets
from assets.storage import ObjectSource, StoreError, open_source_from_settings

logger = logging.getLogger(__name__)

CHUNK = 1 << 20
HEAD_BYTES = 64 * 1024
MB = 1_000_000


def take_in(location_id: int, tools: Tools) -> None:
    """All steps for a location whose bytes are not known yet: fetched once, hashed, then whatever is new in them."""
    location = Location.objects.select_related("source").get(pk=location_id)
    with _Failing(location, "hash"):
        path = fetch(location, tools)
        try:
            original = hash_location(location, path)
            if original.lease in {"", location.lease}:  # else another worker is busy with the same bytes
                advance(original, path, tools)
        finally:
            path.unlink(missing_ok=True)


def resume(original_id: int, tools: Tools) -> None:
    """The steps that are left for an original, with its bytes fetched from any location that still holds them."""
    original = Original.objects.select_related("asset").get(pk=original_id)
    if original.read_at and original.rendered_at:
        index_original(original)
        return
    with _Failing(original, "read" if original.read_at is None else "render"):
        path = fetch_original(original, tools)
        try:
            advance(original, path, tools)
        finally:
            path.unlink(missing_ok=True)


def fetch_original(original: Original, tools: Tools) -> Path:
    """The bytes of an original and no others: a file that was replaced since it was hashed is refused by its hash."""
    hashed = original.locations.live().filter(hashed_at__isnull=False)
    location = hashed.select_related("source").order_by("pk").first()
    if location is None:
        raise StepFailed("vanished")
    path = fetch(location, tools)
    if sha256_of(path) != original.sha256:
        path.unlink()
        raise StepFailed("changed-while-read", pause=60)
    return path


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def advance(original: Original, path: Path, tools: Tools) -> None:
    """Read, render and index as far as due; a failure stays with this original."""
    with _Failing(original, "read"):
        if original.read_at is None:
            if is_quarantined(original, path):
                return
            read_original(original, path, tools)
        with _Failing(original, "render"):
            if original.rendered_at is None:
                render_original(original, path, tools)
            if original.indexed_at is None:
                index_original(original)


def fetch(location: Location, tools: Tools) -> Path:
    """Copy the bytes of a location into the worker's folder; the source is only ever read."""
    target = tools.folder / "original"
    with open_location(location).open(location.key) as stream, target.open("wb") as file:
        size = 0
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > settings.MAX_VIDEO_MB * MB:
                raise StepFailed("too-large", final=True)
            file.write(chunk)
    if size != location.size_bytes:
        raise StepFailed("changed-while-read", pause=5)
    return target


def open_location(location: Location) -> ObjectSource:
    return open_source(location.source)


def open_source(source: IndexSource) -> ObjectSource:
    return open_source_from_settings(source.url)


def hash_location(location: Location, path: Path) -> Original:
    """Identify the bytes: the same SHA-256 in the same organization is the same asset at one more location."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    sha256 = sha256_of(path)
    sniffed = metadata.examine(head)
    if sniffed.media_type is None:
        raise StepFailed(str(sniffed.refusal), final=True)
    limit = settings.MAX_VIDEO_MB if sniffed.media_type.startswith("video/") else settings.MAX_ORIGINAL_MB
    if location.size_bytes > limit * MB:
        raise StepFailed("too-large", final=True)
    _check_welcome(location, sha256)
    try:
        return _identified(location, sha256, str(sniffed.media_type))
    except IntegrityError:  # another worker made the same original between our look and our insert
        return _identified(location, sha256, str(sniffed.media_type))


def _check_welcome(location: Location, sha256: str) -> None:
    """Bytes that nobody holds any more may be unwelcome; at one more place of a living asset they are that asset."""
    held = Original.objects.filter(organization=location.source.organization_id, sha256=sha256)
    if held.filter(asset__deleted_at__isnull=True).exists():
        return
    reason = refused(location.source.organization_id, sha256)
    if reason is not None:
        raise StepFailed(reason, final=True)


@transaction.atomic
def _identified(location: Location, sha256: str, media_type: str) -> Original:
    organization_id = location.source.organization_id
    before = location.original_id
    original = Original.objects.filter(organization_id=organization_id, sha256=sha256).first()
    if original is None:
        original = _new_original(location, sha256, media_type)
    location.original = original
    Location.objects.filter(pk=location.pk).update(
        original=original,
        hashed_at=timezone.now(),
        failed_step="",
        failure="",
        gave_up_at=None,
        lease="",
        leased_until=None,
    )
    refresh_presence([before, original.pk])
    return original


def _new_original(location: Location, sha256: str, media_type: str) -> Original:
    now = timezone.now()
    filename = label_of(location.key)
    asset = awaited_asset(location.source, location.key)
    if asset is None:
        asset = Asset.objects.create(
            organization_id=location.source.organization_id,
            visibility=location.source.visibility,
            kind=kind_of(media_type),
            created_at=now,
            changed_at=now,
        )
    original = Original.objects.create(
        asset=asset,
        organization_id=asset.organization_id,
        sha256=sha256,
        size_bytes=location.size_bytes,
        media_type=media_type,
        filename=filename,
        hashed_at=now,
        lease=location.lease,
        leased_until=location.leased_until,
    )
    tell_found(asset, location.source)
    return original


def read_original(original: Original, path: Path, tools: Tools) -> None:
    """What the file says about itself, read in a child; the picture arrives even when a block of it is unreadable."""
    params = {"latest": timezone.localdate() + timedelta(days=1)}
    facts = _facts_in(tools.sandbox.run("read", source=path, params=params))
    with transaction.atomic():
        apply_facts(original, facts)
        original.read_at, original.reader_version = timezone.now(), READER_VERSION
        original.save(update_fields=["file_facts", "warnings", "media_type", "read_at", "reader_version"])


def render_original(original: Original, path: Path, tools: Tools) -> None:
    """Tile, preview, large preview with the rights inside; formats without a picture to show are stamped without."""
    folder = tools.folder / "renditions"
    folder.mkdir(exist_ok=True)
    params = {
        "media_type": original.media_type,
        "rights": rights_of(original),
        "at_seconds": original.asset.cover_seconds,
    }
    try:
        rendered = _rendered_in(tools.sandbox.run("render", source=path, out_dir=folder, params=params))
    except ChildFailed as error:
        if error.code not in renditions.NOT_RENDERABLE:
            raise
        _stamp_rendered(original, None, [], warnings=[str(error.code)])
        return
    files = [_stored(original, folder, file, tools) for file in rendered.files]
    _stamp_rendered(original, rendered, files, warnings=[str(each) for each in rendered.warnings])


def _facts_in(answer: bytes) -> metadata.FileFacts:
    """What the reading child found; an answer of another shape is that of a child which the file took over."""
    try:
        return metadata.from_json(answer)
    except msgspec.DecodeError as error:
        raise StepFailed("crashed") from error


def _rendered_in(answer: bytes) -> renditions.Rendered:
    try:
        return msgspec.json.decode(answer, type=renditions.Rendered)
    except msgspec.DecodeError as error:
        raise StepFailed("crashed") from error


def _stored(original: Original, folder: Path, file: renditions.RenderedFile, tools: Tools) -> Rendition:
    try:
        content = (folder / file.name).read_bytes()
    except FileNotFoundError as error:  # the child named a file that it did not write
        raise StepFailed("crashed") from error
    digest = hashlib.sha256(content).hexdigest()
    key = f"renditions/{original.uuid}/{file.preset}-{digest[:16]}"
    tools.store.put(key, content)
    return Rendition(
        original=original,
        preset=file.preset,
        key=key,
        media_type=file.media_type,
        width=file.width,
        height=file.height,
        size_bytes=len(content),
        sha256=digest,
        created_at=timezone.now(),
    )


@transaction.atomic
def _stamp_rendered(
    original: Original, rendered: renditions.Rendered | None, files: list[Rendition], *, warnings: list[str]
) -> None:
    cover = Asset.objects.select_for_update().values_list("cover_seconds", flat=True).get(pk=original.asset_id)
    Rendition.objects.filter(original=original, recipe="").delete()
    Rendition.objects.bulk_create(files)
    if rendered is not None:
        remember_guess(original.asset_id, rendered.focal)
        remember_looks(original.asset_id, rendered.looks)
        Asset.objects.filter(pk=original.asset_id).update(
            width=rendered.width, height=rendered.height, orientation=rendered.orientation, color=rendered.color
        )
        _remember_whole(original, rendered)
    original.warnings = sorted({*original.warnings, *warnings})
    original.rendered_at = timezone.now() if cover == original.asset.cover_seconds else None  # else another was chosen
    original.save(update_fields=["rendered_at", "warnings", "file_facts"])
    if rendered is not None and rendered.film is not None:
        order_standing(original, rendered.film)


def _remember_whole(original: Original, rendered: renditions.Rendered) -> None:
    """What opening the file told about all of it: pages of a document, length and codecs of a film."""
    changes: dict[str, object] = {"pages": rendered.pages}
    if rendered.film is not None:
        changes["duration_seconds"] = rendered.film.duration_seconds
        original.file_facts["film"] = {"value": msgspec.to_builtins(rendered.film), "origin": "file"}
        original.file_facts["has_sound"] = {"value": rendered.film.has_sound, "origin": "file"}
    Asset.objects.filter(pk=original.asset_id).update(**changes)


@transaction.atomic
def index_original(original: Original) -> None:
    """Let the asset be found: derived rows, change log, ready; work is left only if it is to be rendered anew."""
    Asset.objects.filter(pk=original.asset_id, state__in=[State.PROCESSING, State.FAILED]).update(
        state=State.READY, state_reason=""
    )
    touch_assets([original.asset_id])
    now = timezone.now()
    Original.objects.filter(pk=original.pk).update(
        attempts=0, failed_step="", failure="", lease="", leased_until=None, next_attempt_at=None
    )
    Original.objects.filter(pk=original.pk, rendered_at__isnull=False).update(indexed_at=now)
    original.indexed_at = now
    logger.info("asset indexed original=%s", original.uuid)


class _Failing:
    """Turn what a step raised into the stamp of its row; an inner row's failure is settled and not raised further."""

    def __init__(self, row: Location | Original, step: str) -> None:
        self.row = row
        self.step = step

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, SandboxUnavailable):
            failure = StepFailed("sandbox-unavailable", pause=30)
        elif isinstance(error, ChildFailed | StoreError | OSError):
            failure = failure_of(error)
        elif isinstance(error, StepFailed):
            failure = error
        else:
            return False
        gave_up = stamp_failure(self.row, self.step, failure)
        logger.log(logging.WARNING if gave_up else logging.INFO, "step failed step=%s code=%s", self.step, failure.code)
        if gave_up and isinstance(self.row, Original):
            _mark_failed(self.row, failure)
        elif gave_up and isinstance(self.row, Location):
            _let_go(self.row)
        return True


@transaction.atomic
def _let_go(location: Location) -> None:
    """What lies there now is nothing that is known: the original that lay there before is no longer held by it."""
    Location.objects.filter(pk=location.pk).update(original=None)
    refresh_presence([location.original_id])


@transaction.atomic
def _mark_failed(original: Original, failure: StepFailed) -> None:
    """A file that cannot be opened stays, with the reason, for the people who brought it; nobody else sees it."""
    Asset.objects.filter(pk=original.asset_id).update(state=State.FAILED, state_reason=failure.reason)
    touch_assets([original.asset_id])
