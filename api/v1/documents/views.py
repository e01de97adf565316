"""Evidence: filed, listed and read by rights managers of the organization that holds it; each reading is recorded."""

import hashlib
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
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
from api.requests import read_values
from api.v1.documents.answers import DocumentAnswer, DocumentPage, document_answer
from api.v1.documents.filters import DocumentFilter
from api.v1.documents.reads import documents_kept_for
from api.v1.documents.receiving import FormParser, InMemory
from api.v1.documents.serializers import DocumentBody
from api.v1.renditions.views import MEDIA_POLICY
from api.views import ApiView
from assets.models import Organization, Role
from assets.viewer import Viewer
from licensing.evidence import ACCEPTED
from licensing.models import Document
from licensing.services import DocumentUpload, file_document, read_document

_PARTS: Final = ("organization", "kind", "title", "retain_until")


class Documents(ApiView):
    parser_classes = (FormParser,)  # type: ignore[assignment]  # the base says which parser, not which kind

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        """Before anybody reads the form: what comes in must not be written to disk in the clear."""
        request.upload_handlers = [InMemory(request)]
        return super().initialize_request(request, *args, **kwargs)

    @operation(
        "List documents",
        Access.RIGHTS,
        parameters=list_parameters(DocumentFilter),
        answers={200: Says(DocumentPage, "One page of the documents whose organization the asker manages rights for.")},
    )
    def get(self, request: Request) -> Response:
        rows, paging = filter_rows(DocumentFilter, request, documents_kept_for(self.viewer), viewer=self.viewer)
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(DocumentPage(results=[document_answer(each) for each in page.rows], next=page.next))

    @operation(
        "File a document",
        Access.RIGHTS,
        request=DocumentBody,
        answers={201: Says(DocumentAnswer, "Kept, encrypted.")},
        problems=["not-permitted", "field-invalid", "document-too-large", "evidence-unavailable", "store-unavailable"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_values(DocumentBody, request.data)
        keeper = organization_to_write(values["organization"], Role.RIGHTS_MANAGER, self.viewer)
        content: bytes = values["file"].read()
        asked = {name: str(values.get(name, "")) for name in _PARTS} | {"sha256": hashlib.sha256(content).hexdigest()}
        return once(request, self.user, lambda: self._create(values, content, keeper), body=asked)

    def _create(self, values: dict[str, Any], content: bytes, keeper: Organization) -> HttpResponse:
        upload = DocumentUpload(
            content=content,
            filename=values["file"].name,
            kind=values["kind"],
            title=values.get("title", ""),
            retain_until=values.get("retain_until"),
        )
        return Response(document_answer(file_document(upload, keeper=keeper, by=self.user)), status=201)


class DocumentView(ApiView):
    @operation(
        "Read a document's record",
        Access.RIGHTS,
        answers={200: Says(DocumentAnswer, "What is known of it, without its bytes.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, document_id: UUID) -> Response:
        return Response(document_answer(find_document(document_id, self.viewer)))


class DocumentContent(ApiView):
    @operation(
        "Read a document",
        Access.RIGHTS,
        answers={200: Says(bytes, "The document as it was filed, as an attachment.", media_types=ACCEPTED)},
        problems=["not-found", "field-invalid", "evidence-unavailable", "store-unavailable"],
        description="Each reading stands in the audit trail.",
    )
    def get(self, request: Request, document_id: UUID) -> HttpResponseBase:
        document = find_document(document_id, self.viewer)
        content = b"" if request.method == "HEAD" else read_document(document, by=self.user)
        response = FileResponse(
            BytesIO(content), as_attachment=True, filename=document.filename, content_type=document.media_type
        )
        response["Content-Length"] = str(document.size_bytes)
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = MEDIA_POLICY
        return response


def find_document(document_id: UUID, viewer: Viewer) -> Document:
    found = documents_kept_for(viewer).filter(uuid=document_id).first()
    if found is None:
        raise Problem("not-found")
    return found
