"""What a drop-box opens, without an account: the invitation, its terms, and the files of who accepted them.

The link shows nothing of inside: no owner, no other person's files, not whether the bytes are here already. The header
`Drop-Secret` names the acceptance; without it there is only the invitation.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.operations import Says, operation
from api.problems import Problem
from api.requests import StrictSerializer, read_body
from api.v1.drop.answers import DropAcceptance, DropAdded, DropFile, DropFiles, OpenDrop
from api.v1.shares.public import SharedView
from api.v1.uploads.files import NewFilesBody, refusals
from api.v1.uploads.parts import ArrivedParts, PartsBody, SignedParts, listed, signed
from api.v1.uploads.shown import files_of, find_file, reason_words
from api.views import no_content
from assets.models import DropBox, UploadDraft, UploadFile
from assets.storage import store_from_settings
from assets.uploads.drop_boxes import accept_terms, check_open, draft_of, find_drop_box, hand_in, hash_of
from assets.uploads.receiving import NewFile, abort_file, complete_file

State = UploadFile.State
LONGEST_SECRET: Final = 100
DROP_SECRET: Final = OpenApiParameter(
    "Drop-Secret", str, OpenApiParameter.HEADER, required=True, description="What accepting the terms gave."
)
_CLOSED: Final = ("not-found", "drop-box-ended", "too-many-requests")
_INSIDE: Final = (*_CLOSED, "terms-not-accepted")
_ON_ITS_WAY: Final = (*_INSIDE, "wrong-state", "store-unavailable")
_SHOWN: Final[Mapping[str, str]] = {State.RECEIVING: "receiving", State.REFUSED: "refused", State.LEFT_OUT: "left_out"}
"""What people do inside with a file that arrived is nothing that who handed it in is told."""


class DropAcceptanceBody(StrictSerializer):
    """Who accepts which terms."""

    name = serializers.CharField(max_length=200, help_text="Of who hands in; seen by the asking organization only.")
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254, help_text="For questions.")
    terms_sha256 = serializers.RegexField("^[0-9a-f]{64}$", help_text="Of the terms as they were read.")


class Drop(SharedView):
    @operation(
        "Read a drop-box",
        Access.ANYBODY,
        answers={200: Says(OpenDrop, "Who asks for what, until when, under which terms.")},
        problems=_CLOSED,
        rate="shared",
    )
    def get(self, _request: Request, token: str) -> Response:
        box = opened(token)
        return Response(
            OpenDrop(
                title=box.title,
                organization=box.organization.name,
                message=box.message,
                terms=box.terms,
                terms_sha256=hash_of(box.terms),
                max_files=box.max_files,
                until_on=box.until_on,
            )
        )


class DropAccepting(SharedView):
    @operation(
        "Accept the terms of a drop-box",
        Access.ANYBODY,
        request=DropAcceptanceBody,
        answers={201: Says(DropAcceptance, "Recorded with the exact terms; files can be sent.")},
        problems=[*_CLOSED, "field-invalid"],
        rate="shared",
    )
    def post(self, request: Request, token: str) -> Response:
        box = opened(token)
        return Response(DropAcceptance(secret=accept_terms(box, **read_body(request, DropAcceptanceBody))), status=201)


class DropBoxFiles(SharedView):
    @operation(
        "List what was handed in",
        Access.ANYBODY,
        parameters=[DROP_SECRET],
        answers={200: Says(DropFiles, "The files of this acceptance, of no other.")},
        problems=_INSIDE,
        rate="shared",
    )
    def get(self, request: Request, token: str) -> Response:
        _box, draft = entered(request, token)
        return Response(DropFiles(drop_files(list(files_of(draft)))))

    @operation(
        "Announce files to hand in",
        Access.ANYBODY,
        request=NewFilesBody,
        parameters=[DROP_SECRET],
        answers={201: Says(DropAdded, "Ready for parts; nothing is in the store yet.")},
        problems=[*_INSIDE, "wrong-state", "storage-full"],
        rate="shared",
    )
    def post(self, request: Request, token: str) -> Response:
        box, draft = entered(request, token)
        wanted = [NewFile(**each) for each in read_body(request, NewFilesBody)["files"]]
        added = hand_in(box, draft, wanted, store=store_from_settings())
        return Response(DropAdded(drop_files(added.files), refusals(added.refused)), status=201)


class DropFileParts(SharedView):
    @operation(
        "List the parts of a file handed in",
        Access.ANYBODY,
        parameters=[DROP_SECRET],
        answers={200: Says(ArrivedParts, "What the store holds; empty when nothing is on its way.")},
        problems=_ON_ITS_WAY,
        rate="shared",
    )
    def get(self, request: Request, token: str, file_id: UUID) -> Response:
        return listed(_file(request, token, file_id))

    @operation(
        "Sign the parts of a file handed in",
        Access.ANYBODY,
        request=PartsBody,
        parameters=[DROP_SECRET],
        answers={200: Says(SignedParts, "Fresh addresses, each for one part of one length.")},
        problems=[*_ON_ITS_WAY, "part-unknown", "too-many-uploads", "storage-full"],
        rate="shared",
    )
    def post(self, request: Request, token: str, file_id: UUID) -> Response:
        return signed(_file(request, token, file_id), request)


class DropFileComplete(SharedView):
    @operation(
        "Complete a file handed in",
        Access.ANYBODY,
        parameters=[DROP_SECRET],
        answers={200: Says(DropFile, "Acknowledged: the store holds every byte. Twice is once.")},
        problems=[*_ON_ITS_WAY, "part-missing", "part-unknown", "size-differs"],
        rate="shared",
    )
    def post(self, request: Request, token: str, file_id: UUID) -> Response:
        done = complete_file(_file(request, token, file_id), store=store_from_settings())
        return Response(drop_files([done])[0])


class DropFileAbort(SharedView):
    @operation(
        "Abort a file handed in",
        Access.ANYBODY,
        parameters=[DROP_SECRET],
        answers={204: Says(None, "Its parts are gone.")},
        problems=_ON_ITS_WAY,
        rate="shared",
    )
    def post(self, request: Request, token: str, file_id: UUID) -> HttpResponse:
        abort_file(_file(request, token, file_id), store=store_from_settings())
        return no_content()


def opened(token: str) -> DropBox:
    """The box behind a link. Unknown is 404; closed says since when (DropBoxEnded)."""
    box = find_drop_box(token) if len(token) <= LONGEST_SECRET else None
    if box is None:
        raise Problem("not-found")
    check_open(box)
    return box


def entered(request: Request, token: str) -> tuple[DropBox, UploadDraft]:
    """The box, and the draft of who accepted its terms."""
    box = opened(token)
    secret = str(request.META.get("HTTP_DROP_SECRET", ""))
    draft = draft_of(box, secret) if 0 < len(secret) <= LONGEST_SECRET else None
    if draft is None:
        raise Problem("terms-not-accepted")
    return box, draft


def _file(request: Request, token: str, file_id: UUID) -> UploadFile:
    _box, draft = entered(request, token)
    return find_file(draft, file_id)


def drop_files(rows: Sequence[UploadFile]) -> list[DropFile]:
    return [DropFile(**_said(each)) for each in rows]


def _said(row: UploadFile) -> dict[str, Any]:
    state = _SHOWN.get(row.state, "arrived")
    return {
        "id": row.uuid,
        "position": row.position,
        "filename": row.filename,
        "folder": row.folder,
        "size_bytes": row.size_bytes,
        "part_bytes": row.part_bytes,
        "fingerprint": row.fingerprint,
        "state": "arrived" if state == "left_out" and row.arrived_at is not None else state,
        "reason": reason_words(row.reason) if state == "refused" else None,
        "arrived_bytes": 0 if row.arrived_at is None else row.size_bytes,
    }
