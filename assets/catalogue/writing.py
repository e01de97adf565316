"""Records become assets, some thousand in a transaction of the caller: a fixed number of queries for any batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.text import slugify

from assets.catalogue.records import Record
from assets.models import Asset, AssetKeyword, Campaign, CatalogueRecord, Keyword, Organization, Place, State
from assets.places import place_named

AWAITED: Final = "Die Datei folgt."
ORIGIN: Final = "catalogue"
_LENGTH = 500


def known_references(references: Sequence[str], organization: Organization) -> set[str]:
    """Those of the references that the organization has already, from a catalogue or otherwise; deleted ones count."""
    found: set[str] = set()
    for start in range(0, len(references), _LENGTH):
        part = references[start : start + _LENGTH]
        records = CatalogueRecord.objects.filter(organization=organization, reference__in=part)
        found.update(records.values_list("reference", flat=True))
        assets = Asset.objects.filter(organization=organization, source_ref__in=part)
        found.update(assets.values_list("source_ref", flat=True))
    return found


def write_records(
    records: Sequence[Record], *, organization: Organization, visibility: str, now: datetime
) -> list[Asset]:
    """Assets without originals, in the order of the records, with keywords, places and campaigns."""
    places = {name: place_named(name) for name in {each.place for each in records if each.place}}
    assets = [
        _asset(each, places.get(each.place), organization=organization, visibility=visibility, now=now)
        for each in records
    ]
    Asset.objects.bulk_create(assets, batch_size=_LENGTH)
    CatalogueRecord.objects.bulk_create(
        [
            CatalogueRecord(
                organization=organization,
                reference=each.reference,
                asset=asset,
                filename=each.filename,
                filename_folded=folded(each.filename),
                key=each.key,
                imported_at=now,
            )
            for each, asset in zip(records, assets, strict=True)
        ],
        batch_size=_LENGTH,
    )
    _link_keywords(records, assets)
    _link_campaigns(records, assets, organization)
    return assets


def folded(filename: str) -> str:
    """How file names are compared: in any case; folding may lengthen a name."""
    return filename.casefold()[:255]


def _asset(record: Record, place: Place | None, *, organization: Organization, visibility: str, now: datetime) -> Asset:
    values: dict[str, Any] = {name: text for name, text in record.texts.items() if text}
    if record.creators:
        values["creators"] = list(record.creators)
    if place is not None:
        values["place"] = place
    stamp = {"origin": ORIGIN, "at": now.isoformat(timespec="seconds")}
    said = [*values, *_said(record)]
    return Asset(
        organization=organization,
        visibility=visibility,
        kind=record.kind,
        state=State.PROCESSING,
        state_reason=AWAITED,
        source_ref=record.reference,
        taken_at=record.taken.text,
        taken_on=record.taken.on,
        taken_precision=record.taken.precision,
        latitude=record.latitude,
        longitude=record.longitude,
        width=record.width,
        height=record.height,
        orientation=record.orientation,
        field_origins=dict.fromkeys(said, stamp),
        created_at=now,
        changed_at=now,
        **values,
    )


def _said(record: Record) -> list[str]:
    """Fields of the asset that the record speaks of, beside its texts, creators and place."""
    said = {"taken_at": record.taken.text, "position": record.latitude is not None, "keywords": record.keywords}
    return [name for name, value in said.items() if value]


def _link_keywords(records: Sequence[Record], assets: Sequence[Asset]) -> None:
    names = sorted({name for each in records for name in each.keywords})
    Keyword.objects.bulk_create(
        [Keyword(name=name, folded=name.casefold()[:200]) for name in names],
        ignore_conflicts=True,
        batch_size=_LENGTH,
    )
    ids: dict[str, int] = {}
    for start in range(0, len(names), _LENGTH):
        ids.update(Keyword.objects.filter(name__in=names[start : start + _LENGTH]).values_list("name", "pk"))
    links = [
        AssetKeyword(asset=asset, keyword_id=ids[name], position=position)
        for each, asset in zip(records, assets, strict=True)
        for position, name in enumerate(each.keywords)
    ]
    AssetKeyword.objects.bulk_create(links, batch_size=_LENGTH)


def _link_campaigns(records: Sequence[Record], assets: Sequence[Asset], organization: Organization) -> None:
    campaigns = {name: _campaign(name, organization) for name in {each.campaign for each in records if each.campaign}}
    through = Campaign.assets.through
    through.objects.bulk_create(
        [
            through(campaign_id=campaigns[each.campaign].pk, asset_id=asset.pk)
            for each, asset in zip(records, assets, strict=True)
            if each.campaign
        ],
        batch_size=_LENGTH,
    )


def _campaign(name: str, organization: Organization) -> Campaign:
    """The organization's campaign of that name; a new one is seen by the organization until somebody opens it."""
    known = Campaign.objects.filter(organization=organization, name=name).order_by("pk").first()
    if known is not None:
        return known
    slug = slugify(name)[:110] or "kampagne"
    taken: Mapping[str, int] = dict(
        Campaign.objects.filter(organization=organization, slug__startswith=slug).values_list("slug", "pk")
    )
    free = next(each for each in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)
    return Campaign.objects.create(organization=organization, name=name, slug=free, visibility="organization")
