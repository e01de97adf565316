"""Full metadata into a freshly encoded picture: what the demo library and the tests are made with."""

from __future__ import annotations

from collections.abc import Mapping

from assets.metadata.errors import MetadataNotWritten
from assets.metadata.media_types import MediaType
from assets.metadata.write import jpeg, png, webp
from assets.metadata.write.exif_block import ExifValue, exif_block
from assets.metadata.write.iim_block import IimCharset, IimValue, iim_block
from assets.metadata.write.packet import XmpValue, new_packet
from assets.metadata.write.parts import Parts


def embed(
    data: bytes,
    media_type: str,
    *,
    xmp: Mapping[str, XmpValue] | None = None,
    iim: Mapping[str, IimValue] | None = None,
    exif: Mapping[str, ExifValue] | None = None,
    iim_charset: IimCharset = "utf-8",
) -> bytes:
    """The picture with exactly these blocks in place of its own.

    `xmp` by `prefix:name`; language alternatives as text or as mapping of language to text, structures as mappings with
    prefixed keys. `iim` by name or number (`By-line`, `2:80`), JPEG only; `cp1252` writes Windows-1252 and declares
    nothing, as old programs do. `exif` by tag name, with `GPSLatitude` and `GPSLongitude` in decimal degrees.
    """
    parts = Parts(
        xmp=new_packet(xmp) if xmp else None,
        exif=exif_block(exif) if exif else None,
        iim=iim_block(iim, iim_charset) if iim else None,
    )
    match media_type:
        case MediaType.JPEG:
            return jpeg.put(data, parts)
        case MediaType.PNG if not iim:
            return png.put(data, parts)
        case MediaType.WEBP if not iim:
            return webp.put(data, parts)
        case _:
            raise MetadataNotWritten("type-not-writable")
