"""Drafts: what comes in together, seen by whoever brings it in, until it is taken over."""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import IF_MATCH, Says, operation
from api.pages import Order, PageQuery, page_of
from api.preconditions import etag, expected_version
from api.requests import read_body, read_query
from api.v1.uploads.answers import DraftAnswer, DraftPage
from api.v1.uploads.serializers import DraftBody, DraftChanges
from api.v1.uploads.shown import draft_answer, draft_rows, draft_to_write, drafts_for, find_draft
from api.views import ApiView, no_content
from assets.models import Role, UploadDraft
from assets.uploads.drafts import abandon_draft, create_draft
from licensing.incoming.saying import say


class Drafts(ApiView):
    @operation(
        "List drafts",
        Access.READ,
        parameters=[PageQuery],
        answers={200: Says(DraftPage, "One page of the asker's drafts, and of what was handed in.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        rows = drafts_for(self.viewer).filter(state=UploadDraft.State.OPEN)
        page = page_of(rows, Order("-changed_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(DraftPage(results=draft_rows(page.rows), next=page.next))

    @operation(
        "Begin a draft",
        Access.WRITE,
        request=DraftBody,
        answers={201: Says(DraftAnswer, "The draft; it survives whatever happens to the page.")},
        problems=["not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, DraftBody)
        organization = organization_to_write(values["organization"], Role.CONTRIBUTOR, self.viewer)

        def create() -> HttpResponse:
            made = create_draft(organization=organization, by=self.user, title=values.get("title", ""))
            if values.get("claims"):
                say(made, {"claims": values["claims"]}, by=self.user, viewer=self.viewer)
            draft = find_draft(made.uuid, self.viewer)
            return Response(draft_answer(draft, self.viewer), status=201, headers={"ETag": etag(draft.version)})

        return once(request, self.user, create)


class DraftView(ApiView):
    @operation(
        "Read a draft",
        Access.READ,
        answers={
            200: Says(DraftAnswer, "With its files, what they say, and what is missing. The ETag is its version.")
        },
        problems=["not-found"],
    )
    def get(self, _request: Request, draft_id: UUID) -> Response:
        return self._answer(draft_id)

    @operation(
        "Change a draft",
        Access.WRITE,
        request=DraftChanges,
        parameters=[IF_MATCH],
        answers={200: Says(DraftAnswer, "As it stands now.")},
        problems=[
            "not-found",
            "not-permitted",
            "changed-meanwhile",
            "precondition-required",
            "field-invalid",
            "wrong-state",
        ],
        rate="write",
    )
    def patch(self, request: Request, draft_id: UUID) -> Response:
        draft = draft_to_write(draft_id, self.viewer)
        version = expected_version(request, draft.version)
        values = read_body(request, DraftChanges, partial=True)
        say(draft, values, by=self.user, viewer=self.viewer, expected_version=version)
        return self._answer(draft_id)

    @operation(
        "Abandon a draft",
        Access.WRITE,
        answers={204: Says(None, "Abandoned; what was taken over from it stays.")},
        problems=["not-found", "not-permitted", "wrong-state"],
        rate="write",
    )
    def delete(self, _request: Request, draft_id: UUID) -> HttpResponse:
        abandon_draft(draft_to_write(draft_id, self.viewer), by=self.user)
        return no_content()

    def _answer(self, draft_id: UUID) -> Response:
        draft = find_draft(draft_id, self.viewer)
        return Response(draft_answer(draft, self.viewer), headers={"ETag": etag(draft.version)})
