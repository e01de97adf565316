"""Who one can be in the demo: offices, never persons. Nobody has a password; the demo's sign-in page lets them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assets.models import Membership, Organization, Role, User
from licensing.demo.organizations import AHLENBRUECK, BODIES, COUNTY, HOHENFELD, LINDRODE, MUEHLHAGEN, TOURISM

MEMBER_SINCE: Final = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Account:
    """One row of the sign-in page; `organization` is its name, `role_label` the role in words."""

    username: str
    name: str
    organization: str
    role_label: str


@dataclass(frozen=True, slots=True)
class Office:
    username: str
    name: str
    organization: str
    role: Role


OFFICES: Final = (
    Office("lindrode-presse", "Pressestelle Stadt Lindrode", LINDRODE, Role.RIGHTS_MANAGER),
    Office("lindrode-online", "Online-Redaktion Stadt Lindrode", LINDRODE, Role.EDITOR),
    Office("lindrode-ausbildung", "Ausbildungsplatz Stadt Lindrode", LINDRODE, Role.VIEWER),
    Office("kreis-presse", "Pressestelle Kreis Heiderland", COUNTY, Role.ADMINISTRATOR),
    Office("kreis-wahlteam", "Wahlteam Kreis Heiderland", COUNTY, Role.CONTRIBUTOR),
    Office("ahlenbrueck-oeffentlichkeit", "Öffentlichkeitsarbeit Stadt Ahlenbrück", AHLENBRUECK, Role.RIGHTS_MANAGER),
    Office("muehlhagen-rat", "Büro des Rates Stadt Mühlhagen", MUEHLHAGEN, Role.EDITOR),
    Office("hohenfeld-hauptamt", "Hauptamt Stadt Hohenfeld", HOHENFELD, Role.CONTRIBUTOR),
    Office("tourismus-redaktion", "Redaktion Tourismusverband", TOURISM, Role.RIGHTS_MANAGER),
    Office("tourismus-gast", "Gästeinformation Tourismusverband", TOURISM, Role.VIEWER),
)
RECORD_KEEPERS: Final = {
    COUNTY: "kreis-presse",
    LINDRODE: "lindrode-presse",
    AHLENBRUECK: "ahlenbrueck-oeffentlichkeit",
    MUEHLHAGEN: "muehlhagen-rat",
    HOHENFELD: "hohenfeld-hauptamt",
    TOURISM: "tourismus-redaktion",
}


def accounts() -> list[Account]:
    """For the sign-in page of the demo, in the order to offer them."""
    names = {body.slug: body.name for body in BODIES}
    return [Account(each.username, each.name, names[each.organization], str(each.role.label)) for each in OFFICES]


def ensure_people(organizations: Mapping[str, Organization]) -> dict[str, User]:
    """The offices as users with their dated memberships, by user name."""
    found: dict[str, User] = {}
    for office in OFFICES:
        user, is_new = User.objects.get_or_create(username=office.username, defaults={"display_name": office.name})
        if is_new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        Membership.objects.get_or_create(
            user=user, organization=organizations[office.organization], role=office.role, from_on=MEMBER_SINCE
        )
        found[office.username] = user
    return found
