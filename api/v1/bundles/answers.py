from datetime import datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.checks.answers import DecisionAnswer


class BundleMember(Answer, frozen=True):
    """A picture in a bundle."""

    asset: Annotated[UUID, about("The asset copied.")]
    filename: Annotated[str, about("Its name in the ZIP; the suffix follows the copy's type.")]
    releasing: Annotated[bool, about("Whether it may still leave, judged now.")]
    decision: Annotated[UUID, about("The decision that let it in.")]


class BundleAnswer(Answer, frozen=True):
    """Copies with their rights inside, a sheet of their rights and their credits, as one ZIP."""

    id: Annotated[UUID, about("Identifies the bundle.")]
    title: Annotated[str, about("For people; the ZIP's name follows it.")]
    state: Annotated[str, about("preparing, ready, failed or expired.")]
    reason: Annotated[str | None, about("Why it failed.")]
    members: Annotated[list[BundleMember], about("The pictures in it.")]
    sentence: Annotated[Words, about("How many of those asked for may leave.")]
    url: Annotated[str | None, about("Where to fetch it; null until it is ready, and when a member lost its release.")]
    expires_at: Annotated[datetime, about("After this it has to be asked for again.")]


class BundleMade(BundleAnswer, frozen=True):
    """A new bundle, and what had to stay out of it."""

    refused: Annotated[list[DecisionAnswer], about("Decisions on the pictures that may not leave.")]
