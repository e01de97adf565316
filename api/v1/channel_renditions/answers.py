from typing import Annotated
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.checks.answers import DecisionAnswer
from api.v1.versions.views import CropAnswer


class PresetAnswer(Answer, frozen=True):
    """A rendition that a channel wants."""

    code: Annotated[str, about("Stable code: `preset` of an order, `rendition` of a download.")]
    label: Annotated[Words, about("For people.")]
    channels: Annotated[list[str], about("Codes of the channels that it fits.")]
    placements: Annotated[list[str], about("Codes of the placements that it fits; none for all.")]
    width: Annotated[int | None, about("Pixels; null when the size stays.")]
    height: Annotated[int | None, about("Pixels; null when the size stays.")]
    fit: Annotated[str, about("cover shows a part of that shape, contain all of it.")]
    picture: Annotated[str | None, about("Media type that a picture becomes; null when it is not for pictures.")]
    film: Annotated[str | None, about("Media type that a film becomes; null when it is not for films.")]
    color: Annotated[str, about("srgb or cmyk.")]
    dpi: Annotated[int | None, about("Resolution written into the file.")]
    profile: Annotated[str | None, about("Name of the printing condition's profile, for CMYK.")]
    unavailable: Annotated[Words | None, about("Why it cannot be made here; null when it can.")]


class PresetList(Answer, frozen=True):
    """All of them."""

    results: Annotated[list[PresetAnswer], about("In the order in which people see them.")]


class ChannelRenditionAnswer(Answer, frozen=True):
    """One rendition of an asset: what it will be, how far it is, and whether it may be taken."""

    id: Annotated[UUID, about("Identifies the rendition.")]
    asset: Annotated[UUID, about("The asset shown.")]
    preset: Annotated[str, about("Code of the preset.")]
    state: Annotated[str, about("waiting, running, ready or failed.")]
    progress: Annotated[int, about("Percent.")]
    reason: Annotated[str | None, about("Why it failed.")]
    width: Annotated[int | None, about("Pixels.")]
    height: Annotated[int | None, about("Pixels.")]
    media_type: Annotated[str, about("What it is written as.")]
    size_bytes: Annotated[int | None, about("Null until it is made.")]
    crop: Annotated[CropAnswer | None, about("The part shown; null for the whole picture.")]
    on_canvas: Annotated[bool, about("The whole picture lies on a plain area.")]
    is_smaller: Annotated[bool, about("The original has too few pixels: nothing is enlarged.")]
    modifications: Annotated[list[str], about("Which changes of the picture it is: codes of the vocabulary.")]
    url: Annotated[str | None, about("A small true view of it, at most 480 pixels; null until it is made.")]
    notes: Annotated[list[Words], about("What a person has to know: shown whole instead of cropped, smaller.")]
    decision: Annotated[
        DecisionAnswer | None, about("The answer to the question with these changes, if one was asked.")
    ]
