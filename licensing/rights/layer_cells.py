"""The layers beside the rights of use as cells: persons, works, property, signs, sound, embargoes, rules."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from . import changes
from .cells import ALLOWED, Layer, join
from .days import berlin_day, day_after, resolve_local
from .facts import Embargo
from .gates.consents import CLAIMS
from .gates.embargoes import embargo_findings
from .gates.persons import person_findings
from .gates.property import place_findings
from .gates.rules import rule_findings
from .gates.signs import sign_findings
from .gates.sound import track_findings
from .gates.works import work_findings
from .layers import Consent, ConsentStatus, OrganizationRule, Permission, Person, Prominence, Sign
from .probing import ANY_CHANNEL, ANY_PURPOSE, Axes, Prober, alike
from .verdict import Tri
from .vocabulary import CHANNELS, PURPOSES, Channel, Purpose, Timing


def layers_of(prober: Prober) -> Iterator[Layer]:
    """Every layer whose answer depends on channel, purpose, organization or period."""
    facts = prober.facts
    if facts.embargoes:
        yield from (_embargo(prober, embargo) for embargo in facts.embargoes)
    for person in facts.persons_shown:
        if person.is_identifiable != Tri.NO:
            yield prober.ask(person_findings, person, _person_axes(prober, person))
    for work in facts.works_shown:
        axes = _permission_axes(prober, work.permission, changes.of_work(work))
        yield prober.ask(work_findings, work, axes)
    for place in facts.property_shown:
        yield prober.ask(place_findings, place, _permission_axes(prober, place.release))
    for sign in facts.signs_shown:
        yield prober.ask(sign_findings, sign, _sign_axes(prober, sign))
    if facts.asset.has_sound != Tri.NO:
        for track in facts.audio_tracks:
            yield prober.ask(track_findings, track, _permission_axes(prober, track.permission))
    if facts.rules:
        yield _rules(prober)


def _is_instant(channel: Channel) -> bool:
    return CHANNELS[channel].timing is Timing.INSTANT


def _embargo(prober: Prober, embargo: Embargo) -> Layer:
    day = _embargo_day(embargo)
    days = () if day is None else (day, day_after(day))
    return prober.ask(embargo_findings, embargo, Axes(ANY_CHANNEL, ANY_PURPOSE, [prober.universe.everyone], days))


def _embargo_day(embargo: Embargo) -> date | None:
    if not isinstance(embargo.until_local, datetime):
        return embargo.until_local
    try:
        return berlin_day(resolve_local(embargo.until_local, embargo.timezone))
    except ValueError:
        return None


def _person_axes(prober: Prober, person: Person) -> Axes:
    """Without a consent nothing but time matters. Outside what plain consents list everything is forbidden."""
    given = [consent for consent in person.consents if consent.status == ConsentStatus.GIVEN]
    days = tuple(changes.of_person(person, prober.case.policy))
    if not given:
        return Axes(ANY_CHANNEL, ANY_PURPOSE, [prober.universe.everyone], days)
    scopes = [consent.scope for consent in given]
    is_listed_only = _is_plain(person, given)
    channels = [each for each in Channel if not is_listed_only or any(each in scope.channels for scope in scopes)]
    purposes = [each for each in Purpose if not is_listed_only or any(each in scope.purposes for scope in scopes)]
    organizations = prober.universe.groups([scope.organizations for scope in scopes])

    def channel_kind(channel: Channel) -> tuple[object, ...]:
        reach = tuple(channel in scope.channels for scope in scopes)
        return reach, CHANNELS[channel].is_platform, _is_instant(channel)

    def purpose_kind(purpose: Purpose) -> tuple[object, ...]:
        reach = tuple(purpose in scope.purposes for scope in scopes)
        return reach, PURPOSES[purpose].kind, PURPOSES[purpose].commercial

    return Axes(alike(channels, channel_kind), alike(purposes, purpose_kind), organizations, days)


def _is_plain(person: Person, given: Iterable[Consent]) -> bool:
    """Whether a use outside every scope is forbidden, rather than a claim to be judged."""
    is_claimed = person.prominence == Prominence.INCIDENTAL or person.died_on is not None
    return not is_claimed and not any(consent.is_general is not False or consent.basis in CLAIMS for consent in given)


def _permission_axes(prober: Prober, permission: Permission | None, days: Iterable[date | None] | None = None) -> Axes:
    when = tuple(days) if days is not None else tuple(changes.of_permission(permission))
    if permission is None:
        return Axes(ANY_CHANNEL, ANY_PURPOSE, [prober.universe.everyone], when)
    scope = permission.scope
    return Axes(
        alike(Channel, lambda channel: (channel in scope.channels, _is_instant(channel))),
        alike(Purpose, lambda purpose: purpose in scope.purposes),
        prober.universe.groups([scope.organizations]),
        when,
    )


_NAMED_CHANNELS = frozenset({Channel.MERCHANDISE})
_NAMED_PURPOSES = frozenset({Purpose.CAMPAIGN, Purpose.MERCHANDISE_SALE})


def _sign_axes(prober: Prober, sign: Sign) -> Axes:
    """A sign is judged by its holder, by what is done with goods, and on platforms by whether it is an ad."""
    scope = sign.permission.scope if sign.permission is not None else None
    listed = scope.organizations if scope is not None else frozenset()

    def channel_kind(channel: Channel) -> tuple[object, ...]:
        traits, is_covered = CHANNELS[channel], scope is not None and channel in scope.channels
        return is_covered, traits.is_platform, _is_instant(channel), channel in _NAMED_CHANNELS

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
        alike(Channel, lambda channel: (channel in rule.channels, _is_instant(channel))),
        alike(Purpose, lambda purpose: (purpose in rule.purposes, purpose in rule.exempt_purposes)),
        [bits],
        tuple(changes.of_rule(rule)),
    )
