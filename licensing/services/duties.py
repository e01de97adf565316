"""Duties over time: what ends, who comes of age, what is overdue, what is missing. Sweeps that can be run at any time.

Each sweep is idempotent: what it opens has a fact as its key, and what no longer holds is dropped. None of it is
needed for a verdict; people are told in time, that is all.

Details are missing (`missing_details`): a task opens for the organization that owns a picture when somebody asked for
it in earnest (a decision was stored: a download, a use), a person would have had to decide, and one of the reasons is
something that somebody can look up or enter. One task for each picture, whoever asks how often; it is dropped when the
same question no longer meets such a reason. Checks that nobody stores, and pictures that nobody asked for, open none.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
from django.db import transaction
from django.db.models import Q

from licensing import rights
from licensing.models import (
    Consent,
    ConsentEvent,
    Download,
    Person,
    Publication,
    RightsDecision,
    RightsGrant,
    Task,
    UsePermission,
)
from licensing.rights.days import anniversary
from licensing.services.decisions import decision_about
from licensing.services.tasks import CHUNK, Draft, bundle_of, drop_tasks, last_moment, open_tasks
from licensing.services.withdrawals import pictures_under

State = Publication.State
AHEAD_DAYS: Final = 30
ADULT_AT: Final = 18
ESCALATED: Final = 500
IN_USE: Final = (State.SCHEDULED, State.LIVE, State.DUE_FOR_REMOVAL)
ENDED_EVENTS: Final = frozenset({
    ConsentEvent.Kind.WITHDRAWN, ConsentEvent.Kind.REFUSED, ConsentEvent.Kind.SUPERSEDED,
})  # fmt: skip
FIXABLE: Final = frozenset({
    "LIC_UNKNOWN", "LIC_VERSION_MISSING", "LIC_CHAIN_UNVERIFIED", "LIC_CONFLICT_EMBEDDED", "GRANT_EVIDENCE_MISSING",
    "ATTR_CREATOR_MISSING", "ATTR_INCOMPLETE", "PERS_STATE_UNKNOWN", "PERS_CONSENT_MISSING", "PERS_AGE_UNKNOWN",
    "WORK_STATE_UNKNOWN", "PROP_STATE_UNKNOWN", "AUDIO_RIGHTS_UNKNOWN", "AI_STATE_UNKNOWN",
    "AI_PROVIDER_TERMS_UNKNOWN", "EMBARGO_TIME_AMBIGUOUS",
})  # fmt: skip
"""Reasons that somebody can do away with by looking it up or entering it; the others need a judgement."""


@transaction.atomic
def open_endings(*, at: datetime) -> int:
    """Grants, consents and permissions that end within 30 days and on which something rests."""
    today = rights.berlin_day(at)
    drafts = [*_grants(today), *_consents(today), *_permissions(today), *_birthdays(today)]
    made = open_tasks(drafts, at=at)
    _drop_moot({draft.fact for draft in drafts}, at)
    return len(made)


def _drop_moot(facts: set[str], at: datetime) -> None:
    """What was about to end and does not any more, or ended and has nothing resting on it."""
    kinds = [Task.Kind.EXPIRY, Task.Kind.RECONFIRM]
    stale = Task.objects.filter(kind__in=kinds, state=Task.State.OPEN)
    moot = [pk for pk, fact in stale.values_list("pk", "fact") if fact not in facts]
    for start in range(0, len(moot), CHUNK):
        drop_tasks(Task.objects.filter(pk__in=moot[start : start + CHUNK]), reason="no-longer-due", at=at)


def _grants(today: date) -> Iterator[Draft]:
    ending = RightsGrant.objects.filter(
        status=RightsGrant.Status.ACTIVE,
        replaced_by__isnull=True,
        until_on__gte=today,
        until_on__lte=today + timedelta(days=AHEAD_DAYS),
    )
    for grant in ending.order_by("pk"):
        used = set(_used().filter(chosen_grant=str(grant.uuid)).values_list("asset_id", flat=True))
        taken = Download.objects.filter(decision__chosen_grant=str(grant.uuid))
        used |= set(taken.values_list("asset_id", flat=True))
        if used and grant.until_on is not None:
            yield _ending("grant", str(grant.uuid), grant.organization_id, grant.until_on, used, grant_id=grant.pk)


def _consents(today: date) -> Iterator[Draft]:
    ending = Consent.objects.filter(until_on__gte=today, until_on__lte=today + timedelta(days=AHEAD_DAYS))
    for consent in ending.prefetch_related("events").order_by("pk"):
        used = _resting_on(consent) if _stands(consent) else set()
        if used and consent.until_on is not None:
            yield _ending(
                "consent", str(consent.uuid), consent.organization_id, consent.until_on, used, consent_id=consent.pk
            )


def _permissions(today: date) -> Iterator[Draft]:
    """Releases of owners, holders of signs and of music; the organization that keeps the record is told."""
    ending = UsePermission.objects.filter(until_on__gte=today, until_on__lte=today + timedelta(days=AHEAD_DAYS))
    for permission in ending.order_by("pk"):
        shown = _shown_with(permission)
        used = set(_used().filter(asset_id__in=shown).values_list("asset_id", flat=True))
        if used and permission.until_on is not None:
            yield _ending("permission", str(permission.uuid), permission.organization_id, permission.until_on, used)


def _shown_with(permission: UsePermission) -> set[int]:
    """Pictures of works, places, signs and sounds that the permission is for."""
    found: set[int] = set()
    for relation in UsePermission._meta.related_objects:
        model: Any = relation.related_model
        name = relation.field.name
        if any(each.name == "asset" for each in model._meta.fields):
            found |= set(model.objects.filter(**{name: permission.pk}).values_list("asset_id", flat=True))
    return found


def _birthdays(today: date) -> Iterator[Draft]:
    """Whoever turns 18 within 30 days, or has since guardians consented, and is shown in something that is on."""
    first, last = today - timedelta(days=365), today + timedelta(days=AHEAD_DAYS)
    born = Person.objects.filter(born_on__gte=_years_before(first), born_on__lte=_years_before(last))
    consents = Consent.objects.filter(person__in=born, givers__role="guardian").distinct()
    for consent in consents.select_related("person").prefetch_related("events").order_by("pk"):
        day = anniversary(consent.person.born_on, ADULT_AT) if consent.person.born_on else None
        if day is None or not first <= day <= last or not _stands(consent) or _is_reconfirmed(consent):
            continue
        if _resting_on(consent):
            yield Draft(
                organization_id=consent.organization_id,
                kind=Task.Kind.RECONFIRM,
                fact=f"consent:{consent.uuid}:reconfirm",
                cause="COMES_OF_AGE",
                params={"date": day.isoformat()},
                due_at=last_moment(day),
                escalate_at=last_moment(day + timedelta(days=7)),
                consent_id=consent.pk,
            )


def _years_before(day: date) -> date:
    """Who was born then is 18 on that day."""
    try:
        return day.replace(year=day.year - ADULT_AT)
    except ValueError:
        return date(day.year - ADULT_AT, 2, 28)


def _stands(consent: Consent) -> bool:
    last = max(consent.events.all(), key=lambda event: event.pk, default=None)
    return last is not None and last.kind not in ENDED_EVENTS


def _is_reconfirmed(consent: Consent) -> bool:
    return any(event.kind == ConsentEvent.Kind.RECONFIRMED for event in consent.events.all())


def _resting_on(consent: Consent) -> set[int]:
    shown = pictures_under(consent)
    return set(_used().filter(asset_id__in=shown).values_list("asset_id", flat=True))


def _used() -> Any:
    return Publication.objects.filter(state__in=IN_USE)


def _ending(record: str, uuid: str, organization_id: int, day: date, used: set[int], **links: Any) -> Draft:
    """ "Vertrag für 12 Bilder endet": one row however many pictures; with the picture where it is only one."""
    due = last_moment(day)
    return Draft(
        organization_id=organization_id,
        kind=Task.Kind.EXPIRY,
        fact=f"{record}:{uuid}:ends",
        cause="EXPIRES",
        params={"record": record, "date": day.isoformat(), "pictures": len(used)},
        bundle=bundle_of("ends", record, uuid),
        due_at=due,
        escalate_at=None,
        asset_id=next(iter(used)) if len(used) == 1 else None,
        **links,
    )


@transaction.atomic
def escalate(*, at: datetime) -> int:
    """Flag what is overdue; the administrators are told with the next mails."""
    overdue = Task.objects.filter(state=Task.State.OPEN, escalate_at__lte=at, escalated_at__isnull=True)
    pks = list(overdue.order_by("escalate_at", "pk").values_list("pk", flat=True)[:ESCALATED])
    return Task.objects.filter(pk__in=pks).update(escalated_at=at)


def missing_details(*, at: datetime, after: int, most: int = CHUNK) -> int:
    """Read the decisions stored after this one; the last one read. See the rule at the top."""
    rows = list(RightsDecision.objects.filter(pk__gt=after).order_by("pk").select_related("asset")[:most])
    drafts = [draft for row in rows if row.verdict == "needs_decision" for draft in _missing(row, at)]
    open_tasks(drafts, at=at)
    return rows[-1].pk if rows else after


def _missing(decision: RightsDecision, at: datetime) -> Iterator[Draft]:
    codes = _fixable(decision, at) if decision.asset.deleted_at is None else []
    if codes:
        asset = decision.asset
        yield Draft(
            organization_id=asset.organization_id,
            kind=Task.Kind.MISSING,
            fact=f"asset:{asset.uuid}:missing",
            cause="DETAILS_MISSING",
            params={"codes": codes},
            asset_id=asset.pk,
            decision_id=decision.pk,
        )


def _fixable(decision: RightsDecision, at: datetime) -> list[str]:
    """The reasons that can be done away with, as the same question meets them today; none once a person released it."""
    try:
        question = msgspec.convert(decision.question, rights.Question)
    except (msgspec.ValidationError, ValueError):
        return []
    again = decision_about(decision.asset, question, at=at)
    if again.resolution:
        return []
    return [code for code in dict.fromkeys(each.code for each in again.reasons) if code in FIXABLE]


def drop_complete(*, at: datetime) -> int:
    """End tasks about missing details whose picture has them by now."""
    open_ones = Task.objects.filter(kind=Task.Kind.MISSING, state=Task.State.OPEN, decision__isnull=False)
    changed = open_ones.filter(Q(asset__changed_at__gte=at - timedelta(days=2)) | Q(asset__deleted_at__isnull=False))
    done = [
        task.pk
        for task in changed.select_related("decision__asset").order_by("pk")[:CHUNK]
        if task.decision and (task.decision.asset.deleted_at or not _fixable(task.decision, at))
    ]
    return drop_tasks(Task.objects.filter(pk__in=done), reason="details-there", at=at) if done else 0
