"""The same change of rights for a selection: tried first, then done, in one transaction and audited asset by asset.

A dry run really makes the change, asks the questions before and after, and takes it back; so what it shows is what
will be. An asset that the change does not fit is refused with the reason and left out; the others go on. "Nobody in any
of them" needs somebody who says for this very batch that all of them were looked at.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from assets import audit
from assets.errors import DomainError, FieldInvalid
from assets.models import Asset, Organization, User
from licensing import rights
from licensing.services.changes import touched_together
from licensing.services.decisions import judge
from licensing.services.grants import GrantRecord, record_grant
from licensing.services.licenses import assign_license
from licensing.services.states import LAYERS, confirm_states, lift_embargoes, set_embargo

MOST: Final = 500
LOOKED_AT_ALL: Final = "Ich habe alle {count} angesehen."
"""What is recorded, word for word, of whoever confirms that nothing is in any picture of a batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChange:
    """What changes; what is none stays. `keeper` holds the record of a grant, which each asset gets for itself.

    `is_confirmed`: somebody said for this batch that all of them were looked at.
    """

    assignment: Mapping[str, Any] | None = None
    states: Mapping[str, Any] = field(default_factory=dict)
    grant: GrantRecord | None = None
    keeper: Organization | None = None
    embargo: Mapping[str, str] | None = None
    lifts_embargoes: bool = False
    is_confirmed: bool = False

    @property
    def says_none(self) -> bool:
        return any(self.states.get(layer) == "none_confirmed" for layer in LAYERS)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One asset: what was answered before and after, or why it was left out."""

    asset: Asset
    before: tuple[rights.Decision, ...] = ()
    after: tuple[rights.Decision, ...] = ()
    refusal: DomainError | None = None


@dataclass(frozen=True, slots=True)
class BatchResult:
    """All rows in the order of the selection, and how many assets each channel is open for afterwards."""

    rows: tuple[BatchRow, ...]
    usable: Mapping[str, int]


Questions = Callable[[Asset], Sequence[rights.Question]]


def change_rights(
    assets: Sequence[Asset],
    change: BatchChange,
    *,
    questions: Questions,
    by: User,
    at: datetime,
    dry_run: bool = False,
) -> BatchResult:
    """Change the rights of these assets, which `by` may; the questions say what is shown of each, before and after."""
    if len(assets) > MOST:
        raise FieldInvalid("assets", f"Höchstens {MOST} Medien auf einmal.")
    if change.says_none and not change.is_confirmed and not dry_run:
        raise FieldInvalid("confirmed", f"Bitte bestätigen: {LOOKED_AT_ALL.format(count=len(assets))}")
    with transaction.atomic():
        result = _changed(assets, change, questions, by=by, at=at)
        if dry_run:
            transaction.set_rollback(True)
    return result


def _changed(
    assets: Sequence[Asset], change: BatchChange, questions: Questions, *, by: User, at: datetime
) -> BatchResult:
    before = _answers(assets, questions, at)
    refusals: dict[int, DomainError] = {}
    if change.says_none:
        _record_confirmation(assets, change, by)
    with touched_together():
        for asset in assets:
            try:
                with transaction.atomic():
                    _apply(asset, change, by, len(assets))
            except DomainError as refusal:
                refusals[asset.pk] = refusal
    after = _answers(assets, questions, at)
    rows = tuple(BatchRow(each, before[each.pk], after[each.pk], refusals.get(each.pk)) for each in assets)
    open_for = Counter(
        decision.question.channel.value for row in rows for decision in row.after if decision.verdict.is_releasing
    )
    asked = {decision.question.channel.value: 0 for row in rows for decision in row.after}
    return BatchResult(rows, {**asked, **open_for})


def _answers(assets: Sequence[Asset], questions: Questions, at: datetime) -> dict[int, tuple[rights.Decision, ...]]:
    asked = {each.pk: list(questions(each)) for each in assets}
    ids = {str(each.uuid): each.pk for each in assets}
    answers = iter(judge([question for own in asked.values() for question in own], asset_ids=ids, at=at))
    return {pk: tuple(next(answers) for _ in own) for pk, own in asked.items()}


def _apply(asset: Asset, change: BatchChange, by: User, count: int) -> None:
    if change.assignment is not None:
        assign_license(asset, by=by, **change.assignment)
    if change.states:
        note = LOOKED_AT_ALL.format(count=count) if change.says_none else ""
        confirm_states(asset, states=change.states, by=by, note=note)
    if change.grant is not None and change.keeper is not None:
        record_grant(change.grant, by=by, keeper=change.keeper, asset=asset)
    if change.lifts_embargoes or change.embargo is not None:
        lift_embargoes(asset, by=by)
    if change.embargo is not None:
        set_embargo(asset, until_local=change.embargo["until_local"], zone=change.embargo["zone"], by=by)


def _record_confirmation(assets: Sequence[Asset], change: BatchChange, by: User) -> None:
    """Who said when, in which words and of which pictures, that nothing is in any of them."""
    audit.record(
        "rights.batch_confirmed",
        actor=str(by.uuid),
        object_kind="asset",
        object_id="",
        data={
            "sentence": LOOKED_AT_ALL.format(count=len(assets)),
            "layers": sorted(layer for layer in LAYERS if change.states.get(layer) == "none_confirmed"),
            "assets": [str(each.uuid) for each in assets],
        },
    )
