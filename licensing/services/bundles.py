"""Several copies as one file: each member is decided about on its own, and only those that are released go in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Final

from django.db import transaction

from assets import audit
from assets.models import ArtworkUse, Asset, Organization, Preflight, User
from licensing import rights
from licensing.facts.grants import own_uses
from licensing.models import Bundle, BundleItem, CopiesEntry, Share, UsageReservation
from licensing.services.decisions import judge
from licensing.services.downloads import (
    DOWNLOAD_HOURS,
    WHOLE,
    RenditionChoice,
    actor_of,
    copy_expiry,
    copy_of,
    person_of,
    question_now,
)
from licensing.services.quotas import Held, Settled, settle

MOST_MEMBERS: Final = 100
_NOT_IN_NAMES: Final = re.compile(r"[^\w .()+-]+")
_UPWARDS: Final = re.compile(r"_?\.{2,}_?")


@dataclass(frozen=True, slots=True)
class JudgedMember:
    """One picture that was asked for, or one motif on one product, and the decision on it, kept."""

    asset: Asset
    settled: Settled
    artwork: ArtworkUse | None = None
    preflight: Preflight | None = None

    @property
    def decision(self) -> rights.Decision:
        return self.settled.decision


@dataclass(frozen=True, slots=True)
class BundleRequest:
    """What came of asking: the bundle of those that may leave, none if nothing may, and those that may not."""

    bundle: Bundle | None
    released: Sequence[JudgedMember]
    refused: Sequence[JudgedMember]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleOrder:
    """What a bundle is asked for with."""

    title: str
    rendition: RenditionChoice = "full"
    organization: Organization | None = None


@transaction.atomic
def request_bundle(
    assets: Sequence[Asset],
    questions: Mapping[int, rights.Question],
    *,
    order: BundleOrder,
    by: User | Share,
    at: datetime,
) -> BundleRequest:
    """Decide about each asset, keep every decision, and let a worker pack those that are released.

    `questions` are by the assets' primary keys; assets come with their originals.
    """
    judged = judge_members(assets, questions, rendition=order.rendition, by=by, at=at)
    released = [each for each in judged if each.decision.verdict.is_releasing]
    refused = [each for each in judged if not each.decision.verdict.is_releasing]
    bundle = create_bundle(released, order, by, at) if released else None
    return BundleRequest(bundle, released, refused)


def judge_members(
    assets: Sequence[Asset],
    questions: Mapping[int, rights.Question],
    *,
    rendition: RenditionChoice,
    by: User | Share,
    at: datetime,
) -> list[JudgedMember]:
    """Decide about each asset, take what its grant counts, and keep the decision."""
    lapses = at + timedelta(hours=DOWNLOAD_HOURS)
    members = []
    for asset in assets:
        question, _part, _name = copy_of(asset, questions[asset.pk], rendition, WHOLE, at)
        members.append(JudgedMember(asset, settle(asset, question, by=person_of(by), at=at, lapses_at=lapses)))
    return members


def create_bundle(released: Sequence[JudgedMember], order: BundleOrder, by: User | Share, at: datetime) -> Bundle:
    """The bundle of members that were released, to be packed by a worker."""
    bundle = Bundle.objects.create(
        user=person_of(by),
        organization=order.organization,
        share=by if isinstance(by, Share) else None,
        title=order.title,
        created_at=at,
        expires_at=copy_expiry(at, *(each.decision.next_change_at for each in released)),
    )
    names = distinct_names([each.asset.original.filename for each in released])
    for each, name in zip(released, names, strict=True):
        item = BundleItem.objects.create(
            bundle=bundle, asset=each.asset, decision=each.settled.stored, rendition=order.rendition, filename=name,
            artwork=each.artwork, preflight=each.preflight,
        )  # fmt: skip
        _hold(each.settled.held, item)
    audit.record(
        "bundle.requested",
        actor=actor_of(by),
        object_kind="bundle",
        object_id=str(bundle.uuid),
        data={"decisions": [str(each.settled.stored.uuid) for each in released]},
    )
    return bundle


def _hold(held: Held, item: BundleItem) -> None:
    if held.slot is not None:
        UsageReservation.objects.filter(pk=held.slot.pk).update(bundle_item=item)
    if held.copies is not None:
        CopiesEntry.objects.filter(pk=held.copies.pk).update(bundle_item=item)


@transaction.atomic
def take_bundle(bundle: Bundle, *, actor: str) -> None:
    """The bundle is being fetched: what was reserved for its members is used, and the audit trail says so."""
    slots = UsageReservation.objects.filter(bundle_item__bundle=bundle, state=UsageReservation.State.RESERVED)
    slots.update(state=UsageReservation.State.USED, expires_at=None)
    CopiesEntry.objects.filter(bundle_item__bundle=bundle, released_at__isnull=True).update(expires_at=None)
    audit.record("bundle.taken", actor=actor, object_kind="bundle", object_id=str(bundle.uuid))


def judged_again(bundle: Bundle, *, at: datetime) -> list[rights.Decision]:
    """What each member's question answers on the facts of this moment, in the order of the bundle.

    What is counted is told by asset, so that a motif that is printed on several products is judged in as many turns.
    """
    items = list(bundle.items.select_related("decision"))
    held = own_uses("bundle_item", [each.pk for each in items])
    found: dict[int, rights.Decision] = {}
    for turn in _turns(items):
        asked = [question_now(each.decision, at) for each in turn]
        own = {question.asset: held[item.pk] for item, question in zip(turn, asked, strict=True) if item.pk in held}
        ids = {question.asset: item.asset_id for item, question in zip(turn, asked, strict=True)}
        decided = judge(asked, asset_ids=ids, at=at, own=own)
        found |= {item.pk: decision for item, decision in zip(turn, decided, strict=True)}
    return [found[each.pk] for each in items]


def _turns(items: Sequence[BundleItem]) -> list[list[BundleItem]]:
    """The items in groups in which each asset stands once; one group for all but print bundles."""
    turns: list[list[BundleItem]] = []
    seen: dict[int, int] = {}
    for item in items:
        turn = seen.get(item.asset_id, 0)
        seen[item.asset_id] = turn + 1
        if turn == len(turns):
            turns.append([])
        turns[turn].append(item)
    return turns or [[]]


def distinct_names(names: Sequence[str]) -> list[str]:
    """Names that a ZIP can hold beside each other: ours alone, no folders, no two that differ in case only."""
    taken: set[str] = set()
    found = []
    for name in names:
        clean = plain_name(name)
        path, number, wanted = PurePath(clean), 1, clean
        while wanted.casefold() in taken:
            number += 1
            wanted = f"{path.stem} ({number}){path.suffix}"
        taken.add(wanted.casefold())
        found.append(wanted)
    return found


def plain_name(name: str, fallback: str = "bild") -> str:
    """A file name of letters, figures and few signs (security rule 36): no path, no leading dot."""
    clean = _UPWARDS.sub("_", _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", name)).strip(" ."))
    path = PurePath(clean or fallback)
    return f"{path.stem[:150]}{path.suffix[:10]}"
