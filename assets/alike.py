"""Pictures that look the same though their bytes differ: another size, a light edit, a crop from the middle.

They are shown to people, who know why they have both; nothing is refused for it.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Final, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from assets.models import Asset, PerceptualHash
from assets.renditions.looks import distance

MOST_BITS: Final = 6
"""Up to so many different bits two pictures are called alike."""
MOST_COMPARED: Final = 5_000
_BANDS: Final = ("band_0", "band_1", "band_2", "band_3")
WHOLE: Final = 0
Key = TypeVar("Key", bound=Hashable)


@transaction.atomic
def remember_looks(asset_id: int, looks: Sequence[int]) -> None:
    """Replace what is known of a picture's looks."""
    PerceptualHash.objects.filter(asset_id=asset_id).delete()
    PerceptualHash.objects.bulk_create(
        PerceptualHash(asset_id=asset_id, view=view, bits=bits, **_parts(bits)) for view, bits in enumerate(looks)
    )


def looks_of(asset: Asset) -> tuple[int, ...]:
    return tuple(PerceptualHash.objects.filter(asset=asset).order_by("view").values_list("bits", flat=True))


def alike(wanted: Mapping[Key, Sequence[int]], among: "QuerySet[Asset]") -> dict[Key, list[int]]:
    """Assets that look like each of some pictures, most alike first; one query, however many pictures.

    A whole picture is compared with every view of the others, and each of its views with their wholes.
    """
    seen = {key: looks for key, looks in wanted.items() if looks}
    if not seen:
        return {}
    rows = PerceptualHash.objects.filter(_near(seen.values()), asset__in=among).order_by("-asset_id")
    found = list(rows.values_list("asset_id", "view", "bits")[:MOST_COMPARED])
    return {key: _closest(looks, found) for key, looks in seen.items()}


def _near(pictures: Collection[Sequence[int]]) -> Q:
    condition = Q()
    for band in _BANDS:
        wholes = {_parts(looks[WHOLE])[band] for looks in pictures}
        views = {_parts(bits)[band] for looks in pictures for bits in looks}
        condition |= Q(**{f"{band}__in": wholes}) | Q(**{f"{band}__in": views}, view=WHOLE)
    return condition


def _closest(looks: Sequence[int], rows: Sequence[tuple[int, int, int]]) -> list[int]:
    best: defaultdict[int, int] = defaultdict(lambda: MOST_BITS + 1)
    for asset, view, bits in rows:
        mine = looks if view == WHOLE else looks[:1]
        best[asset] = min(best[asset], *(distance(bits, own) for own in mine))
    return sorted((asset for asset, bits in best.items() if bits <= MOST_BITS), key=lambda asset: (best[asset], -asset))


def _parts(bits: int) -> dict[str, int]:
    return {band: (bits >> (16 * at)) & 0xFFFF for at, band in enumerate(_BANDS)}
