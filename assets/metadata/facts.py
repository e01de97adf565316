"""The typed answer of reading a file.

`raw` keeps every value as it was found, by container; `fields` is derived from it and can be recomputed when the
rules change (R1). All classes are values: frozen, comparable, and plain JSON on the way out of the child process.
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

READER = "bildkreis-metadata/1"

EntryValue = str | int | float | bool
Entry = dict[str, EntryValue]
"""One structured value: a licensor, a place, a work shown. Keys are our own lower-case names."""
Value = str | int | float | bool | tuple[str | Entry, ...] | Entry


class Container(StrEnum):
    """Where a value stood."""

    EXIF = "exif"
    IIM = "iim"
    XMP = "xmp"
    PNG = "png"
    CONTAINER = "container"


class ZoneState(StrEnum):
    """What is known about the time zone of a date: an offset was written, was implied, or nothing (R6)."""

    OFFSET = "offset"
    ASSUMED = "assumed"
    NONE = "none"


class Severity(StrEnum):
    """What a contradiction is about: whether it may be used, or how people are named."""

    PERMISSION = "permission"
    NAMING = "naming"


@dataclass(frozen=True, slots=True)
class RawValue:
    """One property as found. `raw` is capped at 64 KiB; empty when `decoded` is the exact text of the packet.

    `property` is the standard's own identifier: `dc:title`, `2:05`, `0x010E`, a PNG keyword. `charset_guess` is true
    when nothing in the file declared the encoding.
    """

    container: Container
    property: str
    decoded: str
    index: int = 0
    block: int = 0
    lang: str = ""
    raw: bytes = b""
    charset: str = "utf-8"
    charset_guess: bool = False
    reader: str = READER

    @builtins.property  # the field of that name hides the plain word here
    def origin(self) -> str:
        """`xmp:dc:title`; later packets of one file are told apart as `xmp#2:dc:title`."""
        number = f"#{self.block + 1}" if self.block else ""
        return f"{self.container.value}{number}:{self.property}"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The value that the reconciliation rules chose, where it came from, and its other languages."""

    value: Value
    origin: str
    languages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MetadataConflict:
    """Two containers of one file that contradict each other in a rights-bearing field (R3 b). `values` by origin."""

    concept: str
    values: dict[str, str]
    severity: Severity


@dataclass(frozen=True, slots=True)
class EmbeddedPreview:
    """A JPEG stored inside a RAW, PSD or EPS file, as a stretch of the file."""

    offset: int
    length: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class TechnicalFacts:
    """What the headers say, unverified by decoding. Zero or empty means that the header does not say.

    `width` and `height` are as stored; `orientation` (1-8) is the turn that a viewer must still apply to them.
    """

    width: int = 0
    height: int = 0
    orientation: int = 1
    frames: int = 1
    bit_depth: int = 0
    channels: int = 0
    color_space: str = ""
    icc_name: str = ""
    has_alpha: bool = False
    has_c2pa: bool = False
    has_sound: bool | None = None
    duration_seconds: float | None = None
    jpeg_scans: int = 0
    trailing_bytes: int = 0
    generator: str = ""
    embeds: tuple[str, ...] = ()
    previews: tuple[EmbeddedPreview, ...] = ()

    @property
    def oriented_size(self) -> tuple[int, int]:
        """Width and height as a person sees them."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Everything that one file says about itself."""

    media_type: str
    size_bytes: int
    technical: TechnicalFacts
    raw: tuple[RawValue, ...] = ()
    fields: dict[str, FieldValue] = field(default_factory=dict)
    conflicts: tuple[MetadataConflict, ...] = ()
    warnings: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """The field as one string, empty when absent."""
        found = self.fields.get(name)
        return found.value if found is not None and isinstance(found.value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The strings of a repeated field, empty when absent."""
        found = self.fields.get(name)
        if found is None or not isinstance(found.value, tuple):
            return ()
        return tuple(item for item in found.value if isinstance(item, str))

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The structures of a repeated or single structured field, empty when absent."""
        found = self.fields.get(name)
        if found is None:
            return ()
        items = found.value if isinstance(found.value, tuple) else (found.value,)
        return tuple(item for item in items if isinstance(item, dict))


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(FileFacts)


def to_json(facts: FileFacts) -> bytes:
    """Facts as JSON, for the pipe between child and parent and for the database."""
    return _encoder.encode(facts)


def from_json(data: bytes) -> FileFacts:
    """Facts from JSON; `msgspec.ValidationError` when it is not exactly that."""
    return _decoder.decode(data)
