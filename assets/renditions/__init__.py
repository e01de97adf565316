"""Bytes become smaller bytes: the pictures that people see instead of the original.

`render` decodes untrusted files: the product calls it as the job `render` of `assets.sandbox`, never directly.
"""

from assets.renditions.copy import LARGE_EDGE, Crop, RenderedCopy, render_copy
from assets.renditions.errors import NOT_RENDERABLE, NotRenderable, Refusal
from assets.renditions.opening import specimen, warm_up
from assets.renditions.presets import PRESETS, Preset
from assets.renditions.render import render
from assets.renditions.rendered import Caveat, Orientation, Rendered, RenderedFile

__all__ = [
    "LARGE_EDGE",
    "NOT_RENDERABLE",
    "PRESETS",
    "Caveat",
    "Crop",
    "NotRenderable",
    "Orientation",
    "Preset",
    "Refusal",
    "Rendered",
    "RenderedCopy",
    "RenderedFile",
    "render",
    "render_copy",
    "specimen",
    "warm_up",
]
