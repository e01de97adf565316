"""Which license an asset is under, and what proves it."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from assets.errors import DomainError, FieldInvalid
from assets.models import Asset, User
from licensing import rights
from licensing.models import LicenseAssignment
from licensing.services.changes import record_change


class EvidenceMissing(DomainError):
    """Verified means proven: a verified record names what proves it."""

    code = "evidence-missing"

    def __init__(self) -> None:
        super().__init__("Geprüft heißt belegt: bitte angeben, was die Lizenz belegt.")


class AssignmentDetails(TypedDict, total=False):
    """What may be known beside license and status: where the license stands, when it was looked up, by whom given."""

    source_url: str
    retrieved_on: date | None
    licensor_is_creator: str


@transaction.atomic
def assign_license(
    asset: Asset,
    *,
    license: str,
    status: str,
    by: User,
    evidence: str = "",
    **details: Unpack[AssignmentDetails],
) -> LicenseAssignment:
    """Record an asset's license; the former record stays, superseded. Verified needs evidence, a claim does not."""
    if license not in rights.LICENSES:
        raise FieldInvalid("license", "Diese Lizenz steht nicht im Verzeichnis.")
    verified = status == LicenseAssignment.Status.VERIFIED
    if verified and not evidence.strip():
        raise EvidenceMissing
    now = timezone.now()
    LicenseAssignment.objects.filter(asset=asset, superseded_at__isnull=True).update(superseded_at=now)
    assignment = LicenseAssignment.objects.create(
        asset=asset,
        license=license,
        status=status,
        claimed_by=str(by.uuid),
        evidence=evidence.strip(),
        **details,
        verified_by=by if verified else None,
        verified_at=now if verified else None,
        created_at=now,
    )
    record_change(
        [asset.pk], "license.assigned", by, "assignment", str(assignment.uuid), {"license": license, "status": status}
    )
    return assignment
