"""Days and instants: plain dates are Europe/Berlin days, both ends of a term count, embargoes are wall-clock times.

Nothing here reads a clock or the server's time zone. Days are compared as ordinals (`date.toordinal`), because that
is what `PermittedUse` rows and search columns hold.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

BERLIN = ZoneInfo("Europe/Berlin")
FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()


class NonexistentLocalTime(ValueError):
    """A wall-clock time that the clocks skip in spring; reject it on input, with this message."""

    code = "nonexistent-local-time"

    def __init__(self, local: datetime, zone: str) -> None:
        super().__init__(f"{local.isoformat()} does not exist in {zone}")


def resolve_local(local: datetime, zone: str = "Europe/Berlin") -> datetime:
    """Turn a wall-clock time into its instant (UTC); of a doubled autumn time the later instant counts.

    Raises `NonexistentLocalTime` for a time that spring skips, and `ValueError` for an unknown zone or an aware
    `local`.
    """
    if local.tzinfo is not None:
        raise ValueError("a wall-clock time carries no offset")
    try:
        zone_info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"unknown time zone {zone!r}") from error
    instant = local.replace(tzinfo=zone_info, fold=1).astimezone(UTC)
    if instant.astimezone(zone_info).replace(tzinfo=None) != local:
        raise NonexistentLocalTime(local, zone)
    return instant


@lru_cache(maxsize=4096)
def start_of(day: date) -> datetime:
    """The instant (UTC) at which a Berlin day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=BERLIN).astimezone(UTC)


def end_of(day: date) -> datetime | None:
    """The instant at which a Berlin day is over, i.e. the next one begins; none beyond the calendar."""
    return start_of(day + timedelta(days=1)) if day < date.max else None


def berlin_day(instant: datetime) -> date:
    return instant.astimezone(BERLIN).date()


def as_day(value: object) -> date | None:
    """Read a date or an aware instant as a Berlin day; anything else is not a day."""
    if isinstance(value, datetime):
        return berlin_day(value) if value.tzinfo is not None else None
    return value if isinstance(value, date) else None


def anniversary(day: date, years: int) -> date | None:
    """The same day so many years on; the 29th of February becomes the 1st of March, the day on which somebody born
    then is a year older (ss. 187 (2), 188 (2) BGB). None beyond the calendar.
    """
    year = day.year + years
    if year > date.max.year:
        return None
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def last_day_of_years(day: date, years: int) -> date | None:
    """The last day of a period of years that an event on `day` began: the day of the same number, or the last one of
    its month where there is none (s. 188 (2) and (3) BGB).
    """
    same = anniversary(day, years)
    return same - timedelta(days=1) if same is not None and same.day != day.day else same


def day_before(day: date) -> date | None:
    return day - timedelta(days=1) if day > date.min else None


def day_after(day: date) -> date | None:
    return day + timedelta(days=1) if day < date.max else None
