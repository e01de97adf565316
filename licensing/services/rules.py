"""An organization's own rules and switches: versioned, ended, never edited; search and publications follow.

A rule needs no row of any asset to be made again: search puts it under its answers (`licensing.floors`), and every
tile asks the kernel. Only assets that the organization has published, or that a program watches, are judged again at
once. A switch makes the organization's windows old; a worker makes them again (`licensing.refreshing`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assets import audit
from assets.errors import FieldInvalid
from assets.models import Asset, Organization, User
from assets.services import touch_assets
from licensing import rights
from licensing.models import OrganizationRule, Publication, RightsPolicy, WebhookWatch, WindowRefresh
from licensing.services.withdrawals import IN_USE

HOT_PHASE_WEEKS: Final = 6
"""Courts speak of the last weeks and name no figure (note 3.4): a proposal, which each organization sets itself."""

SERVICE: Final = ("service_information",)
RUN_OFF_DAYS: Final = 14
AGE_OF_OWN_CONSENT: Final = range(12, 17)
_DAY_LIMITS: Final = (date(1900, 1, 1), date(2200, 12, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRecord:
    """What a person enters for a rule; codes of the vocabulary. Empty channels, purposes or keywords mean all."""

    kind: str
    effect: str
    name: str
    reason: str = ""
    from_on: date | None = None
    until_on: date | None = None
    run_off_until: date | None = None
    run_off: str = "unknown"
    channels: Collection[str] = ()
    purposes: Collection[str] = ()
    exempt_purposes: Collection[str] = ()
    licenses: Collection[str] = ()
    keywords: Collection[str] = ()


def election_blackout(
    *,
    name: str,
    election_on: date,
    weeks: int = HOT_PHASE_WEEKS,
    run_off_on: date | None = None,
    exempt_purposes: Collection[str] = SERVICE,
    keywords: Collection[str] = (),
) -> RuleRecord:
    """The calendar preset: from `weeks` before the election to its day, with the days until a run-off kept open.

    Official bodies must not influence elections (BVerfGE 44, 125); service information goes on.
    """
    if not 1 <= weeks <= 26:
        raise FieldInvalid("weeks", "Möglich sind 1 bis 26 Wochen.")
    return RuleRecord(
        kind="blackout",
        effect="forbid",
        name=name,
        reason="Neutralität vor Wahlen",
        from_on=election_on - timedelta(weeks=weeks),
        until_on=election_on,
        run_off_until=run_off_on,
        exempt_purposes=exempt_purposes,
        keywords=keywords,
    )


@transaction.atomic
def create_rule(record: RuleRecord, *, organization: Organization, by: User) -> OrganizationRule:
    rule = _save(record, organization=organization, by=by)
    _announce(rule, "rule.created", by)
    return rule


@transaction.atomic
def replace_rule(rule: OrganizationRule, record: RuleRecord, *, by: User) -> OrganizationRule:
    """The next version of a rule; the former stays as it was. An ended or replaced rule has none."""
    current = OrganizationRule.objects.select_for_update().get(pk=rule.pk)
    if current.ended_at is not None or OrganizationRule.objects.filter(replaces=current).exists():
        raise FieldInvalid("rule", "Diese Fassung gilt nicht mehr: bitte die neueste ändern.")
    newer = _save(record, organization=current.organization, by=by, replaces=current)
    _announce(newer, "rule.replaced", by)
    return newer


@transaction.atomic
def end_rule(rule: OrganizationRule, *, by: User) -> None:
    """End a rule now; twice is once, and the row stays."""
    if OrganizationRule.objects.filter(pk=rule.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        _announce(rule, "rule.ended", by)


@transaction.atomic
def set_policy(organization: Organization, *, switches: Mapping[str, object], by: User) -> RightsPolicy:
    """Set the switches in which an organization departs from the defaults; what is absent is the default again."""
    clean = _checked(switches)
    policy, _ = RightsPolicy.objects.update_or_create(
        organization=organization, defaults={"switches": clean, "approved_by": by, "changed_at": timezone.now()}
    )
    _audit("policy.set", by, "organization", str(organization.uuid), clean)
    request_refresh(organization)
    touch_assets(assets_in_use(organization))
    return policy


def request_refresh(organization: Organization) -> None:
    """Have the windows of all assets made again for an organization; a refresh under way begins anew."""
    last = Asset.objects.aggregate(newest=Max("pk"))["newest"] or 0
    WindowRefresh.objects.update_or_create(
        organization=organization,
        done_at__isnull=True,
        defaults={"done_up_to": 0, "last": last, "requested_at": timezone.now()},
    )


def assets_in_use(organization: Organization) -> list[int]:
    """Assets that the organization shows or plans to show, and those that its programs watch.

    What is due for removal is still shown, and may stay when the rule that wanted it down ends.
    """
    shown = Publication.objects.filter(organization=organization, state__in=IN_USE)
    watched = WebhookWatch.objects.filter(webhook__organization=organization)
    found = set(shown.values_list("asset_id", flat=True)) | set(watched.values_list("asset_id", flat=True))
    return sorted(found)


def _save(
    record: RuleRecord, *, organization: Organization, by: User, replaces: OrganizationRule | None = None
) -> OrganizationRule:
    clean = _checked_rule(record)
    rule = OrganizationRule(
        organization=organization,
        approved_by=by,
        created_at=timezone.now(),
        version=1 if replaces is None else replaces.version + 1,
        replaces=replaces,
        **{each.name: getattr(clean, each.name) for each in fields(clean)},
    )
    rule.clean_fields(exclude=["channels", "purposes", "exempt_purposes", "licenses", "keywords"])
    rule.save()
    return rule


def _checked_rule(record: RuleRecord) -> RuleRecord:
    if not record.name.strip():
        raise FieldInvalid("name", "Eine Regel braucht einen Namen: er steht in jeder Begründung.")
    for field, day in (
        ("from_on", record.from_on),
        ("until_on", record.until_on),
        ("run_off_until", record.run_off_until),
    ):
        if day is not None and not _DAY_LIMITS[0] <= day <= _DAY_LIMITS[1]:
            raise FieldInvalid(field, "Dieses Datum liegt außerhalb des Kalenders.")
    if record.kind == "blackout" and (record.from_on is None or record.until_on is None):
        raise FieldInvalid("until_on", "Eine Sperrzeit hat Anfang und Ende.")
    if record.from_on is not None and record.until_on is not None and record.until_on < record.from_on:
        raise FieldInvalid("until_on", "Das Ende liegt vor dem Beginn.")
    if record.run_off_until is not None and (record.until_on is None or record.run_off_until <= record.until_on):
        raise FieldInvalid("run_off_until", "Die Stichwahl liegt nach dem Ende der Sperrzeit.")
    return replace(
        record,
        name=record.name.strip(),
        channels=_codes(record.channels, rights.Channel, "channels"),
        purposes=_codes(record.purposes, rights.Purpose, "purposes"),
        exempt_purposes=_codes(record.exempt_purposes, rights.Purpose, "exempt_purposes", may_be_all=False),
        licenses=_licenses(record),
        keywords=sorted({each.strip().casefold()[:200] for each in record.keywords if each.strip()}),
    )


def _codes(codes: Collection[str], vocabulary: Any, field: str, *, may_be_all: bool = True) -> list[str]:
    """Known codes in order; `*` is stored as the empty list, which means all."""
    if "*" in codes and may_be_all:
        return []
    unknown = set(codes) - {each.value for each in vocabulary}
    if unknown:
        raise FieldInvalid(field, f"Das steht nicht im Vokabular: {', '.join(sorted(unknown))}")
    return sorted(set(codes))


def _licenses(record: RuleRecord) -> list[str]:
    if record.licenses and record.kind != "license_policy":
        raise FieldInvalid("licenses", "Lizenzen nennt nur eine Regel für Lizenzen.")
    unknown = set(record.licenses) - set(rights.LICENSES)
    if unknown:
        raise FieldInvalid("licenses", f"Das steht nicht im Verzeichnis: {', '.join(sorted(unknown))}")
    return sorted(set(record.licenses))


def _checked(switches: Mapping[str, object]) -> dict[str, object]:
    """Only switches that there are, each in a position that the law leaves open."""
    default = rights.Policy()
    known = {each.name: getattr(default, each.name) for each in fields(default)}
    clean: dict[str, object] = {}
    for name, value in switches.items():
        if name not in known:
            raise FieldInvalid(name, "Diesen Schalter gibt es nicht.")
        _check_position(name, value, known[name])
        if value != known[name]:
            clean[name] = value
    return clean


def _check_position(name: str, value: object, default: object) -> None:
    if isinstance(default, rights.PolicyEffect):
        if value not in {each.value for each in rights.PolicyEffect}:
            raise FieldInvalid(name, "Möglich sind: allow_with_duties, ask, forbid.")
        if name == "crop_under_nd" and value == rights.PolicyEffect.ALLOW_WITH_DUTIES.value:
            raise FieldInvalid(name, "Ohne Bearbeitung heißt ohne Bearbeitung: das erlaubt kein Schalter.")
    elif type(value) is not type(default):
        raise FieldInvalid(name, "Dieser Wert passt nicht.")
    elif name == "own_consent_from" and value not in AGE_OF_OWN_CONSENT:
        raise FieldInvalid(name, "Möglich sind 12 bis 16 Jahre.")
    elif name == "guardians_needed" and value not in (1, 2):
        raise FieldInvalid(name, "Möglich sind eine oder beide sorgeberechtigte Personen.")


def _announce(rule: OrganizationRule, action: str, by: User) -> None:
    """Keep it in the trail, and judge again what rests on the old state."""
    data = {
        "organization": str(rule.organization.uuid),
        "kind": rule.kind,
        "effect": rule.effect,
        "version": rule.version,
        "from": rule.from_on.isoformat() if rule.from_on else None,
        "until": rule.until_on.isoformat() if rule.until_on else None,
    }
    _audit(action, by, "rule", str(rule.uuid), data)
    touch_assets(assets_in_use(rule.organization))


def _audit(action: str, by: User, kind: str, object_id: str, data: Mapping[str, object]) -> None:
    audit.record(action, actor=str(by.uuid), object_kind=kind, object_id=object_id, data=data)
