"""A table as multipart form data: one file and a few words, bounded before anything is read into memory."""
# DRF's signature

from collections.abc import Mapping
from typing import IO, Any, Final

from rest_framework.parsers import MultiPartParser

from api.problems import Problem
from licensing.exchange.registers.tables import MOST_BYTES

_FORM_AROUND: Final = 64 * 1024


class TableParser(MultiPartParser):
    """Refuses by the length that is announced; one that announces none is refused as well."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        request = (parser_context or {})["request"]
        announced = str(request.META.get("CONTENT_LENGTH") or "")
        if not announced.isdigit() or int(announced) > MOST_BYTES + _FORM_AROUND:
            raise Problem("body-too-large")
        return super().parse(stream, media_type, parser_context)
