"""Gate 7, second part: places under somebody's house right (BGH V ZR 14/12, I ZR 104/17).

Pictures taken from public ground are free. On somebody's ground the site's rule counts: a ban forbids, a rule that
asks for permission needs a release that covers the use, and where the ground or the rule is unclear a person judges.
"""

from collections.abc import Iterator

from ..case import Case
from ..catalogue import Finding, RecordRef, forbidden, needs_decision
from ..layers import Property, SiteRule, Viewpoint
from ..verdict import Completeness
from .permissions import Wanting, permission_findings

_PUBLIC_GROUND, _NO_RULE = Viewpoint.PUBLIC_GROUND, SiteRule.NONE
_ON_THE_GROUND = (Viewpoint.PRIVATE_GROUND, Viewpoint.INTERIOR)


def property_shown(case: Case) -> Iterator[Finding]:
    """No place under house right, or each of them photographed from public ground or released."""
    yield from property_state(case)
    if case.rendition is None or case.rendition.property != Completeness.NONE_CONFIRMED:
        for place in case.facts.property_shown:
            yield from place_findings(case, place)


def property_state(case: Case) -> Iterator[Finding]:
    """How far places were looked at; a list without any place on it is unfinished."""
    state = case.facts.property if case.rendition is None else case.rendition.property
    if state == Completeness.LISTED_COMPLETE and not case.facts.property_shown:
        yield needs_decision("PROP_RELEASE_MISSING", 7)
    elif state not in (Completeness.NONE_CONFIRMED, Completeness.LISTED_COMPLETE):
        yield needs_decision("PROP_STATE_UNKNOWN", 7)


def is_free(viewpoint: Viewpoint, place: Property) -> bool:
    """Whether nobody has to be asked: taken from public ground, or on ground whose owner asks for nothing."""
    if viewpoint == _PUBLIC_GROUND:
        return True
    return viewpoint in _ON_THE_GROUND and place.site_rule == _NO_RULE


def place_findings(case: Case, place: Property) -> Iterator[Finding]:
    """What one place says to the use."""
    viewpoint = case.facts.viewpoint
    if is_free(viewpoint, place):
        return
    record = RecordRef("property", place.id)
    if place.release is not None:
        say = Wanting(7, "PROP_RELEASE_MISSING", "PROP_RELEASE_SCOPE", record, is_altering_free=True)
        yield from permission_findings(case, place.release, say)
    elif viewpoint in _ON_THE_GROUND and place.site_rule == SiteRule.FORBIDDEN:
        yield forbidden("PROP_RELEASE_MISSING", 7, record)
    else:
        yield needs_decision("PROP_RELEASE_MISSING", 7, record)
