"""`Idempotency-Key` on every POST that creates (security rule 48): repeated after a lost answer, it creates once.

The first successful answer is kept for a day, in the transaction of what it created. The same key and body get it;
another body under the same key is refused. Two requests at once: the database lets one of them keep its answer, the
other is rolled back and gets that answer.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import msgspec
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import Problem, field_problem
from assets.models import IdempotentAnswer, User

KEPT: Final = timedelta(hours=24)
LONGEST_KEY: Final = 200


def once(
    request: Request, user: User, create: Callable[[], HttpResponse], *, secret: str = "", body: object = None
) -> HttpResponse:
    """Run `create`, or give the answer that it gave to the same key before.

    `secret` names a field of the answer that is shown once and never kept: a repetition has null in its place. `body`
    stands for a request that is no JSON when two requests are compared.
    """
    key = _key(request)
    if not key:
        with transaction.atomic():
            return create()
    asked = _fingerprint(request, request.data if body is None else body)
    known = _known(user, key, asked)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            response = create()
            if isinstance(response, Response) and response.status_code < 400:
                _keep(user, key, asked, response, secret)
            return response
    except IntegrityError:
        known = _known(user, key, asked)
        if known is None:
            raise
        return known


def answered_once(request: Request, user: User, run: Callable[[], Response]) -> HttpResponse:
    """Run what commits in steps and is harmless when repeated, or give the answer it gave to the same key before.

    One transaction around all its steps would lock everybody else out. The answer is kept after the last step: whoever
    asks again after a kill in between has the rest done, and the answer to the whole is kept then.
    """
    key = _key(request)
    if not key:
        return run()
    asked = _fingerprint(request, request.data)
    known = _known(user, key, asked)
    if known is not None:
        return known
    response = run()
    try:
        with transaction.atomic():
            _keep(user, key, asked, response, "")
    except IntegrityError:
        return _known(user, key, asked) or response
    return response


def _key(request: Request) -> str:
    key = str(request.META.get("HTTP_IDEMPOTENCY_KEY", ""))
    if len(key) > LONGEST_KEY or not key.isprintable() or not key.isascii():
        raise field_problem("Idempotency-Key", "Erlaubt sind 200 druckbare Zeichen.", code="max_length")
    return key


def _fingerprint(request: Request, body: object) -> str:
    encoded = msgspec.json.encode(body, order="deterministic")
    return hashlib.sha256(b"\n".join([str(request.method).encode(), request.path.encode(), encoded])).hexdigest()


def _known(user: User, key: str, asked: str) -> Response | None:
    found = IdempotentAnswer.objects.filter(user=user, key=key).first()
    if found is None:
        return None
    if timezone.now() - found.created_at > KEPT:
        found.delete()
        return None
    if found.request_hash != asked:
        raise Problem("idempotency-key-reused")
    return Response(found.body, status=found.status, headers={"Idempotency-Replayed": "true"})


def _keep(user: User, key: str, asked: str, response: Response, secret: str) -> None:
    body: Any = msgspec.json.decode(msgspec.json.encode(response.data))
    if secret:
        body[secret] = None
    IdempotentAnswer.objects.create(
        user=user, key=key, request_hash=asked, status=response.status_code, body=body, created_at=timezone.now()
    )
