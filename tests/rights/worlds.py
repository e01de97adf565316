"""Hypothesis strategies for rights: facts and questions that are likely to meet, with every kind of gap in them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from licensing.rights import (
    ALL_CHANNELS,
    ALL_PURPOSES,
    EVERYONE,
    EVERYWHERE,
    LICENSES,
    AssetFacts,
    AssetState,
    Channel,
    Completeness,
    ConflictConcern,
    Creator,
    CreditRule,
    Designation,
    Embargo,
    Facts,
    Grant,
    GrantKind,
    GrantStatus,
    LicenseAssignment,
    MetadataConflict,
    Modification,
    Naming,
    Placement,
    Policy,
    PolicyEffect,
    Purpose,
    Question,
    RecordStatus,
    Tri,
)

ORGANIZATIONS = ("lindrode", "ahlen", "kreis")
FIRST = date(2026, 3, 20)

days = st.integers(0, 20).map(lambda n: FIRST + timedelta(days=n))
open_days = st.none() | days
tri = st.sampled_from(Tri)
mostly_yes = st.sampled_from([Tri.YES, Tri.YES, Tri.YES, Tri.NO, Tri.UNKNOWN])
mostly_none = st.sampled_from([Completeness.NONE_CONFIRMED] * 6 + list(Completeness))
licenses = st.sampled_from([None, "CC0-1.0", "CC-BY-4.0", "CONTRACT", "OWN-WORK", "no-such-license", *LICENSES])
effects = st.sampled_from(PolicyEffect)
names = st.sampled_from(["Jan Muster", "Ada Lovelace", "Kim", ""])


@st.composite
def terms(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(days)
    until = draw(open_days)
    return {"start": start, "until": until if until is None or until >= start else start}


def some(values: Any) -> st.SearchStrategy[Any]:
    """Everything, or a few of the values."""
    return st.just(frozenset(values)) | st.frozensets(st.sampled_from(list(values)), max_size=4)


@st.composite
def grants(draw: st.DrawFn, id: str = "g") -> Grant:
    return Grant(
        id=id,
        licensees=draw(st.just(frozenset({EVERYONE})) | st.frozensets(st.sampled_from(ORGANIZATIONS), max_size=2)),
        channels=draw(some(ALL_CHANNELS)),
        purposes=draw(some(ALL_PURPOSES)),
        territories=draw(st.sampled_from([frozenset({EVERYWHERE})] * 3 + [frozenset({"DE"})])),
        modifications=draw(some(Modification)),
        status=draw(st.sampled_from([GrantStatus.ACTIVE] * 6 + list(GrantStatus))),
        kind=draw(st.sampled_from(GrantKind)),
        has_evidence=draw(mostly_yes),
        commercial=draw(mostly_yes),
        paid_promotion=draw(mostly_yes),
        platform_sublicense=draw(mostly_yes),
        third_party_redistribution=draw(mostly_yes),
        sensitive_use=draw(mostly_yes),
        covers_other_bodies=draw(tri),
        print_run_left=draw(st.sampled_from([None, None, 0, 500])),
        uses_left=draw(st.sampled_from([None, None, None, 0, 3])),
        credit=CreditRule(required=draw(tri), line=draw(st.sampled_from(["", "Foto: Jan Muster", "Foto: Kreis"]))),
        report_to=draw(st.sampled_from(["", "", "VG"])),
        **draw(terms()),
    )


creators = st.builds(
    Creator, name=names, designation=st.sampled_from([Designation.NAME] * 4 + list(Designation)), pseudonym=names
)
namings = st.builds(
    Naming,
    creators=st.lists(creators, max_size=2).map(tuple),
    title=st.sampled_from(["", "Schloss", "Bei Jan Muster"]),
    is_untitled=st.booleans(),
    source=st.sampled_from(["", "Stadt Lindrode"]),
    source_url=st.sampled_from(["", "https://example.org/1", "javascript:alert(1)"]),
    provider=st.sampled_from(["", "Kreis Ahlen"]),
    credit_line=st.sampled_from(["", "Foto: Kim / Stadt Lindrode"]),
)
embargo_ends = days | st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour), days, st.integers(0, 23)
)
embargoes = st.builds(
    Embargo,
    until_local=embargo_ends,
    is_lifted=st.booleans(),
    timezone=st.sampled_from(["Europe/Berlin", "Europe/Berlin", "America/New_York", "Nowhere/Land"]),
)
conflicts = st.builds(
    MetadataConflict,
    concept=st.sampled_from(["creator", "copyright_notice"]),
    concern=st.sampled_from(ConflictConcern),
    is_resolved=st.sampled_from([True, True, False]),
)
policies = st.builds(Policy, *[], **dict.fromkeys(Policy.__dataclass_fields__, effects))


@st.composite
def recorded(draw: st.DrawFn) -> Facts:
    """Facts in which any layer may be in any state, more often than not one that lets the next layer speak."""
    license = draw(licenses)
    assignment = license and LicenseAssignment(
        license=license,
        status=draw(st.sampled_from([RecordStatus.VERIFIED] * 5 + list(RecordStatus))),
        licensor_is_creator=draw(mostly_yes),
    )
    count = draw(st.integers(0, 3))
    return Facts(
        asset=AssetFacts(
            state=draw(st.sampled_from([AssetState.READY] * 9 + list(AssetState))),
            has_sound=draw(st.sampled_from([Tri.NO, Tri.NO, *Tri])),
        ),
        assignment=assignment or None,
        grants=tuple(draw(grants(id=f"g{n}")) for n in range(count)),
        naming=draw(namings),
        persons=draw(mostly_none),
        works=draw(mostly_none),
        property=draw(mostly_none),
        audio=draw(mostly_none),
        ai=draw(st.sampled_from([Tri.NO, Tri.NO, Tri.NO, *Tri])),
        conflicts=tuple(draw(st.lists(conflicts, max_size=1))),
        embargoes=tuple(draw(st.lists(embargoes, max_size=2))),
        policy=draw(policies),
    )


@st.composite
def searched(draw: st.DrawFn) -> Question:
    """A search-shaped question: everything beyond channel, purpose, organization and period is left open."""
    start, until = draw(days), draw(open_days)
    return Question(
        asset="a1",
        organization=draw(st.sampled_from(ORGANIZATIONS)),
        channel=draw(st.sampled_from(Channel)),
        purpose=draw(st.sampled_from(Purpose)),
        publish_from=start,
        publish_until=until if until is None or until >= start else start,
    )


@st.composite
def asked(draw: st.DrawFn) -> Question:
    """A question with any attribute answered or left open."""
    return replace(
        draw(searched()),
        placement=draw(st.none() | st.sampled_from(Placement)),
        territory=draw(st.sampled_from([None, "DE", "DE-NW", "AT"])),
        modifications=draw(st.frozensets(st.sampled_from(Modification), max_size=2)),
        commercial=draw(tri),
        paid_promotion=draw(tri),
        sold=draw(tri),
        sensitive_context=draw(tri),
        print_run=draw(st.sampled_from([None, 100, 1000, 600_000])),
    )
