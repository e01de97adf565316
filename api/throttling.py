"""How often one may ask (security rule 16): fixed windows, 429 with Retry-After.

Sign-in attempts and writes are counted in the database, by all processes together. Searching and suggesting are counted
in Django's cache: a write per search would make reading wait behind writers on SQLite, and stop it on a full disk. With
the default cache each process counts for itself; an operator with several sets a shared one.
"""

import hashlib
import re
import time
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from api.access import operation_of
from api.models import Attempts
from api.problems import Problem
from assets.models import User

_SECONDS: Final = {"s": 1, "min": 60, "h": 3600}
_IN_DATABASE: Final = frozenset({"write"})


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` requests per `seconds`."""

    count: int
    seconds: int


def rate_of(text: str) -> Rate:
    """Read "10/s", "300/min" or "10/h"."""
    found = re.fullmatch(r"(\d+)/(s|min|h)", text)
    if found is None:
        raise ValueError(f"a rate looks like 10/s, not {text!r}")
    return Rate(int(found[1]), _SECONDS[found[2]])


class RateThrottle(BaseThrottle):
    """Count a request against the rate that its operation names: per user, for share links per address."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        operation = operation_of(view, request.method or "")
        if operation is None or not operation.rate:
            return True
        if operation.rate == "shared":
            rate = rate_of(settings.RATE_SHARED)
            check_rate(rate, _count_in_cache(f"shared:{client_address(request)}", rate))
            return True
        if not isinstance(request.user, User):
            return True
        rate = rate_of({
            "search": settings.RATE_SEARCH, "suggest": settings.RATE_SUGGEST, "write": settings.RATE_WRITE,
            "upload": settings.RATE_UPLOAD,
        }[operation.rate])  # fmt: skip
        count = _count_in_database if operation.rate in _IN_DATABASE else _count_in_cache
        check_rate(rate, count(f"{operation.rate}:{request.user.pk}", rate))
        return True


def count_sign_in(request: Request, username: str) -> None:
    """Count an attempt per account and per address; the account counts whether it exists or not."""
    rate = Rate(settings.LOGIN_ATTEMPTS, settings.LOGIN_WINDOW_SECONDS)
    for subject in (f"account:{username.casefold()}", f"address:{client_address(request)}"):
        check_rate(rate, _count_in_database(subject, rate))


def client_address(request: Request) -> str:
    """Who connects; a forwarded address counts only when the proxy that says so is a configured one."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
    return forwarded if forwarded and peer in settings.TRUSTED_PROXIES else peer


def check_rate(rate: Rate, count: int) -> None:
    if count > rate.count:
        problem = Problem("too-many-requests")
        problem.headers["Retry-After"] = str(max(1, int(rate.seconds - time.time() % rate.seconds)))
        raise problem


def _count_in_cache(subject: str, rate: Rate) -> int:
    window = int(time.time()) // rate.seconds
    key = f"rate:{subject}:{window}"
    cache.add(key, 0, timeout=rate.seconds + 1)
    try:
        return int(cache.incr(key))
    except ValueError:  # expired between the two calls: a new window has begun
        return 1


def _count_in_database(subject: str, rate: Rate) -> int:
    """One statement, so that processes cannot count past each other."""
    table = connection.ops.quote_name(Attempts._meta.db_table)
    key = hashlib.sha256(f"{settings.SECRET_KEY}:{subject}:{rate.seconds}".encode()).hexdigest()
    window = int(time.time()) // rate.seconds
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, window_at, count) VALUES (%s, %s, 1) ON CONFLICT (key) DO UPDATE SET "  # noqa: S608  # our own table
            f"count = CASE WHEN {table}.window_at = excluded.window_at THEN {table}.count + 1 ELSE 1 END, "
            "window_at = excluded.window_at RETURNING count",
            [key, window],
        )
        return int(cursor.fetchone()[0])
