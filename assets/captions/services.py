"""Captions are saved and taken off by people who may describe the film; each is in the audit trail."""

import re
from typing import Final

from django.db import transaction
from django.utils import timezone

from assets import audit
from assets.captions.webvtt import rewritten
from assets.errors import FieldInvalid
from assets.models import Asset, Caption, User
from assets.services import touch_assets

MOST_TRACKS: Final = 40
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@transaction.atomic
def save_captions(
    asset: Asset, *, language: str, text: str, by: User, kind: Caption.Kind = Caption.Kind.CAPTIONS
) -> Caption:
    """Keep the captions of one language, in place of those there were.

    Raises `CaptionsInvalid`, and `FieldInvalid` for a language that is none and for too many tracks.
    """
    if not _LANGUAGE.fullmatch(language):
        raise FieldInvalid("language", "Die Sprache wird wie „de“ oder „de-AT“ angegeben.")
    if Caption.objects.filter(asset=asset).exclude(language=language, kind=kind).count() >= MOST_TRACKS:
        raise FieldInvalid("language", "Zu diesem Film gibt es schon sehr viele Untertitel.")
    values = {"text": rewritten(text), "created_by": by, "changed_at": timezone.now()}
    saved, _is_new = Caption.objects.update_or_create(asset=asset, language=language, kind=kind, defaults=values)
    _note("asset.captioned", asset, language, by)
    return saved


@transaction.atomic
def delete_captions(asset: Asset, *, language: str, by: User, kind: Caption.Kind = Caption.Kind.CAPTIONS) -> None:
    """Take the captions of one language off; twice is once."""
    deleted, _rows = Caption.objects.filter(asset=asset, language=language, kind=kind).delete()
    if deleted:
        _note("asset.captions-deleted", asset, language, by)


def _note(action: str, asset: Asset, language: str, by: User) -> None:
    audit.record(
        action,
        actor=str(by.uuid),
        object_kind="asset",
        object_id=str(asset.uuid),
        data={"language": language},
    )
    touch_assets([asset.pk])
