from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from api.answers import Answer, Named, about


class RunAnswer(Answer, frozen=True):
    """One look through a source."""

    id: Annotated[UUID, about("Identifies the look.")]
    because: Annotated[str, about("schedule, event, person or command.")]
    is_whole: Annotated[bool, about("Whether all of the source was compared, or only what the store told of.")]
    started_at: Annotated[datetime, about("When it was asked for.")]
    ended_at: Annotated[datetime | None, about("When it was over; null while it waits or goes on.")]
    found: Annotated[int, about("Objects that were there.")]
    new: Annotated[int, about("Of these, new ones.")]
    changed: Annotated[int, about("Of these, with other bytes.")]
    vanished: Annotated[int, about("Objects that are gone.")]
    refused: Annotated[int, about("Files of the source that cannot be taken in.")]
    error: Annotated[str, about("Why it ended before its time; empty otherwise.")]


class SourceAnswer(Answer, frozen=True):
    """A folder or bucket that others fill."""

    id: Annotated[UUID, about("Identifies the source.")]
    organization: Annotated[Named, about("Whose the pictures are.")]
    name: Annotated[str, about("For people.")]
    url: Annotated[str, about("/folder or s3://bucket/prefix.")]
    kind: Annotated[str, about("external, or library for the library's own store.")]
    visibility: Annotated[str, about("Who sees what is found.")]
    claims: Annotated[dict[str, Any], about("The rights preset of what is found.")]
    every_minutes: Annotated[int | None, about("How often it is looked through; null: only when asked.")]
    next_scan_at: Annotated[datetime | None, about("When it is looked through next.")]
    scanned_at: Annotated[datetime | None, about("When it was looked through last.")]
    paused_at: Annotated[datetime | None, about("Since when it is not looked through.")]
    has_webhook: Annotated[bool, about("Whether the store may tell of changes.")]
    last_run: Annotated[RunAnswer | None, about("The newest look.")]
    webhook_secret: Annotated[str | None, about("Shown once, when it was made; else null.")]


class SourcePage(Answer, frozen=True):
    """One page of sources."""

    results: Annotated[list[SourceAnswer], about("Those of organizations that the asker administers.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class RunPage(Answer, frozen=True):
    """One page of looks."""

    results: Annotated[list[RunAnswer], about("The newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class ConnectionAnswer(Answer, frozen=True):
    """Whether a source answers."""

    is_reachable: Annotated[bool, about("Whether its objects can be listed.")]
    reason: Annotated[str | None, about("Why not, in a sentence.")]


class EventsAnswer(Answer, frozen=True):
    """What became of a store's message."""

    accepted: Annotated[int, about("Names that will be looked at.")]
    refused: Annotated[int, about("Events about something that is not of this source.")]
