"""Closed sets of stable codes."""

from enum import StrEnum


class Code(StrEnum):
    """A code that hashes as its text. Gates look into sets of codes all the time, and hashing a member by its name runs
    Python where hashing text does not; it is the same hash as that of the stored text, to which a member is equal.
    """

    __hash__ = str.__hash__
