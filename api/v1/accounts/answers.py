from typing import Annotated
from uuid import UUID

from api.answers import Answer, about
from api.v1.assets.answers import Named


class AccountAnswer(Answer, frozen=True):
    """An account of an organization on a channel."""

    id: Annotated[UUID, about("Identifies the account.")]
    organization: Annotated[Named, about("Whose it is.")]
    channel: Annotated[str, about("Code of the vocabulary.")]
    name: Annotated[str, about("For people.")]
    url: Annotated[str, about("Addresses that begin so belong to it; may be empty.")]


class AccountList(Answer, frozen=True):
    """Accounts in use."""

    results: Annotated[list[AccountAnswer], about("By organization, channel and name.")]
