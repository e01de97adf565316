"""Links for a print shop: artwork as it was checked, with its report, under the decision on which it is printed.

The print run is taken once, when the link is made, and held until its last day. The bundle leaves as a whole or not at
all: a motif that lost its release, or was changed since its preflight, holds it back and stays named, so that whoever
prints learns to stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Q, QuerySet

from assets.errors import FieldInvalid
from assets.models import ArtworkUse, Organization, Preflight, State, User
from licensing import rights
from licensing.models import Bundle, BundleItem, Share
from licensing.services.artworks import LeftOut, is_current, request_print_bundle
from licensing.services.bundles import judged_again
from licensing.services.downloads import copy_expiry
from licensing.services.shares import ShareRecord, check_days, open_link, record_share
from licensing.services.tasks import last_moment


class Standing(StrEnum):
    """Whether a motif may be printed as it was handed out."""

    RELEASED = "released"
    CHANGED = "changed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class SharedMotif:
    """A motif on a product as a print shop gets it, judged at this moment."""

    use: ArtworkUse
    preflight: Preflight
    decision: rights.Decision
    standing: Standing


@dataclass(frozen=True, slots=True)
class NewPrintShare:
    """A link for a print shop, its secret (shown this once), and what came of asking: none if nothing is cleared."""

    share: Share | None
    secret: str
    members: Sequence[ArtworkUse]
    missing: Sequence[LeftOut]


@transaction.atomic
def create_print_share(
    uses: Sequence[ArtworkUse], record: ShareRecord, *, organization: Organization, by: User, at: datetime
) -> NewPrintShare:
    """Let a worker pack what is cleared, and open a link to it: for one print shop. Raises FieldInvalid."""
    check_days(record, rights.berlin_day(at))
    if len({each.printer for each in uses if each.printer}) > 1:
        raise FieldInvalid("artworks", "Ein Link geht an eine Druckerei. Diese Motive druckt nicht dieselbe.")
    made = request_print_bundle(
        uses, title=record.title, organization=organization, by=by, at=at, lapses_at=last_moment(record.until_on)
    )
    if made.bundle is None:
        return NewPrintShare(None, "", made.members, made.missing)
    link = open_link(record, organization=organization, by=by, at=at)
    Bundle.objects.filter(pk=made.bundle.pk).update(share=link.share)
    decisions = made.bundle.items.values_list("decision__uuid", flat=True)
    record_share("share.created", link.share, str(by.uuid), {"decisions": [str(each) for each in decisions]})
    return NewPrintShare(link.share, link.secret, made.members, made.missing)


def motifs_of(share: Share, *, at: datetime) -> list[SharedMotif]:
    """Every motif that was handed out through a link, in order, and whether it still may be printed so."""
    bundle = Bundle.objects.get(share=share)
    decided = zip(_items(bundle), judged_again(bundle, at=at), strict=True)
    return [
        SharedMotif(item.artwork, item.preflight, decision, _standing(item.artwork, item.preflight, decision))
        for item, decision in decided
        if item.artwork is not None and item.preflight is not None
    ]


def released_motifs(share: Share, *, at: datetime) -> list[SharedMotif]:
    """Those whose rights still release them, changed ones too: with none of them a link ends for good."""
    return [each for each in motifs_of(share, at=at) if each.standing is not Standing.LOST]


def record_report_taken(share: Share, motif: SharedMotif) -> None:
    """Whoever prints has the report: kept for each time it is fetched, without who it was."""
    record_share("share.report-taken", share, f"share:{share.uuid}", {"artwork": str(motif.use.uuid)})


def _items(bundle: Bundle) -> "QuerySet[BundleItem]":
    return bundle.items.select_related("artwork__asset__original", "preflight")


def _standing(use: ArtworkUse, preflight: Preflight, decision: rights.Decision) -> Standing:
    is_gone = use.asset.deleted_at is not None or use.asset.state == State.QUARANTINED
    if is_gone or not decision.verdict.is_releasing:
        return Standing.LOST
    is_as_checked = use.ended_at is None and is_current(use, preflight)
    return Standing.RELEASED if is_as_checked else Standing.CHANGED


@transaction.atomic
def request_again(share: Share, motifs: Sequence[SharedMotif], *, at: datetime) -> Bundle | None:
    """The bundle of a link, packed anew when its bytes are over: nothing is taken twice; none while it is held back."""
    if any(each.standing is not Standing.RELEASED for each in motifs):
        return None
    over = Q(expires_at__lte=at) | Q(state__in=[Bundle.State.EXPIRED, Bundle.State.FAILED])
    unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    bundles = Bundle.objects.filter(share=share)
    bundles.filter(over & unheld).update(
        state=Bundle.State.PREPARING,
        reason="",
        attempts=0,
        expires_at=copy_expiry(at, *(each.decision.next_change_at for each in motifs)),
    )
    return bundles.get()
