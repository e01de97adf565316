"""One picture of the demo library with everything that is said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assets.demo.places import SPOTS, Spot
from assets.demo.scenario import Scenario
from assets.demo.stage import Setting, Stage

NOTE = "Gezeichnetes Beispielbild. Ort, Anlass und Namen sind erfunden."
Draw = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Motif:
    """A scene with what it always shows: the core of its alternative text and its keywords."""

    draw: Draw
    shows: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`filename` is the path below the library's folder, `taken_at` the local wall-clock time."""

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

    def draw_on(self, stage: Stage) -> None:
        self.motif.draw(stage, **dict(self.params))
