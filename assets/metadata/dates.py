"""Dates as metadata writes them (R6): precision and zone state are kept, impossible ones are refused.

A date is stored as ISO 8601 text as exact as it was written: `2024`, `2024-05`, `2024-05-17`, `2024-05-17T14:30`,
`2024-05-17T14:30:05.25+02:00`. Local time without an offset stays local; it is never turned into UTC.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from enum import StrEnum

from assets.metadata import limits
from assets.metadata.facts import ZoneState


class Precision(StrEnum):
    """How exact a date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as somebody stated it; `is_suspicious` marks what cameras write after a reset."""

    text: str
    precision: Precision
    zone: ZoneState
    is_suspicious: bool = False


_ISO = re.compile(
    r"(\d{4})(?:[-:/](\d{1,2})(?:[-:/](\d{1,2})"
    r"(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?\s*$"
)
_IIM_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})$")
_IIM_TIME = re.compile(r"(\d{2}):?(\d{2}):?(\d{2})?([+-]\d{2}:?\d{2}|Z)?$")
_OFFSET = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")
_RESETS = ("1970-01-01", "1980-01-01", "2000-01-01T00:00", "1904-01-01")


def parse_iso(value: str) -> StatedDate | None:
    """A date of XMP or EXIF (`2024:05:17 14:30:05`); nothing when it cannot be one."""
    match = _ISO.match(value.strip().rstrip("\x00"))
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    return _stated([year, month, day], [hour, minute, second], fraction or "", zone or "")


def parse_exif(value: str, subsecond: str, offset: str) -> StatedDate | None:
    """A date of EXIF with its companions 0x9291 (fraction) and 0x9011 (offset)."""
    fraction = re.sub(r"\D", "", subsecond)[:9]
    zone = _OFFSET.match(offset.strip())
    found = parse_iso(value)
    if found is None or found.precision is not Precision.SECOND or found.zone is not ZoneState.NONE:
        return found
    text = found.text + (f".{fraction}" if fraction and "." not in found.text else "")
    if zone is None or not _zone_is_real(zone[1]):
        return StatedDate(text, found.precision, ZoneState.NONE, found.is_suspicious)
    return StatedDate(text + _zone_text(zone[1]), found.precision, ZoneState.OFFSET, found.is_suspicious)


def parse_iim(date: str, time: str) -> StatedDate | None:
    """A date of IIM (`20240517`, month or day may be 00) with its time (`143005+0200`) when that is real."""
    match = _IIM_DATE.match(date.strip())
    if match is None:
        return parse_iso(date)
    parts: list[str | None] = [part if part != "00" else None for part in match.groups()]
    clock = _IIM_TIME.match(time.strip()) if time.strip() else None
    if clock is None or parts[2] is None:
        return _stated(parts, [None, None, None], "", "")
    hour, minute, second, zone = clock.groups()
    return _stated(parts, [hour, minute, second], "", zone or "") or _stated(parts, [None, None, None], "", "")


def _stated(day: list[str | None], clock: list[str | None], fraction: str, zone: str) -> StatedDate | None:
    year, month, date = (int(part) if part else 0 for part in day)
    if not limits.EARLIEST_YEAR <= year <= 9999 or month > 12:
        return None
    if not month or not date:
        text, precision = (f"{year:04}-{month:02}", Precision.MONTH) if month else (f"{year:04}", Precision.YEAR)
        return StatedDate(text, precision, ZoneState.NONE)
    if date > calendar.monthrange(year, month)[1]:
        return None
    text = f"{year:04}-{month:02}-{date:02}"
    if clock[0] is None or clock[1] is None:
        return StatedDate(text, Precision.DAY, ZoneState.NONE, text.startswith(_RESETS))
    return _with_clock(text, clock, fraction, zone)


def _with_clock(text: str, clock: list[str | None], fraction: str, zone: str) -> StatedDate | None:
    hour, minute, second = (int(part) if part else 0 for part in clock)
    if hour > 23 or minute > 59 or second > 60:
        return None
    text += f"T{hour:02}:{minute:02}"
    precision = Precision.MINUTE
    if clock[2] is not None:
        precision = Precision.SECOND
        text += f":{min(second, 59):02}" + (f".{fraction}" if fraction else "")
    is_suspicious = text.startswith(_RESETS)
    if zone and _zone_is_real(zone):
        return StatedDate(text + _zone_text(zone), precision, ZoneState.OFFSET, is_suspicious)
    return StatedDate(text, precision, ZoneState.NONE, is_suspicious)


def _zone_text(zone: str) -> str:
    return "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"


def _zone_is_real(zone: str) -> bool:
    return zone == "Z" or (int(zone[1:3]) <= 14 and int(zone[-2:]) <= 59)
