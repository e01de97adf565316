"""The permission table: every operation of the OpenAPI schema × every asker × every ownership (security rule 3)."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator
from pytest_django import DjangoDbBlocker

from assets.models import Role
from tests.api.permission_cast import Asker, Ownership, World
from tests.api.permission_rules import expected, is_seen
from tests.api.permission_table import INSIDE_LISTS, KEPT_LISTS, LISTS, SPECIAL, TABLE
from tests.api.permission_world import build_world, fill_store
from tests.databases import tried

pytestmark = pytest.mark.django_db
PREFIX = "/api/v1"
NAMED = (
    "campaigns", "collections", "grants", "downloads", "tokens", "permissions", "rules", "blocks", "organizations",
    "imports",
    "persons", "consents", "documents", "bundles", "shares", "webhooks",
)  # fmt: skip
"""Things with addresses of their own, by the first part of the address; everything else is about an asset."""
ASKERS = tried(tuple(Asker), again=(Asker.ANONYMOUS, Asker.EDITOR, Asker.ADMINISTRATOR, Asker.OTHER_ADMINISTRATOR))


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for the whole table: every call is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World) -> World:
    fill_store(built)
    return built


def operations() -> set[tuple[str, str]]:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return {(method, path.removeprefix(PREFIX)) for path, methods in paths.items() for method in methods}


def test_every_operation_of_the_schema_has_a_row() -> None:
    assert operations() == set(TABLE)


@pytest.mark.parametrize(("method", "path"), sorted(TABLE), ids=lambda each: each.strip("/"))
def test_each_asker_may_do_what_the_table_says_and_nothing_else(method: str, path: str, world: World) -> None:
    row, wrong = TABLE[method, path], []
    for asker in ASKERS:
        for ownership in row.ownerships:
            wanted = SPECIAL.get((method, path, asker)) or expected(row, asker, ownership)
            status = _call(world, method, path, asker, ownership)
            if status != wanted:
                wrong.append(f"{asker} × {ownership}: {status} instead of {wanted}")
    assert not wrong, "\n".join(wrong)


def _call(world: World, method: str, path: str, asker: Asker, ownership: Ownership) -> int:
    """One call, undone afterwards, so that every cell finds the same world."""
    address, body, headers = TABLE[method, path].call(world, asker, ownership)
    client = world.callers[asker].client
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = world.callers[asker].send(method, PREFIX + address, body, **headers)
        if hasattr(response, "streaming_content"):
            list(response.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    status: int = response.status_code
    return status


@pytest.mark.parametrize("asker", [each for each in Asker if not each.is_nobody and not each.is_token])
@pytest.mark.parametrize(("address", "things"), sorted((LISTS | INSIDE_LISTS | KEPT_LISTS).items()))
def test_lists_hold_what_the_asker_sees_and_nothing_else(address: str, things: str, asker: Asker, world: World) -> None:
    listed = {each["id"] for each in world.callers[asker].get(PREFIX + address).json()["results"]}
    known = {ownership: str(each.uuid) for ownership, each in getattr(world, things).items()}
    seen = {uuid for ownership, uuid in known.items() if _is_listed(address, asker, ownership)}
    assert listed & set(known.values()) == seen


def _is_listed(address: str, asker: Asker, ownership: Ownership) -> bool:
    if address in KEPT_LISTS:
        return ownership is Ownership.OWN and not asker.is_other and asker.role.includes(Role.RIGHTS_MANAGER)
    if address in INSIDE_LISTS:
        return ownership is Ownership.OWN and not asker.is_other
    return is_seen(asker, ownership)


@pytest.mark.parametrize(
    ("method", "path"), [each for each in sorted(TABLE) if TABLE[each].kind in {"asset", "inside", "personal", "kept"}]
)
def test_what_is_invisible_answers_exactly_like_what_does_not_exist(method: str, path: str, world: World) -> None:
    address, body, headers = TABLE[method, path].call(world, Asker.ADMINISTRATOR, Ownership.FOREIGN)
    foreign = _thing_of(world, path)
    unknown = "7b1c6c0e-7b1c-4b1c-8b1c-7b1c6c0e7b1c"
    answers = []
    for uuid in (foreign, unknown):
        swapped = body and {key: _swap(value, foreign, uuid) for key, value in body.items()}
        response = world.callers[Asker.ADMINISTRATOR].send(
            method, PREFIX + address.replace(foreign, uuid), swapped, **headers
        )
        problem = {key: value for key, value in response.json().items() if key != "request_id"}
        names = {name: value for name, value in response.headers.items() if name != "X-Request-Id"}
        answers.append((response.status_code, problem, names))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def _thing_of(world: World, path: str) -> str:
    name = next((each for each in NAMED if path.startswith(f"/{each}")), "assets")
    name = {"/downloads": "assets", "/bundles": "assets", "/consents": "persons"}.get(path, name)
    key = (Asker.ADMINISTRATOR, Ownership.FOREIGN) if name in {"downloads", "tokens", "bundles"} else Ownership.FOREIGN
    return str(getattr(world, name)[key].uuid)


def _swap(value: object, old: str, new: str) -> object:
    if isinstance(value, list):
        return [_swap(each, old, new) for each in value]
    return new if value == old else value
