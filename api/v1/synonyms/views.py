"""Words that search takes for each other: read by everybody, changed by administrators."""

from typing import Final

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem
from api.requests import StrictSerializer, read_body, read_query
from api.v1.synonyms.answers import SynonymGroupAnswer, SynonymList, SynonymVersionAnswer, SynonymVersions
from api.views import ApiView
from assets.models import Role
from assets.search.analysis import fold
from assets.search.synonyms import shipped_groups
from assets.thesaurus import LONGEST_TERM, MOST_TERMS, Listed, listed, save_group, versions_of

SHOWN: Final = 100
_KEY = 81


class SynonymQuery(StrictSerializer):
    """Which groups."""

    q = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=LONGEST_TERM,
        help_text="Groups with a word that has these letters.",
    )
    own = serializers.ChoiceField(choices=["0", "1"], default="0", help_text="1: only those that are not as they ship.")


class SynonymKeyQuery(StrictSerializer):
    """Which group."""

    key = serializers.CharField(max_length=_KEY, help_text="Of the group.")


class SynonymBody(StrictSerializer):
    """A group as it shall be from now on."""

    organization = serializers.UUIDField(help_text="An organization that the asker administers.")
    key = serializers.CharField(
        required=False, allow_blank=True, max_length=_KEY, help_text="Of the group to change; none begins one."
    )
    version = serializers.IntegerField(required=False, min_value=0, help_text="The version that was changed.")
    broader = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_TERM, help_text="The word that finds the others."
    )
    terms = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_TERM), max_length=MOST_TERMS, help_text="The words."
    )
    is_active = serializers.BooleanField(required=False, help_text="False: search leaves it out.")


class Synonyms(ApiView):
    @operation(
        "List synonyms",
        Access.READ,
        parameters=[SynonymQuery],
        answers={200: Says(SynonymList, "Groups of words, what ships and what was changed.")},
    )
    def get(self, request: Request) -> Response:
        asked = read_query(request, SynonymQuery)
        groups = listed()
        letters = fold(asked.get("q", "").strip())
        found = [each for each in groups if (asked["own"] == "0" or each.version) and _says(each, letters)]
        return Response(
            SynonymList(
                results=[_answer(each) for each in found[:SHOWN]],
                count=len(found),
                total=sum(each.is_active for each in groups),
            )
        )

    @operation(
        "Save synonyms",
        Access.SESSION,
        request=SynonymBody,
        answers={201: Says(SynonymGroupAnswer, "The new version; every search from now on uses it.")},
        problems=["not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, SynonymBody)
        organization_to_write(values["organization"], Role.ADMINISTRATOR, self.viewer)

        def save() -> HttpResponse:
            saved = save_group(
                key=values.get("key", ""),
                terms=values["terms"],
                broader=values.get("broader", ""),
                is_active=values.get("is_active", True),
                seen=values.get("version", 0),
                by=self.user,
            )
            return Response(_answer(saved), status=201)

        return once(request, self.user, save)


class SynonymVersionList(ApiView):
    @operation(
        "List versions of synonyms",
        Access.READ,
        parameters=[SynonymKeyQuery],
        answers={200: Says(SynonymVersions, "The group from version to version.")},
        problems=["not-found"],
    )
    def get(self, request: Request) -> Response:
        key = read_query(request, SynonymKeyQuery)["key"]
        found = [
            SynonymVersionAnswer(
                version=each.number,
                broader=each.broader,
                terms=list(each.terms),
                is_active=each.is_active,
                at=each.at,
            )
            for each in versions_of(key)
        ]
        shipped = shipped_groups().get(key)
        if shipped is not None:
            terms = list(shipped.terms)
            found.append(SynonymVersionAnswer(version=0, broader=shipped.broader, terms=terms, is_active=True, at=None))
        if not found:
            raise Problem("not-found")
        return Response(SynonymVersions(results=found))


def _says(each: Listed, letters: str) -> bool:
    return any(letters in fold(term) for term in (each.group.broader, *each.group.terms))


def _answer(each: Listed) -> SynonymGroupAnswer:
    return SynonymGroupAnswer(
        key=each.key,
        broader=each.group.broader,
        terms=list(each.group.terms),
        is_shipped=each.is_shipped,
        is_active=each.is_active,
        version=each.version,
    )
