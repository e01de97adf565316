"""Captions as pages and programs see them."""

from datetime import datetime
from typing import Annotated

from api.answers import Answer, about
from assets.models import Asset, Caption


class CaptionAnswer(Answer, frozen=True):
    """A captions track."""

    language: Annotated[str, about("BCP 47.")]
    kind: Annotated[str, about("captions or descriptions.")]
    url: Annotated[str, about("The track as WebVTT.")]
    changed_at: Annotated[datetime, about("When it was saved.")]


def caption_answer(asset: Asset, caption: Caption) -> CaptionAnswer:
    """A track of an asset that the asker sees."""
    url = f"/api/v1/assets/{asset.uuid}/captions/{caption.language}"
    return CaptionAnswer(language=caption.language, kind=caption.kind, url=url, changed_at=caption.changed_at)
