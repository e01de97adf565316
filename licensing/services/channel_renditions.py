"""Renditions for a channel under a question: what making one changes about the picture is judged with it.

A preset that shows a part gives way where the part is what is not allowed (no derivatives): the whole picture lies on a
plain canvas instead. A frame that a person drew is never replaced: the refusal says why.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import msgspec

from assets.errors import FieldInvalid
from assets.making.ordering import Planned, RenditionOrder, planned
from assets.models import Asset
from assets.renditions import Crop
from licensing import rights
from licensing.models import RenditionState
from licensing.rights import Modification
from licensing.services.decisions import decision_about

MADE_HERE: Final = frozenset({"none", "crop", "resize", "format_conversion"})
"""Changes that preparing a copy makes itself; every other one is made by people with other programs."""


@dataclass(frozen=True, slots=True)
class JudgedRendition:
    """What would be made and the answer to the question with its changes; `gave_way` when a part was not allowed."""

    planned: Planned
    question: rights.Question
    decision: rights.Decision
    gave_way: bool = False


def with_rendition(question: rights.Question, what: Planned) -> rights.Question:
    """The question with what this rendition changes."""
    made = {Modification(code) for code in what.modifications}
    if not made:
        return question
    return replace(question, modifications=(question.modifications - {Modification.NONE}) | made)


def judged_rendition(
    asset: Asset, question: rights.Question, order: RenditionOrder, *, at: datetime
) -> JudgedRendition:
    """The rendition that the question allows: as ordered, or the whole picture where only that is released.

    Raises `FieldInvalid` for what cannot be made. Expects the asset with its original.
    """
    order = _of_version(asset, question, order)
    found = _judged(asset, question, order, at)
    may_give_way = order.crop is None and found.planned.recipe.crop is not None
    if found.decision.verdict.is_releasing or not may_give_way:
        return found
    uncropped = replace(question, modifications=question.modifications - {Modification.CROP})
    whole = _judged(asset, uncropped, replace(order, on_canvas=True), at)
    if whole.decision.verdict.strictness < found.decision.verdict.strictness:
        return replace(whole, gave_way=True)
    return found


def _judged(asset: Asset, question: rights.Question, order: RenditionOrder, at: datetime) -> JudgedRendition:
    what = planned(asset.original, order)
    asked = with_rendition(question, what)
    return JudgedRendition(what, asked, decision_about(asset, asked, at=at))


def _of_version(asset: Asset, question: rights.Question, order: RenditionOrder) -> RenditionOrder:
    """What was confirmed of a version holds for exactly its part: no other part is cut from it."""
    if not question.rendition:
        return order
    state = RenditionState.objects.filter(asset=asset, uuid=question.rendition).first()
    if state is None or set(state.modifications) - MADE_HERE:
        raise FieldInvalid("rendition", "Diese Fassung liegt nicht hier, nur das Original.")
    if state.crop is None:
        return order
    return replace(order, crop=msgspec.convert(state.crop, Crop, strict=False), on_canvas=False)
