"""What people recorded for each rights scenario of the drawn pictures: license, confirmations, grants, embargo.

Terms lie around the day the records are made, so that the demo shows running and ended rights in any year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from assets.demo import Scenario as S

CONFIRMED: Final = {"persons": "none_confirmed", "works": "none_confirmed", "property": "none_confirmed", "ai": "no"}
EVERYTHING: Final = ("*",)
ONLINE: Final = ("website", "intranet", "newsletter", "facebook", "instagram", "linkedin")
ON_PAPER: Final = ("website", "print", "poster")
USUAL: Final = (
    "public_relations", "editorial_information", "event_announcement", "event_report", "campaign", "tourism_marketing",
)  # fmt: skip


class Licensees(StrEnum):
    """Who may use a grant."""

    EVERYBODY = "everybody"
    NETWORK = "network"
    OWNER = "owner"
    OWNER_AND_LINDRODE = "owner-and-lindrode"


class Term(StrEnum):
    PERPETUAL = "perpetual"
    UNTIL_SPRING = "until-spring"
    ENDED = "ended"
    FROM_NEW_YEAR = "from-new-year"


@dataclass(frozen=True, slots=True)
class GrantPlan:
    """A grant in short; the licensor is the picture's creator."""

    licensees: Licensees = Licensees.NETWORK
    channels: tuple[str, ...] = EVERYTHING
    purposes: tuple[str, ...] = EVERYTHING
    term: Term = Term.PERPETUAL
    credit: str = "no"
    evidence: str = "Vertrag in der Ablage (Beispiel)"
    status: str = "active"
    all_uses: str = "yes"
    """Commercial use, paid promotion and platforms, alike."""


@dataclass(frozen=True, slots=True)
class Situation:
    """`license` empty: nobody recorded one. `status` is that of the assignment."""

    license: str = ""
    status: str = "verified"
    evidence: str = "Nachweis in der Ablage (Beispiel)"
    is_dataset: bool = False
    """An open-data offer that names its address."""
    confirmed: Mapping[str, str] = field(default_factory=lambda: CONFIRMED)
    grant: GrantPlan | None = None
    embargo: str = ""


def _public(license_code: str) -> Situation:
    return Situation(license_code, evidence="Seitenabbild vom Tag des Abrufs (Beispiel)")


def _contract(plan: GrantPlan) -> Situation:
    return Situation("CONTRACT", evidence="Honorarvertrag (Beispiel)", grant=plan)


def _own(credit: str, *, persons: str = "none_confirmed") -> Situation:
    return Situation(
        "OWN-WORK",
        evidence="Im Dienst aufgenommen (Beispiel)",
        confirmed={**CONFIRMED, "persons": persons},
        grant=GrantPlan(Licensees.EVERYBODY, credit=credit, evidence="Vereinbarung im Verbund (Beispiel)"),
    )


SITUATIONS: Final[dict[S, Situation]] = {
    S.OWN_FREE: _own("no"),
    S.ARTWORK: _own("no"),
    S.CONTRACT_FREE: _contract(GrantPlan()),
    S.CC0: _public("CC0-1.0"),
    S.DL_ZERO: _public("DL-DE-ZERO-2.0"),
    S.FREE_STOCK: Situation("PEXELS", grant=GrantPlan()),
    S.OWN_CREDIT: _own("yes"),
    S.CONTRACT_CREDIT: _contract(GrantPlan(credit="yes")),
    S.CONTRACT_TERM: _contract(
        GrantPlan(channels=(*ONLINE, "print"), purposes=USUAL, term=Term.UNTIL_SPRING, credit="yes")
    ),
    S.CC_BY_4: _public("CC-BY-4.0"),
    S.CC_BY_3_DE: _public("CC-BY-3.0-DE"),
    S.CC_BY_2: _public("CC-BY-2.0"),
    S.DL_BY: replace(_public("DL-DE-BY-2.0"), is_dataset=True),
    S.CITIZEN: Situation(
        "CITIZEN-SUBMISSION",
        evidence="Teilnahmebedingungen 2025, angenommen (Beispiel)",
        grant=GrantPlan(channels=ONLINE, purposes=USUAL, credit="yes", evidence="Annahme der Bedingungen (Beispiel)"),
    ),
    S.STOCK: Situation(
        "ADOBE-STOCK-STANDARD",
        evidence="Rechnung MUSTER-204417 (Beispiel)",
        grant=GrantPlan(Licensees.OWNER_AND_LINDRODE, credit="yes", evidence="Rechnung MUSTER-204417 (Beispiel)"),
    ),
    S.UNKNOWN: Situation(confirmed={}),
    S.CLAIMED: Situation(confirmed={}),
    S.CONFLICT: _public("CC0-1.0"),
    S.PERSONS_UNKNOWN: _own("no", persons="unknown"),
    S.PERSONS_LISTED: _own("yes", persons="listed_incomplete"),
    S.EVIDENCE_MISSING: Situation("CITIZEN-SUBMISSION", "claimed", grant=GrantPlan(evidence="")),
    S.DISPUTED: Situation("CONTRACT", "disputed", grant=GrantPlan(status="disputed")),
    S.CC_BY_SA_4: _public("CC-BY-SA-4.0"),
    S.CC_BY_ND_4: _public("CC-BY-ND-4.0"),
    S.CC_BY_NC_4: _public("CC-BY-NC-4.0"),
    S.CREATOR_MISSING: _public("CC-BY-4.0"),
    S.AI: Situation(
        "AI-OUTPUT-TERMS",
        evidence="Bedingungen des Bildgenerators, gespeichert (Beispiel)",
        confirmed={
            **CONFIRMED,
            "ai": "yes",
            "ai_looks_real": "yes",
            "ai_depicts_real_person": "no",
            "ai_has_provider_terms": "yes",
        },
        grant=GrantPlan(Licensees.EVERYBODY, evidence="Bedingungen des Bildgenerators (Beispiel)"),
    ),
    S.AI_UNKNOWN: Situation("CONTRACT", confirmed={**CONFIRMED, "ai": "unknown"}, grant=GrantPlan()),
    S.PUBLIC_DOMAIN_MARK: Situation("CC-PDM-1.0", "claimed"),
    S.EMBARGO_DAY: Situation("CONTRACT", grant=GrantPlan(credit="yes"), embargo="day"),
    S.OFFICIAL: Situation("OFFICIAL-WORK"),
    S.ORPHAN: Situation("ORPHAN", "claimed"),
    S.VERSION_MISSING: Situation("CC-BY"),
    S.RESERVED: Situation("ALL-RIGHTS-RESERVED", evidence="Schreiben des Studios (Beispiel)"),
    S.PRINT_ONLY: _contract(GrantPlan(channels=ON_PAPER, credit="yes")),
    S.EXPIRED: _contract(GrantPlan(term=Term.ENDED, credit="yes")),
    S.NOT_YET: _contract(GrantPlan(term=Term.FROM_NEW_YEAR)),
    S.OTHER_TOWN: _contract(GrantPlan(Licensees.OWNER, credit="yes")),
    S.REVOKED: _contract(GrantPlan(status="revoked")),
    S.EDITORIAL: Situation(
        "GETTY-EDITORIAL", evidence="Auftrag MUSTER-77 (Beispiel)", grant=GrantPlan(credit="yes", all_uses="unknown")
    ),
    S.EMBARGO: Situation("CONTRACT", grant=GrantPlan(), embargo="minute"),
}


def upcoming(month: int, day: int, *, today: date) -> date:
    """The next such day that is at least thirty days away."""
    this_year = date(today.year, month, day)
    return this_year if this_year >= today + timedelta(days=30) else date(today.year + 1, month, day)


@dataclass(frozen=True, slots=True)
class Dates:
    start: date
    end: date | None


def dates_of(term: Term, *, taken_on: date, today: date) -> Dates:
    match term:
        case Term.UNTIL_SPRING:
            return Dates(taken_on, upcoming(3, 31, today=today))
        case Term.ENDED:
            return Dates(taken_on, date(2024, 12, 31))
        case Term.FROM_NEW_YEAR:
            return Dates(upcoming(1, 1, today=today), None)
        case _:
            return Dates(taken_on, None)
