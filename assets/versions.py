"""Versions of an original: replaced with history, and taken back. The former bytes stay where they are.

The asset stays the same, with its address, its texts and its place in campaigns; its bytes, and everything that was
made from them, are others. What may be done with it is for `licensing.services.versions`: rights do not silently pass.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assets import audit
from assets.alike import remember_looks
from assets.errors import ChangedMeanwhile, DomainError, FieldInvalid
from assets.intake.describe import kind_of
from assets.making.clearing import let_go
from assets.models import (
    Asset,
    FormerOriginal,
    IndexSource,
    Location,
    MetadataConflict,
    Original,
    RawMetadatum,
    Rendition,
    State,
    UploadFile,
    User,
)
from assets.renditions.likeness import look_alike
from assets.sandbox import ChildFailed, Sandbox
from assets.services import touch_assets
from assets.storage import ObjectNotFound, store_from_settings
from assets.uploads.taking import library_of


class SameBytes(DomainError):
    """The new file is the one that is there."""

    code = "wrong-state"

    def __init__(self) -> None:
        super().__init__("Das ist dieselbe Datei wie jetzt.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBytes:
    """Bytes that an asset may have from now on: a file of a draft, or a former original. `mark` is what they show."""

    source: IndexSource
    key: str
    sha256: str
    size_bytes: int
    media_type: str
    filename: str
    file: UploadFile | None = None
    mark: str = ""


def bytes_of_file(file: UploadFile) -> NewBytes:
    """A whole file of a draft; raises FieldInvalid for one that has not come in or was refused."""
    if file.state not in {UploadFile.State.READY, UploadFile.State.DUPLICATE}:
        raise FieldInvalid("file", "Diese Datei ist nicht bereit.")
    return NewBytes(
        source=library_of(file.draft.organization),
        key=file.key,
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        media_type=file.media_type,
        filename=file.filename,
        file=file,
    )


def bytes_of_former(former: FormerOriginal) -> NewBytes:
    return NewBytes(
        source=former.source,
        key=former.key,
        sha256=former.sha256,
        size_bytes=former.size_bytes,
        media_type=former.media_type,
        filename=former.filename,
        mark=str(former.rights.get("mark", "")),
    )


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the present picture and the new one look like; empty where there is no tile to tell from."""

    present: str = ""
    new: str = ""

    @property
    def agrees(self) -> bool:
        return look_alike(self.present, self.new)


def likeness_of(asset: Asset, new: NewBytes) -> Likeness:
    """Compare tiles, decoded in a child of its own; whatever cannot be compared does not agree."""
    tile = Rendition.objects.filter(original__asset=asset, preset="tile").first()
    with Sandbox() as sandbox:
        present = _mark(sandbox, tile.key if tile else "")
        return Likeness(present, new.mark or _mark(sandbox, new.file.tile_key if new.file else ""))


def _mark(sandbox: Sandbox, key: str) -> str:
    if not key:
        return ""
    try:
        with tempfile.TemporaryDirectory(prefix="tile-") as folder, store_from_settings().open(key) as stream:
            path = Path(folder) / "tile"
            path.write_bytes(stream.read(4_000_000))
            return str(msgspec.json.decode(sandbox.run("mark", source=path), type=str))
    except (ObjectNotFound, ChildFailed, msgspec.DecodeError):
        return ""


@transaction.atomic
def replace_original(
    asset: Asset, new: NewBytes, *, because: str, rights: Mapping[str, Any], by: User, expected_version: int
) -> FormerOriginal:
    """Give an asset other bytes; the former original, with what was recorded for it (`rights`), is kept for good."""
    current = Asset.objects.select_for_update().get(pk=asset.pk)
    if current.version != expected_version:
        raise ChangedMeanwhile(current.version)
    if not because.strip():
        raise FieldInvalid("because", "Bitte sagen, warum die Datei ersetzt wird.")
    original = Original.objects.select_for_update().get(asset=current)
    if original.sha256 == new.sha256:
        raise SameBytes
    former = _keep(original, because.strip()[:300], rights, by)
    _let_go(original)
    _take_up(original, new, by)
    keeps = bool(rights.get("kept"))
    _begin_again(current, new, keeps_focus=keeps)
    audit.record(
        "original.replaced",
        actor=str(by.uuid),
        object_kind="asset",
        object_id=str(current.uuid),
        data={"former": former.number, "from": former.sha256, "to": new.sha256, "same_picture": keeps},
    )
    touch_assets([current.pk])
    return former


def _keep(original: Original, because: str, rights: Mapping[str, Any], by: User) -> FormerOriginal:
    location = original.locations.live().filter(hashed_at__isnull=False).select_related("source").first()
    if location is None:
        raise FieldInvalid("file", "Das jetzige Original liegt an keinem bekannten Ort: es ginge verloren.")
    rows = FormerOriginal.objects.filter(asset_id=original.asset_id)
    highest: int | None = rows.aggregate(highest=Max("number"))["highest"]
    return FormerOriginal.objects.create(
        asset_id=original.asset_id,
        number=(highest or 0) + 1,
        sha256=original.sha256,
        size_bytes=original.size_bytes,
        media_type=original.media_type,
        filename=original.filename,
        file_facts=original.file_facts,
        source=location.source,
        key=location.key,
        rights=dict(rights),
        replaced_at=timezone.now(),
        replaced_by=by,
        because=because,
    )


def _let_go(original: Original) -> None:
    """Nothing made from the former bytes is shown any more. Where they lie they are known, and are no new picture."""
    original.locations.update(original=None)
    let_go(original)
    original.renditions.filter(recipe="").delete()
    remember_looks(original.asset_id, ())
    MetadataConflict.objects.filter(original=original).delete()
    RawMetadatum.objects.filter(original=original).delete()


def _take_up(original: Original, new: NewBytes, by: User) -> None:
    now = timezone.now()
    same = Original.objects.filter(organization_id=original.organization_id, sha256=new.sha256)
    highest: int | None = same.aggregate(highest=Max("twin"))["highest"]
    Original.objects.filter(pk=original.pk).update(
        sha256=new.sha256,
        twin=0 if highest is None else highest + 1,
        size_bytes=new.size_bytes,
        media_type=new.media_type,
        filename=new.filename,
        file_facts={},
        warnings=[],
        reader_version=0,
        uploaded_by=by,
        hashed_at=now,
        read_at=None,
        rendered_at=None,
        indexed_at=None,
        attempts=0,
        failed_step="",
        failure="",
        gave_up_at=None,
        next_attempt_at=None,
        lease="",
        leased_until=None,
    )
    Location.objects.update_or_create(
        source=new.source,
        key=new.key,
        defaults={"size_bytes": new.size_bytes, "original": original, "hashed_at": now, "seen_at": now},
        create_defaults={
            "size_bytes": new.size_bytes, "original": original, "hashed_at": now, "seen_at": now, "found_at": now,
        },
    )  # fmt: skip
    if new.file is not None:
        UploadFile.objects.filter(pk=new.file.pk).update(state=UploadFile.State.TAKEN_OVER, asset=original.asset_id)


def _begin_again(asset: Asset, new: NewBytes, *, keeps_focus: bool) -> None:
    asset.kind, asset.state, asset.state_reason = kind_of(new.media_type), State.PROCESSING, ""
    asset.width = asset.height = asset.duration_seconds = asset.pages = None
    asset.color, asset.orientation, asset.cover_seconds = "", "", None
    if not keeps_focus:
        asset.focal_point, asset.focal_by, asset.focal_guess = None, "", None
    asset.save()
