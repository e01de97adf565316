"""Writes that touch more than one row: each is one transaction, and tells search and rights what changed."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assets import audit
from assets.errors import ChangedMeanwhile, FieldInvalid
from assets.making.cover import FIELD as COVER
from assets.making.cover import set_cover
from assets.making.focal import FIELD, set_focal_point
from assets.models import Asset, AssetKeyword, Campaign, Keyword, Organization, Place, SearchChange, User, Visibility
from assets.signals import assets_changed

EDITABLE_TEXTS: Final = {"title": 300, "headline": 300, "description": 10_000, "alt_text": 10_000, "credit_line": 300}
MAX_KEYWORDS = 500
MAX_CREATORS = 50


@transaction.atomic
def touch_assets(asset_ids: Collection[int], *, bump: bool = True) -> None:
    """Say that assets changed: version, change log for every process's index, and whoever derives rows from them."""
    ids = sorted(asset_ids)
    if not ids:
        return
    if bump:
        Asset.objects.filter(pk__in=ids).update(version=F("version") + 1, changed_at=timezone.now())
    assets_changed.send(sender=Asset, asset_ids=ids)
    reindex(ids)


@transaction.atomic
def announce_new(asset_ids: Collection[int]) -> None:
    """Let search find assets that were made in this transaction by somebody who wrote their derived rows as well.

    Nothing can hang on such assets yet: no use, no share, no task, no subscription has to hear of them.
    """
    reindex(asset_ids)


def reindex(asset_ids: Collection[int]) -> None:
    """Have search read assets again of which nothing changed but what others do with them; inside the transaction of
    that change.
    """
    SearchChange.objects.bulk_create([SearchChange(asset_id=pk) for pk in sorted(asset_ids)], batch_size=1000)


@transaction.atomic
def describe_asset(
    asset: Asset, *, changes: Mapping[str, object], by: User, expected_version: int | None = None
) -> Asset:
    """Save what a person says about an asset; each field remembers that person, and reading the file keeps off it.

    Raises ChangedMeanwhile when `expected_version` is not what stands, FieldInvalid for a value that cannot be.
    """
    current = Asset.objects.select_for_update().get(pk=asset.pk)
    if expected_version is not None and current.version != expected_version:
        raise ChangedMeanwhile(current.version)
    for field, value in changes.items():
        _APPLY.get(field, _set_text)(current, field, value)
    stamp = {"origin": "person", "by": str(by.uuid), "at": timezone.now().isoformat(timespec="seconds")}
    current.field_origins = {**current.field_origins, **dict.fromkeys(changes, stamp)}
    current.save()
    audit.record(
        "asset.described",
        actor=str(by.uuid),
        object_kind="asset",
        object_id=str(current.uuid),
        data={"fields": sorted(changes)},
    )
    touch_assets([current.pk])
    current.refresh_from_db()
    return current


def set_keywords(asset: Asset, names: Iterable[str]) -> None:
    """Replace the keywords of an asset, in order, each once however it is capitalized."""
    wanted: dict[str, str] = {}
    for name in names:
        clean = " ".join(unicodedata.normalize("NFC", name).split())[:200]
        if clean:
            wanted.setdefault(clean.casefold()[:200], clean)
    Keyword.objects.bulk_create(
        [Keyword(name=name, folded=folded) for folded, name in wanted.items()], ignore_conflicts=True
    )
    ids = dict(Keyword.objects.filter(name__in=wanted.values()).values_list("name", "pk"))
    AssetKeyword.objects.filter(asset=asset).delete()
    links = [AssetKeyword(asset=asset, keyword_id=ids[name], position=n) for n, name in enumerate(wanted.values())]
    AssetKeyword.objects.bulk_create(links)


@transaction.atomic
def share_asset(asset: Asset, *, visibility: Visibility, organizations: Sequence[Organization], by: User) -> None:
    """Change who sees an asset: its organization, chosen ones, the network, or everybody."""
    Asset.objects.filter(pk=asset.pk).update(visibility=visibility)
    asset.shared_with.set(organizations if visibility == Visibility.SELECTED else [])
    audit.record(
        "asset.shared",
        actor=str(by.uuid),
        object_kind="asset",
        object_id=str(asset.uuid),
        data={"visibility": visibility, "organizations": sorted(str(each.uuid) for each in organizations)},
    )
    touch_assets([asset.pk])


@transaction.atomic
def add_to_campaign(campaign: Campaign, assets: Sequence[Asset]) -> None:
    campaign.assets.add(*assets)
    touch_assets([asset.pk for asset in assets], bump=False)  # a campaign that some may not see leaves no trace


@transaction.atomic
def delete_asset(asset: Asset, *, by: User) -> None:
    """Take an asset out of sight; the row, its decisions and its original stay (a purge is a later, separate act)."""
    Asset.objects.filter(pk=asset.pk, deleted_at__isnull=True).update(deleted_at=timezone.now())
    audit.record("asset.deleted", actor=str(by.uuid), object_kind="asset", object_id=str(asset.uuid))
    touch_assets([asset.pk])


def _set_text(asset: Asset, field: str, value: object) -> None:
    if field not in EDITABLE_TEXTS:
        raise FieldInvalid(field, "Dieses Feld lässt sich hier nicht ändern.")
    if not isinstance(value, str) or len(value) > EDITABLE_TEXTS[field]:
        raise FieldInvalid(field, f"Erlaubt ist Text bis {EDITABLE_TEXTS[field]} Zeichen.")
    setattr(asset, field, unicodedata.normalize("NFC", value).strip())


def _set_keywords(asset: Asset, field: str, value: object) -> None:
    set_keywords(asset, _texts(field, value, MAX_KEYWORDS))


def _set_creators(asset: Asset, field: str, value: object) -> None:
    asset.creators = [unicodedata.normalize("NFC", name).strip() for name in _texts(field, value, MAX_CREATORS)]


def _set_place(asset: Asset, field: str, value: object) -> None:
    if value is not None and not isinstance(value, Place):
        raise FieldInvalid(field, "Diesen Ort kennt Bildkreis nicht.")
    asset.place = value


def _set_campaigns(asset: Asset, field: str, value: object) -> None:
    if not isinstance(value, Sequence) or not all(isinstance(each, Campaign) for each in value):
        raise FieldInvalid(field, "Diese Kampagne gibt es hier nicht.")
    asset.campaigns.set(value)


def _texts(field: str, value: object, most: int) -> list[str]:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > most:
        raise FieldInvalid(field, f"Erlaubt ist eine Liste von höchstens {most} Wörtern.")
    if not all(isinstance(item, str) and len(item) <= 200 for item in value):
        raise FieldInvalid(field, "Jeder Eintrag ist Text bis 200 Zeichen.")
    return [str(item) for item in value]


_APPLY = {
    "keywords": _set_keywords, "creators": _set_creators, "place": _set_place, "campaigns": _set_campaigns,
    FIELD: set_focal_point, COVER: set_cover,
}  # fmt: skip
EDITABLE_FIELDS: Final = frozenset(EDITABLE_TEXTS) | frozenset(_APPLY)
