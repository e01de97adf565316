"""The shape of answers: msgspec structs whose annotations are the API's documentation.

A struct is both what is sent and what the OpenAPI schema says (`api.schema`), so that neither can forget a field.
"""

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every body that the API sends."""


def about(text: str) -> Meta:
    """The description of a field in the OpenAPI schema."""
    return Meta(description=text)


class Words(Answer, frozen=True):
    """One text in both languages of the interface."""

    de: str
    en: str


class Named(Answer, frozen=True):
    """Something with a name."""

    id: Annotated[UUID, about("Identifies it.")]
    name: Annotated[str, about("For people.")]
