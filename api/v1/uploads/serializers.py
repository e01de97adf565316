from rest_framework import serializers

from api.requests import StrictSerializer

MOST_FILES_AT_ONCE = 500


class DraftBody(StrictSerializer):
    """A draft to begin."""

    organization = serializers.UUIDField(help_text="Where the files go; an organization that the asker contributes to.")
    title = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="For people.")
    claims = serializers.DictField(required=False, help_text="What is known already: see the draft.")


class DraftChanges(StrictSerializer):
    """What people say about the whole; only what is sent changes, `claims` as a whole."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="For people.")
    claims = serializers.DictField(
        required=False,
        help_text=(
            "preset {code, answers}; people, works, places, sound, ai {answer: none, some or unknown, confirmed: "
            "{files}, files: {id: what is on it}}; batch {keywords, place, campaign, collections, visibility, "
            "embargo_until}."
        ),
    )
    visibility = serializers.ChoiceField(
        choices=["organization", "network", "public"], required=False, help_text="Who will see the assets."
    )
    campaign = serializers.UUIDField(required=False, allow_null=True, help_text="Where the assets are added.")


class FileChanges(StrictSerializer):
    """What people say about one file."""

    details = serializers.DictField(
        required=False,
        help_text=(
            "title, headline, description, alt_text, credit_line, keywords, creators, place, taken_at; null takes the "
            "person's word back."
        ),
    )
    choice = serializers.ChoiceField(
        choices=["ask", "use_existing", "keep_both"], required=False, help_text="For bytes that are here already."
    )
    left_out = serializers.BooleanField(required=False, help_text="Leave it out, or take it in again.")


class ManyFileChanges(FileChanges):
    """The same for one of many."""

    id = serializers.UUIDField(help_text="The file.")


class FilesChanges(StrictSerializer):
    """Changes of many files of one draft, all or none."""

    files = serializers.ListField(
        child=ManyFileChanges(), min_length=1, max_length=MOST_FILES_AT_ONCE, help_text="Each file once."
    )
