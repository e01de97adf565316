"""Grants as the kernel takes them: for an asset itself and for the collections that it is in, and what is left of them.

Drafts and followed versions do not count. What is left of a quota or a print run is read from the ledgers, which count
for all versions of a contract together; a reservation that lapsed is free again, whether or not anybody said so yet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from assets.models import Asset
from licensing import rights
from licensing.facts.reading import read_code
from licensing.models import CopiesEntry, GrantScope, RightsGrant, UsageReservation


@dataclass(frozen=True, slots=True)
class Spent:
    """Uses and copies taken under some contracts, by the id of their first version."""

    uses: Mapping[int, int]
    copies: Mapping[int, int]


def grants_of(asset_ids: Collection[int], *, at: datetime) -> dict[int, list[rights.Grant]]:
    """The grants of each asset in a fixed number of queries."""
    ids = list(asset_ids)
    found: dict[int, list[rights.Grant]] = defaultdict(list)
    rows = list(
        RightsGrant.objects.in_force()
        .filter(Q(asset_id__in=ids) | Q(collection__in=_collections(ids)))
        .order_by("from_on", "pk")
        .prefetch_related("scopes")
    )
    spent = spent_of(rows, at=at)
    collected = _collected(ids, {row.collection_id for row in rows if row.collection_id is not None})
    for row in rows:
        grant = grant_value(row, spent)
        for pk in [row.asset_id] if row.asset_id is not None else collected[row.collection_id]:
            found[pk].append(grant)
    return found


def spent_of(rows: Collection[RightsGrant], *, at: datetime) -> Spent:
    """What was taken from the ledgers of these grants and is not free again at `at`."""
    counted = {row.ledger_id for row in rows if row.quota_uses is not None}
    printed = {row.ledger_id for row in rows if row.print_run_max is not None}
    return Spent(uses=_uses(counted, at), copies=_copies(printed, at))


def _uses(ledgers: set[int], at: datetime) -> dict[int, int]:
    if not ledgers:
        return {}
    taken = UsageReservation.objects.taken(at=at).filter(grant_id__in=ledgers)
    return dict(taken.values_list("grant_id").annotate(Count("pk")).order_by())


def _copies(ledgers: set[int], at: datetime) -> dict[int, int]:
    if not ledgers:
        return {}
    taken = CopiesEntry.objects.taken(at=at).filter(grant_id__in=ledgers)
    return dict(taken.values_list("grant_id").annotate(Sum("copies")).order_by())


OwnUses = Mapping[str, Spent]
"""What one use has taken from its grants already, by the id of the grant in force."""


def with_own_uses(facts: rights.Facts, own: OwnUses | None) -> rights.Facts:
    """Facts for judging a use that holds its slot or copies: what it took itself does not stand against it."""
    if not own:
        return facts
    return replace(facts, grants=tuple(_given_back(each, own.get(each.id)) for each in facts.grants))


def _given_back(grant: rights.Grant, own: Spent | None) -> rights.Grant:
    if own is None:
        return grant
    uses, copies = sum(own.uses.values()), sum(own.copies.values())
    return replace(
        grant,
        uses_left=None if grant.uses_left is None else grant.uses_left + uses,
        print_run_left=None if grant.print_run_left is None else grant.print_run_left + copies,
    )


def own_uses(kind: str, ids: Collection[int]) -> dict[int, OwnUses]:
    """What publications or downloads (`kind`) hold, by their id; two queries, a third where any holds something."""
    slots = UsageReservation.objects.exclude(state="released").filter(**{f"{kind}_id__in": ids})
    copies = CopiesEntry.objects.filter(released_at__isnull=True, **{f"{kind}_id__in": ids})
    uses = list(slots.values_list(f"{kind}_id", "grant_id").annotate(Count("pk")).order_by())
    runs = list(copies.values_list(f"{kind}_id", "grant_id").annotate(Sum("copies")).order_by())
    names = _in_force_by_ledger({ledger for _, ledger, _ in (*uses, *runs)})
    found: dict[int, dict[str, Spent]] = defaultdict(dict)
    for pk, ledger in {(pk, ledger) for pk, ledger, _ in (*uses, *runs)}:
        held = Spent(uses=_of(uses, pk, ledger), copies=_of(runs, pk, ledger))
        found[pk].update(dict.fromkeys(names.get(ledger, ()), held))
    return dict(found)


def own_uses_of(slots: "QuerySet[UsageReservation]", copies: "QuerySet[CopiesEntry]") -> OwnUses:
    """What these rows of the ledgers hold, by the id of the grant in force."""
    uses = dict(slots.values_list("grant_id").annotate(Count("pk")).order_by())
    runs = dict(copies.values_list("grant_id").annotate(Sum("copies")).order_by())
    return {
        name: Spent(uses={ledger: uses.get(ledger, 0)}, copies={ledger: runs.get(ledger, 0)})
        for ledger, names in _in_force_by_ledger({*uses, *runs}).items()
        for name in names
    }


def _of(rows: Iterable[tuple[int, int, int]], pk: int, ledger: int) -> dict[int, int]:
    return {owner: number for holder, owner, number in rows if (holder, owner) == (pk, ledger)}


def _in_force_by_ledger(ledgers: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if ledgers:
        rows = RightsGrant.objects.in_force().filter(Q(pk__in=ledgers) | Q(first_id__in=ledgers))
        for row in rows:
            found[row.ledger_id].append(str(row.uuid))
    return found


def _collections(ids: list[int]) -> "object":
    return Asset.collections.through.objects.filter(asset_id__in=ids).values("collection_id")


def _collected(ids: list[int], collections: set[int]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = defaultdict(list)
    if collections:
        links = Asset.collections.through.objects.filter(collection_id__in=collections, asset_id__in=ids)
        for collection_id, asset_id in links.values_list("collection_id", "asset_id"):
            found[collection_id].append(asset_id)
    return found


def grant_value(row: RightsGrant, spent: Spent) -> rights.Grant:
    """One grant; expects its scopes prefetched. A stored code that is not of the vocabulary grants nothing."""
    scope: dict[str, set[str]] = defaultdict(set)
    for each in row.scopes.all():
        scope[each.axis].add(each.value)
    axis = GrantScope.Axis
    has_proof = bool(row.evidence or row.reference or row.document_id)
    return rights.Grant(
        id=str(row.uuid),
        licensees=frozenset(scope[axis.LICENSEE]),
        channels=rights.channels_of(scope[axis.CHANNEL]),
        purposes=rights.purposes_of(scope[axis.PURPOSE]),
        modifications=rights.modifications_of(scope[axis.MODIFICATION]),
        territories=frozenset(scope[axis.TERRITORY]),
        start=row.from_on,
        until=row.until_on,
        status=rights.GrantStatus(row.status),
        kind=rights.GrantKind(row.kind),
        has_evidence=rights.Tri.YES if has_proof and not row.evidence_missing else rights.Tri.NO,
        revoked_on=rights.berlin_day(row.revoked_at) if row.revoked_at else None,
        commercial=read_code(rights.Tri, row.commercial),
        paid_promotion=read_code(rights.Tri, row.paid_promotion),
        platform_sublicense=read_code(rights.Tri, row.platform_sublicense),
        third_party_redistribution=read_code(rights.Tri, row.third_party_redistribution),
        sensitive_use=read_code(rights.Tri, row.sensitive_use),
        covers_other_bodies=read_code(rights.Tri, row.covers_other_bodies),
        print_run_left=_left(row.print_run_max, spent.copies.get(row.ledger_id, 0)),
        uses_left=_left(row.quota_uses, spent.uses.get(row.ledger_id, 0)),
        uses_max=row.quota_uses,
        granted_on=row.granted_on,
        licensor=row.licensor,
        credit=rights.CreditRule(required=read_code(rights.Tri, row.credit_required), line=row.exact_credit),
        report_to=row.report_to,
        specimen_to=row.specimen_to,
    )


def _left(most: int | None, taken: int) -> int | None:
    return None if most is None else max(0, most - taken)
