"""Bytes become smaller bytes: the pictures that people see instead of the original.

`render` decodes untrusted files: the product calls it as the job `render` of `assets.sandbox`, never directly.
"""

from assets.renditions.channels import CHANNEL_PRESETS, ChannelPreset, ColorSpace, Fit, Label, Size
from assets.renditions.copy import LARGE_EDGE, Crop, RenderedCopy, render_copy
from assets.renditions.errors import NOT_RENDERABLE, NotRenderable, Refusal
from assets.renditions.framing import Plan, automatic_crop, crop_around, plan
from assets.renditions.making import VIEW, VIEW_EDGE, Made, MakeParams, Progress, make, progress_into
from assets.renditions.opening import specimen, warm_up
from assets.renditions.presets import PRESETS, Preset
from assets.renditions.printing import check_profile
from assets.renditions.recipes import Recipe
from assets.renditions.render import render
from assets.renditions.rendered import Caveat, FilmFacts, Focal, Orientation, Rendered, RenderedFile

__all__ = [
    "CHANNEL_PRESETS",
    "LARGE_EDGE",
    "NOT_RENDERABLE",
    "PRESETS",
    "VIEW",
    "VIEW_EDGE",
    "Caveat",
    "ChannelPreset",
    "ColorSpace",
    "Crop",
    "FilmFacts",
    "Fit",
    "Focal",
    "Label",
    "Made",
    "MakeParams",
    "NotRenderable",
    "Orientation",
    "Plan",
    "Preset",
    "Progress",
    "Recipe",
    "Refusal",
    "Rendered",
    "RenderedCopy",
    "RenderedFile",
    "Size",
    "automatic_crop",
    "check_profile",
    "crop_around",
    "make",
    "plan",
    "progress_into",
    "render",
    "render_copy",
    "specimen",
    "warm_up",
]
