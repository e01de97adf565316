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
from api.operations import IF_MATCH, Says, operation
from api.parsers import JSONParser
from api.preconditions import etag, standing_version
from api.problems import Problem, field_problem
from api.requests import StrictSerializer, read_body
from api.v1.assets.lookups import find_asset
from api.v1.captions.answers import CaptionAnswer, caption_answer
from api.v1.renditions.views import MEDIA_POLICY
from api.views import ApiView, no_content
from assets.captions import MAX_BYTES, CaptionsInvalid, captions_of, delete_captions, save_captions
from assets.models import Asset, State

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
        answers={200: Says(bytes, "WebVTT, written by Bildkreis. The ETag is its version.", media_types=(WEBVTT,))},
        problems=["not-found"],
    )
    def get(self, request: Request, asset_id: UUID, language: str) -> HttpResponse:
        seen = Asset.objects.visible_to(self.viewer).exclude(state=State.QUARANTINED)
        asset = find_asset(seen, asset_id)
        found = captions_of(asset, language)
        if found is None:
            raise Problem("not-found")
        response = HttpResponse(found.text, content_type=f"{WEBVTT}; charset=utf-8")
        response["ETag"] = etag(found.version)
        response["Cache-Control"] = "private, no-cache"
        response["Content-Security-Policy"] = MEDIA_POLICY
        return response

    @operation(
        "Save captions",
        Access.WRITE,
        request=CaptionsBody,
        parameters=[IF_MATCH],
        answers={200: Says(CaptionAnswer, "Saved; styles, regions, comments and unknown tags are left out.")},
        problems=["not-found", "not-permitted", "field-invalid", "changed-meanwhile", "precondition-required"],
        rate="write",
        description="The body may also be the file itself, as text/vtt. Replaces the track of that language, whose "
        "ETag If-Match names; a new language needs none.",
    )
    def put(self, request: Request, asset_id: UUID, language: str) -> Response:
        asset = self._editable(asset_id)
        text = read_body(request, CaptionsBody)["text"]
        try:
            saved = save_captions(
                asset, language=language, text=text, by=self.user, replaces=self._version(request, asset, language)
            )
        except CaptionsInvalid as error:
            raise field_problem("text", error.because, code=error.code) from error
        return Response(caption_answer(asset, saved), headers={"ETag": etag(saved.version)})

    @operation(
        "Take captions off",
        Access.WRITE,
        parameters=[IF_MATCH],
        answers={204: Says(None, "Gone, or never there.")},
        problems=["not-found", "not-permitted", "changed-meanwhile", "precondition-required"],
        rate="write",
    )
    def delete(self, request: Request, asset_id: UUID, language: str) -> HttpResponse:
        asset = self._editable(asset_id)
        delete_captions(asset, language=language, by=self.user, version=self._version(request, asset, language))
        return no_content()

    def _version(self, request: Request, asset: Asset, language: str) -> int | None:
        standing = captions_of(asset, language)
        return standing_version(request, standing.version if standing is not None else None)

    def _editable(self, asset_id: UUID) -> Asset:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not Asset.objects.editable_by(self.viewer).filter(pk=asset.pk).exists():
            raise Problem("not-permitted")
        return asset
