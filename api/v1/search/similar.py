"""What could be taken instead: close by keywords and place, released for the question, visible to the asker; and what
looks the same.
"""

from collections import Counter
from typing import Annotated, Final

from api.answers import Answer, about
from api.questions import Asked
from api.v1.assets.answers import Tile
from api.v1.search.asking import RELEASING, find, judged_tiles, permission_question, principal_of
from assets.alike import alike, looks_of
from assets.models import Asset, AssetKeyword
from assets.search import Request, Sort
from assets.viewer import Viewer

SHOWN: Final = 3
CANDIDATES: Final = 48
MOST_ALIKE: Final = 12
_PLACE_WEIGHT: Final = 2
"""The same place says as much as two keywords in common."""


class SimilarAssets(Answer, frozen=True):
    """Close ones."""

    results: Annotated[list[Tile], about("Close by keywords or place, closest first.")]


class AlikeAssets(Answer, frozen=True):
    """The same picture in other files."""

    results: Annotated[
        list[Tile], about("Other sizes, light edits, crops from the middle; most alike first, at most 12.")
    ]


def similar_to(asset: Asset, asked: Asked | None, viewer: Viewer) -> SimilarAssets:
    keywords = list(AssetKeyword.objects.filter(asset=asset).values_list("keyword__folded", flat=True))
    near: Counter[int] = Counter()
    if asset.place is not None:
        near.update(dict.fromkeys(_found("place", [asset.place.slug], asked, viewer), _PLACE_WEIGHT))
    if keywords:
        found = _found("keyword", keywords, asked, viewer)
        shared = AssetKeyword.objects.filter(asset_id__in={*found, *near}, keyword__folded__in=keywords)
        near.update(Counter(shared.values_list("asset_id", flat=True)))
    near.pop(asset.pk, None)
    closest = sorted(near, key=lambda pk: (-near[pk], -pk))
    tiles = judged_tiles(closest[:CANDIDATES], asked, viewer, verdicts=RELEASING if asked else ())
    return SimilarAssets(results=tiles[:SHOWN])


def alike_to(asset: Asset, asked: Asked | None, viewer: Viewer) -> AlikeAssets:
    """What looks the same, whatever may be done with it."""
    among = Asset.objects.visible_to(viewer).exclude(pk=asset.pk)
    found = alike({asset.pk: looks_of(asset)}, among).get(asset.pk, [])
    return AlikeAssets(results=judged_tiles(found[:MOST_ALIKE], asked, viewer))


def _found(facet: str, keys: list[str], asked: Asked | None, viewer: Viewer) -> tuple[int, ...]:
    request = Request(
        principal=principal_of(viewer),
        filters={facet: tuple(keys[:32])},
        question=permission_question(asked) if asked else None,
        verdicts=RELEASING if asked else (),
        sort=Sort.NEWEST,
        limit=CANDIDATES,
    )
    return find(request).ids
