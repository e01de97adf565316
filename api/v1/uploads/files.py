"""Files of a draft: announced here, sent in parts (`parts.py`), described like the rest of them (`details.py`)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, Words, about
from api.operations import Says, operation
from api.requests import StrictSerializer, read_body
from api.v1.uploads.answers import UploadFileAnswer
from api.v1.uploads.details import ManyFiles
from api.v1.uploads.serializers import MOST_FILES_AT_ONCE
from api.v1.uploads.shown import draft_to_write, file_answers, files_of, reason_words
from assets.models import UploadDraft, UploadFile
from assets.storage import store_from_settings
from assets.uploads.receiving import Added, NewFile, RefusedFile, add_files

LARGEST = 1 << 50


class NewFileBody(StrictSerializer):
    """A file that is to come."""

    filename = serializers.CharField(max_length=1000, trim_whitespace=False, help_text="A label, never a path.")
    size_bytes = serializers.IntegerField(min_value=0, max_value=LARGEST, help_text="Its exact length.")
    folder = serializers.CharField(
        required=False, allow_blank=True, max_length=4000, help_text="Where it lay when a folder was chosen."
    )
    fingerprint = serializers.CharField(
        required=False, allow_blank=True, max_length=100, help_text="The client's mark to find its file again."
    )


class NewFilesBody(StrictSerializer):
    """Files to announce."""

    files = serializers.ListField(
        child=NewFileBody(), min_length=1, max_length=MOST_FILES_AT_ONCE, help_text="In the order of the page."
    )


class RefusedFileAnswer(Answer, frozen=True):
    """A file that need not be sent."""

    filename: Annotated[str, about("As it was called.")]
    code: Annotated[str, about("Stable code.")]
    text: Annotated[Words, about("Why, in a sentence.")]


class AddedFiles(Answer, frozen=True):
    """What may be sent, and what need not."""

    files: Annotated[list[UploadFileAnswer], about("Announced, in order.")]
    refused: Annotated[list[RefusedFileAnswer], about("The others.")]


class UploadFiles(ManyFiles):
    @operation(
        "Announce files of a draft",
        Access.WRITE,
        request=NewFilesBody,
        answers={201: Says(AddedFiles, "Ready for parts; nothing is in the store yet.")},
        problems=["not-found", "not-permitted", "wrong-state", "storage-full"],
        rate="upload",
    )
    def post(self, request: Request, draft_id: UUID) -> Response:
        draft = draft_to_write(draft_id, self.viewer)
        added = announced(draft, request)
        rows = rows_of(draft, added)
        return Response(AddedFiles(file_answers(rows, self.viewer, draft=draft), refusals(added.refused)), status=201)


def announced(draft: UploadDraft, request: Request) -> Added:
    wanted: Sequence[Mapping[str, Any]] = read_body(request, NewFilesBody)["files"]
    return add_files(draft, [NewFile(**each) for each in wanted], store=store_from_settings())


def rows_of(draft: UploadDraft, added: Added) -> list[UploadFile]:
    """The rows as answers read them, in one query."""
    return list(files_of(draft).filter(uuid__in=[each.uuid for each in added.files]))


def refusals(refused: Sequence[RefusedFile]) -> list[RefusedFileAnswer]:
    return [RefusedFileAnswer(each.filename, each.code, reason_words(each.code).text) for each in refused]
