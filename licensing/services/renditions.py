"""Versions of a picture that somebody looked at: a crop without the child, a group with blurred faces.

What is confirmed holds for exactly this version and for nothing else of the asset; it is never edited. Who looked, and
when, is part of the record.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, User
from licensing import rights
from licensing.models import PersonShown, RenditionState
from licensing.models.assignment import Completeness
from licensing.services.changes import record_change

SMALLEST: Final = 0.01
_SIDES: Final = ("x", "y", "width", "height")
_BLURS: Final = frozenset({"face_blur"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord:
    """What a person saw in one version. `crop` is in 0..1 of the upright picture; `persons_shown` are the numbers of
    those still recognizable.
    """

    name: str = ""
    crop: Mapping[str, float] | None = None
    modifications: Collection[str] = ()
    persons: str = "unknown"
    works: str = "unknown"
    property: str = "unknown"
    persons_shown: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    modifications: list[str]
    people: list[PersonShown]


@transaction.atomic
def confirm_version(asset: Asset, record: VersionRecord, *, by: User) -> RenditionState:
    """Keep what somebody saw in exactly this crop or blurred version."""
    crop = _crop(record.crop)
    seen = _Seen(_modifications(record, has_crop=crop is not None), _people(asset, record))
    _check_states(record, seen)
    version = RenditionState.objects.create(
        asset=asset,
        name=record.name.strip()[:100],
        crop=crop,
        modifications=seen.modifications,
        persons=record.persons,
        works=record.works,
        property=record.property,
        confirmed_by=by,
        confirmed_at=timezone.now(),
    )
    version.persons_shown.set(seen.people)
    data = {
        "version": str(version.uuid),
        "crop": crop,
        "modifications": seen.modifications,
        "persons": record.persons,
        "works": record.works,
        "property": record.property,
    }
    record_change([asset.pk], "version.confirmed", by, "asset", str(asset.uuid), data)
    return version


def _crop(crop: Mapping[str, float] | None) -> dict[str, float] | None:
    if crop is None:
        return None
    if set(crop) != set(_SIDES) or any(not 0 <= crop[side] <= 1 for side in _SIDES):
        raise FieldInvalid("crop", "Ein Ausschnitt hat x, y, width und height zwischen 0 und 1.")
    is_inside = crop["x"] + crop["width"] <= 1 + 1e-9 and crop["y"] + crop["height"] <= 1 + 1e-9
    if not is_inside or min(crop["width"], crop["height"]) < SMALLEST:
        raise FieldInvalid("crop", "Der Ausschnitt liegt nicht im Bild oder ist leer.")
    if crop["width"] == 1 and crop["height"] == 1:
        raise FieldInvalid("crop", "Das ist das ganze Bild, kein Ausschnitt.")
    return {side: round(float(crop[side]), 6) for side in _SIDES}


def _modifications(record: VersionRecord, *, has_crop: bool) -> list[str]:
    made = set(record.modifications) - {"none"} | ({"crop"} if has_crop else set())
    unknown = made - {each.value for each in rights.Modification}
    if unknown:
        raise FieldInvalid("modifications", f"Das steht nicht im Vokabular: {', '.join(sorted(unknown))}")
    if "crop" in made and not has_crop:
        raise FieldInvalid("crop", "Welcher Ausschnitt? Bitte die Lage angeben.")
    if not has_crop and not made & _BLURS:
        raise FieldInvalid("modifications", "Eine Fassung ist ein Ausschnitt oder macht Gesichter unkenntlich.")
    return sorted(made)


def _people(asset: Asset, record: VersionRecord) -> list[PersonShown]:
    wanted = set(record.persons_shown)
    found = list(PersonShown.objects.filter(asset=asset, number__in=wanted))
    if len(found) != len(wanted):
        raise FieldInvalid("persons_shown", "Diese Person ist auf dem Bild nicht eingetragen.")
    return found


def _check_states(record: VersionRecord, seen: _Seen) -> None:
    """An empty list never means none, and none is never said beside a list."""
    for layer in ("persons", "works", "property"):
        if getattr(record, layer) not in Completeness.values:
            raise FieldInvalid(layer, "Diesen Stand gibt es nicht.")
    if record.persons == Completeness.LISTED_COMPLETE and not seen.people:
        raise FieldInvalid("persons", "Vollständig aufgeführt, aber niemand ist aufgeführt: niemand erkennbar?")
    if record.persons == Completeness.NONE_CONFIRMED and seen.people:
        raise FieldInvalid("persons", "Niemand erkennbar und doch Personen aufgeführt: bitte entscheiden.")
