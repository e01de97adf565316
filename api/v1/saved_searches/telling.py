"""Mails about what is new in kept searches, once a day or a week, to the person who keeps them.

What is mailed is what the person would see at this moment: their organizations, their question with today as its first
day, and the verdict of the kernel for each picture that is named.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.utils import timezone
from pyroaring import BitMap
from rest_framework.exceptions import ValidationError

from api.models import SavedSearch
from api.problems import Problem
from api.questions import asked_of
from api.requests import read_values
from api.v1.assets.answers import Tile
from api.v1.saved_searches.keeping import next_look, read
from api.v1.search.asking import asked_request, judged_tiles, matching
from api.v1.search.serializers import KeptQuery
from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from assets.viewer import Viewer, viewer_of
from licensing.notices.sending import mail

logger = logging.getLogger(__name__)

NAMED: Final = 20
SOON: Final = timedelta(minutes=15)


class TellSavedSearches:
    """Looks for news in what is due, one search after the other."""

    name = "saved-searches"
    order = ("due_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[SavedSearch]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return SavedSearch.objects.filter(unheld, due_at__lte=now)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return [0] if self.takeable(now=now).exists() else []

    def of_organization(self, items: "QuerySet[SavedSearch]", _organization_id: int) -> "QuerySet[SavedSearch]":
        return items

    def stamp(self, pk: int, failure: StepFailed) -> None:
        later = timezone.now() + SOON
        SavedSearch.objects.filter(pk=pk).update(failure=failure.reason, due_at=later, lease="", leased_until=None)

    def perform(self, pk: int, _tools: Tools) -> None:
        saved = SavedSearch.objects.select_related("owner").get(pk=pk)
        now = timezone.now()
        try:
            told = tell(saved, at=now)
        except (OSError, SMTPException) as error:
            logger.warning("saved search not told search=%s cause=%s", saved.uuid, type(error).__name__)
            self.stamp(pk, StepFailed("mail"))
            return
        rows = SavedSearch.objects.filter(pk=pk, query=saved.query, notify=saved.notify)
        rows.update(told=(read(saved.told) | told).serialize(), due_at=next_look(saved.notify, now), failure="")
        SavedSearch.objects.filter(pk=pk).update(lease="", leased_until=None)


def tell(saved: SavedSearch, *, at: datetime) -> BitMap:
    """Write to the owner about what is new; what the mail was about, nothing where there was none to write."""
    owner = saved.owner
    if not (owner.is_active and owner.email):
        return BitMap()
    viewer = viewer_of(owner)
    try:
        fresh = matching(saved.query, viewer) - read(saved.seen) - read(saved.told)
        tiles = _tiles(saved, fresh, viewer)
    except Problem as problem:
        if problem.code == "search-unavailable":
            raise OSError(problem.code) from problem
        return BitMap()
    except ValidationError:  # it cannot be asked any more: the list says so
        return BitMap()
    if not tiles:
        return BitMap()
    message_for(saved, tiles, len(fresh), at=at).send()
    logger.info("saved search told search=%s new=%d", saved.uuid, len(fresh))
    return fresh


def message_for(saved: SavedSearch, tiles: list[Tile], count: int, *, at: datetime) -> EmailMessage:
    """Titles with their verdicts, newest first, and the way to all of them."""
    what = "ein neues Bild" if count == 1 else f"{count} neue Bilder"
    lines = [f"Gemerkte Suche „{saved.name}“: {what}.", ""]
    lines += [_line(each) for each in tiles]
    if count > len(tiles):
        lines.append(f"- und {count - len(tiles)} weitere")
    lines += ["", f"{settings.PUBLIC_URL}/gemerkt/{saved.uuid}", ""]
    lines.append(f"Seltener oder gar nicht: {settings.PUBLIC_URL}/gemerkt")
    occasion = f"{saved.uuid}:{at:%Y-%m-%d}"
    return mail(saved.owner.email, occasion, subject=f"{what} zu „{saved.name}“", body="\n".join(lines) + "\n")


def _line(tile: Tile) -> str:
    return f"- {tile.title or 'Ohne Titel'}" + (f" ({tile.verdict.tile.de})" if tile.verdict else "")


def _tiles(saved: SavedSearch, fresh: BitMap, viewer: Viewer) -> list[Tile]:
    values = read_values(KeptQuery, dict(saved.query))
    asked = asked_of(dict(values), viewer, channel=values.get("usable_for"))
    newest = sorted(fresh, reverse=True)[:NAMED]
    return judged_tiles(newest, asked, viewer, verdicts=asked_request(values, viewer).verdicts)
