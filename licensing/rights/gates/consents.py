"""One consent or release of one person, judged whole against one use (rights notes 4.5 and 3.2).

It passes only if it was given by whoever has to give it, stands on evidence, and covers channel, purpose, organization
and the whole period. Scope and term that do not reach forbid: nobody consented to that. What is not on file, too
general or a matter of balancing is for a person.
"""

from collections.abc import Iterator
from datetime import date

from ..case import Case
from ..catalogue import Finding, Param, RecordRef, asks_for, duty, forbidden, needs_decision
from ..days import last_day_of_years
from ..layers import Basis, Consent, Custody, Person
from ..periods import last_day, outlives
from ..verdict import NO, YES
from ..vocabulary import PURPOSES, Commerciality, PurposeKind, Timing
from .ages import Stage, guardians_needed, majority_of, own_voice_of, stage_on
from .permissions import covers

CLAIMS = frozenset({Basis.PUBLIC_TASK, Basis.OFFICE_HOLDER, Basis.KUG23_CLAIMED})
"""Grounds that need balancing (s. 23 KUG, Art. 6 (1) (e) GDPR): a machine only says that they are claimed."""
YEARS_AFTER_DEATH = 10
_ADULT, _CONSENT, _RELATIVES = Stage.ADULT, Basis.CONSENT, Basis.RELATIVES


def called(person: Person) -> str:
    """How a person is spoken of: by number, never by name."""
    return f"Person {person.number}"


def protected_until(died_on: date) -> date | None:
    """The last day on which relatives have to consent: ten years after death (s. 22 KUG, s. 188 (2) BGB)."""
    return last_day_of_years(died_on, YEARS_AFTER_DEATH)


def consent_findings(case: Case, person: Person, consent: Consent) -> list[Finding]:
    """Judge one given consent or release of a living person."""
    if consent.basis in CLAIMS:
        return [needs_decision("PERS_EXCEPTION_ASSESSMENT", 6, _record(consent), person=called(person))]
    found: list[Finding] = []
    if consent.basis == _RELATIVES or consent.has_evidence != YES:
        found.append(needs_decision("PERS_CONSENT_MISSING", 6, _record(consent), person=called(person)))
    if case.first is not None and case.last is not None:
        found += _given_by(case, person, consent, case.first)
    found += _reach(case, person, consent, case.last)
    if consent.scope.until is not None:
        found += _ends(case, person, consent, consent.scope.until)
    return found


def relatives_findings(case: Case, person: Person, consent: Consent, protected: date | None) -> Iterator[Finding]:
    """Judge a consent of the relatives of somebody who died; it has to reach no further than the protection does."""
    is_theirs = consent.basis == _RELATIVES or consent.by_relatives == YES
    if not is_theirs or consent.has_evidence != YES:
        yield _ask_relatives(person, _record(consent), protected)
    is_clipped = protected is not None and case.last is not None and protected < case.last
    yield from _reach(case, person, consent, protected if is_clipped else case.last)
    until = consent.scope.until
    if until is not None and (protected is None or until < protected):
        yield from _ends(case, person, consent, until)


def _ends(case: Case, person: Person, consent: Consent, until: date) -> Iterator[Finding]:
    yield from last_day(case, until, "consent")
    if outlives(case, until):
        yield needs_decision("PERS_CONSENT_PRESS_TERM", 6, _record(consent), person=called(person), until=until)


def _record(consent: Consent) -> RecordRef:
    return RecordRef("consent", consent.id)


def _reach(case: Case, person: Person, consent: Consent, last: date | None) -> list[Finding]:
    """What a consent covers: channel, purpose, organization, commercial use, and all days up to `last`."""
    found = _scope(case, person, consent)
    if consent.covers_commercial != YES and case.commercial is not NO:
        found += _commercial(case, person, consent)
    if case.first is not None and last is not None:
        found += _term(person, consent, case.first, last)
    return found


def _ask_relatives(person: Person, record: RecordRef, protected: date | None) -> Finding:
    dated = {"date": protected} if protected is not None else {}
    return needs_decision("PERS_DECEASED_RELATIVES", 6, record, person=called(person), **dated)


def _given_by(case: Case, person: Person, consent: Consent, first: date) -> list[Finding]:
    """Whether it was given by whoever has to give it, at the age that the person has when the use begins."""
    stage = stage_on(person, first, case.policy)
    if stage is _ADULT:
        missing = _missing_from_adult(person, consent)
        return [needs_decision(missing, 6, _record(consent), person=called(person))] if missing is not None else []
    if stage is Stage.UNKNOWN:
        return [needs_decision("PERS_AGE_UNKNOWN", 6, RecordRef("person", person.id), person=called(person))]
    found = list(_given_for_minor(case, person, consent, stage))
    if consent.by_subject != YES:
        found += _growing_up(case, person, consent)
    return found


def _missing_from_adult(person: Person, consent: Consent) -> str | None:
    """An adult consents alone. What guardians, or a minor without guardians, signed earlier is to be reconfirmed."""
    is_own, is_guarded = consent.by_subject == YES, consent.guardians > 0
    was_minor = _was_minor(person, consent)
    if (is_guarded and not is_own) or (was_minor and not (is_own and is_guarded)):
        return "PERS_MINOR_TURNED_18"
    return "PERS_CONSENT_MISSING" if consent.basis == _CONSENT and not is_own else None


def _was_minor(person: Person, consent: Consent) -> bool:
    if consent.given_on is None or (majority := majority_of(person)) is None:
        return False
    return consent.given_on < majority


def _given_for_minor(case: Case, person: Person, consent: Consent, stage: Stage) -> Iterator[Finding]:
    """All holders of custody, and the minor from the age of insight. One of two known signatures is not enough for
    social media (OLG Düsseldorf 1 UF 74/21), so that forbids; elsewhere, and with custody unknown, a person judges.
    """
    if consent.guardians < guardians_needed(person, case.policy):
        is_known = person.custody == Custody.JOINT and case.is_platform
        say = forbidden if is_known else needs_decision
        yield say("PERS_MINOR_GUARDIAN_MISSING", 6, _record(consent), person=called(person))
    if stage is Stage.BOTH and consent.by_subject != YES:
        yield needs_decision("PERS_MINOR_OWN_CONSENT_MISSING", 6, _record(consent), person=called(person))
    if _is_advertising(case):
        yield needs_decision("PERS_SENSITIVE_CONTEXT", 6, RecordRef("person", person.id), person=called(person))


def _is_advertising(case: Case) -> bool:
    is_promotional = case.purpose is not None and PURPOSES[case.purpose].kind is PurposeKind.PROMOTIONAL
    return is_promotional or case.paid_promotion is YES or case.commercial is YES


def _growing_up(case: Case, person: Person, consent: Consent) -> Iterator[Finding]:
    """Birthdays from which the person's own word is needed: inside the use they ask, ahead of one without an end they
    are a duty.
    """
    if case.first is None or case.last is None:
        return
    birthdays = (
        (own_voice_of(person, case.policy), "PERS_MINOR_OWN_CONSENT_MISSING"),
        (majority_of(person), "PERS_MINOR_TURNED_18"),
    )
    for birthday, code in birthdays:
        if birthday is None or birthday <= case.first:
            continue
        if birthday <= case.last:
            yield needs_decision(code, 6, _record(consent), person=called(person))
        elif case.is_open_ended and case.timing is not Timing.INSTANT:
            yield duty("DUTY_RECONFIRM_BY", due=birthday, date=birthday, person=called(person))


def _scope(case: Case, person: Person, consent: Consent) -> list[Finding]:
    """Explicit lists. A wording that names no channel is read by a person where it has to carry a platform."""
    scope, channel, purpose, asker = consent.scope, case.channel, case.purpose, case.organization
    found: list[Finding] = []
    is_listed = channel is None or channel in scope.channels
    if channel is not None and not is_listed and consent.is_general is False:
        found.append(_outside("PERS_CONSENT_SCOPE_CHANNEL", person, consent, channel=channel))
    elif not is_listed or (consent.is_general is not False and case.is_platform):
        found.append(_unclear(case, person, consent))
    if purpose is not None and purpose not in scope.purposes:
        found.append(_outside("PERS_CONSENT_SCOPE_PURPOSE", person, consent, purpose=purpose))
    if asker is not None and not covers(scope.organizations, asker):
        found.append(_outside("PERS_CONSENT_SCOPE_ORG", person, consent, organization=asker))
    return found


def _outside(code: str, person: Person, consent: Consent, **params: Param) -> Finding:
    return forbidden(code, 6, _record(consent), person=called(person), **params)


def _unclear(case: Case, person: Person, consent: Consent) -> Finding:
    named = {"channel": case.channel} if case.channel is not None else {}
    return needs_decision("PERS_CONSENT_SCOPE_UNCLEAR", 6, _record(consent), person=called(person), **named)


def _commercial(case: Case, person: Person, consent: Consent) -> Iterator[Finding]:
    """Commercial use must be consented to. A consent that is silent about it is asked about once the use is, or may
    be, commercial; one that excludes it makes the question matter.
    """
    is_excluded = consent.covers_commercial == NO
    if case.commercial is YES and is_excluded and case.purpose is not None:
        yield _outside("PERS_CONSENT_SCOPE_PURPOSE", person, consent, purpose=case.purpose)
    elif case.commercial is YES or _may_be_commercial(case):
        yield _unclear(case, person, consent)
    elif is_excluded:
        yield asks_for("commercial", 6)


def _may_be_commercial(case: Case) -> bool:
    is_open = case.purpose is None or PURPOSES[case.purpose].commercial is not Commerciality.AS_ASKED
    return is_open or case.paid_promotion is YES


def _term(person: Person, consent: Consent, first: date, last: date) -> Iterator[Finding]:
    """The whole use lies inside the term; both ends count."""
    start, until = consent.scope.start, consent.scope.until
    if start is not None and first < start:
        yield _outside("PERS_CONSENT_NOT_YET_VALID", person, consent, **{"from": start})
    if until is not None and until < first:
        yield _outside("PERS_CONSENT_EXPIRED", person, consent, until=until)
    elif until is not None and until < last:
        yield _outside("PERS_CONSENT_TERM_EXCEEDED", person, consent, until=until)
