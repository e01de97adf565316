"""Parts of files: addresses to send them to, what has arrived, the whole; and where the local folder takes them.

With a bucket, bytes go from the browser to the store and never through here. The local folder has no server of its
own, so that its parts are put to a signed address below the API: the signature is the permission, nothing is read of
the session.
"""

from datetime import datetime
from typing import Annotated, BinaryIO, cast
from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.operations import Says, operation
from api.problems import Problem
from api.requests import StrictSerializer, read_body
from api.v1.uploads.answers import UploadFileAnswer
from api.v1.uploads.shown import draft_to_write, file_answers, find_draft, find_file
from api.views import ApiView, no_content
from assets.models import UploadFile
from assets.storage import LocalFolderStore, PartRefused, SignatureRefused, UploadNotFound, store_from_settings
from assets.uploads.receiving import MOST_SIGNED, abort_file, arrived_parts, complete_file, sign_parts

_PROBLEMS = ("not-found", "not-permitted", "wrong-state", "store-unavailable")


class PartsBody(StrictSerializer):
    """Which parts are sent next."""

    numbers = serializers.ListField(
        child=serializers.IntegerField(min_value=1), min_length=1, max_length=MOST_SIGNED, help_text="From 1."
    )


class SignedPartAnswer(Answer, frozen=True):
    """Where one part goes."""

    number: Annotated[int, about("From 1.")]
    method: Annotated[str, about("PUT.")]
    url: Annotated[str, about("Absolute for a bucket, below this host for the local folder.")]
    size_bytes: Annotated[int, about("The length that is signed.")]
    expires_at: Annotated[datetime, about("Ask again after that.")]


class SignedParts(Answer, frozen=True):
    """Addresses of parts."""

    parts: Annotated[list[SignedPartAnswer], about("In the order of asking.")]


class ArrivedPart(Answer, frozen=True):
    """A part that the store holds."""

    number: Annotated[int, about("From 1.")]
    etag: Annotated[str, about("The store's mark of it.")]
    size_bytes: Annotated[int, about("Its length.")]


class ArrivedParts(Answer, frozen=True):
    """What has arrived: the truth about it."""

    parts: Annotated[list[ArrivedPart], about("By number.")]


class FileParts(ApiView):
    @operation(
        "List the parts of a file",
        Access.WRITE,
        answers={200: Says(ArrivedParts, "What the store holds; empty when nothing is on its way.")},
        problems=_PROBLEMS,
    )
    def get(self, _request: Request, draft_id: UUID, file_id: UUID) -> Response:
        return listed(find_file(draft_to_write(draft_id, self.viewer), file_id))

    @operation(
        "Sign the parts of a file",
        Access.WRITE,
        request=PartsBody,
        answers={200: Says(SignedParts, "Fresh addresses, each for one part of one length.")},
        problems=[*_PROBLEMS, "part-unknown", "too-many-uploads", "storage-full"],
        rate="upload",
    )
    def post(self, request: Request, draft_id: UUID, file_id: UUID) -> Response:
        return signed(find_file(draft_to_write(draft_id, self.viewer), file_id), request)


class FileComplete(ApiView):
    @operation(
        "Complete a file",
        Access.WRITE,
        answers={200: Says(UploadFileAnswer, "Acknowledged: the store holds every byte. Twice is once.")},
        problems=[*_PROBLEMS, "part-missing", "part-unknown", "size-differs"],
        rate="upload",
    )
    def post(self, _request: Request, draft_id: UUID, file_id: UUID) -> Response:
        draft = draft_to_write(draft_id, self.viewer)
        complete_file(find_file(draft, file_id), store=store_from_settings())
        return Response(file_answers([find_file(draft, file_id)], self.viewer, draft=draft)[0])


class FileAbort(ApiView):
    @operation(
        "Abort a file",
        Access.WRITE,
        answers={204: Says(None, "Its parts are gone; the file is left out.")},
        problems=_PROBLEMS,
        rate="write",
    )
    def post(self, _request: Request, draft_id: UUID, file_id: UUID) -> HttpResponse:
        find_draft(draft_id, self.viewer)
        abort_file(find_file(draft_to_write(draft_id, self.viewer), file_id), store=store_from_settings())
        return no_content()


class PartPut(ApiView):
    authentication_classes = ()

    @operation(
        "Put a part",
        Access.ANYBODY,
        answers={204: Says(None, "The store holds it.")},
        problems=[
            "address-expired",
            "not-found",
            "part-refused",
            "storage-full",
            "store-unavailable",
            "too-many-requests",
        ],
        rate="upload",
        description="Only for the local folder; the body is the bytes of the part.",
    )
    def put(self, request: Request, token: str) -> HttpResponse:
        store = store_from_settings()
        if not isinstance(store, LocalFolderStore):
            raise Problem("not-found")
        try:
            store.accept_part(token, cast(BinaryIO, request._request))
        except SignatureRefused:
            raise Problem("address-expired") from None
        except UploadNotFound:
            raise Problem("not-found") from None
        except PartRefused:
            raise Problem("part-refused") from None
        return no_content()


def listed(file: UploadFile) -> Response:
    parts = arrived_parts(file, store=store_from_settings())
    return Response(ArrivedParts([ArrivedPart(each.number, each.etag, each.size_bytes) for each in parts]))


def signed(file: UploadFile, request: Request) -> Response:
    numbers = read_body(request, PartsBody)["numbers"]
    found = sign_parts(file, list(dict.fromkeys(numbers)), store=store_from_settings())
    return Response(
        SignedParts(
            [SignedPartAnswer(each.number, each.method, each.url, each.size_bytes, each.expires_at) for each in found]
        )
    )
