"""What is written into a copy that leaves: rights and the decision's number; no position, persons or contacts."""

from assets.intake.describe import rights_of
from licensing import rights
from licensing.models import Download, LicenseAssignment

COPY_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Types whose packet we merge ourselves, with every pixel untouched; others leave as the large rendition."""


def rights_inside(download: Download) -> dict[str, object]:
    """The rights fields of the asset, its license in force, and the decision that let the copy out (rule W4)."""
    fields = rights_of(download.asset.original)
    assignment = LicenseAssignment.objects.filter(asset=download.asset, superseded_at__isnull=True).first()
    entry = rights.LICENSES.get(assignment.license) if assignment else None
    fields["license_url"] = (entry.canonical_url if entry else None) or ""
    fields["decision_number"] = str(download.decision.uuid)
    return fields
