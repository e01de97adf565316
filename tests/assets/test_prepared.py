"""Queries that are written once say what the ORM says, for whatever keys come."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from assets.models import Asset, Role
from assets.prepared import Keys, prepared
from assets.viewer import Viewer
from tests.builders import asset, organization

pytestmark = pytest.mark.django_db
COLUMNS = ("pk", "uuid", "title", "creators", "taken_on", "organization__uuid")


@prepared
def _seen(keys: Keys, viewer: Viewer) -> QuerySet[Asset, tuple[Any, ...]]:
    return Asset.objects.visible_to(viewer).filter(pk__in=keys).order_by("pk").values_list(*COLUMNS)


def _by_title(keys: Keys) -> QuerySet[Asset, tuple[Any, ...]]:
    return Asset.objects.filter(title__in=keys).values_list("pk")


titled = prepared(_by_title, kind="text")


def test_it_says_what_the_orm_says_with_the_same_types() -> None:
    town = organization()
    shown = [
        asset(town, title=f"Bild {n}", creators=["Ruth"] * n, taken_on=date(2026, 5, n) if n else None)
        for n in range(3)
    ]
    keys = [each.pk for each in shown]
    expected = Asset.objects.filter(pk__in=keys).order_by("pk").values_list(*COLUMNS)
    assert _seen(keys, Viewer(sees_all=True)) == list(expected)


def test_each_viewer_sees_their_own() -> None:
    own, other = organization(), organization()
    keys = [asset(own, visibility="private").pk, asset(other, visibility="private").pk]
    for town, expected in ((own, keys[:1]), (other, keys[1:])):
        viewer = Viewer(user_id=1, roles={town.pk: Role.EDITOR})
        assert [row[0] for row in _seen(keys, viewer)] == expected


def test_a_role_that_changes_is_another_viewer() -> None:
    town = organization()
    failed = asset(town, state="failed")
    assert _seen([failed.pk], Viewer(user_id=1, roles={town.pk: Role.VIEWER})) == []
    assert len(_seen([failed.pk], Viewer(user_id=1, roles={town.pk: Role.CONTRIBUTOR}))) == 1


def test_text_and_many_keys() -> None:
    made = asset(organization(), title='Ä "quoted" %s \\ title')
    assert titled([made.title]) == [(made.pk,)]
    assert len(_seen([made.pk, *range(10**6, 10**6 + 50_000)], Viewer(sees_all=True))) == 1


def test_without_keys_nothing_is_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert titled([]) == []
    assert not asked.captured_queries
