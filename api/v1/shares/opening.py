"""What is behind a link at this moment, whatever kind it is of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from api.problems import Problem
from licensing.models import Share
from licensing.rights import Decision
from licensing.services.print_shares import SharedMotif, Standing, motifs_of
from licensing.services.shares import SharedPicture, ended_on, find_share, pictures_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that stands: pictures for the press, or motifs for a print shop."""

    share: Share
    pictures: Sequence[SharedPicture] = ()
    motifs: Sequence[SharedMotif] = ()

    @property
    def is_for_print(self) -> bool:
        return self.share.audience == Share.Audience.PRINT_SHOP

    @property
    def releasing(self) -> Sequence[Decision]:
        """The decisions that release: why a motif lost its release is not told outside."""
        of_motifs = [each.decision for each in self.motifs if each.standing is not Standing.LOST]
        return [*(each.decision for each in self.pictures), *of_motifs]

    @property
    def is_held_back(self) -> bool:
        """Whether a motif was changed or lost its release: a print bundle leaves as a whole or not at all."""
        return any(each.standing is not Standing.RELEASED for each in self.motifs)


def opened(token: str) -> Opened:
    """The share behind a link and what of it is released now. Unknown is 404; ended says since when."""
    share = find_share(token) if len(token) <= 100 else None
    if share is None:
        raise Problem("not-found")
    now = timezone.now()
    found = Opened(share)
    if share.ended_at is None and found.is_for_print:
        found = Opened(share, motifs=motifs_of(share, at=now))
    elif share.ended_at is None:
        found = Opened(share, pictures_of(share, at=now))
    since = ended_on(share, found.releasing, at=now)
    if since is not None:
        raise Problem("share-ended", ended_words(since, is_for_print=found.is_for_print))
    return found


def ended_words(since: date, *, is_for_print: bool = False) -> str:
    ended = f"Diese Freigabe ist am {since:%d.%m.%Y} beendet worden."
    return f"{ended} Bitte nicht mehr drucken." if is_for_print else f"{ended} Fragen Sie die Pressestelle."


def find_motif(motifs: Sequence[SharedMotif], artwork_id: UUID) -> SharedMotif:
    """One that may be printed as it was handed out; any other one shows nothing."""
    found = next((each for each in motifs if each.use.uuid == artwork_id), None)
    if found is None or found.standing is not Standing.RELEASED:
        raise Problem("not-found")
    return found
