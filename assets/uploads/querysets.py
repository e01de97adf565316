"""What of the drafts a viewer may see, and what work is left in them."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from assets.viewer import Viewer

if TYPE_CHECKING:
    from assets.models import UploadDraft, UploadFile  # noqa: F401  (names in annotations)


class UploadDraftQuerySet(models.QuerySet["UploadDraft"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """A draft is seen by its owner; what came through a drop-box by every contributor of its organization."""
        if viewer.sees_all:
            return self
        from assets.models.organization import Role

        handed_in = Q(owner__isnull=True, organization_id__in=viewer.organizations_as(Role.CONTRIBUTOR))
        return self.filter(Q(owner_id=viewer.user_id) | handed_in)


class UploadFileQuerySet(models.QuerySet["UploadFile"]):
    def due(self, *, at: datetime) -> Self:
        """Whole files that nobody has examined yet, nobody holds and whose next attempt has come."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
        ripe = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at)
        return self.filter(free, ripe, state="arrived", gave_up_at__isnull=True)
