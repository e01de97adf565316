"""Captions are saved and taken off by people who may describe the film; each is in the audit trail."""

import re
from typing import Final

from django.db import transaction
from django.utils import timezone

from assets import audit
from assets.captions.webvtt import rewritten
from assets.errors import ChangedMeanwhile, FieldInvalid
from assets.models import Asset, Caption, User
from assets.services import touch_assets

MOST_TRACKS: Final = 40
TRACK: Final = Caption.Kind.CAPTIONS
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@transaction.atomic
def save_captions(asset: Asset, *, language: str, text: str, by: User, replaces: int | None = None) -> Caption:
    """Keep the captions of one language, in place of the version `replaces`: none where there were none.

    Raises `CaptionsInvalid`, `FieldInvalid` for a language that is none and for too many tracks, `ChangedMeanwhile`.
    """
    written = rewritten(text)
    if not _LANGUAGE.fullmatch(language):
        raise FieldInvalid("language", "Die Sprache wird wie „de“ oder „de-AT“ angegeben.")
    if Caption.objects.filter(asset=asset).exclude(language=language, kind=TRACK).count() >= MOST_TRACKS:
        raise FieldInvalid("language", "Zu diesem Film gibt es schon sehr viele Untertitel.")
    _check_version(asset, language, replaces)
    values = {"text": written, "created_by": by, "changed_at": timezone.now()}
    saved, _is_new = Caption.objects.update_or_create(asset=asset, language=language, kind=TRACK, defaults=values)
    _note("asset.captioned", asset, language, by)
    return saved


@transaction.atomic
def delete_captions(asset: Asset, *, language: str, by: User, version: int | None) -> None:
    """Take the captions of one language off, as they were read; twice is once. Raises `ChangedMeanwhile`."""
    _check_version(asset, language, version)
    deleted, _rows = Caption.objects.filter(asset=asset, language=language, kind=TRACK).delete()
    if deleted:
        _note("asset.captions-deleted", asset, language, by)


def captions_of(asset: Asset, language: str) -> Caption | None:
    """The captions of one language, as they stand."""
    return Caption.objects.filter(asset=asset, language=language, kind=TRACK).first()


def _check_version(asset: Asset, language: str, expected: int | None) -> None:
    """Hold the film, so that two who save at once come one after the other, and see that nobody came in between."""
    Asset.objects.select_for_update().filter(pk=asset.pk).values_list("pk").get()
    standing = captions_of(asset, language)
    current = standing.version if standing is not None else None
    if current != expected:
        raise ChangedMeanwhile(current or 0)


def _note(action: str, asset: Asset, language: str, by: User) -> None:
    audit.record(
        action,
        actor=str(by.uuid),
        object_kind="asset",
        object_id=str(asset.uuid),
        data={"language": language},
    )
    touch_assets([asset.pk])
