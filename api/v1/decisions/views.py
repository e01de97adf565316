"""Decisions of people: asked for, taken by the organization that holds the asset, confirmed by a second person.

The asking organization and the deciding one see the record; names and reasons stay inside the deciding one (I15).
"""

from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Named
from api.decisions import asked_in_api_names, decision_answer, records_of
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem, field_problem
from api.questions import asked_of
from api.requests import read_body
from api.v1.assets.lookups import find_asset
from api.v1.decisions.answers import DecisionRecord, MessageAnswer, PendingAnswer, ResolutionAnswer
from api.v1.decisions.serializers import ConfirmBody, MessageBody, RequestBody, ResolveBody
from api.views import ApiView
from assets.models import Asset, Organization, Role, User
from assets.viewer import Viewer
from licensing.models import Document, PendingResolution, Resolution, RightsDecision, Task
from licensing.rights import Question, Verdict, needs_four_eyes
from licensing.services import decision_about, resolutions
from licensing.services.resolutions import FactsChanged, Ruling, deciding_tasks

_READS = {200: Says(DecisionRecord, "The question as it stands now.")}


class Decisions(ApiView):
    @operation(
        "Ask for a decision",
        Access.CHECK,
        request=RequestBody,
        answers={201: Says(DecisionRecord, "Stored, and a task for the organization that decides; asked once.")},
        problems=["not-found", "facts-changed", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, RequestBody)
        asset = find_asset(Asset.objects.visible_to(self.viewer).select_related("organization"), values["asset"])
        asked = asked_of(values["question"], self.viewer)
        if asked is None or asked.organization is None:
            raise field_problem("question", "Bitte angeben, wo und für wen das Bild gezeigt wird.", code="required")
        question = asked.about(asset.uuid)

        def create() -> HttpResponse:
            made = _answering(
                lambda: resolutions.request_resolution(
                    asset, question, by=self.user, message=values["message"], at=timezone.now()
                ),
                self.viewer,
            )
            found = find_decision(made.decision.uuid, self.viewer)
            return Response(record_answer(found, self.user, self.viewer), status=201)

        return once(request, self.user, create)


class DecisionView(ApiView):
    @operation("Read a decision", Access.READ, answers=_READS, problems=["not-found"])
    def get(self, _request: Request, decision_id: UUID) -> Response:
        return Response(record_answer(find_decision(decision_id, self.viewer), self.user, self.viewer))


class DecisionResolving(ApiView):
    @operation(
        "Resolve a decision",
        Access.RIGHTS,
        request=ResolveBody,
        answers={200: Says(DecisionRecord, "Decided, or pending until a second person confirms.")},
        problems=["not-found", "not-permitted", "facts-changed", "wrong-state", "field-invalid"],
        rate="write",
    )
    def post(self, request: Request, decision_id: UUID) -> Response:
        base = decidable(decision_id, self.viewer)
        values = read_body(request, ResolveBody)
        ruling = Ruling(
            releases=values["releases"],
            justification=values["justification"],
            expires_on=values["expires_on"],
            conditions=values["conditions"],
            evidence=_document(values.get("document"), base.asset.organization),
        )
        _answering(lambda: resolutions.resolve(base, ruling, by=self.user, at=timezone.now()), self.viewer)
        return Response(record_answer(find_decision(decision_id, self.viewer), self.user, self.viewer))


class DecisionConfirming(ApiView):
    @operation(
        "Confirm a decision",
        Access.RIGHTS,
        request=ConfirmBody,
        answers={200: Says(DecisionRecord, "Confirmed and in force, or open again.")},
        problems=["not-found", "not-permitted", "facts-changed", "same-person", "wrong-state"],
        rate="write",
    )
    def post(self, request: Request, decision_id: UUID) -> Response:
        base = decidable(decision_id, self.viewer)
        confirms = read_body(request, ConfirmBody)["confirms"]
        pending = _pending(base)
        if pending is None:
            raise Problem("wrong-state", "Hier wartet nichts auf eine zweite Person.")
        _answering(
            lambda: resolutions.confirm(pending, confirms=confirms, by=self.user, at=timezone.now()), self.viewer
        )
        return Response(record_answer(find_decision(decision_id, self.viewer), self.user, self.viewer))


class DecisionMessages(ApiView):
    @operation(
        "Write about a decision",
        Access.CHECK,
        request=MessageBody,
        answers={200: Says(DecisionRecord, "The question with all messages.")},
        problems=["not-found", "wrong-state", "field-invalid"],
        rate="write",
    )
    def post(self, request: Request, decision_id: UUID) -> Response:
        base = find_decision(decision_id, self.viewer)
        text = read_body(request, MessageBody)["text"]
        decides = base.asset.organization
        own = decides if decides.pk in self.viewer.organization_ids else base.organization or decides
        resolutions.ask_back(base, text, by=self.user, of=own, at=timezone.now())
        return Response(record_answer(find_decision(decision_id, self.viewer), self.user, self.viewer))


def decisions_visible_to(viewer: Viewer) -> "QuerySet[RightsDecision]":
    """Stored decisions of the viewer's organizations, and those about assets that they hold."""
    rows = RightsDecision.objects.filter(asset__in=Asset.objects.visible_to(viewer))
    if viewer.sees_all:
        return rows
    own = viewer.organization_ids
    return rows.filter(Q(organization_id__in=own) | Q(asset__organization_id__in=own))


def find_decision(decision_id: UUID, viewer: Viewer) -> RightsDecision:
    rows = decisions_visible_to(viewer).select_related("asset__organization", "organization", "asked_by")
    found = rows.filter(uuid=decision_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def decidable(decision_id: UUID, viewer: Viewer) -> RightsDecision:
    base = find_decision(decision_id, viewer)
    if not viewer.holds(Role.RIGHTS_MANAGER, base.asset.organization_id):
        raise Problem("not-permitted")
    return base


def record_answer(row: RightsDecision, user: User, viewer: Viewer) -> DecisionRecord:
    """The question with its answer of now; a fixed number of queries."""
    question = msgspec.convert(row.question, Question)
    decision = decision_about(row.asset, question, at=timezone.now())
    decides = row.asset.organization
    is_inside = viewer.sees_all or decides.pk in viewer.organization_ids
    is_asker = row.organization_id in viewer.organization_ids
    task = deciding_tasks(row).prefetch_related("messages__organization").order_by("-pk").first()
    pending = _pending(row)
    is_manager = viewer.holds(Role.RIGHTS_MANAGER, decides.pk)
    is_open = decision.verdict is Verdict.NEEDS_DECISION
    return DecisionRecord(
        id=row.uuid,
        asset=row.asset.uuid,
        question=asked_in_api_names(question),
        organization=Named(id=row.organization.uuid, name=row.organization.name) if row.organization else None,
        decides=Named(id=decides.uuid, name=decides.name),
        decides_who=decides.decides,
        decision_hours=decides.decision_hours,
        asked_by=str(row.asked_by) if row.asked_by and is_asker else None,
        asked_at=row.valid_at,
        verdict_then=row.verdict,
        message=task.message if task else "",
        messages=_messages(task),
        decision=decision_answer(decision, records_of([decision], viewer), decision_id=row.uuid),
        is_open=is_open,
        needs_four_eyes=needs_four_eyes(decision),
        can_resolve=is_manager and is_open and pending is None,
        can_confirm=is_manager and pending is not None and pending.decided_by_id != user.pk,
        pending=_pending_answer(pending, user, is_inside=is_inside) if pending else None,
        resolution=_resolution_answer(row, decides, is_inside=is_inside),
    )


def _answering(act: Any, viewer: Viewer) -> Any:
    """Run a service; an answer that changed meanwhile is shown with the refusal."""
    try:
        return act()
    except FactsChanged as error:
        answer = decision_answer(error.decision, records_of([error.decision], viewer))
        raise Problem("facts-changed", error.detail, decision=answer) from error


def _document(wanted: UUID | None, holder: Organization) -> Document | None:
    if wanted is None:
        return None
    found = Document.objects.filter(uuid=wanted, organization=holder, erased_at__isnull=True).first()
    if found is None:
        raise field_problem("document", "Diesen Beleg gibt es hier nicht.", code="does_not_exist")
    return found


def _messages(task: Task | None) -> list[MessageAnswer]:
    if task is None:
        return []
    return [
        MessageAnswer(organization=each.organization.name, text=each.text, at=each.created_at)
        for each in task.messages.all()
    ]


def _pending(row: RightsDecision) -> PendingResolution | None:
    same = PendingResolution.objects.filter(base__asset=row.asset, base__question=row.question, state="pending")
    return same.select_related("base__asset__organization", "decided_by").order_by("-pk").first()


def _pending_answer(pending: PendingResolution, user: User, *, is_inside: bool) -> PendingAnswer:
    return PendingAnswer(
        decided_by=str(pending.decided_by) if is_inside else "",
        is_own=pending.decided_by_id == user.pk,
        releases=True,
        justification=pending.justification if is_inside else "",
        expires_on=pending.expires_on,
    )


def _resolution_answer(row: RightsDecision, decides: Organization, *, is_inside: bool) -> ResolutionAnswer | None:
    same = Resolution.objects.filter(asset=row.asset, question=row.question).select_related("decided_by", "second_by")
    last = same.order_by("-pk").first()
    if last is None:
        return None
    return ResolutionAnswer(
        releases=last.releases,
        decided_by=str(last.decided_by) if is_inside else decides.name,
        second_by=str(last.second_by) if last.second_by and is_inside else None,
        justification=last.justification if is_inside else "",
        conditions=last.conditions,
        expires_on=last.expires_on,
    )
