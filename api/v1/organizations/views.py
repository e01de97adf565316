"""Who takes part: every member of the network may know every organization, with what a request needs to name it."""

from typing import Annotated
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem
from api.requests import read_query
from api.views import ApiView
from assets.models import Organization
from assets.viewer import Viewer


class OrganizationAnswer(Answer, frozen=True):
    """An organization of the network."""

    id: Annotated[UUID, about("Identifies it.")]
    slug: Annotated[str, about("Short name in addresses and filters.")]
    name: Annotated[str, about("Full name.")]
    kind: Annotated[str, about("municipality, county, association, company or partner.")]
    legal_person: Annotated[str, about("Whom a grant would name.")]
    parent: Annotated[UUID | None, about("The organization it belongs to.")]
    decides: Annotated[str, about("Who answers what needs a person, in words.")]
    decision_hours: Annotated[int | None, about("How long that usually takes.")]
    contact_email: Annotated[str, about("Where to ask.")]


class OrganizationPage(Answer, frozen=True):
    """One page of organizations."""

    results: Annotated[list[OrganizationAnswer], about("The rows, by slug.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


def organizations_visible_to(viewer: Viewer) -> "QuerySet[Organization]":
    """All for members of the network, none for people without a membership."""
    rows = Organization.objects.select_related("parent").order_by("slug")
    return rows if viewer.is_member else rows.none()


class Organizations(ApiView):
    @operation(
        "List organizations",
        Access.READ,
        parameters=[PageQuery],
        answers={200: Says(OrganizationPage, "One page of the network's organizations.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        rows = organizations_visible_to(self.viewer)
        page = page_of(rows, Order("slug"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(OrganizationPage(results=[organization_answer(each) for each in page.rows], next=page.next))


class OrganizationView(ApiView):
    @operation(
        "Read an organization",
        Access.READ,
        answers={200: Says(OrganizationAnswer, "The organization.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, organization_id: UUID) -> Response:
        found = organizations_visible_to(self.viewer).filter(uuid=organization_id).first()
        if found is None:
            raise Problem("not-found")
        return Response(organization_answer(found))


def organization_answer(row: Organization) -> OrganizationAnswer:
    return OrganizationAnswer(
        id=row.uuid,
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        legal_person=row.legal_person,
        parent=row.parent.uuid if row.parent else None,
        decides=row.decides,
        decision_hours=row.decision_hours,
        contact_email=row.contact_email,
    )
