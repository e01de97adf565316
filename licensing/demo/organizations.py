# ruff: noqa: E501  tables: one row, one line
"""The six organizations of the invented district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assets.models import Organization

COUNTY: Final = "kreis-heiderland"
LINDRODE, AHLENBRUECK, MUEHLHAGEN, HOHENFELD = (
    "stadt-lindrode", "stadt-ahlenbrueck", "stadt-muehlhagen", "stadt-hohenfeld",
)  # fmt: skip
TOURISM: Final = "tourismusverband-heiderland"


@dataclass(frozen=True, slots=True)
class Body:
    slug: str
    name: str
    kind: Organization.Kind
    legal_person: str
    decides: str
    decision_hours: int


BODIES: Final = (
    Body(COUNTY, "Kreis Heiderland", Organization.Kind.COUNTY, "Kreis Heiderland (erfunden)", "Pressestelle Kreis Heiderland", 24),
    Body(LINDRODE, "Stadt Lindrode", Organization.Kind.MUNICIPALITY, "Stadt Lindrode (erfunden)", "Pressestelle Stadt Lindrode", 8),
    Body(AHLENBRUECK, "Stadt Ahlenbrück", Organization.Kind.MUNICIPALITY, "Stadt Ahlenbrück (erfunden)", "Öffentlichkeitsarbeit Stadt Ahlenbrück", 24),
    Body(MUEHLHAGEN, "Stadt Mühlhagen", Organization.Kind.MUNICIPALITY, "Stadt Mühlhagen (erfunden)", "Büro des Rates Stadt Mühlhagen", 48),
    Body(HOHENFELD, "Stadt Hohenfeld", Organization.Kind.MUNICIPALITY, "Stadt Hohenfeld (erfunden)", "Hauptamt Stadt Hohenfeld", 48),
    Body(TOURISM, "Tourismusverband Heiderland", Organization.Kind.ASSOCIATION, "Tourismusverband Heiderland e. V. (erfunden)", "Redaktion Tourismusverband", 24),
)  # fmt: skip


def ensure_organizations() -> dict[str, Organization]:
    """The six, by slug; the towns and the association stand below the district."""
    found: dict[str, Organization] = {}
    for body in BODIES:
        found[body.slug], _ = Organization.objects.update_or_create(
            slug=body.slug,
            defaults={
                "name": body.name,
                "kind": body.kind,
                "legal_person": body.legal_person,
                "decides": body.decides,
                "decision_hours": body.decision_hours,
                "contact_email": f"bilder@{body.slug}.invalid",
                "parent": found.get(COUNTY),
            },
        )
    return found
