"""Taking a copy: what is changed about the picture belongs to the question, so verdict, credit and copy agree."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec
from django.db import transaction

from assets import audit
from assets.models import Asset, User
from assets.renditions import LARGE_EDGE, Crop
from licensing import rights
from licensing.facts import facts_for
from licensing.models import Download
from licensing.services.decisions import NotReleased, record_decision

DOWNLOAD_HOURS: Final = 24
RenditionChoice = Literal["full", "large"]
_KEPT_TYPES: Final = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True)
class Part:
    """A detail of the picture, a longest side in pixels, or both; neither is the whole as it is."""

    crop: Crop | None = None
    max_edge: int | None = None


WHOLE: Final = Part()


def with_changes(
    question: rights.Question, asset: Asset, rendition: RenditionChoice, part: Part = WHOLE
) -> rights.Question:
    """The question with what preparing this copy changes: a detail, a smaller size, another format."""
    made: set[rights.Modification] = set()
    if part.crop is not None:
        made.add(rights.Modification.CROP)
    longest = max(asset.width or 0, asset.height or 0)
    edge = part.max_edge or (LARGE_EDGE if rendition == "large" else None)
    if edge is not None and (not longest or edge < longest):
        made.add(rights.Modification.RESIZE)
    if (edge is not None or part.crop is not None) and asset.original.media_type not in _KEPT_TYPES:
        made.add(rights.Modification.FORMAT_CONVERSION)
    if not made:
        return question
    return replace(question, modifications=(question.modifications - {rights.Modification.NONE}) | made)


@transaction.atomic
def request_download(
    asset: Asset,
    question: rights.Question,
    *,
    rendition: RenditionChoice = "full",
    part: Part = WHOLE,
    by: User,
    at: datetime,
) -> Download | NotReleased:
    """Decide, keep the decision, and let a worker prepare the copy; nothing leaves without a releasing verdict."""
    asked = with_changes(question, asset, rendition, part)
    facts = facts_for([asset.pk])[asset.pk]
    decision = rights.decide(asked, facts, at=at)
    stored = record_decision(asset, asked, facts, decision, by=by)
    if not decision.verdict.is_releasing:
        return NotReleased(decision)
    download = Download.objects.create(
        decision=stored,
        asset=asset,
        user=by,
        rendition=rendition,
        crop=msgspec.to_builtins(part.crop) if part.crop is not None else None,
        max_edge=part.max_edge,
        filename=asset.original.filename,
        created_at=at,
        expires_at=copy_expiry(at, decision.next_change_at),
    )
    audit.record(
        "download.requested",
        actor=str(by.uuid),
        object_kind="download",
        object_id=str(download.uuid),
        data={"decision": str(stored.uuid), "asset": str(asset.uuid), "rendition": rendition},
    )
    return download


def copy_expiry(at: datetime, *changes: datetime | None) -> datetime:
    """A day, and never past the instant at which a right that the copy rests on may change."""
    return min([at + timedelta(hours=DOWNLOAD_HOURS), *(each for each in changes if each is not None)])
