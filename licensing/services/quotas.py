"""Counted uses: taken from a grant's quota or print run before anything leaves, in the transaction of the release.

The ledger belongs to the contract, that is to the first version of its grant; a slot or copies once taken count for
every later version. The database refuses the second taker of a slot and a copy too many (`licensing.grant_rules`), so a
race has one winner without any lock held in a program. What is reserved lapses; what was taken out or went on stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from assets.models import Asset, User
from assets.services import touch_assets
from licensing import rights
from licensing.facts.grants import OwnUses, own_uses_of, spent_of
from licensing.grant_rules import PRINT_RUN_EXCEEDED
from licensing.models import CopiesEntry, Download, Publication, RightsDecision, RightsGrant, UsageReservation
from licensing.services.decisions import judge, record_decision
from licensing.services.grants import covered_assets

State = UsageReservation.State
RESERVED_FOR: Final = timedelta(hours=24)
MOST_GRANTS: Final = 100
"""How many grants in a row may have run out between reading and taking; each is read as exhausted the next time."""
_BEFORE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""At this moment nothing has lapsed yet: what is counted is what the ledger says."""


@dataclass(frozen=True, slots=True)
class Held:
    """What was taken for one use: a slot, copies, or both; nothing for a grant that does not count."""

    slot: UsageReservation | None = None
    copies: CopiesEntry | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision that was kept, and what was reserved on its strength."""

    decision: rights.Decision
    stored: RightsDecision
    held: Held = Held()


class QuotaExhausted(Exception):
    """Somebody else took the last one; inside the services only, callers get a decision that says so."""


@transaction.atomic
def settle(
    asset: Asset,
    question: rights.Question,
    *,
    by: User | None,
    at: datetime,
    lapses_at: datetime | None = None,
    publication: Publication | None = None,
) -> Settled:
    """Decide, take what the chosen grant counts, and keep the decision; a grant that just ran out is not chosen.

    The decision that comes out says GRANT_QUOTA_EXHAUSTED or GRANT_PRINT_RUN_EXCEEDED where nothing was left. With
    `lapses_at` it is for a copy, and free again then. Without, it is for a use: one that holds its slot already
    (`publication`), or whose copy was taken before, takes no second one. `use_for` says what it was taken for.
    """
    held = Held() if lapses_at is not None else _held_before(asset, question, publication)
    for _ in range(MOST_GRANTS):
        own = {question.asset: _own(held)}
        (decision,) = judge([question], asset_ids={question.asset: asset.pk}, at=at, own=own)
        try:
            taken = _take(decision, held, at=at, lapses_at=lapses_at or at + RESERVED_FOR)
        except QuotaExhausted:
            continue
        return Settled(decision, record_decision(asset, question, decision.facts, decision, by=by), taken)
    raise QuotaExhausted


def _held_before(asset: Asset, question: rights.Question, publication: Publication | None) -> Held:
    """What the use itself holds, else what a copy holds that the same organization took for the same."""
    if publication is not None:
        own: dict[str, object] = {"publication": publication}
    else:
        own = {
            "publication__isnull": True,
            "download__asset": asset,
            "download__decision__organization__uuid": question.organization,
            "download__decision__question__channel": question.channel.value,
            "download__decision__question__purpose": question.purpose.value,
        }
    if publication is None and question.organization is None:
        return Held()
    slots = UsageReservation.objects.filter(**own).exclude(state=State.RELEASED).select_related("grant")
    copies = CopiesEntry.objects.filter(**own, released_at__isnull=True).select_related("grant")
    run = copies.filter(copies=question.print_run) if question.print_run else copies.none()
    return Held(slots.order_by("pk").first(), run.order_by("pk").first())


def _own(held: Held) -> OwnUses:
    """What is held, by the id of the grant in force, for judging the use that holds it."""
    slots = UsageReservation.objects.filter(pk=held.slot.pk) if held.slot else UsageReservation.objects.none()
    copies = CopiesEntry.objects.filter(pk=held.copies.pk) if held.copies else CopiesEntry.objects.none()
    return own_uses_of(slots, copies)


@transaction.atomic
def _take(decision: rights.Decision, held: Held, *, at: datetime, lapses_at: datetime) -> Held:
    if not decision.verdict.is_releasing or decision.chosen_grant is None:
        return Held()
    grant = RightsGrant.objects.filter(uuid=decision.chosen_grant).first()
    if grant is None:
        return Held()
    has_copies = rights.CHANNELS[decision.question.channel].has_copies
    wanted = decision.question.print_run if has_copies and grant.print_run_max is not None else None
    slot = held.slot if held.slot and held.slot.grant_id == grant.ledger_id else None
    copies = held.copies if held.copies and held.copies.grant_id == grant.ledger_id else None
    if grant.quota_uses is not None and slot is None:
        slot = reserve_use(grant, at=at, expires_at=lapses_at)
    if wanted and copies is None:
        copies = reserve_copies(grant, wanted, at=at, expires_at=lapses_at)
    return Held(slot, copies)


@transaction.atomic
def reserve_use(grant: RightsGrant, *, at: datetime, expires_at: datetime | None) -> UsageReservation:
    """Take one of a grant's counted uses; raises QuotaExhausted when none is free."""
    if grant.quota_uses is None:
        raise ValueError("this grant does not count uses")
    free_lapsed([grant.ledger_id], at=at)
    for slot_no in _free_slots(grant):
        try:
            with transaction.atomic():
                slot = UsageReservation.objects.create(
                    grant_id=grant.ledger_id,
                    slot_no=slot_no,
                    quota=grant.quota_uses,
                    state=State.RESERVED,
                    created_at=at,
                    expires_at=expires_at,
                )
        except IntegrityError:  # somebody was quicker: the next one
            continue
        _announce_edge(grant, at)
        return slot
    raise QuotaExhausted


@transaction.atomic
def reserve_copies(grant: RightsGrant, copies: int, *, at: datetime, expires_at: datetime | None) -> CopiesEntry:
    """Take copies from a grant's print run; raises QuotaExhausted when fewer are left."""
    free_lapsed([grant.ledger_id], at=at)
    try:
        with transaction.atomic():
            entry = CopiesEntry.objects.create(
                grant_id=grant.ledger_id, copies=copies, created_at=at, expires_at=expires_at
            )
    except IntegrityError as error:
        if PRINT_RUN_EXCEEDED not in str(error):
            raise
        raise QuotaExhausted from error
    _announce_edge(grant, at)
    return entry


@transaction.atomic
def use_for(held: Held, *, download: Download | None = None, publication: Publication | None = None) -> None:
    """Say what a reservation was taken for. A publication is a use for good; a download is one once it is fetched."""
    what = {"download": download} if publication is None else {"publication": publication}
    slots = UsageReservation.objects.filter(pk__in=[held.slot.pk] if held.slot else [])
    copies = CopiesEntry.objects.filter(pk__in=[held.copies.pk] if held.copies else [])
    slots.update(**what)
    copies.update(**what)
    if publication is not None:
        _consume(slots, copies)


@transaction.atomic
def consume(*, download: Download) -> None:
    """The copy left the house: what was reserved for it is used."""
    slots = UsageReservation.objects.filter(download=download)
    _consume(slots, CopiesEntry.objects.filter(download=download, released_at__isnull=True))


def _consume(slots: "QuerySet[UsageReservation]", copies: "QuerySet[CopiesEntry]") -> None:
    slots.filter(state=State.RESERVED).update(state=State.USED, expires_at=None)
    copies.update(expires_at=None)


@transaction.atomic
def release(*, download: Download | None = None, publication: Publication | None = None, at: datetime) -> None:
    """Give back what was taken for a use that did not happen; a copy that left the house stays used."""
    what = {"download": download} if publication is None else {"publication": publication, "download__isnull": True}
    slots = UsageReservation.objects.filter(**what).exclude(state=State.RELEASED)
    if publication is None:
        slots = slots.filter(state=State.RESERVED)
    _give_back(slots, CopiesEntry.objects.filter(**what, released_at__isnull=True), at)


@transaction.atomic
def free_lapsed(ledgers: Iterable[int] | None = None, *, at: datetime) -> int:
    """Give back reservations whose time is over, of some contracts or of all; the number given back."""
    slots, copies = UsageReservation.objects.lapsed(at=at), CopiesEntry.objects.lapsed(at=at)
    if ledgers is not None:
        ids = list(ledgers)
        slots, copies = slots.filter(grant_id__in=ids), copies.filter(grant_id__in=ids)
    return _give_back(slots, copies, at)


def uses_of(grant: RightsGrant, *, at: datetime) -> tuple[int | None, int | None]:
    """What is left of the quota and of the print run; none where the grant does not count."""
    spent = spent_of([grant], at=at)
    left = None if grant.quota_uses is None else max(0, grant.quota_uses - spent.uses.get(grant.ledger_id, 0))
    run = None if grant.print_run_max is None else max(0, grant.print_run_max - spent.copies.get(grant.ledger_id, 0))
    return left, run


def _free_slots(grant: RightsGrant) -> Iterator[int]:
    taken = set(
        UsageReservation.objects.filter(grant_id=grant.ledger_id)
        .exclude(state=State.RELEASED)
        .values_list("slot_no", flat=True)
    )
    yield from (number for number in range(1, (grant.quota_uses or 0) + 1) if number not in taken)


def _give_back(slots: "QuerySet[UsageReservation]", copies: "QuerySet[CopiesEntry]", at: datetime) -> int:
    ledgers = {*slots.values_list("grant_id", flat=True), *copies.values_list("grant_id", flat=True)}
    if not ledgers:
        return 0
    full = {each.pk for each in _in_force(ledgers) if 0 in uses_of(each, at=_BEFORE)}
    number = slots.update(state=State.RELEASED, expires_at=None) + copies.update(released_at=at)
    for grant in _in_force(ledgers):
        if grant.pk in full:
            touch_assets(covered_assets(grant), bump=False)
    return number


def _in_force(ledgers: Iterable[int]) -> list[RightsGrant]:
    ids = list(ledgers)
    return list(RightsGrant.objects.in_force().filter(Q(pk__in=ids) | Q(first_id__in=ids)))


def _announce_edge(grant: RightsGrant, at: datetime) -> None:
    """The last one is taken: what search shows of these assets changes, and nothing before that did."""
    if 0 in uses_of(grant, at=at):
        touch_assets(covered_assets(grant), bump=False)
