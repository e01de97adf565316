"""What rights say in a campaign: about motifs on products, texts, and uses that fall into its quiet period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import msgspec
from django.db.models import Q, QuerySet

from assets.artwork import products
from assets.campaigning import organizations_that
from assets.errors import DomainError, FieldInvalid
from assets.models import ArtworkUse, Campaign, CampaignText
from assets.viewer import Viewer
from licensing import rights
from licensing.models import CampaignPublication, Publication
from licensing.posted import publications_visible_to
from licensing.services.decisions import judge
from licensing.services.verdicts import credit

State = Publication.State
PLANNED: Final = (State.PLANNED, State.SCHEDULED)
_SOLD: Final = {"sold": rights.Tri.YES, "free": rights.Tri.NO, "unknown": rights.Tri.UNKNOWN}


class MayNotPost(DomainError):
    """The organization takes part in the campaign and does not post for it."""

    code = "not-permitted"


def check_may_post(campaign: Campaign, organization_id: int) -> None:
    """Refuse a use for a campaign by who does not post for it."""
    if organization_id not in organizations_that("post", campaign):
        raise MayNotPost("Ihre Organisation veröffentlicht nicht für diese Kampagne.")


def link_publication(publication: Publication, campaign: Campaign) -> None:
    CampaignPublication.objects.get_or_create(publication=publication, defaults={"campaign": campaign})


def question_of(use: ArtworkUse, *, today: date) -> rights.Question:
    """The question that a use on a product is: its channel, run, sold or free, in the campaign's window.

    Only what is still to come is asked for: a window that began yesterday is asked from today on, one that is over for
    today.
    """
    campaign, sold = use.campaign, _SOLD[use.sold]
    start = max(today, campaign.from_on) if campaign is not None and campaign.from_on else today
    until = campaign.until_on if campaign is not None else None
    return rights.Question(
        asset=str(use.asset.uuid),
        organization=str(use.organization.uuid),
        channel=_channel(use),
        purpose=rights.Purpose.MERCHANDISE_SALE if sold is rights.Tri.YES else rights.Purpose.CAMPAIGN,
        publish_from=start,
        publish_until=None if until is None else max(until, start),
        commercial=sold,
        paid_promotion=rights.Tri.NO,
        print_run=use.print_run,
        sold=sold,
    )


def _channel(use: ArtworkUse) -> rights.Channel:
    """What the product data says; a product that it does not know any more is merchandise."""
    try:
        return rights.Channel(products().product(use.product).channel)
    except FieldInvalid:
        return rights.Channel.MERCHANDISE


def artwork_decisions(uses: Sequence[ArtworkUse], *, at: datetime) -> dict[int, rights.Decision]:
    """Decisions about uses on products by their primary keys; as many queries for one as for many."""
    today = rights.berlin_day(at)
    questions = [question_of(each, today=today) for each in uses]
    ids = {str(each.asset.uuid): each.asset_id for each in uses}
    decided = judge(questions, asset_ids=ids, at=at) if uses else []
    return {use.pk: decision for use, decision in zip(uses, decided, strict=True)}


def text_credits(texts: Sequence[CampaignText], *, at: datetime) -> dict[int, rights.Decision]:
    """What stands behind each text with a picture: its channel, in the campaign's window."""
    today = rights.berlin_day(at)
    with_picture = [each for each in texts if each.asset is not None]
    questions = [_text_question(each, today) for each in with_picture]
    ids = {question.asset: each.asset_id for each, question in zip(with_picture, questions, strict=True)}
    known = {uuid: pk for uuid, pk in ids.items() if pk is not None}
    decisions = judge(questions, asset_ids=known, at=at) if questions else []
    return {each.pk: decision for each, decision in zip(with_picture, decisions, strict=True)}


def _text_question(text: CampaignText, today: date) -> rights.Question:
    assert text.asset is not None  # noqa: S101  # see text_credits
    campaign = text.campaign
    start = max(today, campaign.from_on) if campaign.from_on else today
    return rights.Question(
        asset=str(text.asset.uuid),
        organization=str(text.organization.uuid),
        channel=rights.Channel(text.channel),
        purpose=rights.Purpose.CAMPAIGN,
        publish_from=start,
        publish_until=max(campaign.until_on, start) if campaign.until_on else None,
        commercial=rights.Tri.NO,
        paid_promotion=rights.Tri.NO,
    )


def credit_of(decision: rights.Decision) -> str:
    """The credit line as the channel shows it, whatever the verdict: a text is written before its release."""
    return credit(decision, rights.CHANNELS[decision.question.channel].credit_form)


@dataclass(frozen=True, slots=True)
class CampaignUse:
    """A use for a campaign; `then` is the answer for its days inside the quiet period, told inside its organization."""

    publication: Publication
    is_quiet: bool
    is_planned: bool
    then: rights.Decision | None


def uses_of(campaign: Campaign, viewer: Viewer) -> "QuerySet[Publication]":
    """What was entered for the campaign, and what its organizations posted of its pictures in its window.

    Who takes part learns of planned ones, too, as far as they were entered for the campaign; else the ledger's rule.
    """
    linked = Q(campaign_link__campaign=campaign)
    posted = Q(asset__in=campaign.assets.all(), organization_id__in=organizations_that("add", campaign))
    posted &= Q(purpose=rights.Purpose.CAMPAIGN.value)
    if campaign.from_on:
        posted &= Q(from_on__gte=campaign.from_on)
    if campaign.until_on:
        posted &= Q(from_on__lte=campaign.until_on)
    seen = Q(pk__in=publications_visible_to(viewer).values("pk"))
    return Publication.objects.filter(linked | (posted & seen)).exclude(state=State.CANCELED)


def judged_uses(campaign: Campaign, uses: Sequence[Publication], viewer: Viewer, *, at: datetime) -> list[CampaignUse]:
    """Each use with whether it falls into the quiet period, and for own ones what may be done then."""
    quiet = [each for each in uses if _overlap(campaign, each) is not None]
    own = [each for each in quiet if viewer.sees_all or each.organization_id in viewer.organization_ids]
    asked = [(each, question) for each in own if (question := _then(campaign, each)) is not None]
    ids = {question.asset: each.asset_id for each, question in asked}
    decided = judge([question for _, question in asked], asset_ids=ids, at=at) if asked else []
    then = {each.pk: decision for (each, _), decision in zip(asked, decided, strict=True)}
    inside = {each.pk for each in quiet}
    return [CampaignUse(each, each.pk in inside, each.state in PLANNED, then.get(each.pk)) for each in uses]


def _overlap(campaign: Campaign, use: Publication) -> tuple[date, date] | None:
    """The days of a use inside the quiet period; what was removed is over with its removal."""
    first, last = campaign.quiet_from_on, campaign.quiet_until_on
    if first is None or last is None:
        return None
    end = use.until_on or last
    if use.removed_at is not None:
        end = min(end, rights.berlin_day(use.removed_at))
    if rights.CHANNELS[rights.Channel(use.channel)].timing is rights.Timing.INSTANT:
        end = use.from_on
    days = max(first, use.from_on), min(last, end)
    return days if days[0] <= days[1] else None


def _then(campaign: Campaign, use: Publication) -> rights.Question | None:
    """The stored question for those days; none when it cannot be read any more."""
    days = _overlap(campaign, use)
    try:
        question = msgspec.convert(use.question, rights.Question)
    except (msgspec.ValidationError, ValueError):
        return None
    return replace(question, publish_from=days[0], publish_until=days[1]) if days else None
