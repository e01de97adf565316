"""The port through which other rooms bring what search does not know: further facets, and verdicts for a question.

`register_column` takes a facet whose values somebody else keeps (the license). `register_rights` takes the column that
answers a question about every asset at once. `assets` names neither: it calls what was registered.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.container import Container
from assets.search.document import Value


class ColumnProvider(Protocol):
    """One more facet. `name` is its name in questions and answers."""

    name: str

    def values(self, asset_ids: Collection[int]) -> Mapping[int, tuple[Value, ...]]:
        """The values of some assets, read in a fixed number of queries; assets without a value may be left out."""


class RightsColumn(Protocol):
    """Verdicts for all assets under one question, as bitmaps."""

    default: str
    """The verdict of every asset that `verdicts` names nowhere."""

    order: tuple[str, ...]
    """All verdicts, mildest first."""

    def verdicts(self, question: Hashable) -> Mapping[str, BitMap]:
        """Assets by verdict; no asset stands under two. The bitmaps are kept: not to be changed by the caller."""

    def apply(self, changes: Iterable[int]) -> None:
        """Read the rows of these assets again."""

    def rebuild(self) -> None:
        """Read all rows again."""

    def numbers(self) -> NDArray[np.int32]:
        """All that the column holds, to be stored with the index."""

    def beginning_with(self, numbers: NDArray[np.int32]) -> Self:
        """Another column that holds what `numbers` gave; where they are mapped, writing them stays in the process."""


@dataclass(slots=True)
class Columns:
    """What was registered for this process."""

    facets: dict[str, ColumnProvider] = field(default_factory=dict)
    rights: RightsColumn | None = None


REGISTERED = Columns()


def own_columns(stored: Container | None = None) -> Columns:
    """What was registered, for one index: the verdicts are its own, as new as the index itself."""
    rights = REGISTERED.rights
    if rights is not None:
        numbers = np.zeros(0, np.int32) if stored is None else stored.changeable("rights", np.int32)
        rights = rights.beginning_with(numbers)
    return Columns(REGISTERED.facets, rights)


def register_column(column: ColumnProvider) -> None:
    """Add a facet to every index that this process builds from now on; called while applications start."""
    REGISTERED.facets[column.name] = column


def register_rights(column: RightsColumn) -> None:
    """Set the column that answers questions about rights; called while applications start."""
    REGISTERED.rights = column
