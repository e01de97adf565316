"""What becomes of rights when a picture's bytes are replaced: they do not silently pass to a different picture.

Unless a person says "the same picture, a better file" and both look alike, license, grants, confirmations, people and
works that were recorded for the old picture are taken off, what persons decided about it releases nothing any more,
what they were asked about it is no question any more, and whoever keeps the picture gets the task to record anew.
Restrictions (blocks, embargoes) stay. What is published is judged again with the change.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assets.models import ArtworkUse, Asset, FormerOriginal, User
from assets.versions import Likeness, NewBytes, likeness_of, replace_original
from licensing.incoming.missing import task_of
from licensing.models import (
    AssetRights,
    AudioTrack,
    Bundle,
    Consent,
    Download,
    Embargo,
    LicenseAssignment,
    PersonShown,
    PropertyShown,
    Publication,
    RenditionState,
    Resolution,
    RightsBlock,
    RightsGrant,
    SignShown,
    WorkShown,
)
from licensing.services.changes import record_change, touched_together
from licensing.services.grants import revoke_grant
from licensing.services.persons import show_people
from licensing.services.resolutions import drop_questions
from licensing.services.shown import replace_property, replace_signs, replace_tracks, replace_works
from licensing.services.tasks import open_tasks

ON: Final = (Publication.State.LIVE, Publication.State.SCHEDULED, Publication.State.DUE_FOR_REMOVAL)
TO_RECORD: Final = ("confirm", "people", "works", "places")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """What hangs on an original, as numbers and ids; no names."""

    license: str | None
    grants: tuple[str, ...]
    grants_of_collections: int
    consents: int
    people: int
    works: int
    decisions: int
    publications: tuple[Publication, ...]
    crops: int
    artworks: int
    blocks: int
    embargoes: int


def hanging_on(asset: Asset) -> Hanging:
    """Everything that was recorded for, decided about or made with the picture as it is now."""
    license = LicenseAssignment.objects.filter(asset=asset, superseded_at__isnull=True).first()
    grants = _grants(asset).order_by("pk").values_list("uuid", flat=True)
    collected = RightsGrant.objects.in_force().filter(collection__in=asset.collections.all())
    people = PersonShown.objects.filter(asset=asset)
    consents = Consent.objects.filter(Q(asset=asset) | Q(person__shown_on__asset=asset)).distinct()
    things = (WorkShown, PropertyShown, SignShown, AudioTrack)
    return Hanging(
        license=license.license if license else None,
        grants=tuple(str(each) for each in grants),
        grants_of_collections=collected.count(),
        consents=consents.count(),
        people=people.count(),
        works=sum(model._default_manager.filter(asset=asset).count() for model in things),
        decisions=Resolution.objects.filter(asset=asset).count(),
        publications=tuple(Publication.objects.filter(asset=asset, state__in=ON).select_related("organization")),
        crops=RenditionState.objects.filter(asset=asset).count(),
        artworks=ArtworkUse.objects.filter(asset=asset).count(),
        blocks=RightsBlock.objects.filter(asset=asset, lifted_at__isnull=True).count(),
        embargoes=Embargo.objects.filter(asset=asset, lifted_at__isnull=True).count(),
    )


def replace_version(
    asset: Asset, new: NewBytes, *, is_same_picture: bool, because: str, by: User, expected_version: int
) -> FormerOriginal:
    """Replace the bytes of an asset; its rights stay only where it is, and looks like, the same picture."""
    likeness = likeness_of(asset, new) if is_same_picture else Likeness()
    keeps = is_same_picture and likeness.agrees
    with transaction.atomic(), touched_together():
        rights = {**_recorded(asset), "kept": keeps, "mark": likeness.present}
        former = replace_original(asset, new, because=because, rights=rights, by=by, expected_version=expected_version)
        if not keeps:
            _take_off(asset, by)
    return former


def _grants(asset: Asset) -> Any:
    return RightsGrant.objects.filter(asset=asset).exclude(status=RightsGrant.Status.REVOKED)


def _recorded(asset: Asset) -> dict[str, Any]:
    """Ids of what was recorded for the picture that is replaced; no names, nothing of persons."""
    license = LicenseAssignment.objects.filter(asset=asset, superseded_at__isnull=True).first()
    states = AssetRights.objects.filter(asset=asset).first()
    return {
        "assignment": str(license.uuid) if license else None,
        "grants": [str(each) for each in _grants(asset).order_by("pk").values_list("uuid", flat=True)],
        "states_version": states.version if states else None,
    }


def _take_off(asset: Asset, by: User) -> None:
    """Nothing that was said of the old picture holds for this one; the rows that prove it stay, or their audit does."""
    now = timezone.now()
    LicenseAssignment.objects.filter(asset=asset, superseded_at__isnull=True).update(superseded_at=now)
    for grant in _grants(asset):
        revoke_grant(grant, by=by, reason="Das Bild wurde durch ein anderes ersetzt.")
    show_people(asset, people=[], by=by)
    replace_works(asset, [], by=by)
    replace_property(asset, [], by=by)
    replace_signs(asset, [], by=by)
    replace_tracks(asset, [], by=by)
    AssetRights.objects.filter(asset=asset).delete()
    RenditionState.objects.filter(asset=asset).update(persons="unknown", works="unknown", property="unknown")
    drop_questions(asset, by=by, at=now)
    _end_copies(asset, at=now)
    task = task_of(asset, TO_RECORD, draft=None)
    open_tasks([task] if task else [], at=now, by=by)
    record_change([asset.pk], "rights.taken_off", by, "asset", str(asset.uuid), {"because": "original.replaced"})


def _end_copies(asset: Asset, *, at: datetime) -> None:
    """Copies of the old picture that wait to be fetched leave no more, whatever is recorded for the new one."""
    Download.objects.filter(asset=asset, expires_at__gt=at).update(expires_at=at)
    Bundle.objects.filter(items__asset=asset, expires_at__gt=at).update(expires_at=at)
