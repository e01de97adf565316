"""The OpenAPI description: complete, in step with the code, and the same as the snapshot that clients are made from."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from api.answers import Answer

SNAPSHOT = Path(__file__).resolve().parents[2] / "api" / "schema.yml"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return made


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_the_snapshot_is_what_the_code_describes(tmp_path: Path) -> None:
    made = tmp_path / "schema.yml"
    call_command("spectacular", file=str(made), validate=True, fail_on_warn=True)
    is_same = made.read_text() == SNAPSHOT.read_text()
    assert is_same, "run: python manage.py spectacular --file api/schema.yml --validate --fail-on-warn"


def test_every_field_is_described(schema: dict[str, Any]) -> None:
    bare = [
        f"{name}.{field}"
        for name, component in schema["components"]["schemas"].items()
        for field, described in component.get("properties", {}).items()
        if not described.get("description") and name != "Words"
    ]
    assert not bare


def test_every_parameter_is_described(schema: dict[str, Any]) -> None:
    bare = [
        f"{name}: {parameter['name']}"
        for name, operation in _operations(schema)
        for parameter in operation.get("parameters", [])
        if parameter["in"] != "path" and not parameter.get("description")
    ]
    assert not bare


def test_every_operation_has_a_summary_of_its_own_and_a_described_answer(schema: dict[str, Any]) -> None:
    summaries = [operation["summary"] for _, operation in _operations(schema)]
    assert len(summaries) == len(set(summaries))
    bare = [
        f"{name} {status}"
        for name, operation in _operations(schema)
        for status, response in operation["responses"].items()
        if not response.get("description")
    ]
    assert not bare


def test_every_failure_is_described_as_a_problem(schema: dict[str, Any]) -> None:
    wrong = [
        f"{name} {status}"
        for name, operation in _operations(schema)
        for status, response in operation["responses"].items()
        if int(status) >= 400 and set(response["content"]) != {"application/problem+json"}
    ]
    assert not wrong


@pytest.mark.parametrize("status", ["400", "401", "429", "500", "503"])
def test_what_can_always_happen_is_described_everywhere(status: str, schema: dict[str, Any]) -> None:
    exempt = {"get /api/v1/session"} | ({"post /api/v1/session"} if status == "401" else set())
    lacking = [name for name, each in _operations(schema) if status not in each["responses"] and name not in exempt]
    assert not lacking


FREE_BODIES = {"post /api/v1/sources/{source_id}/events"}
"""What others send as they define it: S3 event notifications."""


def test_bodies_refuse_unknown_fields_in_the_description_too(schema: dict[str, Any]) -> None:
    bodies = {
        content["schema"]["$ref"].rsplit("/", 1)[-1]
        for name, operation in _operations(schema)
        if name not in FREE_BODIES
        for content in operation.get("requestBody", {}).get("content", {}).values()
    }
    open_ones = [
        name for name in bodies if schema["components"]["schemas"][name].get("additionalProperties") is not False
    ]
    assert not open_ones


def test_no_two_answers_share_a_name() -> None:
    """The description knows an answer by its name: a second one would be described as the first."""
    names = Counter(each.__name__ for each in _below(Answer))
    assert [name for name, count in names.items() if count > 1] == []


def _below(kind: type) -> list[type]:
    return [each for one in kind.__subclasses__() for each in (one, *_below(one))]
