from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, about
from api.v1.assets.answers import Named


class RuleAnswer(Answer, frozen=True):
    """An organization's own rule for its own uses. A change is a new version."""

    id: Annotated[UUID, about("Identifies this version of the rule.")]
    organization: Annotated[Named, about("Whose uses it holds for.")]
    kind: Annotated[str, about("blackout, channel_policy, license_policy or four_eyes.")]
    effect: Annotated[str, about("forbid, ask or duty.")]
    name: Annotated[str, about("Stands in every reason that rests on it.")]
    reason: Annotated[str, about("Why there is this rule.")]
    from_on: Annotated[date | None, about("First day.")]
    until_on: Annotated[date | None, about("Last day, inclusive.")]
    run_off_until: Annotated[
        date | None, about("Last day if there is a run-off; until that is known a person decides.")
    ]
    run_off: Annotated[str, about("Whether the run-off is held: yes, no or unknown.")]
    channels: Annotated[list[str], about("Codes; empty means all.")]
    purposes: Annotated[list[str], about("Codes; empty means all.")]
    exempt_purposes: Annotated[list[str], about("Codes; never touched by the rule.")]
    licenses: Annotated[list[str], about("Codes of the registry that a rule for licenses touches.")]
    keywords: Annotated[list[str], about("Only assets with one of these; empty means all.")]
    version: Annotated[int, about("Grows with every change.")]
    replaces: Annotated[UUID | None, about("The version before.")]
    is_in_force: Annotated[bool, about("Neither ended nor replaced.")]
    created_at: Annotated[datetime, about("When this version was made.")]
    ended_at: Annotated[datetime | None, about("When it was ended.")]


class RulePage(Answer, frozen=True):
    """One page of rules."""

    results: Annotated[list[RuleAnswer], about("Rules of the asker's organizations, newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class PolicyAnswer(Answer, frozen=True):
    """An organization's positions on contested questions."""

    organization: Annotated[Named, about("Whose positions.")]
    switches: Annotated[dict[str, str | int | bool], about("Every switch in its position now.")]
    defaults: Annotated[dict[str, str | int | bool], about("Every switch in its cautious position.")]
    changed_at: Annotated[datetime | None, about("When it was last changed; null for the defaults.")]
    search_follows: Annotated[
        bool, about("Whether search has followed the last change; until then it releases less, never more.")
    ]
