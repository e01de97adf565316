"""The same change of rights for a selection, tried first."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Words
from api.decisions import Records, decision_answer, records_of
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem, field_problem
from api.questions import Asked, asked_of
from api.requests import read_body
from api.v1.assets.recording import with_document
from api.v1.grants.views import grant_record
from api.v1.rights.answers import BatchAnswer, BatchRowAnswer, ChannelEffect
from api.v1.rights.serializers import BatchBody
from api.views import ApiView
from assets.models import Asset, Collection, Organization, Role
from assets.viewer import Viewer
from licensing.rights import Channel, Purpose, Question
from licensing.services import GrantRecord
from licensing.services.batch import MOST, BatchChange, BatchResult, BatchRow, change_rights

_UNKNOWN: Final = Words(de="Das gibt es hier nicht.", en="Not found here.")
_NOT_YOURS: Final = Words(de="Dafür fehlt Ihnen das Recht.", en="Your role is not enough for this.")


class RightsBatch(ApiView):
    @operation(
        "Change rights of a selection",
        Access.RIGHTS,
        request=BatchBody,
        answers={200: Says(BatchAnswer, "What changes, or what changed.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
        description="A dry run unless said otherwise. What cannot be changed is left out and says why.",
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, BatchBody)
        ids = _selection(values, self.viewer)
        seen = {each.uuid: each for each in _visible(self.viewer).filter(uuid__in=ids)}
        writable = set(Asset.objects.rights_editable_by(self.viewer).filter(uuid__in=ids).values_list("pk", flat=True))
        chosen = [seen[uuid] for uuid in ids if uuid in seen and seen[uuid].pk in writable]
        change = _change(values, chosen, self.viewer)
        asked = asked_of(values["question"], self.viewer) if "question" in values else None

        def create() -> HttpResponse:
            result = change_rights(
                chosen,
                change,
                questions=lambda asset: _questions(asset, asked),
                by=self.user,
                at=timezone.now(),
                dry_run=values["dry_run"],
            )
            rows = _rows(ids, seen, result, self.viewer, has_question=asked is not None)
            effect = [ChannelEffect(channel=channel, usable=usable) for channel, usable in result.usable.items()]
            return Response(BatchAnswer(results=rows, effect=effect, applied=not values["dry_run"]))

        return create() if values["dry_run"] else once(request, self.user, create)


def _visible(viewer: Viewer) -> "QuerySet[Asset]":
    return Asset.objects.visible_to(viewer).select_related("organization", "original")


def _selection(values: Mapping[str, Any], viewer: Viewer) -> list[UUID]:
    """The ids that were given, or those of the collection that the asker sees."""
    if "assets" in values:
        return list(dict.fromkeys(values["assets"]))
    held = Collection.objects.visible_to(viewer).filter(uuid=values["collection"]).first()
    if held is None:
        raise Problem("not-found")
    found = list(_visible(viewer).filter(collections=held).order_by("pk").values_list("uuid", flat=True)[: MOST + 1])
    if len(found) > MOST:
        raise field_problem("collection", f"Höchstens {MOST} Medien auf einmal.", code="max_length")
    return found


def _change(values: Mapping[str, Any], chosen: Sequence[Asset], viewer: Viewer) -> BatchChange:
    given = values["change"]
    keeper, record = _grant(given.get("grant"), chosen, viewer, is_dry=values["dry_run"])
    return BatchChange(
        assignment=with_document(given["assignment"], viewer) if given.get("assignment") else None,
        states=given.get("states") or {},
        grant=record,
        keeper=keeper,
        embargo=given.get("embargo"),
        is_confirmed=values["confirmed"],
        lifts_embargoes="embargo" in given and given["embargo"] is None,
    )


def _grant(
    given: Mapping[str, Any] | None, chosen: Sequence[Asset], viewer: Viewer, *, is_dry: bool
) -> tuple[Organization | None, GrantRecord | None]:
    """The grant's terms and keeper. A dry run shows what a grant opens before its proof is at hand."""
    if given is None or not chosen:
        return None, None
    wanted = given.get("organization") or chosen[0].organization.uuid
    keeper = organization_to_write(wanted, Role.RIGHTS_MANAGER, viewer)
    terms = {name: value for name, value in given.items() if name != "organization"}
    return keeper, grant_record({**terms, "evidence": terms.get("evidence") or ("…" if is_dry else "")}, keeper)


def _questions(asset: Asset, asked: Asked | None) -> list[Question]:
    """The question that was given, else what the asset's own organization may do from today, channel by channel."""
    if asked is not None:
        return [asked.about(asset.uuid)]
    own = Asked(
        channel=Channel.WEBSITE,
        purpose=Purpose.PUBLIC_RELATIONS,
        publish_from=timezone.localdate(),
        publish_until=None,
        organization=asset.organization,
    )
    return [own.about(asset.uuid, channel=channel) for channel in Channel]


def _rows(
    ids: Sequence[UUID], seen: Mapping[UUID, Asset], result: BatchResult, viewer: Viewer, *, has_question: bool
) -> list[BatchRowAnswer]:
    known = {row.asset.uuid: row for row in result.rows}
    decisions = [decision for row in result.rows for decision in (*row.before, *row.after)] if has_question else []
    records = records_of(decisions, viewer)
    return [_row(uuid, seen.get(uuid), known.get(uuid), records if has_question else None) for uuid in ids]


def _row(uuid: UUID, asset: Asset | None, row: BatchRow | None, records: Records | None) -> BatchRowAnswer:
    problem, code = _problem(asset, row)
    asked = row if records is not None else None
    return BatchRowAnswer(
        asset=uuid,
        title=asset.title if asset else "",
        before=decision_answer(asked.before[0], records) if asked and records is not None else None,
        after=decision_answer(asked.after[0], records) if asked and records is not None else None,
        problem=problem,
        code=code,
    )


def _problem(asset: Asset | None, row: BatchRow | None) -> tuple[Words | None, str | None]:
    if asset is None:
        return _UNKNOWN, "not-found"
    if row is None:
        return _NOT_YOURS, "not-permitted"
    if row.refusal is None:
        return None, None
    return Words(de=row.refusal.detail, en=f"Refused: {row.refusal.code}."), row.refusal.code
