"""Days and years as people write them in a question: 2019-2022, 06.2022, 1.5.2022..3.5.2022, Sommer 2022, 1990er.

Seasons are the meteorological ones, whole months: summer is June to August, the winter of a year runs from December of
that year to February of the next, "Winter 2021/22" names both years. Open ends are allowed (2019.., seit 2019).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from assets.search.analysis import month_number
from assets.search.folding import fold

EPOCH = date(1970, 1, 1)
FIRST_YEAR, LAST_YEAR = 1800, 2199
SEASONS = {"fruhling": 3, "fruhjahr": 3, "lenz": 3, "sommer": 6, "herbst": 9, "winter": 12}
"""The first month of each season; every season lasts three."""

_YEAR = re.compile(r"(\d{4})")
_DECADE = re.compile(r"(?:(\d{4})|(\d0))er(?:-?jahre)?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_NAMED_DAY = re.compile(r"(\d{1,2})\.?\s?([^\W\d_]+)\.?\s?(\d{4})")
_NAMED = re.compile(r"([^\W\d_]+)\.?\s?(\d{4})(?:\s?[/-]\s?(\d{2}|\d{4}))?")
_BETWEEN = re.compile(r"\s*(?:\.\.+|\u2026|\u2013|\s-\s|\bbis\b)\s*")
_COMPARED = re.compile(r"\s*(<=|>=|<|>)\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both included; None is open."""

    since: date | None
    until: date | None

    def numbers(self) -> tuple[int, int]:
        """The ends as days since 1970."""
        low = -(2**31) + 1 if self.since is None else (self.since - EPOCH).days
        return low, 2**31 - 1 if self.until is None else (self.until - EPOCH).days


def read_span(text: str) -> Span | None:
    """The days that a text names, None if it names none."""
    text = text.strip()
    compared = _COMPARED.match(text)
    if compared is not None:
        point = _point(text[compared.end() :].strip())
        return None if point is None else _COMPARISONS[compared[1]](point)
    return _point(text) or _range(text)


def since(text: str) -> Span | None:
    """From the first day of what is named on."""
    point = read_span(text)
    return None if point is None else Span(point.since, None)


def until(text: str) -> Span | None:
    """Up to the last day of what is named."""
    point = read_span(text)
    return None if point is None else Span(None, point.until)


def after(text: str) -> Span | None:
    point = read_span(text)
    return None if point is None else _after(point)


def before(text: str) -> Span | None:
    point = read_span(text)
    return None if point is None else _before(point)


def season(name: str, year: str, second: str | None = None) -> Span | None:
    """The days of a season of a year; None if the word is no season or the years do not belong together."""
    month, first = SEASONS.get(fold(name)), int(year)
    if month is None or not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    if second is not None and (month != SEASONS["winter"] or int(second) % 100 != (first + 1) % 100):
        return None
    return _months(first, month, 3)


def _point(text: str) -> Span | None:
    """One day, month, season, year or decade."""
    for pattern, read in _POINTS:
        found = pattern.fullmatch(text)
        if found is not None:
            span = read(found)
            if span is not None:
                return span
    return None


def _range(text: str) -> Span | None:
    """From one point to another; turned round if the ends are; "2019-22" and "2019-2022" are years."""
    years = re.fullmatch(r"(\d{4})?\s?-\s?(\d{4}|\d{2})?", text)
    if years is not None and any(years.groups()):
        first, last = years[1], years[2]
        return _between(first, first[:2] + last if first and last and len(last) == 2 else last)
    days = re.fullmatch(r"([\d.\s]+\d{4})\s?-\s?([\d.\s]+\d{4})", text)
    if days is not None:
        return _between(days[1].strip(), days[2].strip())
    ends = _BETWEEN.split(text)
    return _between(*ends) if len(ends) == 2 and any(ends) else None


def _between(first: str | None, last: str | None) -> Span | None:
    one = _point(first) if first else Span(None, None)
    two = _point(last) if last else Span(None, None)
    if one is None or two is None:
        return None
    if one.since is not None and two.since is not None and two.since < one.since:
        one, two = two, one
    return Span(one.since, two.until)


def _years(first: int, last: int) -> Span | None:
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return Span(date(first, 1, 1), date(last, 12, 31))


def _months(year: int, month: int, count: int) -> Span | None:
    """Whole months from the first day of the first to the last of the last."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    behind = month - 1 + count
    return Span(date(year, month, 1), date(year + behind // 12, behind % 12 + 1, 1) - timedelta(days=1))


def _one_day(year: str, month: int, day: str) -> Span | None:
    try:
        read = date(int(year), month, int(day))
    except ValueError:
        return None
    return Span(read, read)


def _decade(found: re.Match[str]) -> Span | None:
    first = int(found[1] or f"19{found[2]}")
    return _years(first, first + 9) if first % 10 == 0 else _years(first, first)


def _named(found: re.Match[str]) -> Span | None:
    """A month or a season of a year by name."""
    number = month_number(found[1])
    if number is not None:
        return None if found[3] else _months(int(found[2]), number, 1)
    return season(found[1], found[2], found[3])


def _named_day(found: re.Match[str]) -> Span | None:
    number = month_number(found[2])
    return None if number is None else _one_day(found[3], number, found[1])


def _before(point: Span) -> Span | None:
    return None if point.since is None else Span(None, point.since - timedelta(days=1))


def _after(point: Span) -> Span | None:
    return None if point.until is None else Span(point.until + timedelta(days=1), None)


_POINTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = (
    (_YEAR, lambda found: _years(int(found[1]), int(found[1]))),
    (_DECADE, _decade),
    (_DAY, lambda found: _one_day(found[3], int(found[2]), found[1])),
    (_ISO_DAY, lambda found: _one_day(found[1], int(found[2]), found[3])),
    (_MONTH, lambda found: _months(int(found[2]), int(found[1]), 1)),
    (_ISO_MONTH, lambda found: _months(int(found[1]), int(found[2]), 1)),
    (_NAMED_DAY, _named_day),
    (_NAMED, _named),
)
_COMPARISONS: dict[str, Callable[[Span], Span | None]] = {
    "<": _before,
    ">": _after,
    "<=": lambda point: Span(None, point.until),
    ">=": lambda point: Span(point.since, None),
}
