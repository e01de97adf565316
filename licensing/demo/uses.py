"""What the demo's towns posted, what has to come down, and what waits for a decision."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from assets.models import Asset
from licensing import rights
from licensing.demo.layers import ADVISED, Stage
from licensing.demo.organizations import AHLENBRUECK, LINDRODE, MUEHLHAGEN, TOURISM
from licensing.models import Consent, ConsentEvent, Publication, Task
from licensing.rights import Channel, Purpose
from licensing.services.consents import withdraw_consent
from licensing.services.publications import UseRecord, record_use
from licensing.services.resolutions import request_resolution

POSTED: Final = (
    (f"{LINDRODE}/rathaus-winterabend.jpg", LINDRODE, Channel.WEBSITE, 40),
    (f"{LINDRODE}/wasserschloss-winter.jpg", LINDRODE, Channel.INSTAGRAM, 21),
    (f"{AHLENBRUECK}/altstadt-tag.jpg", AHLENBRUECK, Channel.FACEBOOK, 14),
    (f"{TOURISM}/moorteich-abend.jpg", TOURISM, Channel.WEBSITE, 9),
    (ADVISED, LINDRODE, Channel.INSTAGRAM, 30),
)
"""Picture, who posted it, where, how many days ago."""

RIGHT_ENDED: Final = f"{MUEHLHAGEN}/strohballen.jpg"
TO_DECIDE: Final = f"{AHLENBRUECK}/stadtfest.jpg"


def ensure_uses(stage: Stage) -> None:
    """The ledger of the demo; a picture that somebody has posted already is not posted again."""
    now = timezone.now()
    for path, slug, channel, days in POSTED:
        _post(stage, path, slug, channel, now - timedelta(days=days))
    _post(stage, RIGHT_ENDED, MUEHLHAGEN, Channel.WEBSITE, now - timedelta(days=400))
    _withdraw(stage, now)
    _wait(stage, now)


def _post(stage: Stage, path: str, slug: str, channel: Channel, when: datetime) -> None:
    """Entered as a fact: a post whose right has ended is due for removal from that moment."""
    asset, town = stage.assets.get(path), stage.organizations[slug]
    if asset is None or Publication.objects.filter(asset=asset, organization=town).exists():
        return
    record = UseRecord(
        published_at=when,
        already_online=True,
        url=f"https://{slug}.invalid/{channel.value}/{asset.uuid}",
        note="Beispieldaten",
    )
    question = _question(stage, asset, slug, channel, when)
    record_use(asset, question, record, organization=town, by=stage.keeper(slug), at=timezone.now())


def _withdraw(stage: Stage, now: datetime) -> None:
    """Person 1 does not want to be seen any more: the post has to come down."""
    asset = stage.assets.get(ADVISED)
    consent = Consent.objects.filter(asset=asset).order_by("pk").first() if asset else None
    if consent is None or consent.events.filter(kind=ConsentEvent.Kind.WITHDRAWN).exists():
        return
    withdraw_consent(
        consent, happened_at=now - timedelta(minutes=5), by=stage.keeper(LINDRODE), received_by="per E-Mail (Beispiel)"
    )


def _wait(stage: Stage, now: datetime) -> None:
    """A neighbor asks about people whom nobody listed: the town that holds the picture decides."""
    asset = stage.assets.get(TO_DECIDE)
    if asset is None or Task.objects.filter(asset=asset, decision__isnull=False).exists():
        return
    question = _question(stage, asset, LINDRODE, Channel.WEBSITE, now)
    message = "Für den Rückblick auf das Stadtfest (Beispiel)."
    request_resolution(asset, question, by=stage.keeper(LINDRODE), message=message, at=now)


def _question(stage: Stage, asset: Asset, slug: str, channel: Channel, when: datetime) -> rights.Question:
    no = rights.Tri.NO
    return rights.Question(
        asset=str(asset.uuid),
        organization=str(stage.organizations[slug].uuid),
        channel=channel,
        purpose=Purpose.PUBLIC_RELATIONS,
        publish_from=rights.berlin_day(when),
        commercial=no,
        paid_promotion=no,
        sold=no,
        sensitive_context=no,
    )
