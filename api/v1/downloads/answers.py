from datetime import datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.checks.answers import DecisionAnswer
from api.v1.versions.views import CropAnswer


class DownloadAnswer(Answer, frozen=True):
    """A copy with its rights inside, being prepared or ready."""

    id: Annotated[UUID, about("Identifies the download.")]
    asset: Annotated[UUID, about("The asset copied.")]
    rendition: Annotated[str, about("full, large, or the code of a preset.")]
    state: Annotated[str, about("preparing, ready, failed or expired.")]
    reason: Annotated[str | None, about("Why it failed.")]
    decision: Annotated[DecisionAnswer, about("The decision that releases it, judged now.")]
    provenance_note: Annotated[str | None, about("Where the signed manifest (C2PA) of the original stayed.")]
    inside: Annotated[Words, about("What is in the copy beside the picture, in a sentence.")]
    crop: Annotated[CropAnswer | None, about("The part that leaves; null for the whole picture.")]
    modifications: Annotated[list[str], about("What is changed about the picture: codes of the vocabulary.")]
    url: Annotated[str | None, about("Where to fetch it; null until it is ready.")]
    filename: Annotated[str, about("Name under which it is saved.")]
    expires_at: Annotated[datetime, about("After this it has to be asked for again.")]
