"""One picture of the demo library with everything that is said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assets.demo.places import SPOTS, Spot
from assets.demo.scenario import Scenario
from assets.demo.stage import Setting, Stage

NOTE = "Gezeichnetes Beispielbild. Ort, Anlass und Namen sind erfunden."
GRAPHIC_WORDS = frozenset({"Grafik", "Infografik", "Motiv", "Produktbild", "Plakat"})
Draw = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Motif:
    """A scene with what it always shows: the core of its alternative text and its keywords."""

    draw: Draw
    shows: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`filename` names the drawing and seeds it; `path` is where its file lies; `taken_at` is local wall-clock time."""

    filename: str
    motif: Motif
    params: tuple[tuple[str, Any], ...]
    setting: Setting
    title: str
    description: str
    alt_text: str
    keywords: tuple[str, ...]
    spot: str
    taken_at: str
    creators: tuple[str, ...]
    organization: str
    scenario: Scenario
    campaign: str = ""
    is_artwork: bool = False

    @property
    def place(self) -> Spot:
        return SPOTS[self.spot]

    @property
    def is_photo(self) -> bool:
        """Graphics and artwork were made at a desk: they have no position and no town."""
        return not GRAPHIC_WORDS.intersection(self.motif.keywords)

    @property
    def path(self) -> str:
        """Below the library's folder; the first part is the organization that the picture belongs to."""
        group, _, rest = self.filename.partition("/")
        return f"{self.organization}/{group}/{rest}" if group == "kampagnen" else f"{self.organization}/{rest}"

    def draw_on(self, stage: Stage) -> None:
        self.motif.draw(stage, **dict(self.params))
