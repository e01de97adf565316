"""The ledger as CSV: cells that a spreadsheet would take for a formula are told as text (CSV injection)."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from api.v1.publications.answers import PublicationAnswer

COLUMNS = (
    "id", "asset", "organization", "channel", "account", "purpose", "from", "until", "published_at", "removed_at",
    "url", "credit_line", "state", "verdict_then", "verdict_now", "cause", "changed_at",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """A file of one line."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterator[PublicationAnswer]) -> Iterator[str]:
    """Semicolons and a byte order mark: what spreadsheets of German offices open by a double click."""
    writer: Any = csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([cell(each) for each in _cells(row)])


def cell(value: object) -> str:
    """A value as harmless text: an apostrophe stands before what would be calculated."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(row: PublicationAnswer) -> tuple[object, ...]:
    return (
        row.id,
        row.asset.title,
        row.organization.name,
        row.channel,
        row.account.name if row.account else None,
        row.purpose,
        row.from_on,
        row.until_on,
        row.published_at,
        row.removed_at,
        row.url,
        row.credit_line,
        row.state,
        row.verdict_then,
        row.verdict_now,
        row.cause.de if row.cause else None,
        row.changed_at,
    )
