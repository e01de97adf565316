"""Builders for rights tests: a question and facts that release, so that a test states only what differs."""

from datetime import UTC, date, datetime
from typing import Any

from licensing.rights import (
    ALL_CHANNELS,
    ALL_MODIFICATIONS,
    ALL_PURPOSES,
    AgeBand,
    AiUse,
    Channel,
    Completeness,
    Consent,
    Creator,
    Decision,
    Facts,
    Grant,
    LicenseAssignment,
    Naming,
    OrganizationRule,
    Permission,
    Person,
    Prominence,
    Purpose,
    Question,
    RecordStatus,
    RuleEffect,
    RuleKind,
    Scope,
    Tri,
    decide,
)

NOW = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
TOWN = "lindrode"
NAMED = Naming(
    creators=(Creator(name="J. Muster"),), title="Wasserschloss", source="Stadt Lindrode", provider="Kreis Ahlen"
)
INVENTED = AiUse(looks_real=Tri.YES, depicts_real_person=Tri.NO, has_provider_terms=Tri.YES)


def day(text: str) -> date:
    return date.fromisoformat(text)


def question(channel: Any = Channel.WEBSITE, purpose: Any = Purpose.EDITORIAL_INFORMATION, **changes: Any) -> Question:
    values: dict[str, Any] = {"asset": "a1", "organization": TOWN, "publish_from": date(2026, 11, 23)} | changes
    return Question(channel=channel, purpose=purpose, **values)


def assigned(license: str, **changes: Any) -> LicenseAssignment:
    values: dict[str, Any] = {"status": RecordStatus.VERIFIED, "licensor_is_creator": Tri.YES} | changes
    return LicenseAssignment(license=license, **values)


def grant(id: str = "g1", *, term: tuple[str, str | None] = ("2026-01-01", None), **changes: Any) -> Grant:
    """A grant for the town that covers website and print for every purpose, credit waived."""
    start, until = term
    values: dict[str, Any] = {
        "licensees": frozenset({TOWN}),
        "channels": frozenset({Channel.WEBSITE, Channel.PRINT, Channel.INSTAGRAM, Channel.PRESS, Channel.NEWSLETTER}),
        "purposes": ALL_PURPOSES,
        "modifications": ALL_MODIFICATIONS,
        "has_evidence": Tri.YES,
        "commercial": Tri.YES,
        "paid_promotion": Tri.YES,
        "platform_sublicense": Tri.YES,
        "third_party_redistribution": Tri.YES,
    } | changes
    return Grant(id=id, start=day(start), until=day(until) if until else None, **values)


def facts(license: str | None = "CC0-1.0", **changes: Any) -> Facts:
    """Facts that release everywhere: nobody and nothing foreign shown, no AI, named, under a verified license."""
    values: dict[str, Any] = {
        "assignment": assigned(license) if license else None,
        "naming": NAMED,
        "persons": Completeness.NONE_CONFIRMED,
        "works": Completeness.NONE_CONFIRMED,
        "property": Completeness.NONE_CONFIRMED,
        "audio": Completeness.NONE_CONFIRMED,
        "ai": Tri.NO,
    } | changes
    return Facts(**values)


def contracted(*grants: Grant, **changes: Any) -> Facts:
    return facts("CONTRACT", grants=grants, **changes)


def answer(asked: Question, recorded: Facts) -> Decision:
    return decide(asked, recorded, at=NOW)


def codes(decision: Decision) -> set[str]:
    return {reason.code for reason in decision.reasons}


def duty_codes(decision: Decision) -> set[str]:
    return {duty.code for duty in decision.duties}


Term = tuple[str | None, str | None]


def scope(term: Term = (None, None), **changes: Any) -> Scope:
    """Everything for the town, without an end."""
    start, until = (day(text) if text else None for text in term)
    values: dict[str, Any] = {
        "channels": ALL_CHANNELS,
        "purposes": ALL_PURPOSES,
        "organizations": frozenset({TOWN}),
    } | changes
    return Scope(start=start, until=until, **values)


def consent(id: str = "c1", **changes: Any) -> Consent:
    """An adult's own consent, on file, to everything, commercial use too."""
    values: dict[str, Any] = {
        "scope": scope(),
        "has_evidence": Tri.YES,
        "by_subject": Tri.YES,
        "covers_commercial": Tri.YES,
    } | changes
    return Consent(id=id, **values)


def person(*consents: Consent, number: int = 1, **changes: Any) -> Person:
    """An adult who can be recognized, one of a group."""
    values: dict[str, Any] = {
        "is_identifiable": Tri.YES,
        "prominence": Prominence.GROUP,
        "age_band": AgeBand.ADULT,
        "age_band_on": day("2026-09-01"),
    } | changes
    return Person(id=f"p{number}", number=number, consents=consents, **values)


def showing(*persons: Person, **changes: Any) -> Facts:
    """A public-domain picture of these persons."""
    return facts(persons=Completeness.LISTED_COMPLETE, persons_shown=persons, **changes)


def permission(**changes: Any) -> Permission:
    values: dict[str, Any] = {"scope": scope(), "has_evidence": Tri.YES, "modifications": ALL_MODIFICATIONS} | changes
    return Permission(id="perm", **values)


def rule(term: Term = ("2027-02-01", "2027-03-14"), **changes: Any) -> OrganizationRule:
    """The town's black-out before an election."""
    start, until = (day(text) if text else None for text in term)
    values: dict[str, Any] = {
        "organization": TOWN,
        "kind": RuleKind.BLACKOUT,
        "effect": RuleEffect.FORBID,
        "name": "Wahl",
    } | changes
    return OrganizationRule(id="rule", start=start, until=until, **values)
