"""Bodies about publications, as the services take them."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from api.problems import Problem, field_problem
from api.questions import Asked, asked_of
from assets.models import Asset, Campaign, Organization, Role, User
from assets.viewer import Viewer
from licensing.models import ChannelAccount, Document, Publication, RightsDecision
from licensing.rights import Channel, berlin_day, start_of
from licensing.services import publications as ledger
from licensing.services.addresses import recognize
from licensing.services.campaigns import check_may_post
from licensing.services.decisions import NotReleased
from licensing.services.publications import Proof, UseRecord

USUAL_PURPOSE = "public_relations"
"""Where nothing else is known: it is neither editorial nor promotional, so that a license that hangs on it asks."""
_NOTED = ("url", "post_id", "credit_line", "ai_label", "note")


def asked_use(values: dict[str, Any], viewer: Viewer) -> Asked:
    """The question of a use that the asker may enter; a channel that is not said follows from the address."""
    said: dict[str, Any] = dict(values.get("question", {}))
    if "organization" in values:
        said.setdefault("asking_organization", values["organization"])
    day = _published_day(values)
    if day is not None:
        said["publish_from"] = day
    given = {**said, "purpose": said.get("purpose") or USUAL_PURPOSE}
    asked = asked_of(given, viewer, channel=said.get("channel") or Channel.WEBSITE.value)
    if asked is None or asked.organization is None:
        raise field_problem("organization", "Bitte angeben, welche Organisation veröffentlicht.", code="required")
    if not viewer.holds(Role.CONTRIBUTOR, asked.organization.pk):
        raise Problem("not-permitted")
    if "channel" not in said:
        asked = replace(asked, channel=_channel(values, asked.organization))
    return asked


def campaign_of(values: dict[str, Any], organization: Organization, viewer: Viewer) -> Campaign | None:
    """The campaign that a use is entered for: seen by the asker, and one that the organization may post for."""
    if values.get("campaign") is None:
        return None
    campaign = Campaign.objects.visible_to(viewer).filter(uuid=values["campaign"]).first()
    if campaign is None:
        raise field_problem("campaign", "Diese Kampagne gibt es hier nicht.", code="does_not_exist")
    check_may_post(campaign, organization.pk)
    return campaign


def with_purpose(asked: Asked, values: dict[str, Any], asset: Asset) -> Asked:
    """What is not said of the purpose follows from what was decided for this channel before; else it is the usual."""
    if "purpose" in values.get("question", {}):
        return asked
    return replace(asked, purpose=_purpose(asset, asked))


def record_of(values: dict[str, Any], asked: Asked, *, at: datetime) -> UseRecord:
    is_later = asked.publish_from > berlin_day(at)
    return UseRecord(
        state=values.get("state") or ("planned" if is_later else "live"),
        published_at=values.get("published_at"),
        account=_account(values, asked),
        already_online=values["already_online"],
        **{name: values[name] for name in _NOTED if name in values},
    )


def _published_day(values: dict[str, Any]) -> date | None:
    moment: datetime | None = values.get("published_at")
    return berlin_day(moment) if moment is not None else values.get("published_on")


def changed(publication: Publication, values: dict[str, Any], *, by: User, at: datetime) -> Publication | NotReleased:
    """Change what is noted, then the state, each as far as it is sent."""
    state = values.get("state")
    noted = {name: values[name] for name in _NOTED if name in values}
    if "account" in values:
        noted["account"] = _own_account(values["account"], publication.organization)
    current = ledger.change(publication, values=noted, by=by) if noted else publication
    if state in {None, publication.state}:
        return current
    if state == "live":
        return ledger.publish(current, published_at=values.get("published_at"), by=by, at=at)
    if state == "scheduled":
        return ledger.schedule(current, by=by, at=at)
    if state == "canceled":
        return ledger.cancel(current, by=by, at=at)
    if state == "removed":
        return ledger.remove(current, proof=proof_of(values, current.organization, at=at), by=by, at=at)
    raise ledger.WrongState("Ein Beitrag wird nicht wieder zum Vorhaben.")


def proof_of(values: dict[str, Any], organization: Organization, *, at: datetime) -> Proof:
    """When it was taken off and how that is known; a document is one that the organization itself keeps."""
    document = None
    if values.get("document") is not None:
        document = Document.objects.filter(uuid=values["document"], organization=organization).first()
        if document is None:
            raise field_problem("document", "Dieses Dokument gibt es hier nicht.", code="does_not_exist")
    note = values.get("proof", values.get("note", ""))
    return Proof(removed_at=_removed_at(values, at), note=note, document=document)


def _removed_at(values: dict[str, Any], at: datetime) -> datetime:
    """The moment that was said; of a day in the past its beginning, and now for today."""
    day: date | None = values.get("removed_on")
    if values.get("removed_at") is not None or day is None:
        return values.get("removed_at") or at
    return at if day == berlin_day(at) else start_of(day)


def _channel(values: dict[str, Any], organization: Organization) -> Channel:
    found = recognize(values.get("url", ""), organization)
    if found is None:
        raise field_problem("channel", "Bitte die Adresse angeben, oder wo das Bild gezeigt wird.", code="required")
    return found.channel


def _purpose(asset: Asset, asked: Asked) -> Any:
    """What it was last decided for, for this organization and channel; else the usual."""
    before = RightsDecision.objects.filter(asset=asset, organization=asked.organization).order_by("-valid_at", "-pk")
    for question in before.values_list("question", flat=True)[:20]:
        if question.get("channel") == asked.channel.value:
            return type(asked.purpose)(question["purpose"])
    return asked.purpose


def _account(values: dict[str, Any], asked: Asked) -> ChannelAccount | None:
    assert asked.organization is not None  # noqa: S101  # see asked_use
    if values.get("account") is not None:
        return _own_account(values["account"], asked.organization)
    found = recognize(values.get("url", ""), asked.organization)
    return found.account if found and found.channel == asked.channel else None


def _own_account(wanted: UUID | None, organization: Organization) -> ChannelAccount | None:
    if wanted is None:
        return None
    found = ChannelAccount.objects.filter(uuid=wanted, organization=organization).first()
    if found is None:
        raise field_problem("account", "Dieses Konto gibt es hier nicht.", code="does_not_exist")
    return found
