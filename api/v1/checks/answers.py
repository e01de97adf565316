"""Decisions as they go out: the kernel's answer in codes and words, without what the asker may not know."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.assets.answers import VerdictWords


class RecordLabel(Answer, frozen=True):
    """A record that a reason rests on."""

    kind: Annotated[str, about("grant, license, embargo, ...")]
    id: Annotated[str | None, about("Identifies the record; null when the asker may not read it.")]
    label: Annotated[Words, about("For people: the contract's number, or who keeps the record.")]


class ReasonAnswer(Answer, frozen=True):
    """Why a verdict is no milder."""

    code: Annotated[str, about("Stable code of the rule.")]
    verdict: Annotated[str, about("What this reason alone would mean.")]
    gate: Annotated[int, about("Number of the gate that found it.")]
    text: Annotated[Words, about("The reason in a sentence.")]
    params: Annotated[dict[str, Any], about("The values in the sentence.")]
    records: Annotated[list[RecordLabel], about("What it rests on.")]


class DutyAnswer(Answer, frozen=True):
    """What must be done for the release to hold."""

    code: Annotated[str, about("Stable code of the duty.")]
    text: Annotated[Words, about("The duty in a sentence.")]
    params: Annotated[dict[str, Any], about("The values in the sentence.")]
    due: Annotated[date | None, about("Last day for it, where there is one.")]


class HintAnswer(Answer, frozen=True):
    """Housekeeping; changes no verdict."""

    code: Annotated[str, about("Stable code.")]
    text: Annotated[Words, about("In a sentence.")]


class RemedyAnswer(Answer, frozen=True):
    """A way out."""

    code: Annotated[str, about("Stable code.")]
    text: Annotated[Words, about("In a sentence.")]
    changes: Annotated[str, about("What has to change: a field of the question, or a record.")]
    question: Annotated[dict[str, Any] | None, about("The changed fields of the question; null for another fact.")]
    verdict: Annotated[str | None, about("What asking the changed question answers; null where that is not known.")]


class DecisionAnswer(Answer, frozen=True):
    """One answer to one question about one asset. A refusal is an answer, too."""

    asset: Annotated[UUID, about("The asset in question.")]
    channel: Annotated[str, about("Where it would be shown.")]
    placement: Annotated[str | None, about("Where on the channel.")]
    verdict: Annotated[str, about("allowed, allowed_with_duties, needs_decision or forbidden.")]
    words: Annotated[VerdictWords, about("The verdict in words.")]
    reasons: Annotated[list[ReasonAnswer], about("Strictest first.")]
    duties: Annotated[list[DutyAnswer], about("All of them hold together.")]
    hints: Annotated[list[HintAnswer], about("Housekeeping.")]
    remedies: Annotated[list[RemedyAnswer], about("Ways out, other questions first.")]
    nearest_miss_grant: Annotated[str | None, about("The grant that came nearest, if the asker may read it.")]
    chosen_grant: Annotated[str | None, about("The grant that explains the release, if the asker may read it.")]
    valid_at: Annotated[datetime, about("When it was judged.")]
    next_change_at: Annotated[datetime | None, about("When a recorded fact changes by itself next.")]
    ruleset_version: Annotated[str, about("Version of the rules.")]
    decision_id: Annotated[UUID | None, about("The record of the decision; null unless one was kept.")]


class CheckSummary(Answer, frozen=True):
    """How many decisions of each verdict."""

    allowed: Annotated[int, about("Without duties.")]
    allowed_with_duties: Annotated[int, about("With duties.")]
    needs_decision: Annotated[int, about("A person must decide.")]
    forbidden: Annotated[int, about("No.")]


class CheckAnswer(Answer, frozen=True):
    """All decisions asked for, in the order of assets and channels."""

    decisions: Annotated[
        list[DecisionAnswer],
        about("One per asset and channel; of a draft one per group of like files, under the id of its first file."),
    ]
    summary: Annotated[CheckSummary, about("Counted by verdict; of a draft over all its files.")]
    usable: Annotated[dict[str, int] | None, about("Of a draft: channel to the number of files it would be open for.")]
    files: Annotated[int | None, about("Of a draft: how many files are meant to become assets.")]
