"""The printing condition that the operator named: an ICC profile in a file, checked before anything is made with it."""

import hashlib
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from assets.renditions import check_profile

logger = logging.getLogger(__name__)

MOST_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PressProfile:
    """A CMYK profile that can be printed with, and the name it gives itself."""

    data: bytes
    sha256: str
    name: str


def press_profile() -> PressProfile | None:
    """The profile of BILDKREIS_CMYK_PROFILE; none when there is none or it cannot be used."""
    path = Path(settings.CMYK_PROFILE) if settings.CMYK_PROFILE else None
    try:
        return _read(path, path.stat().st_mtime_ns) if path else None
    except OSError:
        logger.warning("the CMYK profile cannot be read")
        return None


@lru_cache(maxsize=2)
def _read(path: Path, _changed_ns: int) -> PressProfile | None:
    data = path.read_bytes()[: MOST_BYTES + 1]
    try:
        name = check_profile(data) if len(data) <= MOST_BYTES else ""
    except ValueError:
        name = ""
    if not name:
        logger.warning("the CMYK profile is not one of a printing condition")
        return None
    return PressProfile(data, hashlib.sha256(data).hexdigest(), name)
