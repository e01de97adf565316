"""The jobs of the product. Each turns one input file into JSON, perhaps files.

Refusals of the rooms become `JobRefused` with the same code. What the server imports and warms up once,
every child inherits.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from assets import metadata, renditions
from assets.artwork import preflight as artwork_preflight
from assets.renditions.likeness import mark_of
from assets.renditions.looks import of_tile
from assets.sandbox.child import Job, JobInput
from assets.sandbox.failures import JobRefused

COPY_NAME = "copy"
WARMING = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff", "WEBP": "image/webp", "GIF": "image/gif"}


class ReadParams(msgspec.Struct, frozen=True):
    """`latest` is the last day that a date in the file may name: none is taken from the future."""

    latest: date | None = None


class RenderParams(msgspec.Struct, frozen=True):
    """`media_type` as found by reading; `at_seconds` is the moment of a film that a person chose."""

    media_type: str
    rights: metadata.RightsFields | None = None
    at_seconds: float | None = None
    only: tuple[str, ...] = ()

    @property
    def presets(self) -> tuple[renditions.Preset, ...]:
        return tuple(each for each in renditions.PRESETS if not self.only or each.name in self.only)


class WriteRightsParams(msgspec.Struct, frozen=True):
    """`media_type` as found by reading."""

    media_type: str
    rights: metadata.RightsFields
    keep_original_metadata: bool = False
    full_legacy: bool = False


class RenderCopyParams(msgspec.Struct, frozen=True):
    """`media_type` is that of the original; what is written is JPEG, or PNG where something is transparent."""

    media_type: str
    rights: metadata.RightsFields
    crop: renditions.Crop | None = None
    max_edge: int | None = None
    full_legacy: bool = False


class Written(msgspec.Struct, frozen=True):
    """`path` is the file name inside the output folder; `lost_manifest` says that the original is a signed one (W6)."""

    path: str
    size_bytes: int
    media_type: str
    lost_manifest: bool


def warm_up() -> None:
    """Read and render small pictures once, so that no child has to load or build what all of them need."""
    renditions.warm_up()
    metadata.warm_up_writers()
    rights = metadata.RightsFields(creators=("-",), title="-")
    with TemporaryDirectory(prefix="bildkreis-") as folder:
        for form, media_type in WARMING.items():
            source = Path(folder) / form
            renditions.specimen(form, source)
            metadata.to_json(metadata.read(source))
            renditions.render(source, Path(folder), media_type=media_type, rights=rights)


def read(job: JobInput) -> bytes:
    """Everything that the file says about itself, as the JSON of `FileFacts`."""
    try:
        return metadata.to_json(metadata.read(job.source, latest=job.params_as(ReadParams).latest))
    except metadata.UnreadableFile as error:
        raise JobRefused(error.code) from error


def render(job: JobInput) -> bytes:
    """As `render_any`; films are the business of another server, which alone loads what opens them."""
    if job.params_as(RenderParams).media_type.startswith("video/"):
        raise JobRefused(renditions.Refusal.TYPE, "a film came to the server for pictures")
    return render_any(job)


def render_any(job: JobInput) -> bytes:
    """The renditions in the output folder, and the JSON of `Rendered`."""
    params = job.params_as(RenderParams)
    out_dir = job.required_out_dir()
    try:
        rendered = renditions.render(
            job.source,
            out_dir,
            media_type=params.media_type,
            presets=params.presets,
            rights=params.rights,
            at_seconds=params.at_seconds,
        )
    except renditions.NotRenderable as error:
        raise JobRefused(error.code, error.text) from error
    except metadata.MetadataNotWritten as error:
        raise JobRefused(error.code) from error
    return msgspec.json.encode(rendered)


def write_rights(job: JobInput) -> bytes:
    """A copy of the file with the rights fields inside, in the output folder, and the JSON of `Written`."""
    params = job.params_as(WriteRightsParams)
    try:
        written = metadata.write_rights_file(
            job.source,
            job.required_out_dir() / COPY_NAME,
            params.media_type,
            params.rights,
            keep_original_metadata=params.keep_original_metadata,
            full_legacy=params.full_legacy,
        )
    except metadata.MetadataNotWritten as error:
        raise JobRefused(error.code) from error
    return msgspec.json.encode(Written(COPY_NAME, written.size_bytes, params.media_type, written.lost_manifest))


def render_copy(job: JobInput) -> bytes:
    """A detail or a smaller version with the rights fields inside, in the output folder, and the JSON of `Written`."""
    params = job.params_as(RenderCopyParams)
    origin = metadata.Origin(job.source, params.media_type)
    try:
        made = renditions.render_copy(
            job.source, media_type=params.media_type, crop=params.crop, max_edge=params.max_edge
        )
        data, written = metadata.write_rights_like(
            made.data, made.media_type, params.rights, origin=origin, full_legacy=params.full_legacy
        )
    except renditions.NotRenderable as error:
        raise JobRefused(error.code, error.text) from error
    except metadata.MetadataNotWritten as error:
        raise JobRefused(error.code) from error
    (job.required_out_dir() / COPY_NAME).write_bytes(data)
    return msgspec.json.encode(Written(COPY_NAME, written.size_bytes, made.media_type, written.lost_manifest))


def make_rendition(job: JobInput) -> bytes:
    """A rendition for a channel in the output folder, and the JSON of `Made`."""
    out_dir = job.required_out_dir()
    params = job.params_as(renditions.MakeParams)
    try:
        made = renditions.make(job.source, params, out_dir, renditions.progress_into(out_dir))
    except renditions.NotRenderable as error:
        raise JobRefused(error.code, error.text) from error
    except metadata.MetadataNotWritten as error:
        raise JobRefused(error.code) from error
    return msgspec.json.encode(made)


def preflight(job: JobInput) -> bytes:
    """The checks of artwork for its print, the JSON of `Report`, and its pictures in the output folder."""
    try:
        report = artwork_preflight.preflight(job.source, job.required_out_dir(), job.params_as(artwork_preflight.Order))
    except artwork_preflight.Unreadable as error:
        raise JobRefused(error.code) from error
    return msgspec.json.encode(report)


def mark(job: JobInput) -> bytes:
    """What a tile looks like, as the JSON of a mark (`assets.renditions.likeness`)."""
    try:
        return msgspec.json.encode(mark_of(job.source))
    except (OSError, ValueError) as error:
        raise JobRefused("unreadable-picture") from error


def looks(job: JobInput) -> bytes:
    """Perceptual hashes of a tile, as JSON (`assets.renditions.looks`)."""
    try:
        return msgspec.json.encode(of_tile(job.source))
    except (OSError, ValueError) as error:
        raise JobRefused("unreadable-picture") from error


JOBS: Mapping[str, Job] = {
    "looks": looks,
    "mark": mark,
    "read": read,
    "render": render,
    "write_rights": write_rights,
    "render_copy": render_copy,
    "make_rendition": make_rendition,
    "preflight": preflight,
}
