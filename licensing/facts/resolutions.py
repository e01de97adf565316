"""What persons decided, as the kernel takes it: the resolutions of some assets in one query."""

from collections import defaultdict
from collections.abc import Collection

import msgspec
from django.db.models import Exists, OuterRef, QuerySet

from assets.models import FormerOriginal
from licensing import rights
from licensing.models import Resolution


def resolutions_of(asset_ids: Collection[int]) -> dict[int, tuple[rights.Resolution, ...]]:
    """The resolutions about these assets that no later one supersedes; which one counts is for the kernel.

    What was decided about a picture that was replaced by a different one is proof and releases nothing any more.
    """
    found: dict[int, list[rights.Resolution]] = defaultdict(list)
    superseded = Resolution.objects.filter(supersedes=OuterRef("pk"))
    other_picture = other_pictures().filter(asset=OuterRef("asset"), replaced_at__gte=OuterRef("decided_at"))
    rows = Resolution.objects.filter(~Exists(superseded), ~Exists(other_picture), asset_id__in=asset_ids)
    for row in rows.order_by("pk"):
        value = resolution_value(row)
        if value is not None:
            found[row.asset_id].append(value)
    return {pk: tuple(values) for pk, values in found.items()}


def other_pictures() -> "QuerySet[FormerOriginal]":
    """Originals that gave way to a different picture: nothing decided before `replaced_at` is about the present one."""
    return FormerOriginal.objects.filter(rights__kept=False)


def resolution_value(row: Resolution) -> rights.Resolution | None:
    """One resolution; none where its question cannot be read any more, which then releases nothing."""
    try:
        question = msgspec.convert(row.question, rights.Question)
    except msgspec.ValidationError:
        return None
    return rights.Resolution(
        id=str(row.uuid),
        question=question,
        releases=row.releases,
        covers=frozenset(str(key) for key in row.covers),
        decided_on=rights.berlin_day(row.decided_at),
        expires_on=row.expires_on,
        has_four_eyes=rights.Tri.YES if row.second_by_id is not None else rights.Tri.NO,
        conditions=row.conditions,
    )
