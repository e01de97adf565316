from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.assets.answers import Named
from api.v1.publications.answers import AssetBrief


class TaskPublication(Answer, frozen=True):
    """The use that a task is about."""

    id: Annotated[UUID, about("Identifies the publication.")]
    channel: Annotated[str, about("Where.")]
    account: Annotated[str | None, about("On which account.")]
    url: Annotated[str, about("Its address; may be empty.")]
    published_at: Annotated[datetime | None, about("Since when it is out.")]
    from_on: Annotated[date, about("First day.")]
    state: Annotated[str, about("How it stands.")]


class TaskDecision(Answer, frozen=True):
    """The decision that was asked for."""

    id: Annotated[UUID, about("Identifies the decision.")]
    question: Annotated[dict[str, Any], about("The question, as the kernel takes it.")]
    asked_by: Annotated[str | None, about("Who asked, for members of the same organization.")]
    organization: Annotated[str | None, about("For which organization it was asked.")]


class AddressCheck(Answer, frozen=True):
    """What the address of a post said."""

    outcome: Annotated[str, about("gone, online, unclear or unreachable; only gone proves a removal.")]
    status: Annotated[int | None, about("HTTP status of the last answer; null without one.")]
    checked_at: Annotated[str | None, about("When it was asked.")]


class TaskAnswer(Answer, frozen=True):
    """Something that an organization has to do about rights."""

    id: Annotated[UUID, about("Identifies the task.")]
    kind: Annotated[str, about("take_down, expiry, decide, review, reconfirm, report, specimen, missing, notify.")]
    group: Annotated[str, about("today, soon, decide, missing or later: what happens if nobody acts.")]
    state: Annotated[str, about("open, done or dropped.")]
    organization: Annotated[Named, about("Who has to act.")]
    text: Annotated[Words, about("What and why, without names.")]
    title: Annotated[Words, about("What.")]
    asset: Annotated[AssetBrief | None, about("The picture, if there is one that the asker may see.")]
    assets: Annotated[int, about("How many pictures the row is about.")]
    count: Annotated[int, about("How many tasks of one cause the row stands for.")]
    bundle: Annotated[str | None, about("For the parameter of the same name: shows each task of the row.")]
    publication: Annotated[TaskPublication | None, about("The use, if there is one.")]
    decision: Annotated[TaskDecision | None, about("The decision asked for, if there is one.")]
    grant: Annotated[UUID | None, about("The grant, if the organization keeps it.")]
    consent: Annotated[UUID | None, about("The consent, if the organization keeps it.")]
    cause: Annotated[str, about("Code of a reason or duty.")]
    cause_text: Annotated[Words, about("Why, in a sentence.")]
    message: Annotated[str, about("What the asker wrote.")]
    created_at: Annotated[datetime, about("When it was opened.")]
    due_at: Annotated[datetime | None, about("Until when.")]
    escalated_at: Annotated[datetime | None, about("When the administrators were told that it is overdue.")]
    assigned_to: Annotated[Named | None, about("Who does it.")]
    closed_at: Annotated[datetime | None, about("When it was done or dropped.")]
    closed_by: Annotated[Named | None, about("Who did it; null when its cause went away by itself.")]
    address_check: Annotated[AddressCheck | None, about("What the address said when it was asked last.")]
    proof: Annotated[dict[str, Any], about("removed_at, note, document; why it was dropped.")]
    can_act: Annotated[bool, about("Whether the asker may do, assign or bring it back.")]


class TaskPage(Answer, frozen=True):
    """One page of tasks."""

    results: Annotated[list[TaskAnswer], about("The rows, the most urgent first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class GroupCounts(Answer, frozen=True):
    """Open tasks by group."""

    today: Annotated[int, about("To be removed today.")]
    soon: Annotated[int, about("Ends within 30 days.")]
    decide: Annotated[int, about("Waits for a decision.")]
    missing: Annotated[int, about("Details are missing.")]
    later: Annotated[int, about("Later than in 30 days.")]


class NextDue(Answer, frozen=True):
    """The next date."""

    on: Annotated[date, about("The day.")]
    text: Annotated[Words, about("What is due then.")]


class TaskSummary(Answer, frozen=True):
    """For the head of every page."""

    open: Annotated[int, about("Open tasks, without those that are due later than in 30 days.")]
    groups: Annotated[GroupCounts, about("By group.")]
    next_due: Annotated[NextDue | None, about("The next date of any open task.")]


class CheckedTask(Answer, frozen=True):
    """What the address of a task's post says now."""

    check: Annotated[AddressCheck | None, about("Null where the post has no address.")]
    task: Annotated[TaskAnswer, about("The task, which keeps the answer.")]
