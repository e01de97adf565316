"""Persons shown: known to the rights managers of the organization that keeps their consents, a 404 to everybody else.

Lists name nobody. A name is told when one person is read, and that stands in the audit trail.
"""

from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.filtering import filter_rows, list_parameters
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, page_of
from api.problems import Problem
from api.requests import read_body
from api.v1.documents.reads import persons_kept_for
from api.v1.persons.answers import ErasureAnswer, PersonAnswer, PersonPage, erasure_answer, person_answer
from api.v1.persons.filters import PersonFilter
from api.v1.persons.serializers import ErasureBody, PersonBody, PersonChanges
from api.v1.renditions.views import MEDIA_POLICY
from api.views import ApiView
from assets import audit
from assets.models import Organization, Role, User
from assets.viewer import Viewer
from licensing.evidence import Contact
from licensing.models import Person
from licensing.services import PersonRecord, change_person, record_person
from licensing.services.persons import contact_of
from licensing.services.subject_reports import write_subject_report
from licensing.services.subjects import erase_subject


class Persons(ApiView):
    @operation(
        "List persons",
        Access.RIGHTS,
        parameters=list_parameters(PersonFilter),
        answers={200: Says(PersonPage, "One page of the persons that the asker's organizations keep, without names.")},
    )
    def get(self, request: Request) -> Response:
        rows, paging = filter_rows(PersonFilter, request, persons_kept_for(self.viewer), viewer=self.viewer)
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(PersonPage(results=[person_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Record a person",
        Access.RIGHTS,
        request=PersonBody,
        answers={201: Says(PersonAnswer, "The person.")},
        problems=["not-permitted", "field-invalid", "evidence-unavailable"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, PersonBody)
        keeper = organization_to_write(values.pop("organization"), Role.RIGHTS_MANAGER, self.viewer)
        shown_once = "contact"
        return once(request, self.user, lambda: self._create(values, keeper), secret=shown_once)

    def _create(self, values: dict[str, Any], keeper: Organization) -> HttpResponse:
        contact = _contact(values)
        record = PersonRecord(**{name: value for name, value in values.items() if name != "contact"})
        person = record_person(record, by=self.user, keeper=keeper, contact=contact)
        return Response(person_answer(find_person(person.uuid, self.viewer), contact), status=201)


class PersonView(ApiView):
    @operation(
        "Read a person",
        Access.RIGHTS,
        answers={200: Says(PersonAnswer, "The person with name and address.")},
        problems=["not-found", "evidence-unavailable"],
        description="That the name was read stands in the audit trail.",
    )
    def get(self, request: Request, person_id: UUID) -> Response:
        person = find_person(person_id, self.viewer)
        contact = None if request.method == "HEAD" else _read_contact(person, self.user)
        return Response(person_answer(person, contact))

    @operation(
        "Correct a person",
        Access.RIGHTS,
        request=PersonChanges,
        answers={200: Says(PersonAnswer, "As recorded now; every picture of the person is judged again.")},
        problems=["not-found", "field-invalid", "evidence-unavailable"],
        rate="write",
    )
    def patch(self, request: Request, person_id: UUID) -> Response:
        person = find_person(person_id, self.viewer)
        values = read_body(request, PersonChanges, partial=True)
        contact = _contact(values)
        changes = {name: value for name, value in values.items() if name != "contact"}
        change_person(person, changes=changes, by=self.user, contact=contact)
        return Response(person_answer(find_person(person_id, self.viewer), contact))


class PersonExport(ApiView):
    @operation(
        "Export what is held about a person",
        Access.SESSION,
        answers={200: Says(bytes, "A ZIP for that person (Art. 15 GDPR).", media_types=("application/zip",))},
        problems=["not-found", "evidence-unavailable", "store-unavailable"],
    )
    def get(self, request: Request, person_id: UUID) -> HttpResponseBase:
        person = find_person(person_id, self.viewer)
        out = TemporaryFile()  # noqa: SIM115  # nameless, gone with the response, which closes it
        if request.method != "HEAD":
            write_subject_report(person, out, by=str(self.user.uuid))
        out.seek(0)
        name = f"auskunft-{person.uuid}.zip"
        response = FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = MEDIA_POLICY
        return response


class PersonErasure(ApiView):
    @operation(
        "Erase a person",
        Access.SESSION,
        request=ErasureBody,
        answers={200: Says(ErasureAnswer, "What is gone, what stays, and until when; twice is once.")},
        problems=["not-found", "evidence-unavailable"],
        rate="write",
        description="Art. 17 GDPR: contact goes, consents end, pictures are blocked and cannot be taken in again.",
    )
    def post(self, request: Request, person_id: UUID) -> Response:
        person = find_person(person_id, self.viewer)
        remove = read_body(request, ErasureBody)["remove_pictures"]
        return Response(erasure_answer(erase_subject(person, by=self.user, remove_pictures=remove)))


def find_person(person_id: UUID, viewer: Viewer) -> Person:
    found = persons_kept_for(viewer).filter(uuid=person_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def _contact(values: dict[str, Any]) -> Contact | None:
    return Contact(**values["contact"]) if "contact" in values else None


def _read_contact(person: Person, user: User) -> Contact | None:
    contact = contact_of(person)
    if contact is not None:
        audit.record("person.read", actor=str(user.uuid), object_kind="person", object_id=str(person.uuid))
    return contact
