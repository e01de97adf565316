"""Motifs on products: listed with their campaign, recorded, checked, shown on the drawn product."""

from typing import Final
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem
from api.requests import read_body
from api.v1.artworks.answers import ArtworkAnswer, ArtworkList, PreflightAnswer
from api.v1.artworks.reads import (
    MOST_SHOWN,
    artwork_answers,
    find_artwork,
    last_preflight,
    loaded,
    preflight_answer,
)
from api.v1.artworks.serializers import ArtworkBody, ArtworkChanges
from api.v1.assets.lookups import find_asset
from api.v1.campaigns.reads import find_joined, organization_to_add_for
from api.v1.renditions.views import MEDIA_POLICY
from api.views import ApiView, no_content
from assets.artwork import uses
from assets.models import ArtworkUse, Asset, Preflight, Role
from assets.storage import store_from_settings

PICTURES: Final = ("mockup", "marked")
PICTURE_TYPE: Final = "image/png"


class CampaignArtworks(ApiView):
    @operation(
        "List artwork of a campaign",
        Access.READ,
        answers={200: Says(ArtworkList, "Motifs on products, each with preflight and, for own ones, rights.")},
        problems=["not-found"],
        description="For members of the organizations that take part; a motif that may not be seen is not there.",
    )
    def get(self, _request: Request, campaign_id: UUID) -> Response:
        campaign = find_joined(campaign_id, self.viewer)
        rows = list(loaded(campaign, self.viewer).order_by("product", "created_at", "pk")[:MOST_SHOWN])
        return Response(ArtworkList(results=artwork_answers(rows, self.viewer)))

    @operation(
        "Put a motif on a product",
        Access.WRITE,
        request=ArtworkBody,
        answers={201: Says(ArtworkAnswer, "Recorded; its preflight is being made.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request, campaign_id: UUID) -> HttpResponse:
        campaign = find_joined(campaign_id, self.viewer)
        values = read_body(request, ArtworkBody)
        organization = organization_to_add_for(campaign, values["organization"], self.viewer)
        seen = Asset.objects.visible_to(self.viewer).select_related("original")
        asset = find_asset(seen, values["asset"])

        def create() -> HttpResponse:
            made = uses.record_use(asset, values, campaign=campaign, organization=organization, by=self.user)
            return Response(artwork_answers([find_artwork(made.uuid, self.viewer)], self.viewer)[0], status=201)

        return once(request, self.user, create)


class ArtworkView(ApiView):
    @operation(
        "Read a motif on a product",
        Access.READ,
        answers={200: Says(ArtworkAnswer, "The use.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, artwork_id: UUID) -> Response:
        return Response(artwork_answers([find_artwork(artwork_id, self.viewer)], self.viewer)[0])

    @operation(
        "Change a motif on a product",
        Access.WRITE,
        request=ArtworkChanges,
        answers={200: Says(ArtworkAnswer, "As it stands now; what is printed otherwise is checked anew.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
    )
    def patch(self, request: Request, artwork_id: UUID) -> Response:
        use = self._editable(artwork_id)
        uses.change_use(use, read_body(request, ArtworkChanges, partial=True), by=self.user)
        return Response(artwork_answers([find_artwork(artwork_id, self.viewer)], self.viewer)[0])

    @operation(
        "Take a motif off a product",
        Access.WRITE,
        answers={204: Says(None, "Off; what was checked and printed stays on record.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, artwork_id: UUID) -> HttpResponse:
        uses.end_use(self._editable(artwork_id), by=self.user)
        return no_content()

    def _editable(self, artwork_id: UUID) -> ArtworkUse:
        use = find_artwork(artwork_id, self.viewer)
        if not self.viewer.holds(Role.CONTRIBUTOR, use.organization_id):
            raise Problem("not-permitted")
        return use


class ArtworkPreflight(ApiView):
    @operation(
        "Read a preflight",
        Access.READ,
        answers={200: Says(PreflightAnswer, "Check by check.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, artwork_id: UUID) -> Response:
        return Response(preflight_answer(find_artwork(artwork_id, self.viewer), self.viewer))

    @operation(
        "Ask for a preflight",
        Access.WRITE,
        answers={202: Says(PreflightAnswer, "It is being made; one about these bytes and this use is the answer.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
    )
    def post(self, _request: Request, artwork_id: UUID) -> Response:
        use = find_artwork(artwork_id, self.viewer)
        if not self.viewer.holds(Role.CONTRIBUTOR, use.organization_id):
            raise Problem("not-permitted")
        uses.request_preflight(use)
        return Response(preflight_answer(find_artwork(artwork_id, self.viewer), self.viewer), status=202)


class ArtworkPicture(ApiView):
    @operation(
        "Read a picture of a preflight",
        Access.READ,
        answers={200: Says(bytes, "mockup: the motif on the product. marked: numbered places.", (PICTURE_TYPE,))},
        problems=["not-found", "store-unavailable"],
    )
    def get(self, _request: Request, artwork_id: UUID, kind: str) -> HttpResponseBase:
        return preflight_picture(last_preflight(find_artwork(artwork_id, self.viewer)), kind)


def preflight_picture(preflight: Preflight | None, kind: str) -> HttpResponseBase:
    """One of the pictures that a preflight made; not-found for any other kind."""
    key = getattr(preflight, f"{kind}_key") if preflight is not None and kind in PICTURES else ""
    if not key:
        raise Problem("not-found")
    response = FileResponse(store_from_settings().open(key), content_type=PICTURE_TYPE)
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = MEDIA_POLICY
    return response
