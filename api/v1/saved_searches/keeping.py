"""Searches that people keep: what they find now, and what of that is new to their owner."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from pyroaring import BitMap
from rest_framework.exceptions import ValidationError

from api.models import SavedSearch
from api.problems import Problem, field_problem
from api.questions import Held
from api.requests import read_values
from api.v1.search.asking import asked_request, matching
from api.v1.search.serializers import KeptQuery
from assets.models import User
from assets.search import Request
from assets.search.freshness import live
from assets.viewer import Viewer

MOST: Final = 100
_EVERY: Final = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}


def searches_of(user: User) -> "QuerySet[SavedSearch]":
    return SavedSearch.objects.filter(owner=user).select_related("owner").order_by("name", "pk")


@transaction.atomic
def keep_search(values: Mapping[str, Any], *, by: User, viewer: Viewer, at: datetime) -> SavedSearch:
    """Keep a search; what it finds now is not new. Raises a problem of the field for a search that cannot be asked."""
    User.objects.select_for_update().get(pk=by.pk)  # one after the other, so that the limit holds
    if searches_of(by).count() >= MOST:
        raise field_problem("name", f"Höchstens {MOST} gemerkte Suchen. Bitte eine löschen.", code="max_length")
    found = BitMap(matching(values["query"], viewer)).serialize()
    notify = values.get("notify", SavedSearch.Notify.NEVER)
    return SavedSearch.objects.create(
        owner=by,
        name=values["name"],
        query=values["query"],
        notify=notify,
        created_at=at,
        due_at=next_look(notify, at),
        seen=found,
        told=found,
    )


@transaction.atomic
def change_search(saved: SavedSearch, values: Mapping[str, Any], *, viewer: Viewer, at: datetime) -> SavedSearch:
    """Rename, ask otherwise, or be told otherwise; another question begins anew with what it finds now."""
    saved = SavedSearch.objects.select_for_update(of=("self",)).select_related("owner").get(pk=saved.pk)
    saved.name = values.get("name", saved.name)
    if "query" in values and values["query"] != saved.query:
        saved.query = values["query"]
        saved.seen = saved.told = BitMap(matching(saved.query, viewer)).serialize()
    if values.get("notify", saved.notify) != saved.notify:
        saved.notify = values["notify"]
        saved.due_at = next_look(saved.notify, at)
        saved.told = (read(saved.told) | matching(saved.query, viewer)).serialize()
    saved.save()
    return saved


@transaction.atomic
def mark_seen(saved: SavedSearch, viewer: Viewer) -> SavedSearch:
    """The owner looked: what is found now is not new any more, and no mail is needed about it."""
    saved = SavedSearch.objects.select_for_update(of=("self",)).select_related("owner").get(pk=saved.pk)
    found = matching(saved.query, viewer)
    saved.seen = (read(saved.seen) | found).serialize()
    saved.told = (read(saved.told) | found).serialize()
    saved.save(update_fields=["seen", "told"])
    return saved


def matching_each(rows: Sequence[SavedSearch], viewer: Viewer) -> list[BitMap | None]:
    """What each search finds, in a fixed number of queries; None for one that cannot be asked now."""
    held = Held(viewer)
    requests = [_request(each, viewer, held) for each in rows]
    found = live().every([each for each in requests if each is not None])
    answers = iter(found or ())
    return [None if found is None or each is None else next(answers) for each in requests]


def _request(saved: SavedSearch, viewer: Viewer, held: Held) -> Request | None:
    try:
        return asked_request(read_values(KeptQuery, dict(saved.query)), viewer, held)
    except (Problem, ValidationError):
        return None


def next_look(notify: str, at: datetime) -> datetime | None:
    return at + _EVERY[notify] if notify in _EVERY else None


def read(assets: bytes | memoryview) -> BitMap:
    return BitMap.deserialize(bytes(assets))
