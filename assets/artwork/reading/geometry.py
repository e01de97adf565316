"""Matrices of PDF and SVG, and boxes around what they move."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assets.artwork.reading.facts import Box


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, first: "Matrix") -> "Matrix":
        """What `first` and then this one do."""
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            self.a * first.e + self.c * first.f + self.e,
            self.b * first.e + self.d * first.f + self.f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def across(self) -> float:
        """Length of one unit to the right."""
        return math.hypot(self.a, self.b)

    @property
    def up(self) -> float:
        return math.hypot(self.c, self.d)

    @property
    def mean(self) -> float:
        """By how much a line's width grows, on average of all directions."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


@dataclass(frozen=True, slots=True)
class Frame:
    """The shown part of a page in its own units, how it is turned (degrees clockwise), whether y counts upwards."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int = 0
    is_upwards: bool = True

    def box(self, points: Iterable[tuple[float, float]]) -> Box:
        """The box around points, in 0..1 of the page as it is shown."""
        found = list(points)
        xs = [(x - self.left) / self.width for x, _ in found]
        ys = [(y - self.bottom) / self.height for _, y in found]
        if self.is_upwards:
            ys = [1 - y for y in ys]
        x, y, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
        match self.turn % 360:
            case 90:
                return Box(1 - y - height, x, height, width)
            case 180:
                return Box(1 - x - width, 1 - y - height, width, height)
            case 270:
                return Box(y, 1 - x - width, height, width)
            case _:
                return Box(x, y, width, height)


IDENTITY: Final = Matrix()


def corners(matrix: Matrix, x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    """A rectangle's corners where the matrix puts them."""
    return [matrix.at(left, low) for left in (x, x + width) for low in (y, y + height)]
