"""How old somebody is when a picture is used, and what that demands of a consent (rights note 3.2).

A birth date wins over an age band. Guardians consent for a minor; from the age that the policy names (14 unless the
organization says otherwise) the minor consents as well. A guardian's consent does not lapse at 18, but every use from
then on is put to a person. A band does not grow up by itself, so "under 14" is believed for a year from the day on
which it was recorded; then the person's own word is asked for.
"""

from datetime import date

from ..codes import Code
from ..days import anniversary
from ..facts import Policy
from ..layers import AgeBand, Custody, Person

MAJORITY = 18
BAND_FROM = 14
BAND_YEARS = 1
"""How long "under 14" stands for a child of that age."""


class Stage(Code):
    """Who has to consent: the person, the person and the guardians, the guardians alone."""

    ADULT = "adult"
    BOTH = "both"
    GUARDIANS = "guardians"
    UNKNOWN = "unknown"


_ADULT, _ADULT_BAND = Stage.ADULT, AgeBand.ADULT


def stage_on(person: Person, day: date, policy: Policy) -> Stage:
    """Who has to consent to a use that begins on `day`."""
    if person.born_on is not None:
        if _has_age(person.born_on, MAJORITY, day):
            return Stage.ADULT
        return Stage.BOTH if _has_age(person.born_on, policy.own_consent_from, day) else Stage.GUARDIANS
    if person.age_band == _ADULT_BAND:
        return _ADULT
    if person.age_band == AgeBand.UNDER_14:
        heard_from = own_voice_of(person, policy)
        return Stage.GUARDIANS if heard_from is not None and day < heard_from else Stage.BOTH
    return Stage.BOTH if person.age_band in (AgeBand.FROM_14, AgeBand.MINOR) else Stage.UNKNOWN


def _has_age(born_on: date, years: int, day: date) -> bool:
    birthday = anniversary(born_on, years)
    return birthday is not None and birthday <= day


def majority_of(person: Person) -> date | None:
    return anniversary(person.born_on, MAJORITY) if person.born_on is not None else None


def own_voice_of(person: Person, policy: Policy) -> date | None:
    """The day from which a minor's own consent counts too: a birthday, or the end of what a band of a child says. None
    where the birthday is the majority itself, and where no day is known.
    """
    heard_from = policy.own_consent_from
    if person.born_on is not None:
        return anniversary(person.born_on, heard_from) if heard_from < MAJORITY else None
    if person.age_band != AgeBand.UNDER_14 or person.age_band_on is None or heard_from < BAND_FROM:
        return None
    return anniversary(person.age_band_on, BAND_YEARS + min(heard_from, MAJORITY) - BAND_FROM)


def guardians_needed(person: Person, policy: Policy) -> int:
    """All holders of custody, two unless the policy says otherwise; one where sole custody is documented."""
    return 1 if person.custody == Custody.SOLE_DOCUMENTED else policy.guardians_needed
