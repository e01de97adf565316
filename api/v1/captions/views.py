"""Captions of a film, one track for each language: WebVTT in and out, written anew by us."""
# ruff: noqa: ARG002  # DRF's signature

from collections.abc import Mapping
from typing import IO, Any, Final
from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.operations import Says, operation
from api.parsers import JSONParser
from api.problems import Problem, field_problem
from api.requests import StrictSerializer, read_body
from api.v1.assets.lookups import find_asset
from api.v1.captions.answers import CaptionAnswer, caption_answer
from api.v1.renditions.views import MEDIA_POLICY
from api.views import ApiView, no_content
from assets.captions import MAX_BYTES, CaptionsInvalid, delete_captions, save_captions
from assets.models import Asset, Caption, State

WEBVTT: Final = "text/vtt"


class WebVttParser(BaseParser):
    """A captions file as the whole body."""

    media_type = WEBVTT

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise Problem("body-too-large")
        try:
            return {"text": body.decode("utf-8-sig")}
        except UnicodeDecodeError as error:
            raise ParseError from error


class CaptionsBody(StrictSerializer):
    """A captions file; may also be sent as it is, as text/vtt."""

    text = serializers.CharField(max_length=MAX_BYTES, trim_whitespace=False, help_text="WebVTT.")


class AssetCaptions(ApiView):
    parser_classes = (WebVttParser, JSONParser)  # type: ignore[assignment]  # one more than other views read

    @operation(
        "Read captions",
        Access.READ,
        answers={200: Says(bytes, "WebVTT, written by Bildkreis.", media_types=(WEBVTT,))},
        problems=["not-found"],
    )
    def get(self, request: Request, asset_id: UUID, language: str) -> HttpResponse:
        seen = Asset.objects.visible_to(self.viewer).exclude(state=State.QUARANTINED)
        asset = find_asset(seen, asset_id)
        found = Caption.objects.filter(asset=asset, language=language, kind=Caption.Kind.CAPTIONS).first()
        if found is None:
            raise Problem("not-found")
        response = HttpResponse(found.text, content_type=f"{WEBVTT}; charset=utf-8")
        response["Cache-Control"] = "private, no-cache"
        response["Content-Security-Policy"] = MEDIA_POLICY
        return response

    @operation(
        "Save captions",
        Access.WRITE,
        request=CaptionsBody,
        answers={200: Says(CaptionAnswer, "Saved; styles, regions, comments and unknown tags are left out.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        description="The body may also be the file itself, as text/vtt. Replaces the track of that language.",
    )
    def put(self, request: Request, asset_id: UUID, language: str) -> Response:
        asset = self._editable(asset_id)
        text = read_body(request, CaptionsBody)["text"]
        try:
            saved = save_captions(asset, language=language, text=text, by=self.user)
        except CaptionsInvalid as error:
            raise field_problem("text", error.because, code=error.code) from error
        return Response(caption_answer(asset, saved))

    @operation(
        "Take captions off",
        Access.WRITE,
        answers={204: Says(None, "Gone, or never there.")},
        problems=["not-found", "not-permitted"],
        rate="write",
    )
    def delete(self, request: Request, asset_id: UUID, language: str) -> HttpResponse:
        delete_captions(self._editable(asset_id), language=language, by=self.user)
        return no_content()

    def _editable(self, asset_id: UUID) -> Asset:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not Asset.objects.editable_by(self.viewer).filter(pk=asset.pk).exists():
            raise Problem("not-permitted")
        return asset
