"""The bytes of renditions: visibility is asked for on every request, the answer is private and cannot run anything.

A URL is no permission (security rule 34): nothing here is signed or shared, and a browser asks again each time, which
costs a 304 while nothing has changed.
"""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from api.access import Access
from api.decisions import decision_answer, records_of
from api.operations import Says, operation
from api.problems import Problem, problem_response
from api.questions import QuestionQuery, asked_of
from api.requests import read_query
from api.v1.renditions.ranges import pieces_of, stretch_of
from api.views import ApiView
from assets.models import Asset, Rendition, Role, State
from assets.storage import store_from_settings
from licensing.services import record_decision, with_changes
from licensing.services.decisions import decision_about

PRESETS: Final = ("tile", "preview", "large", "film-proxy", "film-storyboard", "film-storyboard-index")
USABLE: Final = frozenset({"large"})
"""Presets that can be published: they leave under a releasing decision only."""
MEDIA_POLICY: Final = "sandbox; default-src 'none'"
_CHUNK: Final = 64 * 1024
SHOWN_TYPES: Final = ("image/webp", "image/jpeg", "image/png", "image/avif", "video/mp4", "video/webm", "text/vtt")


class AssetRendition(ApiView):
    @operation(
        "Read a rendition",
        Access.READ,
        parameters=[QuestionQuery],
        answers={
            200: Says(bytes, "The picture.", media_types=SHOWN_TYPES),
            206: Says(bytes, "One stretch of it, when Range asks for one.", media_types=SHOWN_TYPES),
            304: Says(None, "Unchanged since the ETag in If-None-Match."),
        },
        problems=["not-found", "not-released", "store-unavailable"],
        description=(
            "tile and preview are for everybody who sees the asset; for films also film-proxy, the copy for watching, "
            "and film-storyboard, the sprite for dragging along it, with its index in WebVTT. large is a usable copy: "
            "for editors of its organization as their working view, for everybody else with a question that releases "
            "it. One stretch may be asked for with Range."
        ),
    )
    def get(self, request: Request, asset_id: UUID, preset: str) -> HttpResponseBase:
        if preset not in PRESETS:
            raise Problem("not-found")
        rendition = self._find(asset_id, preset)
        if preset in USABLE and not self._is_working_view(rendition.original.asset):
            refused = self._refusal(request, rendition.original.asset)
            if refused is not None:
                return refused
        return picture_response(request, rendition)

    def _find(self, asset_id: UUID, preset: str) -> Rendition:
        """A quarantined asset shows no picture, not even to those who may see that it exists (rule 21)."""
        seen = Asset.objects.visible_to(self.viewer).exclude(state=State.QUARANTINED).filter(uuid=asset_id)
        rows = Rendition.objects.filter(original__asset__in=seen, preset=preset, media_type__in=SHOWN_TYPES)
        found = rows.select_related("original__asset__original").first()
        if found is None:
            raise Problem("not-found")
        return found

    def _is_working_view(self, asset: Asset) -> bool:
        return self.viewer.holds(Role.EDITOR, asset.organization_id)

    def _refusal(self, request: Request, asset: Asset) -> HttpResponse | None:
        """Decide the stated question and keep the decision; the answer that refuses, none when it is released."""
        asked = asked_of(read_query(request, QuestionQuery), self.viewer)
        if asked is None:
            raise Problem("not-released", "Diese Größe gibt es nur für eine Verwendung, die freigegeben ist.")
        question = with_changes(asked.about(asset.uuid), asset, "large")
        decision = decision_about(asset, question, at=timezone.now())
        stored = record_decision(asset, question, decision.facts, decision, by=self.user)
        if decision.verdict.is_releasing:
            return None
        answer = decision_answer(decision, records_of([decision], self.viewer), decision_id=stored.uuid)
        return problem_response("not-released", answer.words.sentence.de, decision=answer)


def picture_response(request: Request, rendition: Rendition) -> HttpResponseBase:
    """The bytes, or that they are unchanged: private, asked for again each time, nothing in it can run."""
    tag = f'"{rendition.sha256[:32]}"'
    response: HttpResponseBase
    if tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response = HttpResponseNotModified()
    else:
        response = _wanted_bytes(request, rendition, tag)
        response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = MEDIA_POLICY
    return response


def _wanted_bytes(request: Request, rendition: Rendition, tag: str) -> HttpResponseBase:
    """The whole, or the one stretch that a player asks for while the bytes are still those it knows."""
    asked = request.META.get("HTTP_RANGE", "")
    if request.method == "HEAD" or not asked or request.META.get("HTTP_IF_RANGE", tag) != tag:
        return _bytes(rendition, is_head=request.method == "HEAD")
    stretch = stretch_of(asked, rendition.size_bytes)
    if stretch is None:
        return _bytes(rendition, is_head=False)
    pieces = pieces_of(store_from_settings(), rendition.key, stretch)
    response = StreamingHttpResponse(pieces, status=206, content_type=rendition.media_type)
    response["Content-Range"] = f"bytes {stretch.start}-{stretch.end}/{rendition.size_bytes}"
    response["Content-Length"] = str(stretch.length)
    return response


def _bytes(rendition: Rendition, *, is_head: bool) -> HttpResponseBase:
    if is_head:
        response: HttpResponseBase = HttpResponse(content_type=rendition.media_type)
    else:
        stream = store_from_settings().open(rendition.key)
        response = StreamingHttpResponse(chunks_of(stream), content_type=rendition.media_type)
    response["Content-Length"] = str(rendition.size_bytes)
    return response


def served_object(request: Request, key: str, media_type: str) -> HttpResponseBase:
    """An object of ours whose key follows from its content, with the same care as a rendition."""
    tag = f'"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'
    response: HttpResponseBase
    if tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response = HttpResponseNotModified()
    elif request.method == "HEAD":
        response = HttpResponse(content_type=media_type)
    else:
        response = StreamingHttpResponse(chunks_of(store_from_settings().open(key)), content_type=media_type)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = MEDIA_POLICY
    return response


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in pieces, closed at the end and when the client goes away."""
    with stream:
        while piece := stream.read(_CHUNK):
            yield piece
