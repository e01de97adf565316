"""One consent or release of one person, judged whole against one use (rights notes 4.5 and 3.2).

It passes only if it was given by whoever has to give it, stands on evidence, and covers channel, purpose, organization
and the whole period. Scope and term that do not reach forbid: nobody consented to that. What is not on file, too
general or a matter of balancing is for a person.
"""

from collections.abc import Iterator
from datetime import date

from ..case import Case
from ..catalogue import Finding, RecordRef, asks_for, duty, forbidden, needs_decision
from ..days import last_day_of_years
from ..layers import Basis, Consent, Custody, Person
from ..periods import last_day
from ..verdict import Tri
from ..vocabulary import PURPOSES, Commerciality, PurposeKind, Timing
from .ages import Stage, guardians_needed, majority_of, own_voice_of, stage_on
from .permissions import covers

CLAIMS = frozenset({Basis.PUBLIC_TASK, Basis.OFFICE_HOLDER, Basis.KUG23_CLAIMED})
"""Grounds that need balancing (s. 23 KUG, Art. 6 (1) (e) GDPR): a machine only says that they are claimed."""
YEARS_AFTER_DEATH = 10


def called(person: Person) -> str:
    """How a person is spoken of: by number, never by name."""
    return f"Person {person.number}"


def protected_until(died_on: date) -> date | None:
    """The last day on which relatives have to consent: ten years after death (s. 22 KUG, s. 188 (2) BGB)."""
    return last_day_of_years(died_on, YEARS_AFTER_DEATH)


def consent_findings(case: Case, person: Person, consent: Consent) -> Iterator[Finding]:
    """Judge one given consent or release of a living person."""
    record = RecordRef("consent", consent.id)
    if consent.basis in CLAIMS:
        yield needs_decision("PERS_EXCEPTION_ASSESSMENT", 6, record, person=called(person))
        return
    if consent.basis == Basis.RELATIVES or consent.has_evidence != Tri.YES:
        yield needs_decision("PERS_CONSENT_MISSING", 6, record, person=called(person))
    yield from _given_by(case, person, consent, record)
    yield from _scope(case, person, consent, record)
    yield from _commercial(case, person, consent, record)
    yield from _term(case, person, consent, case.last)
    yield from last_day(case, consent.scope.until, "consent")


def relatives_findings(case: Case, person: Person, consent: Consent, protected: date | None) -> Iterator[Finding]:
    """Judge a consent of the relatives of somebody who died; it has to reach no further than the protection does."""
    record = RecordRef("consent", consent.id)
    is_theirs = consent.basis == Basis.RELATIVES or consent.by_relatives == Tri.YES
    if not is_theirs or consent.has_evidence != Tri.YES:
        yield _ask_relatives(person, record, protected)
    yield from _scope(case, person, consent, record)
    yield from _commercial(case, person, consent, record)
    is_clipped = protected is not None and case.last is not None and protected < case.last
    yield from _term(case, person, consent, protected if is_clipped else case.last)
    until = consent.scope.until
    if until is not None and (protected is None or until < protected):
        yield from last_day(case, until, "consent")


def _ask_relatives(person: Person, record: RecordRef, protected: date | None) -> Finding:
    dated = {"date": protected} if protected is not None else {}
    return needs_decision("PERS_DECEASED_RELATIVES", 6, record, person=called(person), **dated)


def _given_by(case: Case, person: Person, consent: Consent, record: RecordRef) -> Iterator[Finding]:
    if case.first is None or case.last is None:
        return
    stage = stage_on(person, case.first, case.policy)
    if stage is Stage.UNKNOWN:
        yield needs_decision("PERS_AGE_UNKNOWN", 6, RecordRef("person", person.id), person=called(person))
    elif stage is Stage.ADULT:
        yield from _given_by_adult(person, consent, record)
    else:
        yield from _given_for_minor(case, person, consent, stage)
        yield from _growing_up(case, person, consent, record)


def _given_by_adult(person: Person, consent: Consent, record: RecordRef) -> Iterator[Finding]:
    """An adult consents alone. What guardians, or a minor without guardians, signed earlier is to be reconfirmed."""
    majority = majority_of(person)
    was_minor = majority is not None and consent.given_on is not None and consent.given_on < majority
    is_own = consent.by_subject == Tri.YES
    if (consent.guardians > 0 and not is_own) or (was_minor and not (is_own and consent.guardians > 0)):
        yield needs_decision("PERS_MINOR_TURNED_18", 6, record, person=called(person))
    elif consent.basis == Basis.CONSENT and not is_own:
        yield needs_decision("PERS_CONSENT_MISSING", 6, record, person=called(person))


def _given_for_minor(case: Case, person: Person, consent: Consent, stage: Stage) -> Iterator[Finding]:
    """All holders of custody, and the minor from the age of insight. One of two known signatures is not enough for
    social media (OLG Düsseldorf 1 UF 74/21), so that forbids; elsewhere, and with custody unknown, a person judges.
    """
    record = RecordRef("consent", consent.id)
    if consent.guardians < guardians_needed(person, case.policy):
        is_known = person.custody == Custody.JOINT and case.is_platform
        say = forbidden if is_known else needs_decision
        yield say("PERS_MINOR_GUARDIAN_MISSING", 6, record, person=called(person))
    if stage is Stage.BOTH and consent.by_subject != Tri.YES:
        yield needs_decision("PERS_MINOR_OWN_CONSENT_MISSING", 6, record, person=called(person))
    if _is_advertising(case):
        yield needs_decision("PERS_SENSITIVE_CONTEXT", 6, RecordRef("person", person.id), person=called(person))


def _is_advertising(case: Case) -> bool:
    is_promotional = case.purpose is not None and PURPOSES[case.purpose].kind is PurposeKind.PROMOTIONAL
    return is_promotional or case.paid_promotion is Tri.YES or case.commercial is Tri.YES


def _growing_up(case: Case, person: Person, consent: Consent, record: RecordRef) -> Iterator[Finding]:
    """Birthdays from which the person's own word is needed: inside the use they ask, ahead of one without an
    end they are a duty.
    """
    if consent.by_subject == Tri.YES or case.first is None or case.last is None:
        return
    birthdays = (
        (own_voice_of(person, case.policy), "PERS_MINOR_OWN_CONSENT_MISSING"),
        (majority_of(person), "PERS_MINOR_TURNED_18"),
    )
    for birthday, code in birthdays:
        if birthday is None or birthday <= case.first:
            continue
        if birthday <= case.last:
            yield needs_decision(code, 6, record, person=called(person))
        elif case.is_open_ended and case.timing is not Timing.INSTANT:
            yield duty("DUTY_RECONFIRM_BY", due=birthday, date=birthday, person=called(person))


def _scope(case: Case, person: Person, consent: Consent, record: RecordRef) -> Iterator[Finding]:
    """Explicit lists. A wording that names no channel is read by a person where it has to carry a platform."""
    scope, who = consent.scope, called(person)
    if case.channel is not None:
        is_listed = case.channel in scope.channels
        if not is_listed and consent.is_general is False:
            yield forbidden("PERS_CONSENT_SCOPE_CHANNEL", 6, record, person=who, channel=case.channel)
        elif not is_listed or (case.is_platform and consent.is_general is not False):
            yield needs_decision("PERS_CONSENT_SCOPE_UNCLEAR", 6, record, person=who, channel=case.channel)
    if case.purpose is not None and case.purpose not in scope.purposes:
        yield forbidden("PERS_CONSENT_SCOPE_PURPOSE", 6, record, person=who, purpose=case.purpose)
    if case.organization is not None and not covers(scope.organizations, case.organization):
        yield forbidden("PERS_CONSENT_SCOPE_ORG", 6, record, person=who, organization=case.organization)


def _commercial(case: Case, person: Person, consent: Consent, record: RecordRef) -> Iterator[Finding]:
    """Commercial use must be consented to. A consent that is silent about it is asked about once the use is, or may
    be, commercial; one that excludes it makes the question matter.
    """
    if consent.covers_commercial == Tri.YES or case.commercial is Tri.NO:
        return
    if case.commercial is Tri.YES:
        if consent.covers_commercial == Tri.NO and case.purpose is not None:
            yield forbidden("PERS_CONSENT_SCOPE_PURPOSE", 6, record, person=called(person), purpose=case.purpose)
        else:
            yield _unclear(case, person, record)
    elif _may_be_commercial(case):
        yield _unclear(case, person, record)
    elif consent.covers_commercial == Tri.NO:
        yield asks_for("commercial", 6)


def _unclear(case: Case, person: Person, record: RecordRef) -> Finding:
    named = {"channel": case.channel} if case.channel is not None else {}
    return needs_decision("PERS_CONSENT_SCOPE_UNCLEAR", 6, record, person=called(person), **named)


def _may_be_commercial(case: Case) -> bool:
    is_open = case.purpose is None or PURPOSES[case.purpose].commercial is not Commerciality.AS_ASKED
    return is_open or case.paid_promotion is Tri.YES


def _term(case: Case, person: Person, consent: Consent, last: date | None) -> Iterator[Finding]:
    """The whole use lies inside the term; both ends count."""
    first, scope, who = case.first, consent.scope, called(person)
    if first is None or last is None:
        return
    record = RecordRef("consent", consent.id)
    if scope.start is not None and first < scope.start:
        yield forbidden("PERS_CONSENT_NOT_YET_VALID", 6, record, person=who, **{"from": scope.start})
    if scope.until is not None and scope.until < first:
        yield forbidden("PERS_CONSENT_EXPIRED", 6, record, person=who, until=scope.until)
    elif scope.until is not None and scope.until < last:
        yield forbidden("PERS_CONSENT_TERM_EXCEEDED", 6, record, person=who, until=scope.until)
