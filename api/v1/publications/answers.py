from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.assets.answers import Named


class AssetBrief(Answer, frozen=True):
    """A picture in a row about something else."""

    id: Annotated[UUID, about("Identifies the asset.")]
    title: Annotated[str, about("Title, else the file's name.")]
    tile_url: Annotated[str | None, about("Small rendition; null until it is rendered.")]


class Cause(Answer, frozen=True):
    """Why something is as it is."""

    code: Annotated[str, about("Code of a reason or duty.")]
    text: Annotated[Words, about("In a sentence, without names.")]


class VerdictThen(Answer, frozen=True):
    """How a publication was judged at some time."""

    verdict: Annotated[str, about("allowed, allowed_with_duties, needs_decision or forbidden.")]
    cause: Annotated[Cause | None, about("The strongest reason; null where it was released.")]
    judged_at: Annotated[datetime, about("When.")]
    ruleset_version: Annotated[str, about("By which rules.")]


class PublicationAnswer(Answer, frozen=True):
    """A use. Of other organizations' uses only picture, who, where, what for, first day and state are told."""

    id: Annotated[UUID, about("Identifies the publication.")]
    asset: Annotated[AssetBrief, about("The picture; without tile when the asker may not see it any more.")]
    organization: Annotated[Named, about("Whose use it is.")]
    is_own: Annotated[bool, about("Whether it is a use of one of the asker's organizations.")]
    channel: Annotated[str, about("Where.")]
    from_on: Annotated[date, about("First day.")]
    state: Annotated[str, about("planned, scheduled, live, due_for_removal, removed, canceled or irrevocable.")]
    purpose: Annotated[str, about("What for.")]
    placement: Annotated[str | None, about("Where on the channel.")]
    account: Annotated[Named | None, about("On which account.")]
    until_on: Annotated[date | None, about("Last day planned; null is open-ended.")]
    published_at: Annotated[datetime | None, about("Since when it is out.")]
    removed_at: Annotated[datetime | None, about("Since when it is off.")]
    url: Annotated[str, about("Its address. Empty where it is not known or not told.")]
    post_id: Annotated[str | None, about("Its number on the channel.")]
    print_run: Annotated[int | None, about("Copies.")]
    credit_line: Annotated[str, about("As it was published. Empty where it is not known or not told.")]
    ai_label: Annotated[str | None, about("As it was published.")]
    note: Annotated[str | None, about("For colleagues.")]
    verdict_then: Annotated[str | None, about("The verdict under which it was entered.")]
    verdict_now: Annotated[str | None, about("The verdict today.")]
    is_changed: Annotated[bool, about("Whether the verdict is another one than then.")]
    cause: Annotated[Words | None, about("Why it is no longer released, without names; null while it is.")]
    cause_code: Annotated[str | None, about("Code of that reason.")]
    changed_at: Annotated[datetime | None, about("When the verdict last changed.")]
    judged_at: Annotated[datetime | None, about("When it was last judged.")]
    next_change_at: Annotated[datetime | None, about("When it is judged again by itself.")]
    task: Annotated[UUID | None, about("The open task about its end.")]
    due_at: Annotated[datetime | None, about("Until when it has to be off, or decided.")]
    decision_id: Annotated[UUID | None, about("The record of the decision that it rests on.")]
    recorded_by: Annotated[str | None, about("Who entered it.")]
    recorded_at: Annotated[datetime | None, about("When it was entered.")]
    can_edit: Annotated[bool, about("Whether the asker may change it.")]


class PublicationDetail(PublicationAnswer, frozen=True):
    """A use with how it was judged over time."""

    verdicts: Annotated[list[VerdictThen], about("Oldest first; one for each change. Only inside the organization.")]


class PublicationPage(Answer, frozen=True):
    """One page of the ledger."""

    results: Annotated[list[PublicationAnswer], about("The rows.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class RecognizedAddress(Answer, frozen=True):
    """What an address says."""

    channel: Annotated[str, about("Channel that it belongs to.")]
    account: Annotated[Named | None, about("Account of the organization whose address begins so.")]
