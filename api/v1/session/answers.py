"""Who is signed in, as the interface needs it."""

from typing import Annotated
from uuid import UUID

from api.answers import Answer, about


class SessionUser(Answer, frozen=True):
    """The person who is signed in."""

    id: Annotated[UUID, about("Identifies the person.")]
    name: Annotated[str, about("As shown to others.")]
    initials: Annotated[str, about("For the round mark in the head of the page.")]


class SessionOrganization(Answer, frozen=True):
    """An organization that the person belongs to today."""

    id: Annotated[UUID, about("Identifies the organization; `as` of a question.")]
    slug: Annotated[str, about("Short name in addresses.")]
    name: Annotated[str, about("Full name.")]
    kind: Annotated[str, about("municipality, county, association, company or partner.")]
    roles: Annotated[list[str], about("The roles held today, with all that they include, lowest first.")]


class DemoAccount(Answer, frozen=True):
    """Somebody of the demo whom one can try out."""

    username: Annotated[str, about("To be sent as demo_account.")]
    name: Annotated[str, about("The invented person's name.")]
    organization: Annotated[str, about("Where the person works.")]
    role_label: Annotated[str, about("What the person may do, in German.")]


class SessionAnswer(Answer, frozen=True):
    """Whether and who."""

    authenticated: Annotated[bool, about("Whether somebody is signed in.")]
    user: Annotated[SessionUser | None, about("Nobody: null.")]
    organizations: Annotated[list[SessionOrganization], about("Empty for nobody and for people without a membership.")]
    demo_accounts: Annotated[list[DemoAccount], about("Only in the demo; else empty.")]
    languages: Annotated[list[str], about("Languages of the interface.")]
