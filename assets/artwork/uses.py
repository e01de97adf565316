"""Uses of artwork: recorded, changed, ended. Whoever changes what is printed has its preflight made anew."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assets import audit
from assets.artwork.products import Place, Product, Technique, products
from assets.errors import FieldInvalid
from assets.models import ArtworkUse, Asset, Campaign, Organization, Preflight, User

SMALLEST_MM: Final = 5.0
PRINTED: Final = frozenset({"product", "place", "technique", "width_mm", "height_mm", "page"})
CHANGEABLE: Final = PRINTED | {"garment_color", "print_run", "sold", "printer", "note"}


@dataclass(frozen=True, slots=True)
class Want:
    """Product, place and technique of a use, looked up."""

    product: Product
    place: Place
    technique: Technique


def want_of(use: ArtworkUse) -> Want:
    """Raises FieldInvalid where the product data of today does not know what was recorded."""
    known = products()
    product = known.product(use.product)
    return Want(product, product.place(use.place), known.technique(product, use.technique))


@transaction.atomic
def record_use(
    asset: Asset, values: Mapping[str, Any], *, campaign: Campaign, organization: Organization, by: User
) -> ArtworkUse:
    """Put a motif on a product; its preflight is asked for at once."""
    if not hasattr(asset, "original"):
        raise FieldInvalid("asset", "Die Datei dieses Motivs folgt noch.")
    now = timezone.now()
    use = ArtworkUse(
        asset=asset, organization=organization, campaign=campaign, created_by=by, created_at=now, changed_at=now,
        **{name: value for name, value in values.items() if name in CHANGEABLE},
    )  # fmt: skip
    _check(use)
    use.save()
    _audit("artwork.recorded", use, by)
    request_preflight(use)
    return use


@transaction.atomic
def change_use(use: ArtworkUse, values: Mapping[str, Any], *, by: User) -> ArtworkUse:
    """Change what is printed, how many, or for whom; a note for colleagues leaves its preflight standing."""
    current = ArtworkUse.objects.select_for_update().get(pk=use.pk)
    changed = {name for name in CHANGEABLE & set(values) if getattr(current, name) != values[name]}
    for name in changed:
        setattr(current, name, values[name])
    if changed - {"note"}:
        current.changed_at = timezone.now()
    _check(current)
    current.save()
    _audit("artwork.changed", current, by, fields=sorted(values))
    if (PRINTED | {"garment_color"}) & changed:
        request_preflight(current)
    return current


@transaction.atomic
def end_use(use: ArtworkUse, *, by: User) -> None:
    """Take a motif off; what was checked and printed before stays on record."""
    if ArtworkUse.objects.filter(pk=use.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        Preflight.objects.filter(use=use, state=Preflight.State.WAITING).delete()
        _audit("artwork.ended", use, by)


@transaction.atomic
def request_preflight(use: ArtworkUse, *, anew: bool = False) -> Preflight:
    """The preflight of these bytes for this use by the product data of today; made once, unless `anew`.

    One that is still to be made and that nobody needs any more is dropped.
    """
    original = use.asset.original
    version = products().version
    since = Q(created_at__gte=use.changed_at)
    rows = Preflight.objects.filter(use=use, sha256=original.sha256, rules_version=version)
    found = rows.filter(since).exclude(state=Preflight.State.FAILED).first()
    if found is not None and not anew:
        return found
    Preflight.objects.filter(use=use, state=Preflight.State.WAITING).delete()
    return Preflight.objects.create(
        use=use, original=original, sha256=original.sha256, rules_version=version, created_at=timezone.now()
    )


def _check(use: ArtworkUse) -> None:
    """Refuse what no shop could print: product data, size, colors."""
    place = want_of(use).place
    for name, value, most in (
        ("width_mm", use.width_mm, place.width_mm),
        ("height_mm", use.height_mm, place.height_mm),
    ):
        if not math.isfinite(value) or not SMALLEST_MM <= value <= most:
            raise FieldInvalid(name, f"Hier passen {SMALLEST_MM:g} bis {most:g} mm.")


def _audit(action: str, use: ArtworkUse, by: User, **data: object) -> None:
    audit.record(action, actor=str(by.uuid), object_kind="artwork", object_id=str(use.uuid), data=data)
