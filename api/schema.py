"""drf-spectacular's bridges to what is ours: answers as msgspec structs, and the two ways to say who one is."""
# ruff: noqa: ARG002  # drf-spectacular's signatures

from typing import Any, Final

import msgspec
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.settings import spectacular_settings

_REF: Final = "#/components/schemas/{name}"
_SETTINGS: Final = {"POSTPROCESSING_HOOKS": [], "ENUM_GENERATE_CHOICE_DESCRIPTION": False}


def configure() -> None:
    """Keep the values of a choice where the field is: the same words mean different things in different fields."""
    spectacular_settings.apply_patches(_SETTINGS)  # type: ignore[no-untyped-call]  # drf-spectacular has no types here


class AnswerExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # drf-spectacular has no types here
    """Describe a msgspec struct by its own annotations."""

    target_class = "msgspec.Struct"
    match_subclasses = True

    def get_name(self, auto_schema: AutoSchema, direction: str) -> str:
        name: str = self.target.__name__
        return name

    def get_identity(self, auto_schema: AutoSchema, direction: str) -> str:
        """A struct that others hold is registered by its name, so the name is what makes it the same."""
        name: str = self.target.__name__
        return name

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        (_, schemas) = msgspec.json.schema_components([self.target], ref_template=_REF)
        own: dict[str, Any] = for_openapi(schemas.pop(self.target.__name__))
        for name, schema in schemas.items():
            component = ResolvedComponent(  # type: ignore[no-untyped-call]  # drf-spectacular has no types here
                name=name, type=ResolvedComponent.SCHEMA, object=name, schema=for_openapi(schema)
            )
            auto_schema.registry.register_on_missing(component)
        return own


class StrictExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # drf-spectacular has no types here
    """Say of every body that it refuses fields which it does not know."""

    target_class = "api.requests.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # type: ignore[no-untyped-call]  # see above
        return {**schema, "additionalProperties": False}


def for_openapi(schema: Any) -> Any:
    """JSON Schema 2020 as msgspec writes it, in the words of OpenAPI 3.0: null is `nullable`, titles are dropped."""
    if isinstance(schema, list):
        return [for_openapi(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    converted = {key: for_openapi(value) for key, value in schema.items() if key not in {"title", "default"}}
    if schema.get("properties"):
        converted["properties"] = {name: for_openapi(value) for name, value in schema["properties"].items()}
    if "anyOf" in schema:
        converted |= _nullable(converted.pop("anyOf"))
    if "$ref" in converted and len(converted) > 1:
        converted["allOf"] = [{"$ref": converted.pop("$ref")}]
    return converted


def _nullable(choices: list[dict[str, Any]]) -> dict[str, Any]:
    kept = [choice for choice in choices if choice.get("type") != "null"]
    nullable = {"nullable": True} if len(kept) < len(choices) else {}
    if len(kept) > 1:
        return {"oneOf": kept, **nullable}
    (only,) = kept
    return {"allOf": [only], **nullable} if "$ref" in only and nullable else {**only, **nullable}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # drf-spectacular has no types here
    target_class = "api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "bk_...",
            "description": "A program's token with the scopes it needs; see POST /api/v1/tokens.",
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # drf-spectacular has no types here
    target_class = "api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "session",
            "description": "The browser's session; changing requests also need X-CSRFToken and an Origin that is ours.",
        }
