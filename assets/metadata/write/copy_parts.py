"""What goes into one copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assets.metadata.write.exif_block import ExifValue
from assets.metadata.write.fields import RightsFields
from assets.metadata.write.parts import Parts


@dataclass(frozen=True, slots=True)
class CopyParts:
    """The blocks of one copy, and the rights themselves for containers with places of their own.

    `has_texts`: such places are filled even where the source had none, as a press profile asks.
    """

    blocks: Parts
    rights: RightsFields
    exif: Mapping[str, ExifValue]
    has_texts: bool = False
