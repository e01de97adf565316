"""Gate 7, first part: works of others in the picture (ss. 57, 59, 62, 63, 64, 69 UrhG).

A work is no obstacle if it is not protected, if its artist died more than seventy calendar years ago, if a permission
covers the use, or under the freedom of panorama: permanently in a public place and photographed from public ground.
The air is no public ground (BGH I ZR 67/23). Whether something is a work at all, or an accessory, is for a person.
"""

from collections.abc import Iterator
from datetime import date

from ..case import Case
from ..catalogue import Finding, RecordRef, duty, forbidden, needs_decision
from ..findings import verdict_of
from ..layers import Permission, Prominence, Viewpoint, Work, WorkPlace
from ..verdict import NO, YES, Completeness
from .permissions import Wanting, is_altered, permission_findings

YEARS_OF_PROTECTION = 70
_SHOWN = (Prominence.MAIN, Prominence.GROUP)


def works_shown(case: Case) -> Iterator[Finding]:
    """No work of somebody else, or each of them free or permitted."""
    yield from works_state(case)
    if case.rendition is None or case.rendition.works != Completeness.NONE_CONFIRMED:
        for work in case.facts.works_shown:
            yield from work_findings(case, work)


def works_state(case: Case) -> Iterator[Finding]:
    """How far works and signs were looked at; a list without anything on it is unfinished."""
    state = case.facts.works if case.rendition is None else case.rendition.works
    is_anything_listed = bool(case.facts.works_shown or case.facts.signs_shown)
    if state == Completeness.LISTED_COMPLETE and not is_anything_listed:
        yield needs_decision("WORK_THIRD_PARTY_VISIBLE", 7, work="…")
    elif state not in (Completeness.NONE_CONFIRMED, Completeness.LISTED_COMPLETE):
        yield needs_decision("WORK_STATE_UNKNOWN", 7)


def free_from(work: Work) -> date | None:
    """The day from which a work is in the public domain: protection ends with the seventieth calendar year after the
    artist's death (ss. 64, 69 UrhG). None if nobody knows.
    """
    died = work.artist_died_on
    if died is None or died.year + YEARS_OF_PROTECTION >= date.max.year:
        return None
    return date(died.year + YEARS_OF_PROTECTION + 1, 1, 1)


def work_findings(case: Case, work: Work) -> Iterator[Finding]:
    """What one work says: nothing if it is free, else the freedom of panorama or a permission."""
    if work.is_protected == NO:
        return
    free = free_from(work)
    if free is not None and case.first is not None and free <= case.first:
        return
    panorama = list(_panorama(case, work))
    if work.permission is None or verdict_of(panorama).is_releasing:
        yield from panorama
    else:
        yield from _permitted(case, work, work.permission)


def _permitted(case: Case, work: Work, permission: Permission) -> Iterator[Finding]:
    code = "WORK_THIRD_PARTY_VISIBLE"
    say = Wanting(7, code, code, RecordRef("work", work.id), (("work", work.title or "…"),))
    yield from permission_findings(case, permission, say)
    yield duty("DUTY_NAME_WORK_SOURCE", text=_source(work))


def _panorama(case: Case, work: Work) -> Iterator[Finding]:
    """The freedom of panorama; what is altered, unclear, inside or merely said to be an accessory is for a person."""
    record = RecordRef("work", work.id)
    is_shown = work.is_protected == YES and work.prominence in _SHOWN
    if is_shown and case.facts.viewpoint == Viewpoint.AERIAL:
        yield forbidden("WORK_PANORAMA_AERIAL", 7, record)
    elif is_shown and work.place == WorkPlace.PUBLIC_TEMPORARY:
        yield forbidden("WORK_PANORAMA_NOT_PERMANENT", 7, record)
    elif _stands_free(case, work) and not is_altered(case):
        yield duty("DUTY_NAME_WORK_SOURCE", text=_source(work))
    else:
        yield needs_decision("WORK_THIRD_PARTY_VISIBLE", 7, record, work=work.title or "…")


def _stands_free(case: Case, work: Work) -> bool:
    return (
        work.is_protected == YES
        and work.place == WorkPlace.PUBLIC_PERMANENT
        and case.facts.viewpoint == Viewpoint.PUBLIC_GROUND
    )


def _source(work: Work) -> str:
    """Who made what, for the source that s. 63 UrhG demands; "work_source" where nobody recorded it."""
    return ", ".join(part for part in (work.artist.strip(), work.title.strip()) if part) or "work_source"
