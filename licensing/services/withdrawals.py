"""What a withdrawal hits, known before it is recorded: the dialog says so on its button."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from licensing.models import Bundle, BundleItem, Consent, Download, PersonShown, Publication

State = Publication.State
IN_USE = (State.PLANNED, State.SCHEDULED, State.LIVE, State.DUE_FOR_REMOVAL)
"""Uses that can still be stopped; what was printed or sent cannot."""
_LOOKED_AT = ("none_confirmed", "listed_complete")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalEffect:
    """Pictures that close, publications that have to come down, and the organizations (uuids) that are told.

    `copies` left the house: as downloads, in bundles and through links. Nobody can call them back (Art. 19 GDPR).
    """

    pictures: int
    live: int
    scheduled: int
    irrevocable: int
    copies: int
    organizations: tuple[str, ...]

    @property
    def publications(self) -> int:
        return self.live + self.scheduled


def withdrawal_effect(consent: Consent) -> WithdrawalEffect:
    """What stands under a consent today, in four queries."""
    used = publications_under(consent)
    rows = list(used.values_list("state", "organization__uuid"))
    states = [state for state, _ in rows]
    return WithdrawalEffect(
        pictures=len(pictures_under(consent)),
        live=states.count(State.LIVE) + states.count(State.DUE_FOR_REMOVAL),
        scheduled=states.count(State.SCHEDULED) + states.count(State.PLANNED),
        irrevocable=states.count(State.IRREVOCABLE),
        copies=_copies_under(consent),
        organizations=tuple(sorted({str(uuid) for _, uuid in rows})),
    )


def pictures_under(consent: Consent) -> list[int]:
    """Ids of the pictures of the person that a consent covers."""
    return list(_shown_under(consent).values_list("asset_id", flat=True))


def _copies_under(consent: Consent) -> int:
    """Copies that were made for somebody; those still in preparation find no release any more."""
    shown = _shown_under(consent).values("asset_id")
    taken = Download.objects.filter(asset__in=shown, state__in=[Download.State.READY, Download.State.EXPIRED])
    bundled = BundleItem.objects.filter(asset__in=shown, bundle__state__in=[Bundle.State.READY, Bundle.State.EXPIRED])
    return taken.count() + bundled.count()


def publications_under(consent: Consent, *, ended: bool = False) -> "QuerySet[Publication]":
    """Uses of these pictures that are on, planned or printed, with `ended` also those that are over.

    Not those of a version in which somebody saw that the person is not shown.
    """
    shows_person = (
        Q(rendition__isnull=True)
        | ~Q(rendition__persons__in=_LOOKED_AT)
        | Q(rendition__persons_shown__person=consent.person_id)
    )
    used = Publication.objects.filter(shows_person, asset__in=_shown_under(consent).values("asset_id"))
    if not ended:
        used = used.filter(state__in=[*IN_USE, State.IRREVOCABLE])
    return used.order_by("pk").distinct()


def _shown_under(consent: Consent) -> "QuerySet[PersonShown]":
    shown = PersonShown.objects.filter(person=consent.person_id)
    if consent.asset_id is not None:
        return shown.filter(asset=consent.asset_id)
    if consent.collection_id is not None:
        return shown.filter(asset__collections=consent.collection_id)
    return shown.filter(asset__organization=consent.organization_id)
