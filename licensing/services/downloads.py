"""Taking a copy: what is changed about the picture belongs to the question, so verdict, credit and copy agree."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import msgspec
from django.db import transaction

from assets import audit
from assets.errors import FileAwaited
from assets.making.ordering import RenditionOrder
from assets.models import Asset, User
from assets.renditions import CHANNEL_PRESETS, LARGE_EDGE, Crop
from licensing import rights
from licensing.facts.grants import own_uses
from licensing.models import Download, RightsDecision, Share
from licensing.services.channel_renditions import judged_rendition
from licensing.services.decisions import NotReleased, judge
from licensing.services.quotas import consume, settle, use_for

DOWNLOAD_HOURS: Final = 24
RenditionChoice = str
"""`full`, `large`, or the code of a preset for a channel."""
_KEPT_TYPES: Final = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True)
class Part:
    """A detail of the picture, a longest side in pixels, or both; neither is the whole as it is.

    `on_canvas` puts the whole picture on a plain area of a channel's shape.
    """

    crop: Crop | None = None
    max_edge: int | None = None
    on_canvas: bool = False


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
    by: User | Share,
    at: datetime,
) -> Download | NotReleased:
    """Decide, take what the grant counts, keep the decision, and let a worker prepare the copy.

    Nothing leaves without a releasing verdict. Through a share somebody without an account asks.
    """
    asked, part, filename = copy_of(asset, question, rendition, part, at)
    settled = settle(asset, asked, by=person_of(by), at=at, lapses_at=at + timedelta(hours=DOWNLOAD_HOURS))
    if not settled.decision.verdict.is_releasing:
        return NotReleased(settled.decision)
    download = Download.objects.create(
        decision=settled.stored,
        asset=asset,
        user=person_of(by),
        share=by if isinstance(by, Share) else None,
        rendition=rendition,
        crop=msgspec.to_builtins(part.crop) if part.crop is not None else None,
        max_edge=part.max_edge,
        filename=filename,
        created_at=at,
        expires_at=copy_expiry(at, settled.decision.next_change_at),
    )
    use_for(settled.held, download=download)
    audit.record(
        "download.requested",
        actor=actor_of(by),
        object_kind="download",
        object_id=str(download.uuid),
        data={"decision": str(settled.stored.uuid), "asset": str(asset.uuid), "rendition": rendition},
    )
    return download


def copy_of(
    asset: Asset, question: rights.Question, rendition: RenditionChoice, part: Part, at: datetime
) -> tuple[rights.Question, Part, str]:
    """The question with the copy's changes, the part that leaves, and the file's name."""
    if not hasattr(asset, "original"):
        raise FileAwaited
    filename = asset.original.filename
    if rendition not in CHANNEL_PRESETS:
        return with_changes(question, asset, rendition, part), part, filename
    order = RenditionOrder(preset=rendition, crop=part.crop, on_canvas=part.on_canvas)
    found = judged_rendition(asset, question, order, at=at)
    return found.question, Part(found.planned.recipe.crop), channel_name(filename, rendition)


def channel_name(filename: str, preset: str) -> str:
    """The name with the preset's code, so that several sizes of a picture lie beside each other."""
    stem, dot, suffix = filename.rpartition(".")
    return f"{(stem if dot else filename)[:200]}_{preset}{dot}{suffix[:20] if dot else ''}"


def person_of(asker: User | Share) -> User | None:
    return asker if isinstance(asker, User) else None


def actor_of(asker: User | Share) -> str:
    """Who acts, for the audit trail; of a share nobody knows who holds it."""
    return str(asker.uuid) if isinstance(asker, User) else f"share:{asker.uuid}"


def judged_now(download: Download, *, at: datetime) -> rights.Decision:
    """The same question on the facts of this moment; what the download itself has reserved does not stand against it.

    What began before today is asked from today.
    """
    question = question_now(download.decision, at)
    own = own_uses("download", [download.pk]).get(download.pk)
    held = {question.asset: own} if own else None
    (decision,) = judge([question], asset_ids={question.asset: download.asset_id}, at=at, own=held)
    return decision


@transaction.atomic
def take_download(download: Download, *, actor: str) -> None:
    """The copy is being fetched: what was reserved for it is used, and the audit trail says so."""
    consume(download=download)
    audit.record(
        "download.taken",
        actor=actor,
        object_kind="download",
        object_id=str(download.uuid),
        data={"decision": str(download.decision.uuid)},
    )


def question_now(stored: RightsDecision, at: datetime) -> rights.Question:
    """A stored question for the time that is left."""
    question = msgspec.convert(stored.question, rights.Question)
    return replace(question, publish_from=max(question.publish_from, rights.berlin_day(at)))


def copy_expiry(at: datetime, *changes: datetime | None) -> datetime:
    """A day, and never past the instant at which a right that the copy rests on may change."""
    return min([at + timedelta(hours=DOWNLOAD_HOURS), *(each for each in changes if each is not None)])
