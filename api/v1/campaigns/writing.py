"""Campaigns made and changed; each in one transaction, told to search when its name or audience changes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from api.problems import Problem, field_problem
from assets import audit
from assets.models import Campaign, Organization, User
from assets.services import touch_assets


@transaction.atomic
def create_campaign(values: Mapping[str, Any], *, organization: Organization, by: User) -> Campaign:
    """Raises `already-exists` when the organization has a campaign of that slug."""
    apart = {"organization", "organizations", "slug", "quiet"}
    fields = {name: value for name, value in values.items() if name not in apart} | _quiet(values)
    slug = values.get("slug") or slugify(values["name"])[:120] or "kampagne"
    try:
        with transaction.atomic():
            campaign = Campaign.objects.create(organization=organization, slug=slug, **_checked(fields))
    except IntegrityError as error:
        raise Problem("already-exists") from error
    _join(campaign, values.get("organizations"))
    audit.record("campaign.created", actor=str(by.uuid), object_kind="campaign", object_id=str(campaign.uuid))
    return campaign


@transaction.atomic
def change_campaign(campaign: Campaign, values: Mapping[str, Any], *, by: User) -> Campaign:
    fields = {name: value for name, value in values.items() if name not in {"organizations", "quiet"}}
    fields |= _quiet(values)
    window = {"from_on": campaign.from_on, "until_on": campaign.until_on} | fields
    _checked(window)
    for name, value in fields.items():
        setattr(campaign, name, value)
    campaign.save()
    _join(campaign, values.get("organizations"))
    audit.record(
        "campaign.changed",
        actor=str(by.uuid),
        object_kind="campaign",
        object_id=str(campaign.uuid),
        data={"fields": sorted(values)},
    )
    touch_assets(list(campaign.assets.values_list("pk", flat=True)), bump=False)
    return campaign


def _quiet(values: Mapping[str, Any]) -> dict[str, Any]:
    """The quiet period as the row holds it; nothing where it was not spoken of."""
    if "quiet" not in values:
        return {}
    quiet = values["quiet"]
    if quiet is None:
        return {"quiet_from_on": None, "quiet_until_on": None, "quiet_name": ""}
    if quiet["until_on"] < quiet["from_on"]:
        raise field_problem("quiet.until", "Das Ende liegt vor dem Anfang.", code="min_value")
    return {"quiet_from_on": quiet["from_on"], "quiet_until_on": quiet["until_on"], "quiet_name": quiet["name"]}


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    start, end = fields.get("from_on"), fields.get("until_on")
    if start and end and end < start:
        raise field_problem("until", "Das Ende liegt vor dem Anfang.", code="min_value")
    return fields


def _join(campaign: Campaign, wanted: list[UUID] | None) -> None:
    if wanted is None:
        return
    found = list(Organization.objects.filter(uuid__in=wanted))
    if len(found) != len(set(wanted)):
        raise field_problem("organizations", "Diese Organisation gibt es nicht.", code="does_not_exist")
    campaign.organizations.set(found)
    campaign.participations.exclude(organization__in=found).delete()
