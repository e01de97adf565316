"""The layers beside copyright: persons, works, property, signs, sound, AI, and the rules of organizations.

Five layers are independent (copyright, persons, things, time, transparency), so each has records of its own. Every
record keeps scopes as explicit sets and defaults to unknown. Persons are numbers here: a name is nothing that a
verdict needs, so the kernel never holds one.
"""

from dataclasses import dataclass
from datetime import date

from .codes import Code
from .verdict import Completeness, Tri
from .vocabulary import Channel, Modification, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a consent or permission covers: explicit lists, one term, both ends inclusive; no end is perpetual."""

    channels: frozenset[Channel] = frozenset()
    purposes: frozenset[Purpose] = frozenset()
    organizations: frozenset[str] = frozenset()
    start: date | None = None
    until: date | None = None


class Prominence(Code):
    """How a person, work or sign stands in the picture; `incidental` is a claim that a person has to judge."""

    MAIN = "main"
    GROUP = "group"
    INCIDENTAL = "incidental"
    UNKNOWN = "unknown"


class Basis(Code):
    """On what ground a person may be shown (s. 4.5 of the domain rules)."""

    CONSENT = "consent"
    RELEASE_CONTRACT = "release_contract"
    PUBLIC_TASK = "public_task"
    OFFICE_HOLDER = "office_holder_official_capacity"
    KUG23_CLAIMED = "kug23_claimed"
    AGENCY_RELEASE = "agency_release"
    RELATIVES = "relatives"


class ConsentStatus(Code):
    """Where a consent stands now. A withdrawal is final for that record; a new consent is a new record."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    OBJECTION = "objection"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One consent or release of one person, judged whole. `guardians` counts the holders of custody who signed.

    `is_general`: the wording names no channel ("for publications"), so a person must read it for platforms.
    """

    id: str
    basis: Basis = Basis.CONSENT
    status: ConsentStatus = ConsentStatus.GIVEN
    scope: Scope = Scope()
    given_on: date | None = None
    changed_on: date | None = None
    has_evidence: Tri = Tri.UNKNOWN
    guardians: int = 0
    by_subject: Tri = Tri.UNKNOWN
    by_relatives: Tri = Tri.UNKNOWN
    is_general: bool = False
    covers_commercial: Tri = Tri.UNKNOWN


class AgeBand(Code):
    """Age on the day of the record, where no birth date is known. From about 14 a minor's own consent counts too."""

    ADULT = "adult"
    FROM_14 = "from_14"
    UNDER_14 = "under_14"
    MINOR = "minor"
    UNKNOWN = "unknown"


class Custody(Code):
    JOINT = "joint"
    SOLE_DOCUMENTED = "sole_documented"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody shown, by `number` ("Person 1"). A birth date wins over the band, which was true on `age_band_on`."""

    id: str
    number: int
    is_identifiable: Tri = Tri.UNKNOWN
    prominence: Prominence = Prominence.UNKNOWN
    born_on: date | None = None
    age_band: AgeBand = AgeBand.UNKNOWN
    age_band_on: date | None = None
    custody: Custody = Custody.UNKNOWN
    died_on: date | None = None
    has_special_category: bool = False
    consents: tuple[Consent, ...] = ()


class WorkPlace(Code):
    """Where a shown work stands, for the freedom of panorama (s. 59 UrhG)."""

    PUBLIC_PERMANENT = "public_permanent"
    PUBLIC_TEMPORARY = "public_temporary"
    INTERIOR = "interior"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Viewpoint(Code):
    """From where the picture was taken; the air is no public ground (BGH I ZR 67/23)."""

    PUBLIC_GROUND = "public_ground"
    PRIVATE_GROUND = "private_ground"
    INTERIOR = "interior"
    AERIAL = "aerial"
    UNKNOWN = "unknown"


class PermissionStatus(Code):
    GIVEN = "given"
    REFUSED = "refused"
    REVOKED = "revoked"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What an owner, holder of an emblem, artist or music publisher allowed, in writing."""

    id: str
    scope: Scope = Scope()
    status: PermissionStatus = PermissionStatus.GIVEN
    has_evidence: Tri = Tri.UNKNOWN
    modifications: frozenset[Modification] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work of somebody else in the picture: sculpture, mural, building, poster."""

    id: str
    title: str = ""
    artist: str = ""
    artist_died_on: date | None = None
    is_protected: Tri = Tri.UNKNOWN
    place: WorkPlace = WorkPlace.UNKNOWN
    prominence: Prominence = Prominence.UNKNOWN
    permission: Permission | None = None


class SiteRule(Code):
    """What the owner of a place says about pictures taken from its ground."""

    NONE = "none"
    PERMISSION_NEEDED = "permission_needed"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A place or object under somebody's house right; pictures from public ground are free (BGH V ZR 14/12)."""

    id: str
    name: str = ""
    site_rule: SiteRule = SiteRule.UNKNOWN
    release: Permission | None = None


class SignKind(Code):
    COAT_OF_ARMS = "coat_of_arms"
    FLAG = "flag"
    LOGO = "logo"
    TRADEMARK = "trademark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An emblem or mark. `holder` is an organization's id where it is one of ours, else the holder's name."""

    id: str
    kind: SignKind
    holder: str = ""
    prominence: Prominence = Prominence.UNKNOWN
    permission: Permission | None = None


class AudioKind(Code):
    MUSIC = "music"
    SPEECH = "speech"
    AMBIENT = "ambient"


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioTrack:
    """One track of sound with its license; speech is personal data, ambient sound may hold either."""

    id: str
    kind: AudioKind
    title: str = ""
    permission: Permission | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AiUse:
    """How AI was used, where it was (`Facts.ai` is yes). Photoreal content is always labeled (section 6, default)."""

    looks_real: Tri = Tri.UNKNOWN
    depicts_real_person: Tri = Tri.UNKNOWN
    has_provider_terms: Tri = Tri.UNKNOWN
    label: str = ""


NOT_RECORDED = AiUse()


class RuleKind(Code):
    BLACKOUT = "blackout"
    CHANNEL_POLICY = "channel_policy"
    LICENSE_POLICY = "license_policy"
    FOUR_EYES = "four_eyes"


class RuleEffect(Code):
    FORBID = "forbid"
    ASK = "ask"
    DUTY = "duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRule:
    """An organization's own rule for its own uses; whether keywords match the asset was settled when it was read.

    Empty `channels` or `purposes` mean all of them; `exempt_purposes` are never touched (service information).
    `licenses` restricts a license policy to registry codes. The term is Berlin days, both inclusive.
    """

    id: str
    organization: str
    kind: RuleKind
    effect: RuleEffect
    name: str = ""
    start: date | None = None
    until: date | None = None
    channels: frozenset[Channel] = frozenset()
    purposes: frozenset[Purpose] = frozenset()
    exempt_purposes: frozenset[Purpose] = frozenset()
    licenses: frozenset[str] = frozenset()


class BlockCause(Code):
    PERSON = "person"
    WORK = "work"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """An earlier block on the same person, work or original (gate 14). It holds for every rendition except those in
    which a person confirmed that the cause is gone (`freed_renditions`).
    """

    id: str
    cause: BlockCause
    reason: str = ""
    freed_renditions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionFacts:
    """A crop or blurred version that a person looked at: its own state of persons, works and property."""

    id: str
    modifications: frozenset[Modification] = frozenset()
    persons: Completeness = Completeness.UNKNOWN
    shown_persons: frozenset[str] = frozenset()
    works: Completeness = Completeness.UNKNOWN
    property: Completeness = Completeness.UNKNOWN
