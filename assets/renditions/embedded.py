"""Camera raw, Photoshop and EPS files are never interpreted: the preview that they carry is cut out and shown."""

from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from assets.metadata import EmbeddedPreview, TechnicalFacts, sniff
from assets.renditions import opening
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.opening import Decoded
from assets.renditions.presets import Preset

MAX_PREVIEW_BYTES = 64 * 1024 * 1024


def decode_preview(source: BinaryIO, facts: TechnicalFacts, preset: Preset) -> Decoded:
    """The largest preview that decodes, with the size and the turn that the file around it states."""
    for stretch in sorted(facts.previews, key=lambda each: each.length, reverse=True):
        cut = _cut(source, stretch)
        try:
            decoded = opening.decode(BytesIO(cut), media_type=sniff(cut) or "", preset=preset)
        except NotRenderable:
            continue
        return _as_the_file_states(decoded, facts)
    raise NotRenderable(Refusal.TYPE, "no preview inside")


def _cut(source: BinaryIO, stretch: EmbeddedPreview) -> bytes:
    source.seek(stretch.offset)
    return source.read(min(stretch.length, MAX_PREVIEW_BYTES))


def _as_the_file_states(decoded: Decoded, facts: TechnicalFacts) -> Decoded:
    turned = decoded if decoded.orientation != 1 else replace(decoded, orientation=facts.orientation)
    width, height = facts.oriented_size
    return replace(turned, width=width, height=height) if width and height else turned
