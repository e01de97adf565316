"""The bytes of renditions: visibility is asked for on every request, the answer is private and cannot run anything.

A URL is no permission (security rule 34): nothing here is signed or shared, and a browser asks again each time, which
costs a 304 while nothing has changed.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.access import Access
from api.operations import Says, operation
from api.problems import Problem
from api.views import ApiView
from assets.models import Asset, Rendition, State
from assets.storage import store_from_settings

PRESETS: Final = ("tile", "preview", "large")
MEDIA_POLICY: Final = "sandbox; default-src 'none'"
_CHUNK: Final = 64 * 1024
_SHOWN_TYPES: Final = ("image/webp", "image/jpeg", "image/png", "image/avif")


class AssetRendition(ApiView):
    @operation(
        "Read a rendition",
        Access.READ,
        answers={
            200: Says(bytes, "The picture.", media_types=_SHOWN_TYPES),
            304: Says(None, "Unchanged since the ETag in If-None-Match."),
        },
        problems=["not-found", "store-unavailable"],
    )
    def get(self, request: Request, asset_id: UUID, preset: str) -> HttpResponseBase:
        if preset not in PRESETS:
            raise Problem("not-found")
        rendition = self._find(asset_id, preset)
        tag = f'"{rendition.sha256[:32]}"'
        response: HttpResponseBase
        if tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            response = HttpResponseNotModified()
        else:
            response = _bytes(rendition, is_head=request.method == "HEAD")
        response["ETag"] = tag
        response["Cache-Control"] = "private, no-cache"
        response["Content-Security-Policy"] = MEDIA_POLICY
        return response

    def _find(self, asset_id: UUID, preset: str) -> Rendition:
        """A quarantined asset shows no picture, not even to those who may see that it exists (rule 21)."""
        seen = Asset.objects.visible_to(self.viewer).exclude(state=State.QUARANTINED).filter(uuid=asset_id)
        found = Rendition.objects.filter(original__asset__in=seen, preset=preset, media_type__in=_SHOWN_TYPES).first()
        if found is None:
            raise Problem("not-found")
        return found


def _bytes(rendition: Rendition, *, is_head: bool) -> HttpResponseBase:
    if is_head:
        response: HttpResponseBase = HttpResponse(content_type=rendition.media_type)
    else:
        stream = store_from_settings().open(rendition.key)
        response = StreamingHttpResponse(chunks_of(stream), content_type=rendition.media_type)
    response["Content-Length"] = str(rendition.size_bytes)
    return response


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in pieces, closed at the end and when the client goes away."""
    with stream:
        while piece := stream.read(_CHUNK):
            yield piece
