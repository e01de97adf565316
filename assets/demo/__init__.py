"""The demo library: pictures of an invented district, drawn by code, with facts embedded in their files.

Pure Python and Pillow; no Django, no network, no picture of anything real.
"""

from assets.demo.catalogue import PICTURES
from assets.demo.library import draw_library, drawn
from assets.demo.picture import Picture
from assets.demo.scenario import Scenario

__all__ = ["PICTURES", "Picture", "Scenario", "draw_library", "drawn"]
