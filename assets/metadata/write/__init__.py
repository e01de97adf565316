"""Rights and metadata into JPEG, PNG and WebP without touching the picture."""

from assets.metadata.write.embedding import embed
from assets.metadata.write.exif_block import ExifValue, exif_block
from assets.metadata.write.iim_block import IimCharset, IimValue, iim_block
from assets.metadata.write.packet import XmpValue, new_packet
from assets.metadata.write.rights import WRITABLE, RightsFields, write_rights

__all__ = [
    "WRITABLE",
    "ExifValue",
    "IimCharset",
    "IimValue",
    "RightsFields",
    "XmpValue",
    "embed",
    "exif_block",
    "iim_block",
    "new_packet",
    "write_rights",
]
