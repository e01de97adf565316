"""The rights preset of a source: said once by an administrator, recorded for everything that is found there.

Nobody looked at what a source brings: its claims name where pictures come from and nothing of what is on them.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, IndexSource, Organization
from assets.viewer import Viewer
from licensing import presets
from licensing.incoming.claims import read_claims
from licensing.incoming.missing import task_of
from licensing.incoming.recording import record_origin
from licensing.incoming.rows import rows_of
from licensing.models import Document, LicenseAssignment
from licensing.services.tasks import open_tasks


def checked_source_claims(given: object, organization: Organization, viewer: Viewer) -> dict[str, Any]:
    """Claims of a source as they are kept: a preset or nothing. Raises FieldInvalid with the field's name."""
    if not given:
        return {}
    if not isinstance(given, Mapping) or set(given) - {"preset"}:
        raise FieldInvalid("claims", "Für eine Quelle lässt sich nur sagen, woher die Bilder kommen.")
    rows_of(read_claims(given), organization, viewer)
    return dict(given)


def record_found(asset: Asset, source: IndexSource) -> None:
    """License and grant of the source's preset for a new asset; what the preset lacks is a task, one row for all.

    Where a catalogue named a license for this picture, what holds for the whole source does not replace it.
    """
    by = source.created_by
    if not source.claims.get("preset") or by is None:
        return
    if LicenseAssignment.objects.filter(asset=asset, superseded_at__isnull=True).exists():
        return
    claims = read_claims(source.claims)
    if claims.preset is None:
        return
    records = presets.expand(claims.preset, claims.answers, on=timezone.localdate(), may_verify=True)
    named = claims.answers.document
    held = Document.objects.filter(organization=asset.organization_id, erased_at__isnull=True)
    document = held.filter(uuid=named).first() if named else None
    record_origin(asset, records, keeper=asset.organization, by=by, document=document)
    gaps = presets.gaps_of(claims.preset, claims.answers, may_verify=True)
    task = task_of(asset, [each.code for each in gaps], draft=None)
    open_tasks([task] if task else [], at=timezone.now(), by=by)
