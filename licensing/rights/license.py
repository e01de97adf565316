"""The license registry: what each license text permits, how it wants to be credited, and how it ends.

An entry is versioned by `revision` and never edited: the text accepted at the time governs, so a changed text is a new
revision in `licenses.json`. SPDX ids name exactly one version and port; a port is never mapped to the unported id.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .codes import Code
from .verdict import Capability


class LicenseFamily(Code):
    CC = "cc"
    OPEN_DATA = "open-data"
    PUBLIC_DOMAIN = "public-domain"
    STOCK = "stock"
    CONTRACT = "contract"
    OWN = "own"
    STATUTORY = "statutory"
    UNCLEAR = "unclear"


class Assessment(Code):
    """What keeps an entry from ever releasing by itself."""

    NONE = "none"
    VERSION_MISSING = "version_missing"
    STATUTORY = "statutory"
    UNKNOWN = "unknown"
    ORPHAN = "orphan"
    RESERVED = "reserved"


class CreditDue(Code):
    """When a credit is owed; `unless_waived` is the law's default (s. 13 UrhG)."""

    ALWAYS = "always"
    UNLESS_WAIVED = "unless_waived"
    EDITORIAL = "editorial"
    VOLUNTARY = "voluntary"
    NEVER = "never"


class Element(Code):
    """Whether one element of a credit must be there."""

    REQUIRED = "required"
    IF_SUPPLIED = "if_supplied"
    NONE = "none"


class ChangeNote(Code):
    """Which modifications must be stated: every one, only adaptations, or none (stated all the same, as a courtesy)."""

    ALWAYS = "always"
    ADAPTATIONS = "adaptations"
    COURTESY = "courtesy"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What one text permits, use by use. `print_run_limit` counts copies; none is unlimited."""

    commercial: Capability
    adaptation: Capability
    share_adaptation: Capability
    social_platform: Capability
    paid_promotion: Capability
    merchandise_sold: Capability
    merchandise_free: Capability
    standalone_distribution: Capability
    third_party_redistribution: Capability
    sensitive_use: Capability
    political_use: Capability
    logo_trademark_use: Capability
    transferable_to_other_bodies: Capability
    ai_training: Capability
    print_run_limit: int | None
    editorial_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionProfile:
    """Which credit elements one license version demands; `line` is a prescribed wording."""

    code: str
    due: CreditDue
    creator: Element
    title: Element
    source: Element
    provider: Element
    license: Element
    notices: Element
    changes: ChangeNote
    line: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class License:
    """One revision of one license. `is_public_offer` means that the text itself grants everybody; all others need a
    grant.
    """

    code: str
    name: str
    family: LicenseFamily
    revision: int
    spdx_id: str | None
    version: str | None
    jurisdiction_port: str | None
    canonical_url: str | None
    legalcode_url: str | None
    effective_from: date | None
    effective_until: date | None
    capabilities: Capabilities
    attribution: AttributionProfile
    share_alike: tuple[str, ...]
    termination: str
    term: str
    revocable: Capability
    is_public_offer: bool
    assessment: Assessment
    checks_chain: bool
    without_grant: str | None
    text_sha256: str | None
    reviewed_by: str | None
    reviewed_on: date | None

    @property
    def spdx_expression(self) -> str:
        """The SPDX id, or our own reference where SPDX has none."""
        return self.spdx_id or f"LicenseRef-{self.code}"


def _capabilities(raw: Mapping[str, Any]) -> Capabilities:
    plain: dict[str, Any] = {key: raw[key] for key in ("print_run_limit", "editorial_only")}
    read: dict[str, Any] = {key: Capability(value) for key, value in raw.items() if key not in plain}
    return Capabilities(**plain, **read)


def _attribution(code: str, raw: Mapping[str, Any]) -> AttributionProfile:
    return AttributionProfile(
        code=code,
        due=CreditDue(raw["due"]),
        changes=ChangeNote(raw["changes"]),
        line=raw["line"] or "",
        **{key: Element(raw[key]) for key in ("creator", "title", "source", "provider", "license", "notices")},
    )


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


@dataclass(frozen=True, slots=True)
class _Profiles:
    capabilities: Mapping[str, Capabilities]
    attribution: Mapping[str, AttributionProfile]
    share_alike: Mapping[str, tuple[str, ...]]


_COPIED = (
    "code",
    "name",
    "revision",
    "spdx_id",
    "version",
    "jurisdiction_port",
    "canonical_url",
    "legalcode_url",
    "term",
    "is_public_offer",
    "checks_chain",
    "without_grant",
    "text_sha256",
    "reviewed_by",
)


def _license(raw: Mapping[str, Any], profiles: _Profiles) -> License:
    return License(
        **{key: raw[key] for key in _COPIED},
        family=LicenseFamily(raw["family"]),
        effective_from=_day(raw["effective_from"]),
        effective_until=_day(raw["effective_until"]),
        reviewed_on=_day(raw["reviewed_on"]),
        capabilities=profiles.capabilities[raw["capabilities"]],
        attribution=profiles.attribution[raw["attribution_profile"]],
        share_alike=profiles.share_alike[raw["share_alike_profile"]] if raw["share_alike_profile"] else (),
        termination=raw["termination_profile"],
        revocable=Capability(raw["revocable"]),
        assessment=Assessment(raw["assessment"]),
    )


def _read_registry() -> dict[tuple[str, int], License]:
    data = json.loads(Path(__file__).with_name("licenses.json").read_text(encoding="utf-8"))
    profiles = _Profiles(
        capabilities={code: _capabilities(raw) for code, raw in data["capability_profiles"].items()},
        attribution={code: _attribution(code, raw) for code, raw in data["attribution_profiles"].items()},
        share_alike={code: tuple(codes) for code, codes in data["share_alike_profiles"].items()},
    )
    return {(raw["code"], raw["revision"]): _license(raw, profiles) for raw in data["licenses"]}


LICENSE_REVISIONS: Mapping[tuple[str, int], License] = MappingProxyType(_read_registry())
LICENSES: Mapping[str, License] = MappingProxyType(
    {entry.code: entry for _, entry in sorted(LICENSE_REVISIONS.items(), key=lambda item: item[0])}
)


def find_license(code: str, revision: int | None = None) -> License | None:
    """Find a registry entry by code, in the revision named or else the newest; none if there is no such entry."""
    return LICENSES.get(code) if revision is None else LICENSE_REVISIONS.get((code, revision))
