"""XMP structures as flat entries with our own lower-case keys: licensors, owners, places, works, persons."""

from __future__ import annotations

import re
from typing import Final

from assets.metadata import limits
from assets.metadata.facts import Entry
from assets.metadata.field_map import FieldRule
from assets.metadata.text import clean, clean_url
from assets.metadata.xmp import XmpNode, flat

_PREFIXED: Final = re.compile(
    r"^(?:Licensor|CopyrightOwner|ImageSupplier|ImageCreator|Person|Product|Ci|AO|Reg|rb|r)(?=[A-Z])"
)
_WORDS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_RENAMED: Final = {"province_state": "state", "adr_city": "city", "country_name": "country"}
_KEYS: Final = 40


def entries(node: XmpNode, rule: FieldRule) -> tuple[Entry, ...]:
    """One entry for each structure; a plain text where a structure belongs becomes its name."""
    found = [entry(fields) for fields in node.structures()]
    if not found:
        found = [{"name": clean(text, limits.NAME_CHARS)} for text in node.plains() if rule.name != "creator_contact"]
    return tuple(item for item in found if item)[: limits.LIST_ITEMS]


def entry(fields: dict[str, XmpNode]) -> Entry:
    """`plus:LicensorURL` becomes `url`, `Iptc4xmpExt:CountryName` becomes `country`; unsafe addresses are left out."""
    result: Entry = {}
    for name, value in list(fields.items())[:_KEYS]:
        key = key_of(name)
        text = clean(value.plain() if value.is_alternative else flat(value), 2000)
        if key == "url" or key.endswith("_url"):
            text = clean_url(text)
        if text:
            result.setdefault(key, text)
    return result


def key_of(name: str) -> str:
    """`plus:LicensorTelephone1` → `telephone1`, `Iptc4xmpExt:AOCopyrightNotice` → `copyright_notice`."""
    local = name.partition(":")[2]
    bare = _PREFIXED.sub("", local) or local
    key = _WORDS.sub("_", bare).lower()
    return _RENAMED.get(key, key)
