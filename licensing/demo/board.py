"""The board of the demo's joint campaign: motifs on four products, texts, votes, a quiet period, posts planned in it.

Artwork is what `assets.demo` drew; preflights are made by the workers that run beside the demo, from the same files
as everything else. One motif is put on a roll-up far too large for its pixels, so that a failing one can be seen.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils import timezone

from assets import campaigning
from assets.artwork.uses import record_use as put_on_product
from assets.models import Asset, Campaign, Motif, Participation
from licensing import rights
from licensing.demo.layers import Stage
from licensing.demo.organizations import AHLENBRUECK, COUNTY, LINDRODE, TOURISM
from licensing.models import Publication
from licensing.services.campaigns import link_publication
from licensing.services.publications import UseRecord, record_use

SLUG: Final = "50-jahre-kreis"
QUIET: Final = (date(2027, 8, 1), date(2027, 9, 12), "Ruhezeit vor der Wahl")
EMBLEM, STAR, HEART = (
    f"{COUNTY}/kampagnen/jubilaeum/{name}" for name in ("motiv-emblem.png", "motiv-stern.png", "lebkuchenherz.jpg")
)
COVER: Final = f"{COUNTY}/kampagnen/jubilaeum/titelbild.png"
PRODUCTS: Final = (
    (EMBLEM, {"product": "t-shirt", "place": "front", "technique": "dtg", "width_mm": 140, "height_mm": 140,
              "garment_color": "#f7f4ea", "print_run": 300, "sold": "free"}),
    (EMBLEM, {"product": "polo", "place": "left-chest", "technique": "embroidery", "width_mm": 80, "height_mm": 80,
              "garment_color": "#1d4068", "print_run": 60, "sold": "free"}),
    (STAR, {"product": "button", "place": "front", "technique": "digital", "width_mm": 56, "height_mm": 56,
            "print_run": 3000, "sold": "free"}),
    (EMBLEM, {"product": "sticker", "place": "front", "technique": "digital", "width_mm": 90, "height_mm": 90,
              "print_run": 5000, "sold": "sold"}),
    (STAR, {"product": "roll-up", "place": "front", "technique": "large-format", "width_mm": 800, "height_mm": 800,
            "print_run": 4, "sold": "free"}),
)  # fmt: skip
TEXTS: Final = (
    (LINDRODE, "instagram", "Start", "50 Jahre Kreis Heiderland: Wir feiern mit. Was ist Ihr schönster Ort?", COVER),
    (COUNTY, "website", "Einladung", "Der Kreis lädt ein: ein Jahr lang Feste in allen vier Städten.", COVER),
    (TOURISM, "newsletter", "Radtour", "Zum Jubiläum fünfzig Kilometer mit dem Rad, in fünf Etappen.", None),
)
PLANNED: Final = ((LINDRODE, date(2027, 8, 20)), (AHLENBRUECK, date(2027, 9, 1)), (COUNTY, date(2027, 9, 5)))


def ensure_board(stage: Stage) -> None:
    """Everything once: a campaign that has participations was filled before."""
    campaign = Campaign.objects.filter(slug=SLUG).select_related("organization").first()
    if campaign is None or campaign.participations.exists():
        return
    campaign.quiet_from_on, campaign.quiet_until_on, campaign.quiet_name = QUIET
    campaign.save(update_fields=["quiet_from_on", "quiet_until_on", "quiet_name"])
    for slug, organization in stage.organizations.items():
        if slug != COUNTY:
            may_post = slug in {LINDRODE, AHLENBRUECK, TOURISM}
            Participation.objects.create(campaign=campaign, organization=organization, may_post=may_post)
    _products(stage, campaign)
    _texts(stage, campaign)
    _motifs(stage, campaign)
    _plans(stage, campaign)


def _products(stage: Stage, campaign: Campaign) -> None:
    for path, values in PRODUCTS:
        asset = stage.assets.get(path)
        if asset is not None:
            put_on_product(
                asset, values, campaign=campaign, organization=campaign.organization, by=stage.keeper(COUNTY)
            )


def _texts(stage: Stage, campaign: Campaign) -> None:
    for slug, channel, title, text, path in TEXTS:
        campaigning.write_text(
            campaign, {"channel": channel, "title": title, "text": text}, asset=stage.assets.get(path or ""),
            organization=stage.organizations[slug], by=stage.keeper(slug),
        )  # fmt: skip


def _motifs(stage: Stage, campaign: Campaign) -> None:
    """Three proposals with voices of the record keepers, one of them chosen."""
    voices = {EMBLEM: (COUNTY, LINDRODE, TOURISM), STAR: (LINDRODE, AHLENBRUECK), HEART: (TOURISM,)}
    for path, slugs in voices.items():
        asset = stage.assets.get(path)
        if asset is None:
            continue
        motif = _proposed(stage, campaign, asset, slugs)
        if path == EMBLEM:
            campaigning.comment(motif, text="Passt auf alles (Beispiel).", by=stage.keeper(LINDRODE))
            campaigning.decide_motif(motif, state="chosen", because="Die meisten Stimmen", by=stage.keeper(COUNTY))


def _proposed(stage: Stage, campaign: Campaign, asset: Asset, slugs: tuple[str, ...]) -> Motif:
    first = slugs[0]
    motif = campaigning.propose(
        campaign, asset, note="Vorschlag (Beispiel)", organization=stage.organizations[first], by=stage.keeper(first)
    )
    for slug in slugs:
        campaigning.vote(motif, by=stage.keeper(slug))
    return motif


def _plans(stage: Stage, campaign: Campaign) -> None:
    """Posts that are planned for the quiet period."""
    asset = stage.assets.get(COVER)
    for slug, day in PLANNED if asset is not None else ():
        assert asset is not None  # noqa: S101  # see the loop
        question = rights.Question(
            asset=str(asset.uuid), organization=str(stage.organizations[slug].uuid), channel=rights.Channel.WEBSITE,
            purpose=rights.Purpose.CAMPAIGN, publish_from=day, publish_until=date(2027, 10, 31),
            commercial=rights.Tri.NO, paid_promotion=rights.Tri.NO, sold=rights.Tri.NO,
            sensitive_context=rights.Tri.NO,
        )  # fmt: skip
        made = record_use(
            asset, question, UseRecord(state=Publication.State.PLANNED, note="Beispieldaten"),
            organization=stage.organizations[slug], by=stage.keeper(slug), at=timezone.now(),
        )  # fmt: skip
        if isinstance(made, Publication):
            link_publication(made, campaign)
