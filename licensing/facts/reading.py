"""Stored codes as members of the kernel's closed sets; a code that is none goes on as it stands.

The kernel finds a value that is not of its vocabulary and asks a person: an unreadable record is never a mild one.
"""

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar, cast

E = TypeVar("E", bound=Enum)


def read_code(kind: type[E], value: str) -> E:
    """The member, or the code itself under a false flag, which `decide` answers with a reason."""
    try:
        return kind(value)
    except ValueError:
        return cast(E, value)


def known_codes(kind: type[E], values: object) -> frozenset[E]:
    """The codes of a stored list that are of the vocabulary; anything else grants nothing."""
    known = {each.value for each in kind}
    listed = values if isinstance(values, Iterable) and not isinstance(values, str) else ()
    return frozenset(kind(value) for value in listed if value in known)
