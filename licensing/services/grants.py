"""Rights granted to organizations: recorded whole, ended now, kept as proof."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, Organization, User
from assets.models import Collection as AssetCollection
from licensing.models import GrantScope, RightsGrant
from licensing.services.changes import record_change


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRecord:
    """What a person enters for a grant; codes of the vocabulary, `*` for all of an axis, uuids for licensees."""

    licensor: str
    licensees: Collection[str]
    channels: Collection[str]
    purposes: Collection[str]
    from_on: date
    until_on: date | None = None
    modifications: Collection[str] = ()
    territories: Collection[str] = ("*",)
    kind: str = "simple"
    commercial: str = "unknown"
    paid_promotion: str = "unknown"
    platform_sublicense: str = "unknown"
    third_party_redistribution: str = "unknown"
    print_run_max: int | None = None
    credit_required: str = "unknown"
    exact_credit: str = ""
    reference: str = ""
    evidence: str = ""


@transaction.atomic
def record_grant(
    record: GrantRecord,
    *,
    by: User,
    keeper: Organization,
    asset: Asset | None = None,
    collection: AssetCollection | None = None,
) -> RightsGrant:
    """Record a right of use for one asset or collection; an active grant names licensees, channels and purposes."""
    if not (record.licensees and record.channels and record.purposes):
        raise FieldInvalid("channels", "Ein Recht nennt, wer was wofür darf: Organisationen, Kanäle und Zwecke.")
    scalar = {
        name: getattr(record, name)
        for name in (
            "licensor", "kind", "from_on", "until_on", "commercial", "paid_promotion", "platform_sublicense",
            "third_party_redistribution", "print_run_max", "credit_required", "exact_credit", "reference", "evidence",
        )
    }  # fmt: skip
    grant = RightsGrant.objects.create(
        organization=keeper, asset=asset, collection=collection, created_by=by, created_at=timezone.now(), **scalar
    )
    GrantScope.objects.bulk_create(_scopes(grant, record))
    record_change(covered_assets(grant), "grant.recorded", by, "grant", str(grant.uuid), {})
    return grant


@transaction.atomic
def revoke_grant(grant: RightsGrant, *, by: User, reason: str = "") -> None:
    """End a grant now; twice is once. The row stays as proof of what was allowed until then."""
    now = timezone.now()
    ended = RightsGrant.objects.filter(pk=grant.pk).exclude(status=RightsGrant.Status.REVOKED)
    if ended.update(status=RightsGrant.Status.REVOKED, revoked_at=now):
        record_change(
            covered_assets(grant), "grant.revoked", by, "grant", str(grant.uuid), {"reason_given": bool(reason)}
        )


def _scopes(grant: RightsGrant, record: GrantRecord) -> Iterable[GrantScope]:
    axis = GrantScope.Axis
    values = {
        axis.LICENSEE: record.licensees,
        axis.CHANNEL: record.channels,
        axis.PURPOSE: record.purposes,
        axis.TERRITORY: record.territories,
        axis.MODIFICATION: record.modifications,
    }
    return [
        GrantScope(grant=grant, axis=name, value=value)
        for name, codes in values.items()
        for value in sorted(set(codes))
    ]


def covered_assets(grant: RightsGrant) -> list[int]:
    if grant.asset_id is not None:
        return [grant.asset_id]
    return list(Asset.objects.filter(collections=grant.collection_id).values_list("pk", flat=True))
