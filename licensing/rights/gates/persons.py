"""Gate 6: everybody who can be recognized may be shown.

Persons combine by AND; the records of one person are alternatives, each judged whole, the mildest counts. A recorded
no stands beside all of them: a refusal or withdrawal that nobody superseded forbids, an objection or a dispute is for
a person. Somebody who cannot be recognized is no obstacle; not knowing whether somebody can be is one.
"""

from collections.abc import Iterator
from datetime import date

from ..case import Case
from ..catalogue import Finding, Hint, RecordRef, asks_for, forbidden, needs_decision
from ..findings import mildest_of, verdict_of
from ..layers import Consent, ConsentStatus, Person, Prominence
from ..verdict import NO, UNKNOWN, YES, Completeness
from ..vocabulary import Channel
from .consents import called, consent_findings, protected_until, relatives_findings

_GIVEN, _INCIDENTAL, _INTRANET = ConsentStatus.GIVEN, Prominence.INCIDENTAL, Channel.INTRANET
_NO_OBSTACLE = (_GIVEN, ConsentStatus.SUPERSEDED)
_NOBODY, _ALL_LISTED = Completeness.NONE_CONFIRMED, Completeness.LISTED_COMPLETE
_ANONYMISE = Hint("HINT_ANONYMISE")
_STRIP_LOCATION = Hint("HINT_STRIP_LOCATION")


def persons_shown(case: Case) -> Iterator[Finding]:
    """Gate 6 for the asset, or for the rendition asked about as a person saw it."""
    state, persons = shown(case)
    yield from persons_state(case, state, is_anyone_listed=bool(persons))
    for person in persons:
        yield from person_findings(case, person)


def persons_state(case: Case, state: Completeness, *, is_anyone_listed: bool) -> Iterator[Finding]:
    """How far persons were looked at, and what makes any face delicate. A list without anybody on it is unfinished."""
    if state == _ALL_LISTED and not is_anyone_listed:
        yield needs_decision("PERS_CONSENT_MISSING", 6, person="Person 1")
    elif state not in (_NOBODY, _ALL_LISTED):
        yield needs_decision("PERS_STATE_UNKNOWN", 6)
    if state != _NOBODY or is_anyone_listed:
        yield from _surroundings(case)


def shown(case: Case) -> tuple[Completeness, tuple[Person, ...]]:
    """How far persons were looked at, and who is shown; somebody unknown to the asset makes the list incomplete."""
    if case.rendition is None:
        return case.facts.persons, case.facts.persons_shown
    ids = case.rendition.shown_persons
    persons = tuple(person for person in case.facts.persons_shown if person.id in ids)
    return (case.rendition.persons if len(persons) == len(ids) else Completeness.UNKNOWN), persons


def _surroundings(case: Case) -> Iterator[Finding]:
    """What makes any use of a face delicate: a political assembly, a sensitive or political context."""
    if case.facts.is_political_assembly is not False:
        yield needs_decision("PERS_ASSEMBLY_POLITICAL", 6)
    if case.sensitive_context is YES or case.political_context is YES:
        yield needs_decision("PERS_SENSITIVE_CONTEXT", 6)
    elif case.political_context is UNKNOWN:
        yield asks_for("political_context", 6)
    if case.channel is not _INTRANET:
        yield _STRIP_LOCATION


def person_findings(case: Case, person: Person) -> Iterator[Finding]:
    """What one person's records say to the use."""
    if person.is_identifiable == NO:
        return
    yield from _recorded_noes(person)
    if person.is_identifiable != YES:
        yield needs_decision("PERS_STATE_UNKNOWN", 6, RecordRef("person", person.id))
        return
    findings = _permitted(case, person)
    if person.has_special_category is not False:
        yield needs_decision("PERS_SENSITIVE_CONTEXT", 6, RecordRef("person", person.id), person=called(person))
    yield from findings
    if findings and not verdict_of(findings).is_releasing:
        yield _ANONYMISE


def _recorded_noes(person: Person) -> Iterator[Finding]:
    """A no, an objection or a dispute, whatever else is on file; only a later record that supersedes it ends it."""
    for consent in person.consents:
        if consent.status in _NO_OBSTACLE:
            continue
        record, who = RecordRef("consent", consent.id), called(person)
        match consent.status:
            case ConsentStatus.REFUSED:
                yield forbidden("PERS_CONSENT_REFUSED", 6, record, person=who)
            case ConsentStatus.WITHDRAWN:
                dated = {"date": consent.changed_on} if consent.changed_on is not None else {}
                yield forbidden("PERS_CONSENT_WITHDRAWN", 6, record, person=who, **dated)
            case ConsentStatus.OBJECTION:
                yield needs_decision("PERS_OBJECTION", 6, record, person=who)
            case ConsentStatus.DISPUTED:
                yield needs_decision("PERS_RELEASE_DISPUTED", 6, record, person=who)
            case _:
                yield needs_decision("FACTS_UNREADABLE", 6, record, record="consent")


def _permitted(case: Case, person: Person) -> list[Finding]:
    """The mildest of a person's records; for somebody who died, of the relatives' until ten years have passed."""
    given = [consent for consent in person.consents if consent.status == _GIVEN]
    if person.died_on is not None:
        return list(_relatives(case, person, given, protected_until(person.died_on)))
    outcomes = [consent_findings(case, person, consent) for consent in given]
    if person.prominence == _INCIDENTAL:
        claim = RecordRef("person", person.id)
        outcomes.append([needs_decision("PERS_EXCEPTION_ASSESSMENT", 6, claim, person=called(person))])
    if outcomes:
        return mildest_of(outcomes)
    if _has_said_no(person):
        return []
    return [needs_decision("PERS_CONSENT_MISSING", 6, RecordRef("person", person.id), person=called(person))]


def _has_said_no(person: Person) -> bool:
    """Whether a record that is no consent says all there is to say."""
    return any(consent.status != ConsentStatus.SUPERSEDED for consent in person.consents)


def _relatives(case: Case, person: Person, given: list[Consent], protected: date | None) -> Iterator[Finding]:
    if protected is not None and case.first is not None and protected < case.first:
        return
    if given:
        yield from mildest_of([list(relatives_findings(case, person, consent, protected)) for consent in given])
    if given or _has_said_no(person):
        return
    dated = {"date": protected} if protected is not None else {}
    record = RecordRef("person", person.id)
    yield needs_decision("PERS_DECEASED_RELATIVES", 6, record, person=called(person), **dated)
