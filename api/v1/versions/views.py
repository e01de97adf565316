"""Versions of a picture that somebody looked at: a question may name one, and its own states then count."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem
from api.requests import StrictSerializer, read_body
from api.v1.assets.lookups import find_asset
from api.views import ApiView
from assets.models import Asset
from assets.viewer import Viewer
from licensing.models import RenditionState
from licensing.rights import Modification
from licensing.services import VersionRecord, confirm_version

_LAYER = ["unknown", "none_confirmed", "listed_complete", "listed_incomplete"]


class CropAnswer(Answer, frozen=True):
    """A part of the upright picture, in 0..1 of its sides."""

    x: Annotated[float, about("Left edge.")]
    y: Annotated[float, about("Upper edge.")]
    width: Annotated[float, about("Width.")]
    height: Annotated[float, about("Height.")]


class VersionAnswer(Answer, frozen=True):
    """One crop or blurred version, and what a person saw in it."""

    id: Annotated[UUID, about("Identifies the version: `rendition` of a question.")]
    name: Annotated[str, about("For people.")]
    crop: Annotated[CropAnswer | None, about("The part; null for the whole picture.")]
    modifications: Annotated[list[str], about("Codes of the vocabulary.")]
    persons: Annotated[str, about("none_confirmed: nobody is recognizable in it.")]
    works: Annotated[str, about("Works of others.")]
    property: Annotated[str, about("Property and house rules.")]
    persons_shown: Annotated[list[int], about("Numbers of those still recognizable.")]
    confirmed_at: Annotated[datetime, about("When somebody looked.")]
    confirmed_by: Annotated[str | None, about("Who looked; only for members of the organization.")]


class VersionList(Answer, frozen=True):
    """All versions of an asset."""

    results: Annotated[list[VersionAnswer], about("In the order in which they were confirmed.")]


class CropBody(StrictSerializer):
    """A part of the upright picture."""

    x = serializers.FloatField(min_value=0, max_value=1, help_text="Left edge.")
    y = serializers.FloatField(min_value=0, max_value=1, help_text="Upper edge.")
    width = serializers.FloatField(min_value=0, max_value=1, help_text="Width.")
    height = serializers.FloatField(min_value=0, max_value=1, help_text="Height.")


class VersionBody(StrictSerializer):
    """What a person saw in exactly this version."""

    name = serializers.CharField(required=False, allow_blank=True, max_length=100, help_text="For people.")
    crop = CropBody(required=False, allow_null=True, help_text="The part.")
    modifications = serializers.ListField(
        child=serializers.ChoiceField(choices=[each.value for each in Modification]),
        required=False,
        max_length=20,
        help_text="What was changed: codes of the vocabulary.",
    )
    persons = serializers.ChoiceField(choices=_LAYER, help_text="none_confirmed: nobody is recognizable in it.")
    works = serializers.ChoiceField(choices=_LAYER, default="unknown", help_text="Works of others.")
    property = serializers.ChoiceField(choices=_LAYER, default="unknown", help_text="Property and house rules.")
    persons_shown = serializers.ListField(
        child=serializers.IntegerField(min_value=1), required=False, max_length=200, help_text="Numbers still seen."
    )


class Versions(ApiView):
    @operation(
        "List an asset's versions",
        Access.READ,
        answers={200: Says(VersionList, "Crops and blurred versions that somebody looked at.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        return Response(VersionList(results=versions_of(asset, self.viewer)))

    @operation(
        "Confirm a version",
        Access.RIGHTS,
        request=VersionBody,
        answers={201: Says(VersionAnswer, "The version, with who looked and when.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request, asset_id: UUID) -> HttpResponse:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not Asset.objects.rights_editable_by(self.viewer).filter(pk=asset.pk).exists():
            raise Problem("not-permitted")
        record = VersionRecord(**read_body(request, VersionBody))

        def create() -> HttpResponse:
            made = confirm_version(asset, record, by=self.user)
            [answer] = [each for each in versions_of(asset, self.viewer) if each.id == made.uuid]
            return Response(answer, status=201)

        return once(request, self.user, create)


def versions_of(asset: Asset, viewer: Viewer) -> list[VersionAnswer]:
    is_own = viewer.sees_all or asset.organization_id in viewer.organization_ids
    rows = RenditionState.objects.filter(asset=asset).select_related("confirmed_by").prefetch_related("persons_shown")
    return [
        VersionAnswer(
            id=row.uuid,
            name=row.name,
            crop=CropAnswer(**row.crop) if row.crop else None,
            modifications=sorted(row.modifications),
            persons=row.persons,
            works=row.works,
            property=row.property,
            persons_shown=sorted(each.number for each in row.persons_shown.all()),
            confirmed_at=row.confirmed_at,
            confirmed_by=str(row.confirmed_by) if is_own else None,
        )
        for row in rows.order_by("pk")
    ]
