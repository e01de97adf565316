"""Drop-boxes as those who make them see them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Named
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem
from api.questions import CalendarDay
from api.requests import StrictSerializer, read_body, read_query
from api.v1.drop.answers import DropBoxAnswer, DropBoxMade, DropBoxPage
from api.views import ApiView
from assets.models import DropBox, Organization, Role
from assets.uploads.drop_boxes import (
    DEFAULT_FILES,
    MOST_FILES,
    DropBoxRecord,
    create_drop_box,
    drop_boxes_for,
    end_drop_box,
)
from licensing.incoming.claims import read_claims, stamped_claims
from licensing.incoming.rows import find_campaign, rows_of


class DropBoxBody(StrictSerializer):
    """Who may hand in what, until when, under which terms."""

    organization = serializers.UUIDField(help_text="Where the files go: where the asker edits.")
    title = serializers.CharField(max_length=200, help_text="What it is about.")
    message = serializers.CharField(
        required=False, allow_blank=True, max_length=1000, help_text="A word to who hands in."
    )
    terms = serializers.CharField(max_length=20_000, help_text="What they accept before sending anything.")
    claims = serializers.DictField(required=False, help_text="Preset and answers that every draft begins with.")
    campaign = serializers.UUIDField(required=False, allow_null=True, help_text="Where the assets are added.")
    max_files = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST_FILES, help_text=f"Most files of all who hand in; {DEFAULT_FILES}."
    )
    until_on = CalendarDay(help_text="Last day, at most a year on.")


class DropBoxes(ApiView):
    @operation(
        "List drop-boxes",
        Access.READ,
        parameters=[PageQuery],
        answers={200: Says(DropBoxPage, "One page of the drop-boxes that the asker's organizations made.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        rows = drop_boxes_for(self.viewer)
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(DropBoxPage(results=[box_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Make a drop-box",
        Access.WRITE,
        request=DropBoxBody,
        answers={201: Says(DropBoxMade, "Open; its secret is shown this once.")},
        problems=["not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, DropBoxBody)
        organization = organization_to_write(values.pop("organization"), Role.EDITOR, self.viewer)
        create = lambda: self._create(values, organization)  # noqa: E731  # run once, below
        return once(request, self.user, create, secret="secret")  # noqa: S106  # a field's name

    def _create(self, values: dict[str, Any], organization: Organization) -> HttpResponse:
        wanted = values.pop("campaign", None)
        campaign = find_campaign(str(wanted or ""), organization, self.viewer, at="campaign")
        claims, _ = stamped_claims(
            values.pop("claims", {}), former={}, files=(), by=str(self.user.uuid), at=timezone.now()
        )
        rows_of(read_claims(claims), organization, self.viewer)
        record = DropBoxRecord(**values, claims=claims)
        made = create_drop_box(record, organization=organization, by=self.user, campaign=campaign)
        shown = box_answer(find_box(self, made.box.uuid))
        fields = {name: getattr(shown, name) for name in shown.__struct_fields__}
        return Response(DropBoxMade(**fields, secret=made.secret), status=201)


class DropBoxEnd(ApiView):
    @operation(
        "End a drop-box",
        Access.WRITE,
        answers={200: Says(DropBoxAnswer, "Closed for everybody, at once; twice is once.")},
        problems=["not-found"],
        rate="write",
    )
    def post(self, _request: Request, box_id: UUID) -> Response:
        end_drop_box(find_box(self, box_id), by=self.user)
        return Response(box_answer(find_box(self, box_id)))


def find_box(view: ApiView, box_id: UUID) -> DropBox:
    found = drop_boxes_for(view.viewer).filter(uuid=box_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def box_answer(row: Any) -> DropBoxAnswer:
    return DropBoxAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        title=row.title,
        message=row.message,
        terms=row.terms,
        claims=row.claims,
        campaign=row.campaign.uuid if row.campaign else None,
        max_files=row.max_files,
        created_at=row.created_at,
        until_on=row.until_on,
        ended_at=row.ended_at,
        acceptances=row.accepted,
    )
