from typing import Annotated
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.checks.answers import DecisionAnswer


class BatchRowAnswer(Answer, frozen=True):
    """What becomes of one asset."""

    asset: Annotated[UUID, about("The asset, as it was named.")]
    title: Annotated[str, about("Its title; empty for what the asker does not know.")]
    before: Annotated[DecisionAnswer | None, about("The answer to the question as it was; null without a question.")]
    after: Annotated[DecisionAnswer | None, about("The answer once it is changed.")]
    problem: Annotated[Words | None, about("Why it is left out; null when it is changed.")]
    code: Annotated[str | None, about("The same as a stable code.")]


class ChannelEffect(Answer, frozen=True):
    """For how many of the assets a channel is open afterwards."""

    channel: Annotated[str, about("Code of the channel.")]
    usable: Annotated[int, about("Assets with a releasing answer.")]


class BatchAnswer(Answer, frozen=True):
    """A change of rights for a selection, tried or done."""

    results: Annotated[list[BatchRowAnswer], about("In the order of the selection.")]
    effect: Annotated[list[ChannelEffect], about("What the selection is open for afterwards.")]
    applied: Annotated[bool, about("False for a dry run: nothing was changed.")]
