"""What a file says about its own license: a claim that is recorded, never one that releases (rule R3 c)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from assets.models import Asset
from licensing import rights

_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_WRITTEN_IN = ("cc_license", "web_statement", "usage_terms", "copyright_notice")


def claimed_license(asset: Asset) -> str | None:
    """The registry code of the license whose address stands in the file; none when the file names no known license."""
    return license_in(asset.original.file_facts) if hasattr(asset, "original") else None


def license_in(facts: Mapping[str, Any]) -> str | None:
    """The same for what was read from a file that is no asset yet: fields with their values."""
    for name in _WRITTEN_IN:
        value = facts.get(name, {}).get("value")
        code = _code_in(value) if isinstance(value, str) else None
        if code is not None:
            return code
    return None


def _code_in(text: str) -> str | None:
    """Find a license address in `text`, with or without scheme, `www.`, `deed` and trailing slash."""
    for address in re.findall(r"(?:https?://)?(?:www\.)?(?:creativecommons\.org|govdata\.de)/[^\s<>\"')\]]+", text):
        code = _by_address().get(_normal(address))
        if code is not None:
            return code
    return None


@lru_cache(maxsize=1)
def _by_address() -> dict[str, str]:
    return {_normal(entry.canonical_url): code for code, entry in rights.LICENSES.items() if entry.canonical_url}


def _normal(address: str) -> str:
    path = _ADDRESS.sub("", address.strip()).lower().rstrip("/.,;")
    return re.sub(r"/(deed|legalcode)(\.[a-z_-]+)?$", "", path)
