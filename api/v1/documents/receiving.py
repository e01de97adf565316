"""A document comes in as a form: held in memory, bounded, never in a file on disk that is not encrypted."""
# ruff: noqa: ARG002  # Django's and DRF's signatures

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, DataAndFiles

from api.problems import Problem
from licensing.evidence import MAX_BYTES

_FORM_BYTES = 64 * 1024
"""What a form may hold beside the file."""


class InMemory(FileUploadHandler):
    """One file, in memory, of at most MAX_BYTES; more is refused as soon as it is seen."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._content = BytesIO()

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        if content_length > MAX_BYTES + _FORM_BYTES:
            raise Problem("document-too-large")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MAX_BYTES:
            raise Problem("document-too-large")
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


class FormParser(BaseParser):
    """A form with a file, read by Django, which reads it for its CSRF check in any case."""

    media_type = "multipart/form-data"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        request = (parser_context or {})["request"]._request
        try:
            return DataAndFiles(request.POST, request.FILES)
        except MultiPartParserError as error:
            raise ParseError from error
