"""Saving what people claim: checked field by field, their confirmations stamped, and those audited word for word."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from assets import audit
from assets.errors import FieldInvalid
from assets.models import Role, UploadDraft, User, Visibility
from assets.uploads.drafts import locked_draft, save_draft
from assets.viewer import Viewer
from licensing.incoming.claims import read_claims, stamped_claims
from licensing.incoming.rows import find_campaign, rows_of
from licensing.services.batch import LOOKED_AT_ALL


@transaction.atomic
def say(
    draft: UploadDraft, values: Mapping[str, Any], *, by: User, viewer: Viewer, expected_version: int | None = None
) -> UploadDraft:
    """Save `title`, `claims`, `visibility` and `campaign` (a uuid, or none) of a draft; only what is given changes."""
    current = locked_draft(draft)
    changes = dict(values)
    if "campaign" in changes:
        wanted = "" if changes["campaign"] is None else str(changes["campaign"])
        changes["campaign"] = find_campaign(wanted, current.organization, viewer, at="campaign")
    if changes.get("visibility") == Visibility.PUBLIC and not viewer.holds(Role.EDITOR, current.organization_id):
        raise FieldInvalid("visibility", "Öffentlich machen dürfen Bearbeiter:innen der Organisation.")
    if "claims" in changes:
        changes["claims"] = _stamped(current, changes["claims"], by=by, viewer=viewer)
    return save_draft(current, changes=changes, by=by, expected_version=expected_version)


def _stamped(draft: UploadDraft, given: Mapping[str, Any], *, by: User, viewer: Viewer) -> dict[str, Any]:
    files = [str(each) for each in draft.files.values_list("uuid", flat=True)]
    kept, fresh = stamped_claims(given, former=draft.claims, files=files, by=str(by.uuid), at=timezone.now())
    rows_of(read_claims(kept), draft.organization, viewer)
    for layer, looked_at in fresh.items():
        audit.record(
            "upload.confirmed",
            actor=str(by.uuid),
            object_kind="draft",
            object_id=str(draft.uuid),
            data={"layer": layer, "sentence": LOOKED_AT_ALL.format(count=len(looked_at)), "files": sorted(looked_at)},
        )
    return kept
