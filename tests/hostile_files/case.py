"""One file that somebody could bring, and how it must end."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class End(StrEnum):
    """How a file may end: kept with a preview, kept without one, refused in words, or kept as unreadable."""

    SHOWN = "shown"
    KEPT = "kept"
    REFUSED = "refused"
    FAILED = "failed"


SAFE = frozenset({End.SHOWN, End.KEPT, End.REFUSED, End.FAILED})


@dataclass(frozen=True, slots=True)
class Case:
    """`draw` makes the bytes when they are wanted: some are large. `name` is the file name, hostile ones too."""

    title: str
    name: str
    draw: Callable[[], bytes]
    ends: frozenset[End]


def case(title: str, name: str, draw: Callable[[], bytes] | bytes, *ends: End) -> Case:
    made = draw if callable(draw) else lambda: draw
    return Case(title, name, made, frozenset(ends) or SAFE)
