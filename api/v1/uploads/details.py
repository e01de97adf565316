"""What people say about the files of a draft: details, what to do with known bytes, leaving out."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.operations import Says, operation
from api.problems import Problem, field_problem
from api.requests import read_body
from api.v1.renditions.views import served_object
from api.v1.uploads.answers import FilesAnswer, UploadFileAnswer
from api.v1.uploads.serializers import FileChanges, FilesChanges
from api.v1.uploads.shown import draft_to_write, file_answers, files_of, find_draft, find_file
from api.views import ApiView
from assets.models import UploadDraft, UploadFile
from assets.uploads.drafts import change_files, checked_details
from licensing.incoming.rows import find_place

_PROBLEMS = ("not-found", "not-permitted", "field-invalid", "wrong-state")


class DraftFileView(ApiView):
    @operation(
        "Describe a file of a draft",
        Access.WRITE,
        request=FileChanges,
        answers={200: Says(UploadFileAnswer, "As it stands now.")},
        problems=_PROBLEMS,
        rate="write",
    )
    def patch(self, request: Request, draft_id: UUID, file_id: UUID) -> Response:
        draft = draft_to_write(draft_id, self.viewer)
        file = find_file(draft, file_id)
        values = read_body(request, FileChanges, partial=True)
        change_files(draft, changes={file: _checked(values, "details")}, by=self.user)
        return Response(file_answers([find_file(draft, file_id)], self.viewer, draft=draft)[0])


class ManyFiles(ApiView):
    """Base of the view of all files of a draft: what people say about many of them at once."""

    @operation(
        "Describe files of a draft",
        Access.WRITE,
        request=FilesChanges,
        answers={200: Says(FilesAnswer, "The changed files as they stand now.")},
        problems=_PROBLEMS,
        rate="write",
        description="All of them or none: an error names the file by its place in the list.",
    )
    def patch(self, request: Request, draft_id: UUID) -> Response:
        draft = draft_to_write(draft_id, self.viewer)
        wanted = read_body(request, FilesChanges)["files"]
        files = _found(draft, wanted)
        changes = {
            file: _checked(values, f"files.{place}.details")
            for place, (file, values) in enumerate(zip(files, wanted, strict=True))
        }
        change_files(draft, changes=changes, by=self.user)
        rows = {row.pk: row for row in files_of(draft).filter(pk__in=[file.pk for file in files])}
        answers = file_answers([rows[file.pk] for file in files], self.viewer, draft=draft)
        return Response(FilesAnswer(files=answers))


class UploadTile(ApiView):
    @operation(
        "Read a tile of a draft",
        Access.READ,
        answers={
            200: Says(bytes, "A small picture of the file.", media_types=("image/webp",)),
            304: Says(None, "Unchanged since the ETag in If-None-Match."),
        },
        problems=["not-found", "store-unavailable"],
    )
    def get(self, request: Request, draft_id: UUID, file_id: UUID) -> HttpResponseBase:
        file = find_file(find_draft(draft_id, self.viewer), file_id)
        if not file.tile_key or file.state == UploadFile.State.QUARANTINED:
            raise Problem("not-found")
        return served_object(request, file.tile_key, "image/webp")


def _found(draft: UploadDraft, wanted: Sequence[Mapping[str, Any]]) -> list[UploadFile]:
    """The files named, in that order; one that is not of this draft refuses the whole."""
    ids = [each["id"] for each in wanted]
    if len(set(ids)) != len(ids):
        raise field_problem("files", "Jede Datei bitte nur einmal.")
    rows = {row.uuid: row for row in files_of(draft).filter(uuid__in=ids)}
    if len(rows) != len(ids):
        raise Problem("not-found")
    return [rows[each] for each in ids]


def _checked(values: Mapping[str, Any], at: str) -> dict[str, Any]:
    checked = {name: value for name, value in values.items() if name != "id"}
    if "details" in checked:
        checked["details"] = checked_details(checked["details"], at=at)
        find_place(checked["details"].get("place"), at=f"{at}.place")
    return checked
