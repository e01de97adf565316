"""What a container parser cuts out: metadata blocks as bytes, and what the header says about the picture."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from assets.metadata import limits
from assets.metadata.errors import BrokenBlock
from assets.metadata.facts import Container, EmbeddedPreview


@dataclass(frozen=True, slots=True)
class TextChunk:
    """One text chunk of a PNG, or a text that another container carries outside the standard blocks."""

    keyword: str
    raw: bytes
    charset: str
    lang: str = ""
    container: Container = Container.PNG


@dataclass(frozen=True, slots=True)
class ExifBlock:
    """A TIFF block and the directory that its first one stands for (Canon keeps one block for each)."""

    directory: str
    data: bytes


@dataclass(slots=True)
class Blocks:
    """Filled by one container parser; every `add_*` keeps the budget of 16 MiB for a whole file."""

    exif: list[ExifBlock] = field(default_factory=list)
    iim: list[bytes] = field(default_factory=list)
    iim_digest: bytes = b""
    xmp: list[bytes] = field(default_factory=list)
    extended_xmp: dict[bytes, dict[int, bytes]] = field(default_factory=dict)
    extended_size: dict[bytes, int] = field(default_factory=dict)
    icc: bytes = b""
    texts: list[TextChunk] = field(default_factory=list)
    previews: list[EmbeddedPreview] = field(default_factory=list)
    embeds: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    width: int = 0
    height: int = 0
    frames: int = 1
    bit_depth: int = 0
    channels: int = 0
    color_space: str = ""
    has_alpha: bool = False
    has_c2pa: bool = False
    has_sound: bool | None = None
    duration_seconds: float | None = None
    jpeg_scans: int = 0
    trailing_bytes: int = 0
    turn: int | None = None  # orientation that the container itself prescribes (HEIC, AVIF, MP4)
    _spent: int = 0
    _inflated: int = 0

    def warn(self, code: str) -> None:
        """Say once that something could not be read."""
        if code not in self.warnings and len(self.warnings) < 100:
            self.warnings.append(code)

    def _afford(self, size: int) -> bool:
        if self._spent + size > limits.METADATA_BYTES:
            self.warn("metadata-too-large")
            return False
        self._spent += size
        return True

    def inflate(self, data: bytes, limit: int = limits.INFLATE_BYTES) -> bytes:
        """Unpack zlib data within its own limit and within what all blocks of the file may unpack together.

        `BrokenBlock` when it is damaged or a bomb; a bomb is charged in full, so that many of them cost no more.
        """
        limit = min(limit, limits.INFLATE_TOTAL_BYTES - self._inflated)
        if limit <= 0:
            raise BrokenBlock("deflate-too-large")
        unpacker = zlib.decompressobj()
        self._inflated += len(data)
        try:
            plain = unpacker.decompress(data, limit)
        except zlib.error as broken:
            self._inflated += limits.MIB
            raise BrokenBlock("deflate-damaged") from broken
        self._inflated += len(plain)
        if unpacker.unconsumed_tail:
            raise BrokenBlock("deflate-too-large")
        return plain

    def add_exif(self, block: bytes, directory: str = "ifd0") -> None:
        """Keep a TIFF block, with or without its `Exif` preamble; empty ones are skipped."""
        if block[:6] in {b"Exif\x00\x00", b"Exif\x00\xff"}:
            block = block[6:]
        if len(block) > 8 and self._afford(len(block)):
            self.exif.append(ExifBlock(directory, block))

    def add_iim(self, block: bytes) -> None:
        """Keep an IIM block."""
        if len(block) > 5 and block not in self.iim and self._afford(len(block)):
            self.iim.append(block)

    def add_xmp(self, packet: bytes) -> None:
        """Keep an XMP packet unless it is too large or one too many."""
        if not packet.strip(b"\x00 \t\r\n"):
            return
        if len(packet) > limits.XMP_BYTES:
            self.warn("xmp-too-large")
        elif len(self.xmp) >= limits.XMP_PACKETS:
            self.warn("xmp-too-many-packets")
        elif packet not in self.xmp and self._afford(len(packet)):
            self.xmp.append(packet)

    def add_extended_xmp(self, guid: bytes, total: int, offset: int, part: bytes) -> None:
        """Keep one part of an extended packet until all are there."""
        if total > limits.XMP_BYTES or len(self.extended_xmp) >= limits.XMP_PACKETS:
            self.warn("xmp-too-large")
        elif self._afford(len(part)):
            self.extended_xmp.setdefault(guid, {}).setdefault(offset, part)
            self.extended_size[guid] = total

    def add_icc(self, profile: bytes) -> None:
        """Keep the first color profile."""
        if not self.icc and 128 <= len(profile) <= limits.ICC_BYTES and self._afford(len(profile)):
            self.icc = profile

    def add_text(self, chunk: TextChunk) -> None:
        """Keep a text chunk."""
        if len(self.texts) < limits.LIST_ITEMS and self._afford(len(chunk.raw)):
            self.texts.append(chunk)
