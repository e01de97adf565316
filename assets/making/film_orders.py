"""What every film gets beside its poster is ordered when the poster is there: once for its bytes."""

import hashlib
from typing import Final

from django.db.models import Q
from django.utils import timezone

from assets.models import Original, RenditionJob
from assets.renditions import FilmFacts

PROXY: Final = "film-proxy"
"""The copy for watching: H.264 and AAC in MP4, at most 1,280 × 720."""
STORYBOARD: Final = "film-storyboard"
STORYBOARD_INDEX: Final = "film-storyboard-index"
FILM_PRESETS: Final = (STORYBOARD, PROXY)
IS_FILM: Final = Q(preset__in=FILM_PRESETS) | Q(params__media_type="video/mp4")
"""Jobs whose rendition is a film: made in parts by `FilmWork`."""
VERSION: Final = 1
"""Raised when a preset makes something else than before."""


MAX_PROXY_SECONDS: Final = 2 * 3600
"""Longer films have a poster and a storyboard; whoever wants to watch one takes the film."""


def recipe_key(sha256: str, preset: str) -> str:
    """The recipe of a film's standing rendition."""
    return hashlib.sha256(f"{sha256}:{preset}:{VERSION}".encode()).hexdigest()


def order_standing(original: Original, film: FilmFacts) -> None:
    """Order storyboard and copy for watching, in the transaction that stamps the poster."""
    length = film.duration_seconds
    for preset in FILM_PRESETS:
        if preset == PROXY and (length is None or length > MAX_PROXY_SECONDS):
            continue
        RenditionJob.objects.get_or_create(
            original=original,
            recipe=recipe_key(original.sha256, preset),
            defaults={
                "preset": preset, "params": {"sha256": original.sha256, "media_type": original.media_type},
                "created_at": timezone.now(),
            },
        )  # fmt: skip
