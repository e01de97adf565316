"""The layers beside the rights of use as cells: persons, works, property, signs, sound, embargoes, rules."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from . import changes
from .cells import ALLOWED, Layer, join, pruned
from .days import FIRST_DAY, berlin_day, day_after, resolve_local
from .facts import Embargo
from .gates.consents import CLAIMS, protected_until
from .gates.embargoes import embargo_findings
from .gates.persons import person_findings
from .gates.property import is_free, place_findings
from .gates.rules import rule_findings
from .gates.signs import sign_findings
from .gates.sound import track_findings
from .gates.works import free_from, work_findings
from .layers import (
    AgeBand,
    AudioTrack,
    Consent,
    ConsentStatus,
    OrganizationRule,
    Person,
    Prominence,
    Property,
    Scope,
    Sign,
    Work,
)
from .probing import ANY_CHANNEL, ANY_PURPOSE, Axes, Prober, alike
from .verdict import Tri, Verdict
from .vocabulary import CHANNELS, PURPOSES, Channel, Purpose, Timing

_UNDECIDED = Verdict.NEEDS_DECISION.strictness


def layers_of(prober: Prober) -> Iterator[Layer]:
    """Every layer whose answer depends on channel, purpose, organization or period."""
    facts = prober.facts
    if facts.embargoes:
        yield from (_embargo(prober, embargo) for embargo in facts.embargoes)
    for person in facts.persons_shown:
        if person.is_identifiable != Tri.NO:
            yield _person(prober, person)
    for work in facts.works_shown:
        yield _work(prober, work)
    for place in facts.property_shown:
        yield _place(prober, place)
    for sign in facts.signs_shown:
        yield prober.ask(sign_findings, sign, _sign_axes(prober, sign))
    if facts.asset.has_sound != Tri.NO:
        for track in facts.audio_tracks:
            yield _track(prober, track)
    if facts.rules:
        yield _rules(prober)


def _ending(channel: Channel) -> tuple[bool, bool]:
    """What tells channels apart for something that ends: whether the act is over at once, whether others pass it on."""
    return CHANNELS[channel].timing is Timing.INSTANT, channel is Channel.PRESS


def _embargo(prober: Prober, embargo: Embargo) -> Layer:
    day = _embargo_day(embargo)
    days = () if day is None else (day, day_after(day))
    return prober.ask(embargo_findings, embargo, _always(prober, days))


def _embargo_day(embargo: Embargo) -> date | None:
    if not isinstance(embargo.until_local, datetime):
        return embargo.until_local
    try:
        return berlin_day(resolve_local(embargo.until_local, embargo.timezone))
    except ValueError:
        return None


def _always(prober: Prober, days: Iterable[date | None] = (), start: date | None = None) -> Axes:
    """For what depends on nothing but time."""
    return Axes(ANY_CHANNEL, ANY_PURPOSE, [prober.universe.everyone], tuple(days), start)


def _person(prober: Prober, person: Person) -> Layer:
    """The records of one person are alternatives: each alone gives cells, and the mildest counts."""
    given = [consent for consent in person.consents if consent.status == ConsentStatus.GIVEN]
    others = tuple(consent for consent in person.consents if consent.status != ConsentStatus.GIVEN)
    if not given or person.is_identifiable != Tri.YES:
        return prober.ask(person_findings, person, _always(prober, changes.of_person(person, prober.case.policy)))
    cells = Layer()
    for consent in given:
        alone = replace(person, consents=(*others, consent))
        cells += prober.ask(person_findings, alone, _consent_axes(prober, alone, consent))
    if person.died_on is not None:
        free = protected_until(person.died_on)
        after = _always(prober, start=day_after(free)) if free is not None and free < date.max else None
        cells += prober.ask(person_findings, replace(person, consents=others), after) if after is not None else []
    elif person.prominence == Prominence.INCIDENTAL:
        claim = replace(person, consents=others)
        cells += prober.ask(person_findings, claim, _always(prober))
    return pruned(cells)


def _consent_axes(prober: Prober, person: Person, consent: Consent) -> Axes:
    """Outside what a plain consent lists, everything is forbidden; a claim reaches everywhere."""
    days = tuple(changes.of_person(person, prober.case.policy))
    scope, is_claim = consent.scope, consent.basis in CLAIMS and person.died_on is None
    if is_claim:
        return _always(prober, days)
    may_be_minor = person.born_on is not None or person.age_band != AgeBand.ADULT
    is_silent = consent.covers_commercial != Tri.YES
    channels = [each for each in Channel if consent.is_general is not False or each in scope.channels]

    def channel_kind(channel: Channel) -> Hashable:
        is_special = (
            channel not in scope.channels,
            (may_be_minor or consent.is_general) and CHANNELS[channel].is_platform,
        )
        return is_special, _ending(channel)

    def purpose_kind(purpose: Purpose) -> Hashable:
        traits = PURPOSES[purpose]
        return may_be_minor and traits.kind, is_silent and traits.commercial

    bits = prober.universe.bits_of(scope.organizations)
    return Axes(
        alike(channels, channel_kind),
        alike([each for each in Purpose if each in scope.purposes], purpose_kind),
        [bits] if bits else [],
        days,
        scope.start,
        _last(person, consent),
    )


def _last(person: Person, consent: Consent) -> date | None:
    """The last day that a consent can cover; one of relatives that outlasts the protection covers what comes after."""
    until = consent.scope.until
    if person.died_on is None or until is None:
        return until
    protected = protected_until(person.died_on)
    return None if protected is not None and protected <= until else until


def _work(prober: Prober, work: Work) -> Layer:
    """Nothing but time matters to a work that is free or under the freedom of panorama; else its permission does."""
    alone = replace(work, permission=None)
    free = free_from(work)
    always = prober.ask(work_findings, alone, _always(prober, (free,)))
    is_released = any(cell.start == FIRST_DAY and cell.strictness < _UNDECIDED for cell in always)
    if work.permission is None or is_released:
        return always
    permitted = prober.ask(work_findings, work, _inside(prober, work.permission.scope))
    afterwards = [cell for cell in always if free is not None and cell.start == free.toordinal()]
    return pruned([*permitted, *afterwards])


def _place(prober: Prober, place: Property) -> Layer:
    if place.release is None or is_free(prober.facts.viewpoint, place):
        return prober.ask(place_findings, place, _always(prober))
    return prober.ask(place_findings, place, _inside(prober, place.release.scope))


def _track(prober: Prober, track: AudioTrack) -> Layer:
    if track.permission is None:
        return prober.ask(track_findings, track, _always(prober))
    return prober.ask(track_findings, track, _inside(prober, track.permission.scope))


def _inside(prober: Prober, scope: Scope) -> Axes:
    """Where a permission reaches; everything else is forbidden."""
    bits = prober.universe.bits_of(scope.organizations)
    channels = alike([each for each in Channel if each in scope.channels], _ending)
    purposes = alike([each for each in Purpose if each in scope.purposes], lambda _: None)
    return Axes(channels, purposes, [bits] if bits else [], (), scope.start, scope.until)


_NAMED_CHANNELS = frozenset({Channel.MERCHANDISE})
_NAMED_PURPOSES = frozenset({Purpose.CAMPAIGN, Purpose.MERCHANDISE_SALE})


def _sign_axes(prober: Prober, sign: Sign) -> Axes:
    """A sign is judged by its holder, by what is done with goods, and on platforms by whether it is an ad."""
    scope = sign.permission.scope if sign.permission is not None else None
    listed = scope.organizations if scope is not None else frozenset()

    def channel_kind(channel: Channel) -> tuple[object, ...]:
        traits, is_covered = CHANNELS[channel], scope is not None and channel in scope.channels
        return is_covered, traits.is_platform, _ending(channel), channel in _NAMED_CHANNELS

    def purpose_kind(purpose: Purpose) -> tuple[object, ...]:
        return scope is not None and purpose in scope.purposes, purpose if purpose in _NAMED_PURPOSES else None

    organizations = prober.universe.groups([{sign.holder} if sign.holder else (), listed])
    days = tuple(changes.of_permission(sign.permission))
    return Axes(alike(Channel, channel_kind), alike(Purpose, purpose_kind), organizations, days)


def _rules(prober: Prober) -> Layer:
    """Each organization's own rules; all others may do what the other layers say."""
    universe, layer, ruled = prober.universe, Layer(), 0
    for organization in dict.fromkeys(rule.organization for rule in prober.facts.rules):
        bits = universe.bits_of((organization,))
        ruled |= bits
        own = [rule for rule in prober.facts.rules if rule.organization == organization]
        asked = (prober.ask(rule_findings, rule, _rule_axes(rule, bits)) for rule in own)
        layer += join(asked, universe.cell(ALLOWED, bits))
    if universe.everyone & ~ruled:
        layer.append(universe.cell(ALLOWED, universe.everyone & ~ruled))
    return layer


def _rule_axes(rule: OrganizationRule, bits: int) -> Axes:
    return Axes(
        alike(Channel, lambda channel: (channel in rule.channels, _ending(channel))),
        alike(Purpose, lambda purpose: (purpose in rule.purposes, purpose in rule.exempt_purposes)),
        [bits],
        tuple(changes.of_rule(rule)),
    )
