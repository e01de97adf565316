"""Consents: recorded, ended and read by rights managers of the controller, a 404 to everybody else.

A consent opens pictures, so it covers a picture or a collection only where the asker manages its rights; "every
picture" reaches those of the controller alone.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.filtering import filter_rows, list_parameters
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, page_of
from api.problems import Problem, field_problem
from api.requests import read_body
from api.v1.consents.answers import ConsentAnswer, ConsentEffect, ConsentPage, consent_answer, effect_answer
from api.v1.consents.filters import ConsentFilter
from api.v1.consents.serializers import ConsentBody, ConsentEventBody
from api.v1.documents.reads import consents_kept_for, documents_kept_for
from api.v1.persons.views import find_person
from api.views import ApiView
from assets.models import Asset, Collection, Role
from assets.viewer import Viewer
from licensing import rights
from licensing.models import Consent, Document, Person
from licensing.services import (
    ConsentRecord,
    Covered,
    Signature,
    note_dispute,
    note_objection,
    reconfirm_consent,
    record_consent,
    refuse_consent,
    withdraw_consent,
    withdrawal_effect,
)

CLOCKS_DIFFER: Final = timedelta(minutes=5)
_APART: Final = frozenset({"person", "state", "asset", "collection", "document", "signatures", "received_by"})
_HAPPENS: Final[dict[str, Callable[..., object]]] = {
    "withdrawn": withdraw_consent,
    "objection": note_objection,
    "disputed": note_dispute,
    "reconfirmed": reconfirm_consent,
}


class Consents(ApiView):
    @operation(
        "List consents",
        Access.RIGHTS,
        parameters=list_parameters(ConsentFilter),
        answers={200: Says(ConsentPage, "One page of the consents that the asker's organizations were given.")},
    )
    def get(self, request: Request) -> Response:
        rows, paging = filter_rows(ConsentFilter, request, consents_kept_for(self.viewer), viewer=self.viewer)
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(ConsentPage(results=[consent_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Record a consent",
        Access.RIGHTS,
        request=ConsentBody,
        answers={201: Says(ConsentAnswer, "The consent; verdicts follow at once.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, ConsentBody)
        person = find_person(values["person"], self.viewer)
        covered = _covered(values, self.viewer)
        document = _document(values, self.viewer)

        def create() -> HttpResponse:
            made = self._record(values, person, covered, document)
            return Response(self._answer(made.uuid), status=201)

        return once(request, self.user, create)

    def _record(self, values: dict[str, Any], person: Person, covered: Covered, document: Document | None) -> Consent:
        if values["state"] == "refused":
            return refuse_consent(
                person,
                happened_at=min(rights.start_of(values["given_on"]) + timedelta(hours=12), timezone.now()),
                by=self.user,
                covered=covered,
                received_by=values.get("received_by", ""),
                evidence_note=values.get("evidence_note", ""),
            )
        told = {name: value for name, value in values.items() if name not in _APART}
        named = {"channels": (), "purposes": (), "organizations": (), **told}
        signatures = [Signature(**each) for each in values.get("signatures", [])]
        record = ConsentRecord(**named, signatures=signatures, document=document)
        return record_consent(record, person=person, by=self.user, covered=covered)

    def _answer(self, consent_id: UUID) -> ConsentAnswer:
        return consent_answer(find_consent(consent_id, self.viewer))


class ConsentView(ApiView):
    @operation(
        "Read a consent",
        Access.RIGHTS,
        answers={200: Says(ConsentAnswer, "The consent, and what rests on it today.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, consent_id: UUID) -> Response:
        consent = find_consent(consent_id, self.viewer)
        return Response(consent_answer(consent, withdrawal_effect(consent)))


class ConsentEffectView(ApiView):
    @operation(
        "Preview a withdrawal",
        Access.RIGHTS,
        answers={200: Says(ConsentEffect, "What a withdrawal would stop now.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, consent_id: UUID) -> Response:
        return Response(effect_answer(withdrawal_effect(find_consent(consent_id, self.viewer))))


class ConsentEvents(ApiView):
    @operation(
        "Record what became of a consent",
        Access.RIGHTS,
        request=ConsentEventBody,
        answers={200: Says(ConsentAnswer, "As it stands now. A withdrawal: with what it hit; twice is once.")},
        problems=["not-found", "consent-ended", "field-invalid"],
        rate="write",
        description="A withdrawal is effective before this is answered.",
    )
    def post(self, request: Request, consent_id: UUID) -> Response:
        consent = find_consent(consent_id, self.viewer)
        values = read_body(request, ConsentEventBody)
        effect = withdrawal_effect(consent)
        _HAPPENS[values["kind"]](
            consent,
            happened_at=_moment(values.get("happened_at")),
            by=self.user,
            received_by=values.get("received_by", ""),
        )
        return Response(consent_answer(find_consent(consent_id, self.viewer), effect))


def find_consent(consent_id: UUID, viewer: Viewer) -> Consent:
    found = consents_kept_for(viewer).filter(uuid=consent_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def _moment(wanted: datetime | None) -> datetime:
    """Now, unless said otherwise; a clock that is a little ahead of ours means now."""
    now = timezone.now()
    return now if wanted is None or now < wanted <= now + CLOCKS_DIFFER else wanted


def _document(values: dict[str, Any], viewer: Viewer) -> Document | None:
    wanted = values.get("document")
    if wanted is None:
        return None
    found = documents_kept_for(viewer).filter(uuid=wanted, erased_at__isnull=True).first()
    if found is None:
        raise field_problem("document", "Diesen Beleg gibt es hier nicht.", code="does_not_exist")
    return found


def _covered(values: dict[str, Any], viewer: Viewer) -> Covered:
    """What the consent is for: seen by the asker, and all of it of organizations whose rights the asker manages."""
    asset = collection = None
    if "asset" in values:
        asset = Asset.objects.visible_to(viewer).filter(uuid=values["asset"]).first()
        if asset is None:
            raise field_problem("asset", "Dieses Bild gibt es hier nicht.", code="does_not_exist")
        if not Asset.objects.rights_editable_by(viewer).filter(pk=asset.pk).exists():
            raise Problem("not-permitted")
    if "collection" in values:
        collection = Collection.objects.visible_to(viewer).filter(uuid=values["collection"]).first()
        if collection is None:
            raise field_problem("collection", "Diese Sammlung gibt es hier nicht.", code="does_not_exist")
        if not viewer.holds(Role.RIGHTS_MANAGER, collection.organization_id):
            raise Problem("not-permitted")
    return Covered(asset=asset, collection=collection)
