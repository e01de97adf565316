"""One JSON line per event, in UTC, with the request's id; never names, search text, coordinates or secret URLs."""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from api.request_ids import request_id

_SECRET_ADDRESS: Final = re.compile(r"(/api/v1/shared/|/api/v1/drop/|/api/v1/calendar/|/f/|/e/)[^/\s?\"']+")
"""Addresses that open something to whoever knows them: links and calendars."""


def _without_secrets(event: str) -> str:
    """The event with the secrets of addresses left out: Django names the path of a request that failed."""
    return _SECRET_ADDRESS.sub(r"\1-", event)


class JsonFormatter(logging.Formatter):
    """Write a record as one line of ASCII JSON: whatever ends a line or steers a terminal is escaped in it."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": request_id.get(),
            "event": _without_secrets(record.getMessage()),
        }
        if record.exc_info and record.exc_info[1]:
            event["trace"] = "".join(_trace(record.exc_info[1]))
        return json.dumps(event)


def _trace(error: BaseException) -> Iterator[str]:
    """Where it happened and what kind it is, causes first; not its message, which quotes what people typed."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _trace(earlier)
        yield "then\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
