"""What licensing brings to search: the license as a facet, and verdicts for a question as bitmaps.

The verdicts are read from the `PermittedUse` rows that the kernel made, by the matching rule of
`licensing.rights.windows`: the mildest matching row, or "a person must decide"; the organization's own rules are put
under that answer (`licensing.floors`). All rows stand in numpy columns in
order of asset; one pass answers a question for every asset, the answer is kept, and a change touches only its asset.
"""

from array import array
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.prepared import Keys, prepared
from assets.search import Value, register_column, register_rights
from assets.search.tables import bitmap_of
from licensing.floors import Floors
from licensing.models import LicenseAssignment, PermittedUse, Publication
from licensing.posted import OUT
from licensing.rights import LICENSES, VERDICTS_BY_STRICTNESS, Channel, Purpose, Verdict, WindowQuery, window_query
from licensing.rights.days import FIRST_DAY, LAST_DAY

KEPT_QUESTIONS = 128
MERGE_ABOVE = 20_000
NOBODY = Value("none", "noch niemand")
_BY_NOBODY = (NOBODY,)
EVERYONE = 0
"""Organization of a row that counts for all; database keys begin at 1."""

Verdicts = dict[str, BitMap]


@dataclass(frozen=True, slots=True)
class PermissionQuestion:
    """A search-shaped question: everything that is not here is left open. No `until` means open-ended."""

    channel: Channel
    purpose: Purpose
    organization_id: int | None
    start: date
    until: date | None = None


class Row(NamedTuple):
    """One `PermittedUse` as integers; days are ordinals, open ends the first and last day there is."""

    asset: int
    channels: int
    purposes: int
    organization: int
    start: int
    until: int
    verdict: int


class WindowTable:
    """Rows as one integer matrix in order of asset, and the few that changed since they were put in order."""

    def __init__(self, rows: Iterable[Row] = (), columns: NDArray[np.int32] | None = None) -> None:
        """From rows in any order, or from what `numbers` gave."""
        self._columns = _in_order(rows) if columns is None else columns
        self._changed: dict[int, list[Row]] = {}

    def replace(self, asset: int, rows: list[Row]) -> None:
        """These are all rows of the asset now."""
        # Asked for with the column's own type, or numpy would copy the column.
        low, high = self._columns[0].searchsorted(np.array([asset, asset + 1], np.int32))
        self._columns[1, low:high] = 0  # matches no channel any more
        self._changed[asset] = rows
        if len(self._changed) > MERGE_ABOVE:
            self._merge()

    def verdicts(self, query: WindowQuery, organization: int) -> Verdicts:
        """Assets by verdict under the mildest matching row; those without one are left out."""
        changed = _columns([row for rows in self._changed.values() for row in rows])
        best: list[BitMap] = [BitMap() for _ in VERDICTS_BY_STRICTNESS]
        for columns in (self._columns, changed):
            for strictness, found in enumerate(_matching(columns, query, organization)):
                best[strictness].update(found)
        taken = BitMap()
        for found in best:
            found.difference_update(taken)
            taken.update(found)
        return {verdict.value: found for verdict, found in zip(VERDICTS_BY_STRICTNESS, best, strict=True)}

    def numbers(self) -> NDArray[np.int32]:
        """All rows in order of asset, column by column."""
        kept = self._columns[:, self._columns[1] != 0]
        added = _columns([row for rows in self._changed.values() for row in rows])
        merged = np.concatenate([kept, added], axis=1)
        return np.ascontiguousarray(merged[:, np.argsort(merged[0], kind="stable")])

    def _merge(self) -> None:
        self._columns = self.numbers()
        self._changed = {}


class RightsWindows:
    """The rights column of search (`assets.search.RightsColumn`)."""

    default = Verdict.NEEDS_DECISION.value
    order = tuple(verdict.value for verdict in VERDICTS_BY_STRICTNESS)

    def __init__(self) -> None:
        self._table = WindowTable()
        self._kept: OrderedDict[PermissionQuestion, Verdicts] = OrderedDict()
        self._floors = Floors()

    def verdicts(self, question: Hashable) -> Mapping[str, BitMap]:
        """Assets by verdict; raises ValueError for a period that ends before it begins."""
        if not isinstance(question, PermissionQuestion):
            raise TypeError("the rights column answers a PermissionQuestion")
        kept = self._kept.get(question)
        if kept is None:
            kept = self._kept[question] = _answer(self._table, question)
            if len(self._kept) > KEPT_QUESTIONS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(question)
        return self._floors.under(kept, question)

    def apply(self, changes: Iterable[int]) -> None:
        """Read the rows of these assets again, in the table and in every kept answer."""
        changed = set(changes)
        self._floors.apply(changed)
        rows: dict[int, list[Row]] = {asset: [] for asset in changed}
        for row in read_rows(changed):
            rows[row.asset].append(row)
        for asset, own in rows.items():
            self._table.replace(asset, own)
        few = WindowTable(row for own in rows.values() for row in own)
        gone = BitMap(changed)
        for question, kept in self._kept.items():
            fresh = _answer(few, question)
            for verdict, found in kept.items():
                found.difference_update(gone)
                found.update(fresh[verdict])

    def rebuild(self) -> None:
        """Read all rows again."""
        self.load(read_rows(None))

    def numbers(self) -> NDArray[np.int32]:
        return self._table.numbers().ravel()

    def beginning_with(self, numbers: NDArray[np.int32]) -> Self:
        other = type(self)()
        other._table = WindowTable(columns=numbers.reshape(len(Row._fields), -1))
        return other

    def load(self, rows: Iterable[Row]) -> None:
        self._table = WindowTable(rows)
        self._kept.clear()
        self._floors.clear()


class LicenseFacet:
    """The license that is recorded for an asset now, whether verified or only claimed."""

    name = "license"

    def values(self, asset_ids: Collection[int]) -> Mapping[int, tuple[Value, ...]]:
        return {asset: (_value(code),) for asset, code in current_licenses(asset_ids)}


class PostedFacet:
    """Which organizations have posted an asset at some time, else `NOBODY`; what is only planned is not told."""

    name = "posted_by"

    def values(self, asset_ids: Collection[int]) -> Mapping[int, tuple[Value, ...]]:
        found: dict[int, dict[str, Value]] = {}
        for asset, organization, name in _posted(asset_ids):
            found.setdefault(asset, {})[str(organization)] = Value(str(organization), name)
        return {asset: tuple(found[asset].values()) if asset in found else _BY_NOBODY for asset in asset_ids}


@prepared
def current_licenses(keys: Keys) -> QuerySet[LicenseAssignment, tuple[Any, ...]]:
    """The asset and the license code of each assignment in force."""
    current = LicenseAssignment.objects.filter(asset_id__in=keys, superseded_at__isnull=True)
    return current.values_list("asset_id", "license")


@prepared
def _posted(keys: Keys) -> QuerySet[Publication, tuple[Any, ...]]:
    uses = Publication.objects.filter(asset_id__in=keys, state__in=OUT).order_by("organization__name", "pk")
    return uses.values_list("asset_id", "organization__uuid", "organization__name")


def register() -> None:
    """Called once when the app is ready."""
    register_column(LicenseFacet())
    register_column(PostedFacet())
    register_rights(RightsWindows())


def read_rows(asset_ids: Collection[int] | None) -> Iterable[Row]:
    """Rows of some assets, or of all."""
    uses = PermittedUse.objects.all() if asset_ids is None else PermittedUse.objects.filter(asset_id__in=asset_ids)
    values = uses.values_list("asset_id", "channels", "purposes", "organization_id", "from_on", "until_on", "verdict")
    for asset, channels, purposes, organization, start, until, verdict in values.iterator(chunk_size=10_000):
        first = FIRST_DAY if start is None else start.toordinal()
        last = LAST_DAY if until is None else until.toordinal()
        yield Row(asset, channels, purposes, organization or EVERYONE, first, last, verdict)


def _answer(table: WindowTable, question: PermissionQuestion) -> Verdicts:
    query = window_query(question.channel, question.purpose, "", question.start, question.until)
    return table.verdicts(query, question.organization_id or EVERYONE)


def _columns(rows: Sequence[Row]) -> NDArray[np.int32]:
    if not rows:
        return np.zeros((len(Row._fields), 0), dtype=np.int32)
    return np.ascontiguousarray(np.array(rows, dtype=np.int32).T)


def _in_order(rows: Iterable[Row]) -> NDArray[np.int32]:
    """Columns of millions of rows without a list of them."""
    numbers = array("i")
    for row in rows:
        numbers.extend(row)
    columns = np.frombuffer(numbers, np.int32).reshape(-1, len(Row._fields))
    return np.ascontiguousarray(columns[np.argsort(columns[:, 0], kind="stable")].T)


def _matching(columns: NDArray[np.int32], query: WindowQuery, organization: int) -> list[BitMap]:
    """Assets of the matching rows by strictness; an asset may stand under several."""
    assets, channels, purposes, organizations, start, until, verdicts = columns
    at = np.flatnonzero(
        ((channels & query.channel_bit) != 0)
        & ((purposes & query.purpose_bit) != 0)
        & ((organizations == EVERYONE) | (organizations == organization))
        & (start <= query.first_day)
        & (until >= query.last_day)
    )
    assets, verdicts = assets[at], verdicts[at]
    return [bitmap_of(assets[verdicts == strictness]) for strictness in range(len(VERDICTS_BY_STRICTNESS))]


def _value(code: str) -> Value:
    known = LICENSES.get(code)
    return Value(code, code if known is None else known.name)
