"""Rights and metadata into the file types of the table without touching the picture."""

from assets.metadata.write.embedding import embed
from assets.metadata.write.exif_block import ExifValue, exif_block
from assets.metadata.write.fields import MANIFEST_NOTE, RightsFields
from assets.metadata.write.iim_block import IimCharset, IimValue, iim_block
from assets.metadata.write.packet import XmpValue, new_packet
from assets.metadata.write.rights import (
    WRITABLE,
    Origin,
    WrittenCopy,
    warm_up_writers,
    write_rights,
    write_rights_file,
    write_rights_like,
)

__all__ = [
    "MANIFEST_NOTE",
    "WRITABLE",
    "ExifValue",
    "IimCharset",
    "IimValue",
    "Origin",
    "RightsFields",
    "WrittenCopy",
    "XmpValue",
    "embed",
    "exif_block",
    "iim_block",
    "new_packet",
    "warm_up_writers",
    "write_rights",
    "write_rights_file",
    "write_rights_like",
]
