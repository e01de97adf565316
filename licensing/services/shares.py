"""Links for people without an account: what they may do is one question, and every picture is judged for it again.

A share of pictures is for the press: what is passed on cannot be called back, so each picture needs the right to be
redistributed (gate 13). Links for print shops are made and judged in `print_shares`. A picture that loses its release
disappears from the page at once, previews too; with the last one the share is ended for good. The secret of the link
is stored as SHA-256 only.
"""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet

from assets import audit
from assets.errors import FieldInvalid, FileAwaited
from assets.models import Asset, Organization, State, User
from licensing import rights
from licensing.models import CopiesEntry, RightsDecision, Share, ShareAcceptance, ShareItem, UsageReservation
from licensing.services.bundles import JudgedMember
from licensing.services.decisions import judge, record_decision
from licensing.services.quotas import Settled
from licensing.snapshots import snapshot

LONGEST_DAYS: Final = 90
DEFAULT_DAYS: Final = 30
MOST_PICTURES: Final = 100
REVOKED: Final = "revoked"
EXPIRED: Final = "expired"
RIGHTS_ENDED: Final = "rights"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRecord:
    """What a share says to its recipients. `until_on` is the last day, at most 90 days from today."""

    title: str
    until_on: date
    terms: str = ""
    message: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A share and the secret of its address, which is kept as its hash only."""

    share: Share
    secret: str


@dataclass(frozen=True, slots=True)
class NewShare:
    """A share, the secret of its link (shown this once), and what came of judging: none without any release."""

    share: Share | None
    secret: str
    released: Sequence[JudgedMember]
    refused: Sequence[JudgedMember]


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """A picture that is released to the recipients at this moment."""

    asset: Asset
    decision: rights.Decision


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create_share(
    assets: Sequence[Asset],
    question: rights.Question,
    record: ShareRecord,
    *,
    organization: Organization,
    by: User,
    at: datetime,
) -> NewShare:
    """Judge each picture for the recipients' use, keep the decisions, and share what is released.

    The question is without asset. Counted uses are taken when a copy is, not here. Raises FieldInvalid.
    """
    _check(question, record, rights.berlin_day(at))
    if not all(hasattr(asset, "original") for asset in assets):
        raise FileAwaited
    judged = _judge_all(assets, question, by=by, at=at)
    released = [each for each in judged if each.decision.verdict.is_releasing]
    refused = [each for each in judged if not each.decision.verdict.is_releasing]
    if not released:
        return NewShare(None, "", released, refused)
    link = open_link(record, organization=organization, by=by, at=at, question=question)
    ShareItem.objects.bulk_create(
        ShareItem(share=link.share, asset=each.asset, decision=each.settled.stored) for each in released
    )
    decisions = [str(each.settled.stored.uuid) for each in released]
    record_share("share.created", link.share, str(by.uuid), {"decisions": decisions})
    return NewShare(link.share, link.secret, released, refused)


def open_link(
    record: ShareRecord,
    *,
    organization: Organization,
    by: User,
    at: datetime,
    question: rights.Question | None = None,
) -> OpenedLink:
    """A link with a new secret: for the press with its question, for a print shop without."""
    secret = secrets.token_urlsafe(32)
    share = Share.objects.create(
        secret_hash=hash_of(secret),
        organization=organization,
        created_by=by,
        audience=Share.Audience.PRINT_SHOP if question is None else Share.Audience.PRESS,
        title=record.title,
        message=record.message,
        terms=record.terms,
        contact=record.contact or organization.contact_email,
        question=snapshot(question) if question is not None else {},
        created_at=at,
        until_on=record.until_on,
    )
    return OpenedLink(share, secret)


def _check(question: rights.Question, record: ShareRecord, today: date) -> None:
    if question.channel is not rights.Channel.PRESS:
        raise FieldInvalid("question.channel", "Ein Freigabelink ist für die Presse: Der Kanal muss press sein.")
    check_days(record, today)


def check_days(record: ShareRecord, today: date) -> None:
    """Raises FieldInvalid for a link that would be over, or longer than one may be."""
    if not today <= record.until_on <= today + timedelta(days=LONGEST_DAYS):
        raise FieldInvalid("until_on", f"Ein Freigabelink gilt höchstens {LONGEST_DAYS} Tage, und nicht rückwirkend.")


def _judge_all(assets: Sequence[Asset], question: rights.Question, *, by: User, at: datetime) -> list[JudgedMember]:
    asked = [replace(question, asset=str(each.uuid)) for each in assets]
    decisions = judge(asked, asset_ids={str(each.uuid): each.pk for each in assets}, at=at)
    return [
        JudgedMember(asset, Settled(each, record_decision(asset, each.question, each.facts, each, by=by)))
        for asset, each in zip(assets, decisions, strict=True)
    ]


def find_share(secret: str) -> Share | None:
    """The share behind a link. Every secret is hashed and looked up, so that all wrong ones cost the same."""
    return Share.objects.select_related("organization").filter(secret_hash=hash_of(secret)).first()


def pictures_of(share: Share, *, at: datetime) -> list[SharedPicture]:
    """What the recipients may have at this moment, in order; facts are read in a fixed number of queries."""
    shown = ShareItem.objects.filter(share=share, asset__deleted_at__isnull=True).exclude(
        asset__state=State.QUARANTINED
    )
    items = list(shown.select_related("asset__original"))
    question = question_of(share, at=at)
    asked = [replace(question, asset=str(each.asset.uuid)) for each in items]
    decisions = judge(asked, asset_ids={str(each.asset.uuid): each.asset_id for each in items}, at=at)
    return [
        SharedPicture(item.asset, each)
        for item, each in zip(items, decisions, strict=True)
        if each.verdict.is_releasing
    ]


def question_of(share: Share, *, at: datetime) -> rights.Question:
    """What the recipients may do, asked from today."""
    question = msgspec.convert(share.question, rights.Question)
    return replace(question, publish_from=max(question.publish_from, rights.berlin_day(at)))


def ended_on(share: Share, released: Sequence[object], *, at: datetime) -> date | None:
    """The day on which a share ended, whatever ended it; none while it stands and something of it is released."""
    if share.ended_at is not None:
        return rights.berlin_day(share.ended_at)
    if rights.berlin_day(at) > share.until_on:
        return share.until_on
    return None if released else _rights_ended_on(share, at)


def _rights_ended_on(share: Share, at: datetime) -> date:
    """The day on which the facts were to change by themselves, as the decisions foresaw it; else today."""
    of_share = Q(share_items__share=share) | Q(bundle_items__bundle__share=share)
    foreseen = RightsDecision.objects.filter(of_share, next_change_at__lte=at).order_by("-next_change_at")
    moment = foreseen.values_list("next_change_at", flat=True).first()
    return rights.berlin_day(moment or at)


@transaction.atomic
def end_share(share: Share, *, by: User, at: datetime) -> None:
    """Revoke a link; twice is once."""
    if _ended(share, REVOKED, at):
        record_share("share.ended", share, str(by.uuid), {"because": REVOKED})


def _ended(share: Share, because: str, at: datetime) -> int:
    """End a link, and let what was reserved for its print bundle and not fetched lapse."""
    ended = Share.objects.filter(pk=share.pk, ended_at__isnull=True).update(ended_at=at, ended_because=because)
    if ended and share.audience == Share.Audience.PRINT_SHOP:
        of_share = {"bundle_item__bundle__share": share, "expires_at__gt": at}
        UsageReservation.objects.filter(**of_share).update(expires_at=at)
        CopiesEntry.objects.filter(**of_share).update(expires_at=at)
    return ended


def end_lost(asset_ids: Collection[int], *, at: datetime) -> int:
    """Part of every change of facts: shares whose last released picture lost its release end for good."""
    alive = Share.objects.filter(ended_at__isnull=True, until_on__gte=rights.berlin_day(at))
    of_assets = Q(items__asset_id__in=asset_ids) | Q(bundles__items__asset_id__in=asset_ids)
    ended = 0
    for share in alive.filter(of_assets).distinct().select_related("organization"):
        if released_of(share, at=at):
            continue
        _ended(share, RIGHTS_ENDED, at)
        record_share("share.ended", share, "system", {"because": RIGHTS_ENDED})
        ended += 1
    return ended


def released_of(share: Share, *, at: datetime) -> Sequence[object]:
    """What of a share is released at this moment, whatever kind it is of."""
    from licensing.services.print_shares import released_motifs

    if share.audience == Share.Audience.PRINT_SHOP:
        return released_motifs(share, at=at)
    return pictures_of(share, at=at)


@transaction.atomic
def accept_terms(share: Share, *, at: datetime) -> str:
    """Record that somebody accepted the terms as they stand; the secret that the browser shows from then on."""
    secret = secrets.token_urlsafe(32)
    ShareAcceptance.objects.create(
        share=share,
        terms_sha256=hash_of(share.terms),
        accepted_at=at,
        secret_hash=hash_of(secret),
    )
    record_share("share.accepted", share, "share", {"terms": hash_of(share.terms)})
    return secret


def has_accepted(share: Share, secret: str) -> bool:
    """Whether this browser accepted the terms that stand now."""
    accepted = ShareAcceptance.objects.filter(share=share, secret_hash=hash_of(secret))
    return accepted.filter(terms_sha256=hash_of(share.terms)).exists()


def shares_of(organization_ids: Collection[int] | None) -> "QuerySet[Share]":
    """Shares of some organizations, of all with None."""
    rows = Share.objects.select_related("organization", "created_by").prefetch_related(
        "items__asset", "bundles__items__asset"
    )
    return rows if organization_ids is None else rows.filter(organization_id__in=organization_ids)


def record_share(action: str, share: Share, actor: str, data: dict[str, object]) -> None:
    audit.record(action, actor=actor, object_kind="share", object_id=str(share.uuid), data=data)
