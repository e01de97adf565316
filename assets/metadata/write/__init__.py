"""Rights and metadata into JPEG, PNG and WebP without touching the picture."""

from assets.metadata.write.embedding import embed
from assets.metadata.write.exif_block import ExifValue
from assets.metadata.write.iim_block import IimCharset, IimValue
from assets.metadata.write.packet import XmpValue
from assets.metadata.write.rights import WRITABLE, RightsFields, write_rights

__all__ = [
    "WRITABLE",
    "ExifValue",
    "IimCharset",
    "IimValue",
    "RightsFields",
    "XmpValue",
    "embed",
    "write_rights",
]
