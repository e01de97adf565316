"""Asking for a rendition: the recipe says what is to be made, one row per recipe that it is made once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from assets.errors import FieldInvalid
from assets.making.film_orders import MAX_PROXY_SECONDS
from assets.making.focal import focal_of
from assets.making.press import press_profile
from assets.models import Original, RenditionJob, User
from assets.renditions import (
    CHANNEL_PRESETS,
    ChannelPreset,
    ColorSpace,
    Crop,
    Fit,
    Plan,
    Recipe,
    Size,
    automatic_crop,
    plan,
)
from assets.renditions.framing import WHITE

CROP, RESIZE, CONVERSION = "crop", "resize", "format_conversion"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionOrder:
    """What somebody asks for. Without `crop` the part follows from the focal point; `on_canvas` shows all instead."""

    preset: str
    crop: Crop | None = None
    on_canvas: bool = False
    page: int = 1
    at_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What will be made, known before it is: its recipe, its size, and which changes of the picture it is.

    `modifications` are codes of the vocabulary. A canvas is none of them: the whole picture is shown unaltered. Other
    inks or another format are a conversion, technical and no adaptation.
    """

    preset: ChannelPreset
    recipe: Recipe
    plan: Plan
    modifications: frozenset[str]
    media_type: str


def planned(original: Original, order: RenditionOrder) -> Planned:
    """The order applied to an original whose size is known. Raises `FieldInvalid` for what cannot be made."""
    preset = CHANNEL_PRESETS.get(order.preset)
    if preset is None:
        raise FieldInvalid("preset", "Diese Fassung gibt es nicht.")
    media_type = preset.media_type_for(original.media_type)
    if media_type is None:
        raise FieldInvalid("preset", "Diese Fassung gibt es von dieser Art von Datei nicht.")
    asset = original.asset
    if not asset.width or not asset.height:
        raise FieldInvalid("preset", "Von dieser Datei gibt es keine Ansicht.")
    length = asset.duration_seconds
    if media_type.startswith("video/") and (length is None or length > MAX_PROXY_SECONDS):
        raise FieldInvalid("preset", "Dieser Film ist zu lang oder nennt seine Länge nicht.")
    size = Size(asset.width, asset.height)
    crop = order.crop
    on_canvas = order.on_canvas and preset.fit is Fit.COVER
    if crop is None and not on_canvas:
        crop = automatic_crop(preset, focal_of(asset), size)
    goal = plan(preset, size, crop=crop, on_canvas=on_canvas)
    recipe = Recipe(
        sha256=original.sha256,
        preset=preset.code,
        version=preset.version,
        crop=crop,
        canvas=WHITE if goal.canvas is not None else None,
        page=order.page,
        at_seconds=order.at_seconds,
        profile=_profile_of(preset),
    )
    return Planned(preset, recipe, goal, _modifications(original, media_type, goal), media_type)


def _profile_of(preset: ChannelPreset) -> str:
    if preset.color is not ColorSpace.CMYK:
        return ""
    press = press_profile()
    if press is None:
        raise FieldInvalid("preset", "Für CMYK fehlt das Profil der Druckerei. Die Betreiber können eines angeben.")
    return press.sha256


def _modifications(original: Original, media_type: str, goal: Plan) -> frozenset[str]:
    made = {CROP} if goal.crop is not None else set()
    if goal.is_scaled:
        made.add(RESIZE)
    if media_type != original.media_type or goal.canvas is not None:
        made.add(CONVERSION)
    return frozenset(made)


@transaction.atomic
def order_rendition(original: Original, what: Planned, *, by: User | None, at: datetime) -> RenditionJob:
    """The job that makes it: the one there is, tried again if it had been given up, or a new one."""
    job, is_new = RenditionJob.objects.select_related("rendition").get_or_create(
        original=original,
        recipe=what.recipe.key,
        defaults={
            "preset": what.preset.code,
            "params": params_of(what),
            "modifications": sorted(what.modifications),
            "asked_by": by,
            "created_at": at,
        },
    )
    lost = job.state == RenditionJob.State.READY and job.rendition_id is None
    if not is_new and (lost or job.state == RenditionJob.State.FAILED):
        make_again(job)
    return job


def make_again(job: RenditionJob) -> None:
    """Put a job back to the start, with all its attempts."""
    job.state, job.progress, job.done_at = RenditionJob.State.WAITING, 0, None
    job.attempts, job.failure, job.failed_step, job.gave_up_at, job.next_attempt_at = 0, "", "", None, None
    job.save()


def params_of(what: Planned) -> dict[str, Any]:
    """What the row remembers: the recipe, and the size that will come out."""
    recipe: dict[str, Any] = msgspec.to_builtins(what.recipe)
    outer = what.plan.outer
    size = {"width": outer.width, "height": outer.height, "is_smaller": what.plan.is_smaller}
    return {**recipe, "planned": size, "media_type": what.media_type}


def recipe_of(job: RenditionJob) -> Recipe:
    """The recipe of a row."""
    fields = {name: value for name, value in job.params.items() if name in Recipe.__struct_fields__}
    return msgspec.convert(fields, Recipe, strict=False)
