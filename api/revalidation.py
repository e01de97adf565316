"""Answers that are asked for again and again: marked by what they say, and compressed for whoever can read that.

The mark (ETag) is a hash of the whole answer, which was made for this asker alone: it tells nothing that the answer
does not. Compression is chosen answer by answer, never for one that carries a secret next to words of the asker
(BREACH); the length of each is blurred besides, as Django does it.
"""

import hashlib
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework.request import Request

from api.answers import Answer

UNKEPT: Final = "private, no-store"


def revalidated(request: Request, body: Answer, *, cache_control: str = UNKEPT) -> HttpResponse:
    """The answer, or 304 without a body for whoever has this very one."""
    content = msgspec.json.encode(body)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="application/json")
    response["ETag"], response["Cache-Control"] = tag, cache_control
    patch_vary_headers(response, ("Authorization", "Cookie"))
    asked: HttpRequest = request._request
    unchanged = get_conditional_response(asked, etag=tag, response=response)
    if isinstance(unchanged, HttpResponse) and unchanged.status_code == 304:
        unchanged["Cache-Control"] = cache_control
        return unchanged
    packed: HttpResponse = GZipMiddleware(lambda _: response).process_response(asked, response)  # type: ignore[assignment]
    return packed
