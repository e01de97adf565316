"""Who is on a picture: read by everybody who sees it, without names; recorded by its rights managers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.operations import IF_MATCH, Says, operation
from api.preconditions import etag, expected_version
from api.problems import Problem, field_problem
from api.requests import read_body
from api.v1.assets.lookups import find_asset
from api.v1.assets.people_answers import PeopleAnswer, people_answer
from api.v1.assets.people_serializers import PeopleBody
from api.v1.documents.reads import kept_by, persons_kept_for
from api.views import ApiView
from assets.models import Asset
from assets.viewer import Viewer
from licensing.models import Person, PersonShown
from licensing.services import Region, ShownRecord, show_people


class AssetPeople(ApiView):
    @operation(
        "Read who is on an asset",
        Access.READ,
        answers={200: Says(PeopleAnswer, "By number, with what was agreed to. The ETag is the asset's version.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        return Response(people_answer(asset, self.viewer), headers={"ETag": etag(asset.version)})

    @operation(
        "Record who is on an asset",
        Access.RIGHTS,
        request=PeopleBody,
        parameters=[IF_MATCH],
        answers={200: Says(PeopleAnswer, "As recorded now; verdicts follow at once.")},
        problems=["not-found", "not-permitted", "changed-meanwhile", "precondition-required", "field-invalid"],
        rate="write",
    )
    def put(self, request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not Asset.objects.rights_editable_by(self.viewer).filter(pk=asset.pk).exists():
            raise Problem("not-permitted")
        values = read_body(request, PeopleBody)
        with transaction.atomic():
            locked = find_asset(Asset.objects.visible_to(self.viewer).select_for_update(), asset_id)
            expected_version(request, locked.version)
            people = shown_records(locked, values["people"], self.viewer)
            show_people(locked, people=people, by=self.user, completeness=values.get("completeness"))
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        return Response(people_answer(asset, self.viewer), headers={"ETag": etag(asset.version)})


def shown_records(asset: Asset, listed: list[dict[str, Any]], viewer: Viewer) -> list[ShownRecord]:
    """What was sent, with persons instead of ids.

    Whoever cannot know that a number is a person of another controller does not send the id, and the person stays.
    """
    wanted = {each["person"] for each in listed if each.get("person") is not None}
    known = {person.uuid: person for person in persons_kept_for(viewer).filter(uuid__in=wanted)}
    if len(known) != len(wanted):
        raise field_problem("people", "Diese Person gibt es hier nicht.", code="does_not_exist")
    hidden = _hidden_persons(asset, viewer)
    return [_record(each, known, hidden) for each in listed]


def _hidden_persons(asset: Asset, viewer: Viewer) -> dict[int, Person]:
    rows = PersonShown.objects.filter(asset=asset, person__isnull=False).select_related("person")
    hidden = rows.exclude(person__organization_id__in=kept_by(viewer))
    return {row.number: row.person for row in hidden if row.person is not None}


def _record(each: Mapping[str, Any], known: Mapping[UUID, Person], hidden: Mapping[int, Person]) -> ShownRecord:
    uuid, region = each.get("person"), each.get("region")
    return ShownRecord(
        number=each["number"],
        person=known[uuid] if uuid is not None else hidden.get(each["number"]),
        is_identifiable=each["is_identifiable"],
        prominence=each["prominence"],
        age_band=each["age_band"],
        has_special_category=each["has_special_category"],
        region=None if region is None else Region(**region),
    )
