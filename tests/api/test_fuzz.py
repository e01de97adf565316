"""Requests made from the OpenAPI schema, right and wrong ones: never a 5xx, never an answer that is not described, and
never a success for nobody (security rules, section 9)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks

from assets.models import Role, User
from tests.api.builders import (
    clear_rights,
    make_asset,
    make_campaign,
    make_collection,
    make_grant,
    make_organization,
    make_user,
)
from tests.api.permission_table import TABLE

pytestmark = pytest.mark.django_db
PREFIX = "/api/v1"
SHORT, LONG = 16, 1000
"""Generated requests per operation, half of them right."""
OPEN_TO_ANYBODY = {("get", "/api/v1/session")}


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that exist, by the name of the path parameter."""

    ids: dict[str, str]
    headers: dict[str, str]


@pytest.fixture(scope="module")
def known(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Known]:
    """One world for all operations: every request is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _world()
        transaction.set_rollback(True)


def _world() -> Known:
    home = make_organization("lindrode")
    boss = make_user("chefin", (home, Role.ADMINISTRATOR))
    asset = make_asset(home, title="Schloss", keywords=["Schloss"])
    clear_rights(asset, by=boss)
    ids = {
        "asset_id": asset.uuid,
        "campaign_id": make_campaign(home, "Jubiläum").uuid,
        "collection_id": make_collection(home, boss, "Auswahl").uuid,
        "grant_id": make_grant(home, asset, by=boss).uuid,
        "organization_id": home.uuid,
    }
    return Known({name: str(each) for name, each in ids.items()}, _session_headers(boss))


def _session_headers(user: User) -> dict[str, str]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    client.get("/api/v1/session")
    cookies: SimpleCookie = client.cookies
    sent = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    return {"Cookie": sent, "X-CSRFToken": cookies["csrftoken"].value, "Origin": "http://localhost"}


@pytest.fixture(scope="module")
def described(known: Known) -> Any:
    """The schema, generated once, with every other generated id replaced by one that exists."""
    made = json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True), default=str))
    schema = schemathesis.openapi.from_dict(made)
    schema.app = get_wsgi_application()

    @schema.hook
    def map_path_parameters(context: Any, path_parameters: Any) -> Any:
        for name, uuid in known.ids.items() if path_parameters else ():
            if name in path_parameters and str(path_parameters[name])[:1] in "02468ace":
                path_parameters[name] = uuid
        return path_parameters

    return schema


CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
)
OPERATIONS = [pytest.param(method, PREFIX + path, id=f"{method} {path}") for method, path in sorted(TABLE)]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_request_breaks_the_api(method: str, path: str, described: Any, known: Known) -> None:
    _try(described, (method, path), known.headers, examples=SHORT)


@pytest.mark.proof
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_request_breaks_the_api_for_long(method: str, path: str, described: Any, known: Known) -> None:
    _try(described, (method, path), known.headers, examples=LONG)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_nobody_gets_anything(method: str, path: str, described: Any) -> None:
    _try(described, (method, path), {}, examples=3)


def _try(schema: Any, operation: tuple[str, str], headers: dict[str, str], *, examples: int) -> None:
    """Requests as the schema has them, and requests that it does not allow; each is undone afterwards."""
    method, path = operation
    described = schema[path][method.upper()]
    kinds = [described.as_strategy(generation_mode=mode) for mode in GenerationMode]
    is_open = operation in OPEN_TO_ANYBODY

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=st.one_of(kinds))
    def exchange(case: Any) -> None:
        with transaction.atomic():
            response = case.call(headers={"Host": "localhost", **headers})
            transaction.set_rollback(True)
        if not headers:
            assert response.status_code >= 400 or is_open
        case.validate_response(response, checks=_checks())

    exchange()


def _checks() -> list[Any]:
    load_all_checks()
    return [schemathesis.checks.CHECKS.get_one(name) for name in CHECKS]
