from datetime import datetime
from typing import Annotated

from api.answers import Answer, about


class SynonymGroupAnswer(Answer, frozen=True):
    """Words that find each other; with a broader word, only that one finds the others."""

    key: Annotated[str, about("Identifies the group: its first word, folded.")]
    broader: Annotated[str, about("The word that finds the others; empty where all find each other.")]
    terms: Annotated[list[str], about("The words; several words may be one of them.")]
    is_shipped: Annotated[bool, about("Whether it came with Bildkreis.")]
    is_active: Annotated[bool, about("Whether search uses it.")]
    version: Annotated[int, about("Grows with every change; 0 as it ships. To be sent with the next change.")]


class SynonymList(Answer, frozen=True):
    """Groups of words, one list for the whole network."""

    results: Annotated[list[SynonymGroupAnswer], about("In order of the key, at most a hundred.")]
    count: Annotated[int, about("How many there are of what was asked for.")]
    total: Annotated[int, about("How many groups search uses.")]


class SynonymVersionAnswer(Answer, frozen=True):
    """What a group was at a time."""

    version: Annotated[int, about("Its number.")]
    broader: Annotated[str, about("The broader word.")]
    terms: Annotated[list[str], about("The words.")]
    is_active: Annotated[bool, about("Whether search used it.")]
    at: Annotated[datetime | None, about("When it was saved; null for what ships.")]


class SynonymVersions(Answer, frozen=True):
    """A group from version to version."""

    results: Annotated[list[SynonymVersionAnswer], about("Newest first; the last is what ships, if it does.")]
