"""Short ways to record rights; what a test is about stands in the test."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

from assets.models import Asset, Collection, CollectionItem, Organization, User
from licensing.models import RightsGrant
from licensing.rights import Channel, Facts, Purpose, Question
from licensing.services import GrantRecord, assign_license, confirm_states, record_grant

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NOBODY_IN_IT = {
    "persons": "none_confirmed",
    "works": "none_confirmed",
    "property": "none_confirmed",
    "audio": "none_confirmed",
    "ai": "no",
}


def facts_of(asset: Asset) -> Facts:
    from licensing.facts import facts_for

    return facts_for([asset.pk])[asset.pk]


def license_verified(asset: Asset, by: User, code: str = "CC0-1.0") -> None:
    assign_license(
        asset, license=code, status="verified", by=by, evidence="Seite gesehen",
        source_url="https://example.org/burg", licensor_is_creator="yes",
    )  # fmt: skip


def released(asset: Asset, by: User, code: str = "CC0-1.0") -> Asset:
    """Everything is looked at and a public license is proven."""
    license_verified(asset, by, code)
    confirm_states(asset, states=NOBODY_IN_IT, by=by)
    return asset


def grant(
    keeper: Organization, by: User, *, on: Asset | Collection, is_draft: bool = False, **values: Any
) -> RightsGrant:
    record = GrantRecord(
        **{
            "licensor": "Heimatverein",
            "licensees": [str(keeper.uuid)],
            "channels": ["website"],
            "purposes": ["public_relations"],
            "from_on": date(2026, 1, 1),
            "evidence": "Vertrag",
            **values,
        }
    )
    target = {"asset": on} if isinstance(on, Asset) else {"collection": on}
    return record_grant(record, by=by, keeper=keeper, is_draft=is_draft, **target)


def contracted(asset: Asset, town: Organization, by: User, **values: Any) -> Asset:
    """Clear but for its contract, which covers the town's website and print."""
    license_verified(asset, by, code="CONTRACT")
    confirm_states(asset, states=NOBODY_IN_IT, by=by)
    asset.creators = ["J. Muster"]
    asset.save()
    grant(
        town, by, on=asset, **{"credit_required": "no", "commercial": "yes", "channels": ["website", "print"], **values}
    )
    return asset


def collection(of: Organization, owner: User, *assets: Asset) -> Collection:
    made = Collection.objects.create(organization=of, owner=owner, name="Sammlung", created_at=timezone.now())
    for asset in assets:
        CollectionItem.objects.create(collection=made, asset=asset, added_at=timezone.now())
    return made


def question(asset: Asset, town: Organization, channel: Channel = Channel.WEBSITE) -> Question:
    return Question(
        asset=str(asset.uuid),
        organization=str(town.uuid),
        channel=channel,
        purpose=Purpose.PUBLIC_RELATIONS,
        publish_from=date(2026, 6, 10),
        publish_until=date(2026, 6, 20),
    )
