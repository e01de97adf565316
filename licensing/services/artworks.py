"""What goes to the print shop: artwork whose preflight did not fail and whose rights release it, under a decision each.

Copies are taken from print runs as for any bundle; what is not cleared is named with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from assets.artwork import products
from assets.artwork.words import Result
from assets.models import ArtworkUse, Organization, Preflight, User
from licensing import rights
from licensing.models import Bundle
from licensing.services.bundles import BundleOrder, JudgedMember, create_bundle
from licensing.services.campaigns import question_of
from licensing.services.downloads import DOWNLOAD_HOURS
from licensing.services.quotas import settle

FAILED: Final = "preflight-failed"
MISSING: Final = "preflight-missing"
REFUSED: Final = "not-released"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A use that does not go to the print shop; `decision` where rights are the reason."""

    use: ArtworkUse
    code: str
    decision: rights.Decision | None = None


@dataclass(frozen=True, slots=True)
class PrintBundle:
    """What came of asking: the bundle of what is cleared, none if nothing is, and what is missing."""

    bundle: Bundle | None
    members: Sequence[ArtworkUse]
    missing: Sequence[LeftOut]


def standing_preflight(use: ArtworkUse) -> Preflight | None:
    """The newest preflight, if it is about the bytes and the use of today and came to an end."""
    found = next(iter(use.preflights.all()), None)  # newest first, as the model orders them
    return found if found is not None and is_current(use, found) else None


def is_current(use: ArtworkUse, preflight: Preflight) -> bool:
    """Made of these bytes, for the use as it stands, by the product data of this release."""
    return (
        preflight.state == Preflight.State.DONE
        and preflight.sha256 == use.asset.original.sha256
        and preflight.rules_version == products().version
        and preflight.created_at >= use.changed_at
    )


def obstacle(use: ArtworkUse, preflight: Preflight | None) -> str | None:
    """Why a use is not ready for the print shop, rights aside."""
    if preflight is None or not is_current(use, preflight):
        return MISSING
    return FAILED if preflight.result == Result.FAIL else None


def cleared(use: ArtworkUse, preflight: Preflight | None, decision: rights.Decision) -> bool:
    """Whether a use would go into a print bundle now."""
    return obstacle(use, preflight) is None and decision.verdict.is_releasing


@transaction.atomic
def request_print_bundle(
    uses: Sequence[ArtworkUse],
    *,
    title: str,
    organization: Organization,
    by: User,
    at: datetime,
    lapses_at: datetime | None = None,
) -> PrintBundle:
    """Decide about each use, take its copies from the print run, and let a worker pack what is cleared.

    Copies that nobody fetched are free again at `lapses_at`, after a day without.
    """
    missing: list[LeftOut] = []
    ready: list[tuple[ArtworkUse, Preflight]] = []
    for use in uses:
        preflight = standing_preflight(use)
        code = obstacle(use, preflight)
        if code is not None or preflight is None:
            missing.append(LeftOut(use, code or MISSING))
        else:
            ready.append((use, preflight))
    today, lapses = rights.berlin_day(at), lapses_at or at + timedelta(hours=DOWNLOAD_HOURS)
    members, released = [], []
    for use, preflight in ready:
        settled = settle(use.asset, question_of(use, today=today), by=by, at=at, lapses_at=lapses)
        if settled.decision.verdict.is_releasing:
            members.append(JudgedMember(use.asset, settled, use, preflight))
            released.append(use)
        else:
            missing.append(LeftOut(use, REFUSED, settled.decision))
    order = BundleOrder(title=title, organization=organization)
    bundle = create_bundle(members, order, by, at) if members else None
    return PrintBundle(bundle, released, missing)
