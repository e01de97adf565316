"""Which license an asset is under, and what proves it."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from assets.errors import DomainError, FieldInvalid
from assets.models import Asset, User
from licensing import rights
from licensing.models import Document, LicenseAssignment
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
    document: Document | None
    license_revision: int | None


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
    evidence = evidence.strip() or _title(details.get("document"))
    if verified and not evidence:
        raise EvidenceMissing
    _check_revision(license, details.get("license_revision"))
    now = timezone.now()
    LicenseAssignment.objects.filter(asset=asset, superseded_at__isnull=True).update(superseded_at=now)
    assignment = LicenseAssignment.objects.create(
        asset=asset,
        license=license,
        status=status,
        claimed_by=str(by.uuid),
        evidence=evidence,
        **details,
        verified_by=by if verified else None,
        verified_at=now if verified else None,
        created_at=now,
    )
    record_change(
        [asset.pk], "license.assigned", by, "assignment", str(assignment.uuid), {"license": license, "status": status}
    )
    return assignment


def _title(document: Document | None) -> str:
    """A document that is filed proves by itself; its number stands where words would."""
    return "" if document is None else f"Beleg {document.uuid}"


def _check_revision(license: str, revision: int | None) -> None:
    """The text that was accepted is one of the registry's; none means the text in force on the day of the record."""
    if revision is not None and rights.find_license(license, revision) is None:
        raise FieldInvalid("license_revision", "Diese Fassung des Lizenztextes kennt das Verzeichnis nicht.")
