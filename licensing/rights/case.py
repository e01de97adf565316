"""A question and its facts, read once and made safe: what every gate is handed.

Reading never fails: a value that is missing or not of its vocabulary becomes a gap, and gate 1 turns gaps into
reasons. What follows from the vocabulary (an ad is paid, a sale is commercial) is settled here, in one place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TypeVar

from .days import as_day
from .facts import AssetFacts, Facts, Policy, PolicyOf, Question
from .layers import RenditionFacts
from .license import License, find_license
from .verdict import NO, UNKNOWN, YES, Tri
from .vocabulary import CHANNELS, PURPOSES, Channel, Commerciality, Modification, Placement, Purpose, Timing

E = TypeVar("E", bound=Enum)


@dataclass(slots=True, kw_only=True)
class Case:
    """The question in force; nobody writes to it. It is not frozen, because one is made for every question and a frozen
    value of so many fields takes ten times as long to make: a tenth of a whole answer.

    `last` is the last day that must be covered; an open-ended use and an act in a single instant end, for that test, on
    the day they begin, because a dated permission then carries a take-down duty instead. `rendition` holds what a
    person saw in the version asked about, none where the asset itself is asked about.
    """

    facts: Facts
    asset: AssetFacts
    policy: Policy
    license: License | None
    organization: str | None
    channel: Channel | None
    purpose: Purpose | None
    first: date | None
    last: date | None
    placement: Placement | None
    territory: str | None
    modifications: frozenset[Modification]
    commercial: Tri
    paid_promotion: Tri
    sold: Tri
    sensitive_context: Tri
    print_run: int | None
    output_license: str | None
    gaps: tuple[str, ...]
    rendition: RenditionFacts | None = None
    rendition_id: str | None = None
    co_publishers: tuple[str, ...] = ()
    political_context: Tri = NO
    as_logo: Tri = NO
    is_open_ended: bool = True
    timing: Timing = Timing.CONTINUING
    is_platform: bool = False
    has_copies: bool = False


def read_enum(kind: type[E], value: object) -> E | None:
    """Read a stored value as a member of a closed set; none if it is not one."""
    if isinstance(value, kind):
        return value
    try:
        return kind(value)
    except ValueError:
        return None


def _settled_commercial(asked: Tri, purpose: Purpose | None, paid: Tri, sold: Tri) -> Tri:
    """Selling is commercial whatever was answered; paid reach and tourism marketing stay for a person to judge."""
    kind = PURPOSES[purpose].commercial if purpose is not None else Commerciality.UNDECIDED
    if asked is YES or sold is YES or kind is Commerciality.ALWAYS:
        return YES
    return UNKNOWN if paid is YES or kind is Commerciality.UNDECIDED else asked


def _settled_paid(asked: Tri, channel: Channel | None, placement: Placement | None) -> Tri:
    """An ad is paid. Paid reach exists on platforms; elsewhere nobody is asked, and only a recorded yes counts."""
    if placement is Placement.AD:
        return YES
    if asked is UNKNOWN and channel is not None and not CHANNELS[channel].is_platform:
        return NO
    return asked


class _Reader:
    """Reads one question field by field and remembers what could not be read."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.gaps: list[str] = []

    def enum(self, kind: type[E], field: str, *, is_optional: bool = False) -> E | None:
        raw = getattr(self.question, field, None)
        if type(raw) is kind:
            return raw
        if raw is None and is_optional:
            return None
        value = read_enum(kind, raw)
        if value is None:
            self.gaps.append(field)
        return value

    def text(self, field: str, *, is_optional: bool = True) -> str | None:
        value = getattr(self.question, field, None)
        if value is None and is_optional:
            return None
        if isinstance(value, str) and value.strip():
            return value
        self.gaps.append(field)
        return None

    def copies(self) -> int | None:
        value = getattr(self.question, "print_run", None)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self.gaps.append("print_run")
        return None

    def modifications(self) -> frozenset[Modification]:
        raw = getattr(self.question, "modifications", None)
        if raw == frozenset():
            return frozenset()
        if not isinstance(raw, Iterable) or isinstance(raw, str):
            self.gaps.append("modifications")
            return frozenset()
        read = [read_enum(Modification, value) for value in raw]
        if None in read:
            self.gaps.append("modifications")
        return frozenset(value for value in read if value is not None)

    def co_publishers(self, organization: str | None) -> tuple[str, ...]:
        raw = getattr(self.question, "co_publishers", None)
        if raw == frozenset():
            return ()
        if not isinstance(raw, frozenset | set | tuple | list) or not all(isinstance(each, str) for each in raw):
            self.gaps.append("co_publishers")
            return ()
        return tuple(sorted(set(raw) - {organization}))

    def period(self, timing: Timing) -> tuple[date | None, date | None]:
        first = as_day(getattr(self.question, "publish_from", None))
        raw_last = getattr(self.question, "publish_until", None)
        last = as_day(raw_last)
        if first is None:
            self.gaps.append("publish_from")
        if raw_last is not None and (last is None or (first is not None and last < first)):
            self.gaps.append("publish_until")
            last = None
        return first, first if last is None or timing is Timing.INSTANT else last


def policy_for(organization: str | None, facts: Facts) -> Policy:
    """The switches of one organization; those of the library where it has none of its own."""
    if isinstance(facts.policies, tuple):
        for own in facts.policies:
            if isinstance(own, PolicyOf) and own.organization == organization:
                return own.policy
    return facts.policy


def _rendition_of(rendition_id: str | None, facts: Facts, gaps: list[str]) -> RenditionFacts | None:
    """What is recorded about a rendition; one that nobody looked at is a gap, never a picture without people."""
    if rendition_id is None:
        return None
    known = facts.renditions if isinstance(facts.renditions, tuple) else ()
    for rendition in known:
        if isinstance(rendition, RenditionFacts) and rendition.id == rendition_id:
            return rendition
    gaps.append("rendition")
    return None


def _license_of(facts: Facts) -> License | None:
    assignment = facts.assignment
    if assignment is None or not isinstance(assignment.license, str):
        return None
    return find_license(assignment.license, assignment.revision)


def read_case(question: Question, facts: Facts) -> Case:
    """Read question and facts into a case; never fails on what a question holds."""
    reader = _Reader(question)
    channel, purpose = reader.enum(Channel, "channel"), reader.enum(Purpose, "purpose")
    placement = reader.enum(Placement, "placement", is_optional=True)
    traits = CHANNELS[channel] if channel is not None else None
    timing = traits.timing if traits is not None else Timing.CONTINUING
    first, last = reader.period(timing)
    asked_sold = reader.enum(Tri, "sold") or UNKNOWN
    sold = YES if purpose is Purpose.MERCHANDISE_SALE else asked_sold
    paid = _settled_paid(reader.enum(Tri, "paid_promotion") or UNKNOWN, channel, placement)
    reader.text("asset", is_optional=False)
    organization = reader.text("organization", is_optional=False)
    rendition_id = reader.text("rendition")
    rendition = _rendition_of(rendition_id, facts, reader.gaps)
    return Case(
        facts=facts,
        asset=facts.asset,
        policy=policy_for(organization, facts),
        license=_license_of(facts),
        organization=organization,
        channel=channel,
        purpose=purpose,
        first=first,
        last=last,
        placement=placement,
        territory=reader.text("territory"),
        modifications=reader.modifications() | (rendition.modifications if rendition is not None else frozenset()),
        commercial=_settled_commercial(reader.enum(Tri, "commercial") or UNKNOWN, purpose, paid, sold),
        paid_promotion=paid,
        sold=sold,
        sensitive_context=reader.enum(Tri, "sensitive_context") or UNKNOWN,
        print_run=reader.copies(),
        output_license=reader.text("output_license"),
        rendition=rendition,
        rendition_id=rendition_id,
        co_publishers=reader.co_publishers(organization),
        political_context=reader.enum(Tri, "political_context") or UNKNOWN,
        as_logo=reader.enum(Tri, "as_logo") or UNKNOWN,
        is_open_ended=getattr(question, "publish_until", None) is None,
        timing=timing,
        is_platform=traits is not None and traits.is_platform,
        has_copies=traits is not None and traits.has_copies,
        gaps=tuple(dict.fromkeys(reader.gaps)),
    )


def for_publisher(case: Case, organization: str) -> Case:
    """The same use, published by another organization under its own switches."""
    return replace(case, organization=organization, policy=policy_for(organization, case.facts))
