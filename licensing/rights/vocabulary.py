"""The one controlled vocabulary of channels, purposes, modifications and placements.

Grants, consents, questions, downloads and the usage ledger all use these codes. Codes are stable; labels,
prepositions and the traits of a channel live in `vocabulary.json`. Bit positions follow the order of the enums:
append, never reorder.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from .codes import Code

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")


class Channel(Code):
    WEBSITE = "website"
    INTRANET = "intranet"
    NEWSLETTER = "newsletter"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    LINKEDIN = "linkedin"
    YOUTUBE = "youtube"
    OTHER_SOCIAL = "other_social"
    PRESS = "press"
    PRINT = "print"
    POSTER = "poster"
    PRESENTATION = "presentation"
    MERCHANDISE = "merchandise"


class Purpose(Code):
    PUBLIC_RELATIONS = "public_relations"
    EDITORIAL_INFORMATION = "editorial_information"
    EVENT_ANNOUNCEMENT = "event_announcement"
    EVENT_REPORT = "event_report"
    CAMPAIGN = "campaign"
    TOURISM_MARKETING = "tourism_marketing"
    RECRUITMENT = "recruitment"
    SERVICE_INFORMATION = "service_information"
    EDUCATION = "education"
    MERCHANDISE_SALE = "merchandise_sale"


class Modification(Code):
    NONE = "none"
    RESIZE = "resize"
    FORMAT_CONVERSION = "format_conversion"
    CROP = "crop"
    OVERLAY_TEXT = "overlay_text"
    COLOUR = "colour"
    COLLAGE = "collage"
    FACE_BLUR = "face_blur"
    AI_EDIT = "ai_edit"


class Placement(Code):
    FEED = "feed"
    STORY = "story"
    AD = "ad"
    HEADER = "header"


class Timing(Code):
    """When a channel's act happens: a post goes on, a press release is one instant, a print run is handed out until
    it ends.
    """

    CONTINUING = "continuing"
    INSTANT = "instant"
    DISTRIBUTION = "distribution"


class PurposeKind(Code):
    """How a purpose stands to an editorial-only license; `open` purposes can be either and a person must classify
    them.
    """

    EDITORIAL = "editorial"
    PROMOTIONAL = "promotional"
    OPEN = "open"


class Commerciality(Code):
    """Whether a purpose settles the question "commercial?" by itself."""

    AS_ASKED = "as_asked"
    UNDECIDED = "undecided"
    ALWAYS = "always"


class CreditForm(Code):
    CAPTION = "caption"
    HTML = "html"
    PRINT = "print"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Words:
    """One expression in both languages of the interface."""

    de: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.de if language == "de" else self.en


@dataclass(frozen=True, slots=True)
class ChannelTraits:
    label: Words
    preposition: Words
    act: Words
    short: Words
    timing: Timing
    is_platform: bool
    has_copies: bool
    credit_form: CreditForm
    credit_limit: int | None


@dataclass(frozen=True, slots=True)
class PurposeTraits:
    label: Words
    phrase: Words
    kind: PurposeKind
    commercial: Commerciality


@dataclass(frozen=True, slots=True)
class ModificationTraits:
    label: Words
    is_adaptation: bool
    note: Words | None


def _words(raw: Mapping[str, str]) -> Words:
    return Words(de=raw["de"], en=raw["en"])


def _channel(raw: Mapping[str, Any]) -> ChannelTraits:
    return ChannelTraits(
        label=_words(raw["label"]),
        preposition=_words(raw["preposition"]),
        act=_words(raw["act"]),
        short=_words(raw["short"]),
        timing=Timing(raw["timing"]),
        is_platform=raw["is_platform"],
        has_copies=raw["has_copies"],
        credit_form=CreditForm(raw["credit_form"]),
        credit_limit=raw["credit_limit"],
    )


def _purpose(raw: Mapping[str, Any]) -> PurposeTraits:
    kind, commercial = PurposeKind(raw["kind"]), Commerciality(raw["commercial"])
    return PurposeTraits(label=_words(raw["label"]), phrase=_words(raw["phrase"]), kind=kind, commercial=commercial)


def _modification(raw: Mapping[str, Any]) -> ModificationTraits:
    note = _words(raw["note"]) if raw["note"] else None
    return ModificationTraits(label=_words(raw["label"]), is_adaptation=raw["is_adaptation"], note=note)


_DATA = json.loads(Path(__file__).with_name("vocabulary.json").read_text(encoding="utf-8"))

CHANNELS: Mapping[Channel, ChannelTraits] = MappingProxyType(
    {Channel(raw["code"]): _channel(raw) for raw in _DATA["channels"]}
)
PURPOSES: Mapping[Purpose, PurposeTraits] = MappingProxyType(
    {Purpose(raw["code"]): _purpose(raw) for raw in _DATA["purposes"]}
)
MODIFICATIONS: Mapping[Modification, ModificationTraits] = MappingProxyType(
    {Modification(raw["code"]): _modification(raw) for raw in _DATA["modifications"]}
)
PLACEMENTS: Mapping[Placement, Words] = MappingProxyType(
    {Placement(raw["code"]): _words(raw["label"]) for raw in _DATA["placements"]}
)

CREDIT_LIMITS: Mapping[Channel, int | None] = MappingProxyType(
    {channel: traits.credit_limit for channel, traits in CHANNELS.items()}
)
PLACEMENT_LIMITS: Mapping[Placement, int | None] = MappingProxyType(
    {Placement(raw["code"]): raw.get("credit_limit") for raw in _DATA["placements"]}
)


def _labels(section: str) -> Mapping[str, Words]:
    return MappingProxyType({key: _words(raw) for key, raw in _DATA[section].items()})


FIELD_LABELS = _labels("fields")
ANSWERED_NO = _labels("answered_no")
CREDIT_ELEMENTS = _labels("credit_elements")
CONCEPT_LABELS = _labels("concepts")
RULE_LABELS = _labels("rules")
STATE_LABELS = _labels("states")
MEDIUM_LABELS = _labels("media")
SCOPE_LABELS = _labels("scopes")
DUTY_WORDS = _labels("duty_words")
LABEL_PLACEMENTS = _labels("label_placements")

ALL_CHANNELS = frozenset(Channel)
ALL_PURPOSES = frozenset(Purpose)
ALL_MODIFICATIONS = frozenset(Modification)
CHANNEL_BITS: Mapping[Channel, int] = MappingProxyType({channel: 1 << i for i, channel in enumerate(Channel)})
PURPOSE_BITS: Mapping[Purpose, int] = MappingProxyType({purpose: 1 << i for i, purpose in enumerate(Purpose)})


def channel_mask(channels: Iterable[Channel]) -> int:
    """Fold channels into the bit set that `PermittedUse` and search columns hold."""
    return sum({CHANNEL_BITS[channel] for channel in channels})


def purpose_mask(purposes: Iterable[Purpose]) -> int:
    return sum({PURPOSE_BITS[purpose] for purpose in purposes})


def channels_in(mask: int) -> frozenset[Channel]:
    return frozenset(channel for channel, bit in CHANNEL_BITS.items() if mask & bit)


def purposes_in(mask: int) -> frozenset[Purpose]:
    return frozenset(purpose for purpose, bit in PURPOSE_BITS.items() if mask & bit)


V = TypeVar("V", bound=Code)


def _scope(kind: type[V], values: Iterable[str]) -> frozenset[V]:
    """Read stored scope rows; `*` is everything, and a value the vocabulary does not know grants nothing."""
    stored = set(values)
    return frozenset(member for member in kind if "*" in stored or member.value in stored)


def channels_of(values: Iterable[str]) -> frozenset[Channel]:
    """Read the channel rows of a stored scope; see `_scope`."""
    return _scope(Channel, values)


def purposes_of(values: Iterable[str]) -> frozenset[Purpose]:
    return _scope(Purpose, values)


def modifications_of(values: Iterable[str]) -> frozenset[Modification]:
    return _scope(Modification, values)
