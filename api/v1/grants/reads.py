"""Which grants somebody may read: the records that their own organizations keep."""

from django.db.models import QuerySet

from assets.viewer import Viewer
from licensing.models import RightsGrant


def grants_visible_to(viewer: Viewer) -> "QuerySet[RightsGrant]":
    grants = RightsGrant.objects.order_by("-created_at", "-id")
    return grants if viewer.sees_all else grants.filter(organization_id__in=viewer.organization_ids)
