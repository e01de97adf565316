"""Which presets there are, what each asks, and without which answers it cannot release anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assets.errors import FieldInvalid
from licensing.rights import LICENSES


class PresetCode(StrEnum):
    OWN = "own"
    COMMISSIONED = "commissioned"
    COMMONS = "commons"
    STOCK = "stock"
    SUBMITTED = "submitted"
    PARTNER = "partner"
    AI = "ai"
    UNCLEAR = "unclear"


class Ask(StrEnum):
    """A question of a preset, by the name that the interface gives it."""

    WHO = "who"
    ON_DUTY = "onDuty"
    CREDIT = "credit"
    REFERENCE = "reference"
    DOCUMENT = "document"
    CHANNELS = "channels"
    PURPOSES = "purposes"
    LICENSEES = "licensees"
    UNTIL = "until"
    SOURCE = "source"
    LICENSE = "license"
    RETRIEVED = "retrieved"
    PROVIDER = "provider"
    NUMBER = "number"
    TERMS = "terms"
    PASS_ON = "passOn"  # noqa: S105  # a question's name
    WHOLLY = "wholly"
    REAL_PERSONS = "realPersons"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Preset:
    """What a preset asks, in order, and which of it must be answered. `license` is the registry's code, if fixed."""

    code: PresetCode
    asks: tuple[Ask, ...]
    needs: tuple[Ask, ...]
    license: str = ""
    families: tuple[str, ...] = ()

    def licenses(self) -> tuple[str, ...]:
        """Licenses that may be answered: what the text itself offers everybody, or one that was bought."""
        return tuple(
            code
            for code, each in LICENSES.items()
            if each.family in self.families and (self.code is PresetCode.STOCK or each.is_public_offer)
        )


_ASKED: Final = (
    Preset(
        PresetCode.OWN,
        asks=(Ask.WHO, Ask.ON_DUTY, Ask.CREDIT, Ask.LICENSEES),
        needs=(Ask.WHO, Ask.ON_DUTY, Ask.LICENSEES),
    ),
    Preset(
        PresetCode.COMMISSIONED,
        asks=(Ask.WHO, Ask.REFERENCE, Ask.DOCUMENT, Ask.CHANNELS, Ask.UNTIL, Ask.LICENSEES, Ask.CREDIT),
        needs=(Ask.WHO, Ask.REFERENCE, Ask.CHANNELS, Ask.LICENSEES),
        license="CONTRACT",
    ),
    Preset(
        PresetCode.COMMONS,
        asks=(Ask.SOURCE, Ask.LICENSE, Ask.WHO, Ask.RETRIEVED),
        needs=(Ask.SOURCE, Ask.LICENSE),
        families=("cc", "open-data", "public-domain"),
    ),
    Preset(
        PresetCode.STOCK,
        asks=(Ask.LICENSE, Ask.NUMBER, Ask.LICENSEES, Ask.DOCUMENT),
        needs=(Ask.LICENSE, Ask.NUMBER, Ask.LICENSEES),
        families=("stock",),
    ),
    Preset(
        PresetCode.SUBMITTED,
        asks=(Ask.WHO, Ask.TERMS, Ask.EVIDENCE, Ask.DOCUMENT, Ask.CHANNELS, Ask.LICENSEES),
        needs=(Ask.WHO, Ask.TERMS, Ask.EVIDENCE, Ask.CHANNELS, Ask.LICENSEES),
        license="CITIZEN-SUBMISSION",
    ),
    Preset(
        PresetCode.PARTNER,
        asks=(
            Ask.WHO, Ask.CHANNELS, Ask.PURPOSES, Ask.UNTIL, Ask.PASS_ON, Ask.LICENSEES, Ask.REFERENCE, Ask.DOCUMENT,
        ),
        needs=(Ask.WHO, Ask.CHANNELS, Ask.PURPOSES, Ask.LICENSEES),
        license="CONTRACT",
    ),
    Preset(
        PresetCode.AI,
        asks=(Ask.PROVIDER, Ask.TERMS, Ask.WHOLLY, Ask.REAL_PERSONS, Ask.LICENSEES),
        needs=(Ask.PROVIDER, Ask.TERMS, Ask.WHOLLY, Ask.REAL_PERSONS, Ask.LICENSEES),
        license="AI-OUTPUT-TERMS",
    ),
    Preset(PresetCode.UNCLEAR, asks=(), needs=(), license="UNKNOWN"),
)  # fmt: skip
PRESETS: Final[Mapping[PresetCode, Preset]] = {each.code: each for each in _ASKED}

CHANNEL_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "website": ("website", "intranet"),
    "social": ("facebook", "instagram", "linkedin", "youtube", "other_social"),
    "newsletter": ("newsletter",),
    "print": ("print", "poster", "presentation"),
    "press": ("press",),
    "merchandise": ("merchandise",),
}
"""One word of a contract is several channels of the vocabulary: "Social Media" is five."""


def preset_of(code: object) -> Preset:
    """Raises FieldInvalid for a code that is none."""
    if not isinstance(code, str) or code not in set(PresetCode):
        raise FieldInvalid("preset.code", "Diesen Ausgangspunkt gibt es nicht.")
    return PRESETS[PresetCode(code)]
