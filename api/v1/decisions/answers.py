from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from api.answers import Answer, Named, about
from api.v1.checks.answers import DecisionAnswer


class MessageAnswer(Answer, frozen=True):
    """A word between who asks and who decides."""

    organization: Annotated[str, about("Whose word it is.")]
    text: Annotated[str, about("What was written.")]
    at: Annotated[datetime, about("When.")]


class PendingAnswer(Answer, frozen=True):
    """What one person decided and a second one has to confirm; it releases nothing yet."""

    decided_by: Annotated[str, about("Who decided; only inside the deciding organization, else empty.")]
    is_own: Annotated[bool, about("Whether that was the asker, who then cannot confirm.")]
    releases: Annotated[bool, about("What was decided.")]
    justification: Annotated[str, about("Why; only inside the deciding organization, else empty.")]
    expires_on: Annotated[date, about("Last day on which it would count.")]


class ResolutionAnswer(Answer, frozen=True):
    """What was decided about exactly this question."""

    releases: Annotated[bool, about("Whether it releases.")]
    decided_by: Annotated[str, about("Who decided; only inside the deciding organization, else that organization.")]
    second_by: Annotated[str | None, about("Who confirmed; only inside the deciding organization.")]
    justification: Annotated[str, about("Why; only inside the deciding organization, else empty.")]
    conditions: Annotated[str, about("What has to be kept to.")]
    expires_on: Annotated[date, about("Last day on which it counts.")]


class DecisionRecord(Answer, frozen=True):
    """A question that was kept, with its answer of now and what people decided about it."""

    id: Annotated[UUID, about("Identifies the stored decision.")]
    asset: Annotated[UUID, about("The asset in question.")]
    question: Annotated[dict[str, Any], about("What was asked, in the names of the API.")]
    organization: Annotated[Named | None, about("For whose use it was asked.")]
    decides: Annotated[Named, about("The organization whose rights managers decide.")]
    decides_who: Annotated[str, about("Who there, in words; may be empty.")]
    decision_hours: Annotated[int | None, about("How long that usually takes.")]
    asked_by: Annotated[str | None, about("Who asked; only inside the asking organization.")]
    asked_at: Annotated[datetime, about("When it was stored.")]
    verdict_then: Annotated[str, about("The verdict that was stored.")]
    message: Annotated[str, about("What the asker wrote.")]
    messages: Annotated[list[MessageAnswer], about("Questions back and their answers.")]
    decision: Annotated[DecisionAnswer, about("The answer of now, with what people decided applied.")]
    is_open: Annotated[bool, about("Whether it waits for a decision.")]
    needs_four_eyes: Annotated[bool, about("Whether two people have to decide.")]
    can_resolve: Annotated[bool, about("Whether the asker may decide.")]
    can_confirm: Annotated[bool, about("Whether the asker may confirm what is pending.")]
    pending: Annotated[PendingAnswer | None, about("What waits for the second person.")]
    resolution: Annotated[ResolutionAnswer | None, about("What was decided last.")]
