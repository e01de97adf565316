# ruff: noqa: E501  tables: one row, one line
"""The four campaigns and some collections of the demo library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from assets.demo import PICTURES
from assets.models import Asset, Campaign, Collection, CollectionItem, Organization, User
from assets.services import add_to_campaign, touch_assets
from licensing.demo.organizations import COUNTY, LINDRODE, TOURISM


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    slug: str
    name: str
    organization: str
    description: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class CollectionPlan:
    """A board; pictures are taken by keyword, `most` at most."""

    name: str
    organization: str
    description: str
    keyword: str
    most: int = 12


CAMPAIGNS: Final = (
    CampaignPlan("50-jahre-kreis", "50 Jahre Kreis Heiderland", COUNTY, "Gemeinsames Jubiläum von Kreis, Städten und Tourismusverband (erfunden).", date(2027, 1, 1), date(2027, 10, 31)),
    CampaignPlan("kommunalwahl", "Kommunalwahl", COUNTY, "Hinweise zur Wahl, ohne Werbung für jemanden (erfunden).", date(2026, 6, 1), date(2027, 9, 12)),
    CampaignPlan("bundid", "BundID: Anträge von zu Hause", COUNTY, "Der Kreis erklärt die digitale Anmeldung (erfunden).", date(2026, 2, 1), date(2027, 6, 30)),
    CampaignPlan("landleben", "Landleben", TOURISM, "Imagekampagne mit Motiven für T-Shirt, Polo, Button und Aufkleber (erfunden).", date(2026, 4, 1), date(2027, 12, 31)),
)  # fmt: skip
COLLECTIONS: Final = (
    CollectionPlan("Herbst auf Instagram", LINDRODE, "Vorauswahl für die Herbstwochen.", "Herbst"),
    CollectionPlan("Titelbilder Winter", LINDRODE, "Quer, ruhig, mit Platz für Text.", "Winter", 8),
    CollectionPlan("Radkarte", TOURISM, "Bilder für die neue Radkarte.", "Fahrrad", 8),
    CollectionPlan("Mühlen", TOURISM, "Alle Mühlen des Kreises.", "Mühle", 10),
)


def ensure_campaigns(assets: Mapping[str, Asset], organizations: Mapping[str, Organization]) -> None:
    """The campaigns with everybody taking part; only pictures that are not in yet are added."""
    for plan in CAMPAIGNS:
        campaign, is_new = Campaign.objects.get_or_create(
            organization=organizations[plan.organization],
            slug=plan.slug,
            defaults={
                "name": plan.name,
                "description": plan.description,
                "from_on": plan.from_on,
                "until_on": plan.until_on,
            },
        )
        if is_new:
            campaign.organizations.set(each for slug, each in organizations.items() if slug != plan.organization)
        present = set(campaign.assets.values_list("pk", flat=True))
        wanted = [
            assets[picture.path] for picture in PICTURES if picture.campaign == plan.slug and picture.path in assets
        ]
        missing = [asset for asset in wanted if asset.pk not in present]
        if missing:
            add_to_campaign(campaign, missing)


def ensure_collections(
    assets: Mapping[str, Asset], organizations: Mapping[str, Organization], keeper: Callable[[str], User]
) -> None:
    """The boards, each filled once when it is made."""
    now = timezone.now()
    for plan in COLLECTIONS:
        collection, is_new = Collection.objects.get_or_create(
            organization=organizations[plan.organization],
            name=plan.name,
            defaults={"owner": keeper(plan.organization), "description": plan.description, "created_at": now},
        )
        fitting = [picture.path for picture in PICTURES if plan.keyword in picture.keywords and picture.path in assets]
        if not is_new or not fitting:
            continue
        chosen = [assets[path] for path in fitting[: plan.most]]
        CollectionItem.objects.bulk_create(
            CollectionItem(collection=collection, asset=asset, added_at=now) for asset in chosen
        )
        touch_assets([asset.pk for asset in chosen])
