"""The rights of use as cells: each alternative within its lists and its term, less what exclusive grants shut out.

What a right of use says depends on the shape of a world (license, scope of the grant, which credit elements there
are), not on its titles, names or dates, so answers are remembered by shape.
"""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from functools import lru_cache

from .alternatives import alternatives, chosen, grant_licensee, grant_outcome
from .attribution import CreditPlace, placed_credit_line, web_address
from .case import read_case
from .cells import FORBIDDEN, Cell, Layer, join
from .chains import chains
from .days import FIRST_DAY, LAST_DAY, day_after
from .exclusives import exclusive_findings, exclusives_against
from .facts import EVERYONE, Creator, Designation, Facts, Grant, Naming
from .findings import verdict_of
from .license import LICENSES, License
from .probing import PROBE, Axes, Prober, alike
from .provenance import UNRECORDED
from .verdict import Verdict
from .vocabulary import (
    CHANNELS,
    CREDIT_LIMITS,
    PURPOSES,
    Channel,
    CreditForm,
    Purpose,
)

_ALL = frozenset({EVERYONE})


def rights_of_use(prober: Prober) -> Layer:
    """The mildest of all alternatives, as `decide` chooses it."""
    facts, license_ = prober.facts, prober.case.license
    cells, shape = Layer(), _shape(prober)
    if (license_ is not None and license_.is_public_offer) or not facts.grants:
        cells += _unless_shut_out(prober, None, _cells_of(prober, shape, None))
    for grant in [*facts.grants, *(chain.grant for chain in chains(facts.grants))]:
        own = _cells_of(prober, _with_grant(prober, shape, grant), grant)
        cells += _unless_shut_out(prober, grant, list(_for_licensees(prober, grant, own)))
    return cells


def _cells_of(prober: Prober, shape: Facts, grant: Grant | None) -> Layer:
    start = grant.start.toordinal() if grant is not None else FIRST_DAY
    until = grant.until.toordinal() if grant is not None and grant.until is not None else LAST_DAY
    everyone = prober.universe.everyone
    return [
        Cell(channels, purposes, everyone, start, until, verdict.strictness)
        for channels, purposes, verdict in _kinds(shape)
        if verdict is not Verdict.FORBIDDEN
    ]


def _for_licensees(prober: Prober, grant: Grant, cells: Layer) -> Iterator[Cell]:
    """The same cells for those whom the grant names, and as far as it goes for the others."""
    for bits in prober.universe.groups([grant.licensees]):
        licensee = verdict_of(grant_licensee(prober.universe.someone(bits), grant)).strictness
        if licensee == FORBIDDEN:
            continue
        for cell in cells:
            yield cell._replace(organizations=bits, strictness=max(cell.strictness, licensee))


def _unless_shut_out(prober: Prober, right: Grant | None, cells: Layer) -> Layer:
    against = exclusives_against(prober.facts.grants, right)
    if not against:
        return cells
    shut = join((_exclusive(prober, right, each) for each in against), prober.universe.cell())
    return [cell for one in cells for cell in join([[one], shut], prober.universe.cell())]


def _exclusive(prober: Prober, right: Grant | None, exclusive: Grant) -> Layer:
    axes = Axes(
        alike(Channel, lambda channel: (channel in exclusive.channels, CHANNELS[channel].timing)),
        alike(Purpose, lambda purpose: purpose in exclusive.purposes),
        prober.universe.groups([exclusive.licensees]),
        (exclusive.start, day_after(exclusive.until) if exclusive.until is not None else None),
    )
    return prober.ask(lambda case, each: exclusive_findings(case, right, each), exclusive, axes)


def _shape(prober: Prober) -> Facts:
    """Facts reduced to what the verdict of one alternative depends on, so that assets of one kind share the work."""
    assignment = prober.facts.assignment
    if assignment is not None:
        assignment = replace(assignment, id="", source_url="", retrieved_on=None, provenance=UNRECORDED)
    return Facts(assignment=assignment, naming=_reduced(prober, prober.facts.naming), policy=prober.case.policy)


def _reduced(prober: Prober, naming: Naming) -> Naming:
    is_wording_decisive = _hides_a_name(naming) or _may_outgrow(naming, prober.case.license)
    return naming if is_wording_decisive else _naming_shape(naming)


def _with_grant(prober: Prober, shape: Facts, grant: Grant) -> Facts:
    """The same with one grant, open to everybody and without its dates; its own credit line may make wording matter."""
    slim = replace(
        grant,
        id="",
        licensees=_ALL,
        start=PROBE.publish_from,
        until=None if grant.until is None else PROBE.publish_from,
        granted_on=None,
        licensor="",
        uses_max=None,
    )
    naming = shape.naming
    if grant.credit.line and naming is not prober.facts.naming:
        prescribed = replace(prober.facts.naming, prescribed_line=grant.credit.line)
        naming = prober.facts.naming if _may_outgrow(prescribed, prober.case.license) else naming
    return Facts(assignment=shape.assignment, grants=(slim,), naming=naming, policy=shape.policy)


def _hides_a_name(naming: Naming) -> bool:
    return any(creator.designation not in (Designation.NAME, Designation.UNKNOWN) for creator in naming.creators)


_TIGHT = tuple(channel for channel, limit in CREDIT_LIMITS.items() if limit is not None and limit <= 300)


@lru_cache(maxsize=8192)
def _may_outgrow(naming: Naming, license_: License | None) -> bool:
    """Whether a credit finds no room somewhere, so that its wording matters."""
    profiles = (license_, LICENSES["CONTRACT"])
    places = [CreditPlace(channel=channel, form=CreditForm.CAPTION) for channel in _TIGHT]
    return any(not placed_credit_line(naming, each, place).is_placeable for each in profiles for place in places)


def _naming_shape(naming: Naming) -> Naming:
    """Which elements there are, not what they say."""

    def mark(text: str) -> str:
        return "x" if text.strip() else ""

    return Naming(
        creators=tuple({Creator(name=mark(c.name), designation=c.designation) for c in naming.creators}),
        title=mark(naming.title),
        is_untitled=naming.is_untitled,
        source=mark(naming.source),
        source_url="https://x/" if web_address(naming.source_url) else "",
        provider=mark(naming.provider),
        credit_line=mark(naming.credit_line),
    )


@lru_cache(maxsize=16384)
def _kinds(facts: Facts) -> tuple[tuple[int, int, Verdict], ...]:
    """Ask the only alternative in `facts` for every kind of channel and purpose; fold equal answers into rectangles.

    Outside its lists a grant is always forbidden, so nothing is asked there and no cell tells of it.
    """
    grant = facts.grants[0] if facts.grants else None
    channels = [channel for channel in Channel if grant is None or channel in grant.channels]
    purposes = [purpose for purpose in Purpose if grant is None or purpose in grant.purposes]
    folded: dict[tuple[int, Verdict], int] = {}
    for channel, channel_bits in alike(channels, _channel_kind).items():
        answers: dict[Verdict, int] = {}
        for purpose, purpose_bits in alike(purposes, _purpose_kind).items():
            verdict = _probe(facts, channel, purpose)
            answers[verdict] = answers.get(verdict, 0) | purpose_bits
        for verdict, mask in answers.items():
            folded[mask, verdict] = folded.get((mask, verdict), 0) | channel_bits
    return tuple((channel_bits, mask, verdict) for (mask, verdict), channel_bits in folded.items())


_NAMED_CHANNELS = frozenset({Channel.WEBSITE, Channel.PRESS, Channel.MERCHANDISE})
"""Channels that a rule names. All others are told apart by their traits alone, so one answers for its like."""


def _channel_kind(channel: Channel) -> Hashable:
    traits = CHANNELS[channel]
    named = channel if channel in _NAMED_CHANNELS else None
    return traits.timing, traits.is_platform, traits.has_copies, traits.credit_limit, named


def _purpose_kind(purpose: Purpose) -> Hashable:
    traits = PURPOSES[purpose]
    return traits.kind, traits.commercial, purpose is Purpose.MERCHANDISE_SALE


def _probe(facts: Facts, channel: Channel, purpose: Purpose) -> Verdict:
    case = read_case(replace(PROBE, channel=channel, purpose=purpose), facts)
    outcome = grant_outcome(case, facts.grants[0]) if facts.grants else chosen(alternatives(case))
    return outcome.verdict
