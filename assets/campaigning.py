"""Joint campaigns: who may add and post, and what people put on the board beside pictures.

The campaign's own organization may do all of it. Another organization may what its participation says; one that takes
part without a row of its own adds and does not post. Votes are counts: nobody is told who gave them.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assets import audit
from assets.errors import DomainError, FieldInvalid
from assets.models import (
    Asset,
    Campaign,
    CampaignResult,
    CampaignText,
    Motif,
    MotifComment,
    MotifVote,
    Organization,
    Participation,
    Role,
    User,
)
from assets.services import add_to_campaign, touch_assets
from assets.viewer import Viewer

ADDS_UNLESS_SAID: Final = True
POSTS_UNLESS_SAID: Final = False


class MayNot(DomainError):
    """The organization takes part, and this it may not; its participation would have to say so."""

    code = "not-permitted"


def organizations_that(what: str, campaign: Campaign) -> set[int]:
    """Organizations that may `add` or `post`, by primary key."""
    told = {each.organization_id: getattr(each, f"may_{what}") for each in campaign.participations.all()}
    usual = ADDS_UNLESS_SAID if what == "add" else POSTS_UNLESS_SAID
    joined = {each.pk for each in campaign.organizations.all()}
    return {campaign.organization_id} | {pk for pk in joined if told.get(pk, usual)}


def adds_for(campaign: Campaign, viewer: Viewer) -> set[int]:
    """In which of their organizations somebody may add to a campaign: as contributors of one that may."""
    allowed = organizations_that("add", campaign)
    return allowed if viewer.sees_all else allowed & viewer.organizations_as(Role.CONTRIBUTOR)


def leads(campaign: Campaign, viewer: Viewer) -> bool:
    return viewer.holds(Role.EDITOR, campaign.organization_id)


@transaction.atomic
def set_participation(
    campaign: Campaign, organization: Organization, *, may_add: bool, may_post: bool, by: User
) -> Participation:
    """Let an organization take part, or change what it may."""
    if organization.pk == campaign.organization_id:
        raise FieldInvalid("organization", "Wer die Kampagne führt, darf alles.")
    campaign.organizations.add(organization)
    participation, _ = Participation.objects.update_or_create(
        campaign=campaign, organization=organization, defaults={"may_add": may_add, "may_post": may_post}
    )
    said: dict[str, object] = {"organization": str(organization.uuid), "may_add": may_add, "may_post": may_post}
    _audit("campaign.participation", campaign, by, said)
    touch_assets(list(campaign.assets.values_list("pk", flat=True)), bump=False)
    return participation


@transaction.atomic
def put_asset(campaign: Campaign, asset: Asset, *, by: User) -> None:
    """Twice is once."""
    if campaign.assets.filter(pk=asset.pk).exists():
        return
    add_to_campaign(campaign, [asset])
    _audit("campaign.filled", campaign, by, {"asset": str(asset.uuid)})


@transaction.atomic
def take_asset(campaign: Campaign, asset: Asset, *, by: User) -> None:
    if not campaign.assets.filter(pk=asset.pk).exists():
        return
    campaign.assets.remove(asset)
    _audit("campaign.emptied", campaign, by, {"asset": str(asset.uuid)})
    touch_assets([asset.pk], bump=False)


@transaction.atomic
def write_text(
    campaign: Campaign, values: Mapping[str, Any], *, asset: Asset | None, organization: Organization, by: User
) -> CampaignText:
    """Keep a text as it was typed: the credit of its picture is added when it is read."""
    now = timezone.now()
    text = CampaignText.objects.create(
        campaign=campaign, organization=organization, author=by, asset=asset, created_at=now, changed_at=now,
        channel=values["channel"], title=values.get("title", ""), text=values["text"],
    )  # fmt: skip
    _audit("campaign.text-written", campaign, by, {"text": str(text.uuid)})
    return text


@transaction.atomic
def change_text(text: CampaignText, values: Mapping[str, Any], *, by: User) -> CampaignText:
    for name, value in values.items():
        setattr(text, name, value)
    text.version, text.changed_at = F("version") + 1, timezone.now()
    text.save()
    text.refresh_from_db()
    _audit("campaign.text-changed", text.campaign, by, {"text": str(text.uuid), "fields": sorted(values)})
    return text


@transaction.atomic
def delete_text(text: CampaignText, *, by: User) -> None:
    CampaignText.objects.filter(pk=text.pk, deleted_at__isnull=True).update(deleted_at=timezone.now())
    _audit("campaign.text-deleted", text.campaign, by, {"text": str(text.uuid)})


@transaction.atomic
def propose(campaign: Campaign, asset: Asset, *, note: str, organization: Organization, by: User) -> Motif:
    """Put a motif on the board, once; one that was withdrawn is proposed again."""
    motif, is_new = Motif.objects.get_or_create(
        campaign=campaign, asset=asset,
        defaults={"organization": organization, "proposed_by": by, "note": note, "created_at": timezone.now()},
    )  # fmt: skip
    if not is_new and motif.state == Motif.State.WITHDRAWN:
        Motif.objects.filter(pk=motif.pk).update(state=Motif.State.PROPOSED, note=note)
    _audit("motif.proposed", campaign, by, {"motif": str(motif.uuid), "asset": str(asset.uuid)})
    return motif


@transaction.atomic
def vote(motif: Motif, *, by: User) -> None:
    """One voice each, for what is open."""
    if motif.state != Motif.State.PROPOSED:
        raise FieldInvalid("motif", "Über dieses Motiv ist schon entschieden.")
    MotifVote.objects.get_or_create(motif=motif, user=by, defaults={"created_at": timezone.now()})


@transaction.atomic
def take_vote_back(motif: Motif, *, by: User) -> None:
    MotifVote.objects.filter(motif=motif, user=by).delete()


@transaction.atomic
def decide_motif(motif: Motif, *, state: str, because: str, by: User) -> Motif:
    """Choose or decline, with the reason; decided again as often as minds change, each time audited."""
    Motif.objects.filter(pk=motif.pk).update(
        state=state, decided_by=by, decided_at=timezone.now(), decided_because=because
    )
    motif.refresh_from_db()
    _audit("motif.decided", motif.campaign, by, {"motif": str(motif.uuid), "state": state})
    return motif


@transaction.atomic
def comment(motif: Motif, *, text: str, by: User) -> MotifComment:
    made = MotifComment.objects.create(motif=motif, author=by, text=text, created_at=timezone.now())
    _audit("motif.commented", motif.campaign, by, {"motif": str(motif.uuid), "comment": str(made.uuid)})
    return made


@transaction.atomic
def note_result(
    campaign: Campaign, values: Mapping[str, Any], *, organization: Organization, by: User
) -> CampaignResult:
    """Note a figure: what was counted, how many, on which day."""
    made = CampaignResult.objects.create(
        campaign=campaign, organization=organization, noted_by=by, created_at=timezone.now(), **values
    )
    _audit("campaign.result-noted", campaign, by, {"label": made.label[:40]})
    return made


def _audit(action: str, campaign: Campaign, by: User, data: Mapping[str, object]) -> None:
    audit.record(action, actor=str(by.uuid), object_kind="campaign", object_id=str(campaign.uuid), data=data)
