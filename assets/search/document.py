"""What search knows about one asset: plain values, made from the tables by `documents.py` or by a test by hand."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may learn that a shared thing (a campaign) exists: its own organizations, the network, or everybody."""

    organization_ids: frozenset[int]
    visibility: str


@dataclass(frozen=True, slots=True)
class Value:
    """A facet value: `key` is stable and stands in addresses, `label` is for people.

    Without an audience a value may be known to whoever sees an asset that has it.
    """

    key: str
    label: str
    audience: Audience | None = None


class Point(NamedTuple):
    """A position in degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One asset as it is searched. `asset_id` is the primary key and, since ids grow, the order of arrival.

    `visibility` is organization, selected, network or public; `shared_with` counts for selected only.
    `position` is for editors only, `place_position` is the middle of the place for everybody.
    `places` runs from the district to the part of a municipality; `place_words` are other names of these (aliases).
    `is_small` is a picture too small for most channels: it stands behind the others that are found as well.
    `extra` holds the values of registered columns by facet name, for example the license.
    """

    asset_id: int
    uuid: UUID
    organization_id: int
    organization: Value
    visibility: str
    shared_with: frozenset[int] = frozenset()
    title: str = ""
    headline: str = ""
    description: str = ""
    alt_text: str = ""
    keywords: tuple[Value, ...] = ()
    places: tuple[Value, ...] = ()
    place_words: tuple[str, ...] = ()
    position: Point | None = None
    place_position: Point | None = None
    campaigns: tuple[Value, ...] = ()
    creators: tuple[str, ...] = ()
    credit_line: str = ""
    filenames: tuple[str, ...] = ()
    source_ref: str = ""
    media_type: str = "photo"
    orientation: str = ""
    year: int | None = None
    taken_on: date | None = None
    color: str = ""
    has_alt_text: bool = False
    is_small: bool = False
    extra: dict[str, tuple[Value, ...]] = field(default_factory=dict)
