"""Visibility as bitmaps: the same rule as `Asset.objects.visible_to`, ready before the words are looked at.

Everything that search counts, orders, suggests or repairs is cut down to the asker's bitmap first, so that nothing
invisible leaves a trace (security rule 4). One bitmap is kept per shape of principal, so that few rights cost no more
than many.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyroaring import BitMap

from assets.search.container import Container, Section
from assets.search.document import Audience, SearchDocument
from assets.search.tables import Rows

KEPT_PRINCIPALS = 256


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks, as far as visibility depends on it; `editor_of` are the organizations whose assets they may edit."""

    organization_ids: frozenset[int] = frozenset()
    is_member: bool = False
    sees_all: bool = False
    editor_of: frozenset[int] = frozenset()

    def admits(self, audience: Audience | None) -> bool:
        """Whether a thing with this audience may be known to the principal."""
        if audience is None or self.sees_all or audience.visibility == "public":
            return True
        if not self.is_member:
            return False
        return audience.visibility == "network" or not self.organization_ids.isdisjoint(audience.organization_ids)


class VisibilityMap:
    """Which assets exist, and which of them a principal may see."""

    def __init__(self, stored: Container | None = None) -> None:
        groups = Rows(stored, "groups")
        self.all, self.public, self.network = (_read(groups[number]) for number in range(3))
        self.owned = _grouped(Rows(stored, "owned"))
        self.shared = _grouped(Rows(stored, "shared"))
        self._kept: OrderedDict[Principal, BitMap] = OrderedDict()

    def add(self, document: SearchDocument) -> None:
        asset = document.asset_id
        self.all.add(asset)
        self.owned[document.organization_id].add(asset)
        if document.visibility == "public":
            self.public.add(asset)
        elif document.visibility == "network":
            self.network.add(asset)
        elif document.visibility == "selected":
            for organization in document.shared_with:
                self.shared[organization].add(asset)
        for principal, kept in self._kept.items():
            if _sees(principal, document):
                kept.add(asset)

    def remove(self, asset: int) -> None:
        groups = (self.all, self.public, self.network, *self.owned.values(), *self.shared.values())
        for group in (*groups, *self._kept.values()):
            group.discard(asset)

    def of(self, principal: Principal) -> BitMap:
        """The assets that the principal may see; shared by later calls, not to be changed."""
        kept = self._kept.get(principal)
        if kept is None:
            kept = self._kept[principal] = self._compose(principal)
            if len(self._kept) > KEPT_PRINCIPALS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(principal)
        return kept

    def edited_by(self, principal: Principal) -> BitMap:
        """The assets that the principal may edit, and so know everything of; not to be changed."""
        if principal.sees_all:
            return self.all
        return BitMap.union(BitMap(), *(self.owned[one] for one in principal.editor_of if one in self.owned))

    def sections(self) -> Iterator[Section]:
        groups = Rows()
        groups.changed = {at: one.serialize() for at, one in enumerate((self.all, self.public, self.network))}
        yield from groups.sections("groups")
        for name, bitmaps in (("owned", self.owned), ("shared", self.shared)):
            rows = Rows()
            rows.changed = {organization: one.serialize() for organization, one in bitmaps.items()}
            yield from rows.sections(name)

    def _compose(self, principal: Principal) -> BitMap:
        if principal.sees_all:
            return self.all.copy()
        if not principal.is_member:
            return self.public.copy()
        own = (group[one] for one in principal.organization_ids for group in (self.owned, self.shared) if one in group)
        return BitMap.union(self.public, self.network, *own)


def _sees(principal: Principal, document: SearchDocument) -> bool:
    if principal.sees_all or document.visibility == "public":
        return True
    if not principal.is_member:
        return False
    if document.visibility == "network" or document.organization_id in principal.organization_ids:
        return True
    return document.visibility == "selected" and not principal.organization_ids.isdisjoint(document.shared_with)


def _grouped(rows: Rows) -> defaultdict[int, BitMap]:
    return defaultdict(BitMap, {number: _read(row) for number in range(len(rows)) if (row := rows[number])})


def _read(row: bytes) -> BitMap:
    return BitMap.deserialize(row) if row else BitMap()
