"""What an asset shows, as it comes in: each list replaces the one before."""

from typing import Any

from rest_framework import serializers

from api.questions import CalendarDay
from api.requests import StrictSerializer
from licensing.services.shown import MOST_SHOWN

_TRI = ["yes", "no", "unknown"]
_PROMINENCE = ["main", "group", "incidental", "unknown"]


def _text(help_text: str) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=200, help_text=help_text)


def _permission() -> serializers.UUIDField:
    return serializers.UUIDField(
        required=False, allow_null=True, help_text="A permission that the asker's organizations keep."
    )


class WorkBody(StrictSerializer):
    """A work of somebody else."""

    title = _text("Title.")
    artist = _text("Who made it.")
    artist_died_on = CalendarDay(required=False, allow_null=True, help_text="Day of death.")
    is_protected = serializers.ChoiceField(choices=_TRI, default="unknown", help_text="Protected by copyright.")
    place = serializers.ChoiceField(
        choices=["public_permanent", "public_temporary", "interior", "private", "unknown"],
        default="unknown",
        help_text="Where it stands.",
    )
    prominence = serializers.ChoiceField(choices=_PROMINENCE, default="unknown", help_text="How it stands out.")
    permission = _permission()


class PropertyBody(StrictSerializer):
    """A place or thing under somebody's house right."""

    name = serializers.CharField(max_length=200, help_text="For people.")
    site_rule = serializers.ChoiceField(
        choices=["none", "permission_needed", "forbidden", "unknown"],
        default="unknown",
        help_text="What the owner says.",
    )
    permission = _permission()


class SignBody(StrictSerializer):
    """An emblem or mark."""

    kind = serializers.ChoiceField(choices=["coat_of_arms", "flag", "logo", "trademark"], help_text="What it is.")
    holder = _text("Whose it is, by name.")
    holder_organization = serializers.UUIDField(
        required=False, allow_null=True, help_text="Whose it is, where that is an organization of the network."
    )
    prominence = serializers.ChoiceField(choices=_PROMINENCE, default="unknown", help_text="How it stands out.")
    permission = _permission()


class TrackBody(StrictSerializer):
    """A track of sound."""

    kind = serializers.ChoiceField(choices=["music", "speech", "ambient"], help_text="What it is.")
    title = _text("Title.")
    source = _text("Where it is from.")  # type: ignore[assignment]  # the framework takes declared fields out of the class
    permission = _permission()


def _rows(body: type[StrictSerializer], help_text: str) -> Any:
    """All entries of a list, at most MOST_SHOWN."""
    options: dict[str, Any] = {"many": True, "required": False, "max_length": MOST_SHOWN, "help_text": help_text}
    return body(**options)


class ShownFields(StrictSerializer):
    """Lists of what is shown; an absent list stays as it is, an empty one is emptied."""

    works = _rows(WorkBody, "All works of others.")
    property = _rows(PropertyBody, "All places under house right.")
    signs = _rows(SignBody, "All emblems and marks.")
    audio_tracks = _rows(TrackBody, "All tracks of sound.")
