"""A film as a channel shows it: the frame of every picture, and the small view that everybody sees."""

import shutil
from pathlib import Path

import msgspec

from assets.intake.describe import rights_of
from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from assets.making.film_orders import FILM_PRESETS
from assets.making.ordering import recipe_of
from assets.metadata import RightsFields
from assets.models import Rendition, RenditionJob
from assets.renditions import CHANNEL_PRESETS, VIEW, Made, MakeParams, RenderedFile, Size, plan


def framing_of(job: RenditionJob) -> dict[str, object] | None:
    """Part, size and area of each frame; none for what is made for watching."""
    if job.preset in FILM_PRESETS:
        return None
    recipe, asset = recipe_of(job), job.original.asset
    size = Size(asset.width or 2, asset.height or 2)
    goal = plan(CHANNEL_PRESETS[job.preset], size, crop=recipe.crop, on_canvas=recipe.canvas is not None)
    framing: dict[str, object] = {"width": goal.size.width, "height": goal.size.height}
    if recipe.crop is not None:
        crop = recipe.crop
        framing |= {"x": crop.x, "y": crop.y, "share_width": crop.width, "share_height": crop.height}
    if goal.canvas is not None and recipe.canvas is not None:
        canvas = {"canvas_width": goal.canvas.width, "canvas_height": goal.canvas.height}
        framing |= {**canvas, "color": recipe.canvas}
    return framing


def view_of(job: RenditionJob, folder: Path, tools: Tools) -> RenderedFile:
    """The small view, cut from the film's poster as the frames are cut from the film."""
    poster = Rendition.objects.filter(original=job.original, preset="large", recipe="").first()
    if poster is None:
        raise StepFailed("no-rendition", final=True)
    source, out_dir, recipe = folder / "poster", folder / "view", recipe_of(job)
    with tools.store.open(poster.key) as stream, source.open("wb") as file:
        shutil.copyfileobj(stream, file)
    out_dir.mkdir()
    rights = msgspec.convert(rights_of(job.original), RightsFields)
    params = MakeParams(
        preset=job.preset, media_type=poster.media_type, crop=recipe.crop, canvas=recipe.canvas, rights=rights
    )
    answer = tools.sandbox.run("make_rendition", source=source, out_dir=out_dir, params=params)
    try:
        made = msgspec.json.decode(answer, type=Made)
    except msgspec.DecodeError as error:
        raise StepFailed("crashed") from error
    view = next((each for each in made.files if each.preset == VIEW), None)
    if view is None:
        raise StepFailed("crashed")
    (out_dir / view.name).replace(folder / view.name)
    return view
