"""What is recorded about an asset's rights, cut down to what the asker may know of it."""

from api.v1.assets.answers import AssignmentAnswer, EmbargoAnswer, GrantLabel, RightsAnswer, RightsStates
from api.v1.assets.shown_answers import shown_answer
from api.v1.assets.tiles import license_label
from api.v1.grants.reads import grants_visible_to
from assets.models import Asset
from assets.viewer import Viewer
from licensing.models import AssetRights, Embargo, LicenseAssignment


def rights_answer(asset: Asset, viewer: Viewer) -> RightsAnswer:
    """Evidence and grants are shown to members of the organization that keeps the record (invariant I15)."""
    is_own = viewer.sees_all or asset.organization_id in viewer.organization_ids
    return RightsAnswer(
        assignment=_assignment(asset, is_own=is_own),
        grants=_grants(asset, viewer),
        states=_states(asset),
        embargo=_embargo(asset),
        shown=shown_answer(asset, viewer),
    )


def _assignment(asset: Asset, *, is_own: bool) -> AssignmentAnswer | None:
    row = LicenseAssignment.objects.filter(asset=asset, superseded_at__isnull=True).first()
    if row is None:
        return None
    return AssignmentAnswer(
        id=row.uuid,
        license=row.license,
        label=license_label(row.license).label,
        status=row.status,
        claimed_by=row.claimed_by if is_own else "",
        source_url=row.source_url or None,
        retrieved_on=row.retrieved_on,
        licensor_is_creator=row.licensor_is_creator,
        evidence=(row.evidence or None) if is_own else None,
    )


def _grants(asset: Asset, viewer: Viewer) -> list[GrantLabel]:
    return [
        GrantLabel(
            id=each.uuid,
            label=str(each),
            licensor=each.licensor,
            status=each.status,
            from_on=each.from_on,
            until_on=each.until_on,
        )
        for each in grants_visible_to(viewer).filter(asset=asset)
    ]


def _states(asset: Asset) -> RightsStates:
    row = AssetRights.objects.filter(asset=asset).first() or AssetRights()
    return RightsStates(**{name: getattr(row, name) for name in RightsStates.__struct_fields__})


def _embargo(asset: Asset) -> EmbargoAnswer | None:
    row = Embargo.objects.filter(asset=asset, lifted_at__isnull=True).order_by("-created_at", "-pk").first()
    if row is None:
        return None
    return EmbargoAnswer(until_local=row.until_local, zone=row.zone, precision=row.precision)
