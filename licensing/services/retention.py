"""How long proof is kept: while a use continues, then for the limitation period, then not a day longer.

Claims about a use become time-barred three years after the end of the year in which they arose (ss. 195, 199 (1) BGB);
until then the controller may keep what proves its right (Art. 17 (3) (e) GDPR).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from licensing import rights
from licensing.facts.persons import last_event
from licensing.models import Consent, ConsentEvent, Document
from licensing.services.evidence import erase_document
from licensing.services.withdrawals import IN_USE, publications_under

LIMITATION_YEARS = 3
_ENDED = frozenset({ConsentEvent.Kind.WITHDRAWN, ConsentEvent.Kind.REFUSED, ConsentEvent.Kind.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Retained:
    """What retention did with the documents of consents: how many have a last day now, how many are erased."""

    dated: int
    erased: int


def end_of_limitation(day: date) -> date:
    """The last day on which a claim that arose on `day` can be raised: the end of the third year after."""
    return date(day.year + LIMITATION_YEARS, 12, 31)


def retention_of(document: Document) -> date | None:
    """The last day that a document of consents has to be kept; None while something still rests on it.

    A longer time that somebody recorded counts.
    """
    if _is_needed_elsewhere(document):
        return None
    consents = document.consents.select_related("person").prefetch_related("events")
    ends = [_last_use(consent) for consent in consents]
    known = [day for day in ends if day is not None]
    if not known or len(known) < len(ends):
        return None
    return max(end_of_limitation(max(known)), document.retain_until or date.min)


def apply_retention(*, on: date, by: str) -> Retained:
    """Date every document of consents that nothing rests on any more, and erase those whose day is over."""
    dated = erased = 0
    for pk in list(_of_consents()):
        with transaction.atomic():
            document = Document.objects.select_for_update().get(pk=pk)
            until = retention_of(document)
            if until is not None and until != document.retain_until:
                Document.objects.filter(pk=pk).update(retain_until=until)
            if until is not None and until < on:
                erase_document(document, by=by, reason="retention-over")
                erased += 1
            elif until is not None:
                dated += 1
    return Retained(dated, erased)


def _of_consents() -> Iterator[int]:
    held = Document.objects.filter(erased_at__isnull=True, consents__isnull=False).distinct()
    return held.order_by("pk").values_list("pk", flat=True).iterator()


def _is_needed_elsewhere(document: Document) -> bool:
    """Whether another record than a consent names it: a contract or a license is proof in its own right."""
    relations = [each for each in document._meta.related_objects if each.related_model is not Consent]
    return any(each.related_model._default_manager.filter(**{each.field.name: document}).exists() for each in relations)


def _last_use(consent: Consent) -> date | None:
    """The day on which the last use under a consent ended, or the consent itself if later; None while it goes on."""
    ended = _end_of(consent)
    used = publications_under(consent, ended=True)
    if ended is None or used.filter(state__in=IN_USE).exists():
        return None
    rows = used.values_list("from_on", "until_on", "published_at", "removed_at")
    return max([ended, *(_end_of_use(*row) for row in rows)])


def _end_of(consent: Consent) -> date | None:
    event = last_event(consent)
    if event is not None and event.kind in _ENDED:
        return rights.berlin_day(event.happened_at)
    if consent.person.erased_at is not None:
        return rights.berlin_day(consent.person.erased_at)
    is_over = consent.until_on is not None and consent.until_on < timezone.localdate()
    return consent.until_on if is_over else None


def _end_of_use(
    from_on: date, until_on: date | None, published_at: datetime | None, removed_at: datetime | None
) -> date:
    moments = [rights.berlin_day(each) for each in (published_at, removed_at) if each is not None]
    today = timezone.localdate()
    return max(moments) if removed_at is not None else max([min(until_on or from_on, today), *moments])
