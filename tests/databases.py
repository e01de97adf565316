"""How much is tried on which database: everything on SQLite; on PostgreSQL again what the database takes part in.

There it is enough to see that each statement runs and means the same, in fewer of the worlds that are made at random.
"""

from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def tried(full: T, *, again: T) -> T:
    """How many, or which: all of it, and how much of that when it runs again."""
    return again if connection.vendor == "postgresql" else full
