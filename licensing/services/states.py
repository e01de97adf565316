"""What people confirmed about an asset: layers, contradictions settled, embargoes."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, MetadataConflict, User
from licensing import rights
from licensing.models import AssetRights, AudioTrack, Embargo, PersonShown, PropertyShown, WorkShown
from licensing.models.assignment import Completeness
from licensing.rights import layers
from licensing.services.changes import record_change

LAYERS = ("persons", "works", "property", "audio")
AI_DETAILS = ("ai_looks_real", "ai_depicts_real_person", "ai_has_provider_terms", "ai_label")
OTHER_STATES = ("ai", "designation", "exact_credit", "viewpoint", "is_political_assembly", "is_untitled", *AI_DETAILS)
_TEXTS = ("exact_credit", "ai_label")
_TRI = ("ai", "ai_looks_real", "ai_depicts_real_person", "ai_has_provider_terms")
_LISTED: Mapping[str, type[Model]] = {"works": WorkShown, "property": PropertyShown, "audio": AudioTrack}


@transaction.atomic
def confirm_states(asset: Asset, *, states: Mapping[str, str | bool], by: User, note: str = "") -> AssetRights:
    """Record what a person saw: layers (LAYERS) and OTHER_STATES.

    An empty list never means none: complete needs records, none needs their absence.
    """
    rights_row, _ = AssetRights.objects.get_or_create(asset=asset)
    for name, value in states.items():
        if name not in {*LAYERS, *OTHER_STATES}:
            raise FieldInvalid(name, "Das lässt sich hier nicht eintragen.")
        _check_word(name, value)
        _check_list(asset, name, value)
        setattr(rights_row, name, value)
    rights_row.confirmed_by, rights_row.confirmed_at = by, timezone.now()
    rights_row.note = note or rights_row.note
    rights_row.version += 1
    rights_row.full_clean()
    rights_row.save()
    data = {name: value for name, value in states.items() if name not in _TEXTS}
    record_change([asset.pk], "rights.confirmed", by, "asset", str(asset.uuid), data)
    return rights_row


def _check_word(name: str, value: str | bool) -> None:
    if name in _TRI and value not in set(rights.Tri):
        raise FieldInvalid(name, "Möglich sind: yes, no, unknown.")
    if name == "viewpoint" and value not in set(layers.Viewpoint):
        raise FieldInvalid(name, "Diesen Standpunkt gibt es nicht.")


def _check_list(asset: Asset, name: str, value: str | bool) -> None:
    if name not in LAYERS or value not in {Completeness.LISTED_COMPLETE, Completeness.NONE_CONFIRMED}:
        return
    if name in _LISTED:
        has_rows = _LISTED[name]._default_manager.filter(asset=asset).exists()
    else:
        people = PersonShown.objects.filter(asset=asset)
        has_rows = (people if value == Completeness.LISTED_COMPLETE else people.exclude(is_identifiable="no")).exists()
    if value == Completeness.LISTED_COMPLETE and not has_rows:
        raise FieldInvalid(name, "Vollständig aufgeführt, aber nichts ist aufgeführt. Nichts vorhanden? Dann das.")
    if value == Completeness.NONE_CONFIRMED and has_rows:
        raise FieldInvalid(name, "Nichts vorhanden, aber es sind Einträge da: bitte zuerst streichen.")


@transaction.atomic
def set_embargo(asset: Asset, *, until_local: str, by: User, zone: str = "Europe/Berlin") -> Embargo:
    """Hold an asset back until a wall-clock time; a day without a time is kept and asks for the time.

    Raises FieldInvalid for a time that the clocks skip in spring, an unknown zone, or text that is no time.
    """
    try:
        is_day = len(until_local) == len("2026-11-22")
        local = None if is_day else datetime.fromisoformat(until_local)
        day = date.fromisoformat(until_local[:10])
        until_at = rights.resolve_local(local, zone) if local else None
    except ValueError as error:
        raise FieldInvalid("embargo", f"Diesen Zeitpunkt gibt es nicht: {until_local}") from error
    embargo = Embargo.objects.create(
        asset=asset,
        until_local=day.isoformat() if local is None else local.isoformat(timespec="minutes"),
        zone=zone,
        until_at=until_at,
        precision="day" if is_day else "minute",
        origin="person",
        set_by=by,
        created_at=timezone.now(),
    )
    record_change([asset.pk], "embargo.set", by, "asset", str(asset.uuid), {"until": embargo.until_local})
    return embargo


@transaction.atomic
def lift_embargoes(asset: Asset, *, by: User) -> int:
    """End every embargo of an asset; the rows stay as proof. The number ended."""
    lifted = Embargo.objects.filter(asset=asset, lifted_at__isnull=True).update(lifted_at=timezone.now(), lifted_by=by)
    if lifted:
        record_change([asset.pk], "embargo.lifted", by, "asset", str(asset.uuid), {"lifted": lifted})
    return lifted


@transaction.atomic
def resolve_conflicts(asset: Asset, *, concepts: Collection[str], by: User) -> None:
    """Settle contradictions in a file, or between the file and the record (`license`), as a person who looked."""
    now = timezone.now()
    open_rows = MetadataConflict.objects.filter(original=asset.original, concept__in=concepts)
    open_rows.filter(resolved_at__isnull=True).update(resolved_at=now, resolved_by=by)
    missing = set(concepts) - set(open_rows.values_list("concept", flat=True))
    MetadataConflict.objects.bulk_create(
        MetadataConflict(
            original=asset.original, concept=concept, values={}, severity="permission", resolved_at=now, resolved_by=by
        )
        for concept in sorted(missing)
    )
    record_change([asset.pk], "conflicts.resolved", by, "asset", str(asset.uuid), {"concepts": sorted(concepts)})
