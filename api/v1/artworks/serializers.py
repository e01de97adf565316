from rest_framework import serializers

from api.requests import StrictSerializer
from assets.models import ArtworkUse

MOST_COPIES = 1_000_000_000


class ArtworkChanges(StrictSerializer):
    """What may be changed about a motif on a product."""

    product = serializers.CharField(required=False, max_length=40, help_text="Code of the product.")
    place = serializers.CharField(required=False, max_length=40, help_text="Code of the place on it.")
    technique = serializers.CharField(required=False, max_length=20, help_text="Code of the technique.")
    width_mm = serializers.FloatField(required=False, min_value=1, max_value=5000, help_text="Final width.")
    height_mm = serializers.FloatField(required=False, min_value=1, max_value=5000, help_text="Final height.")
    page = serializers.IntegerField(required=False, min_value=1, max_value=2000, help_text="Page of the file.")
    garment_color = serializers.RegexField(
        r"^#[0-9a-fA-F]{6}$", required=False, max_length=7, help_text="Color of what it is printed on."
    )
    print_run = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MOST_COPIES, help_text="How many copies."
    )
    sold = serializers.ChoiceField(choices=ArtworkUse.Sold.values, required=False, help_text="sold, free or unknown.")
    printer = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="The print shop.")
    note = serializers.CharField(required=False, allow_blank=True, max_length=1000, help_text="For colleagues.")


class ArtworkBody(ArtworkChanges):
    """A motif to put on a product."""

    organization = serializers.UUIDField(help_text="Who has it printed: one that may add to the campaign.")
    asset = serializers.UUIDField(help_text="The motif.")
    product = serializers.CharField(max_length=40, help_text="Code of the product.")
    place = serializers.CharField(max_length=40, help_text="Code of the place on it.")
    technique = serializers.CharField(max_length=20, help_text="Code of the technique.")
    width_mm = serializers.FloatField(min_value=1, max_value=5000, help_text="Final width.")
    height_mm = serializers.FloatField(min_value=1, max_value=5000, help_text="Final height.")


class PrintBundleBody(StrictSerializer):
    """Which artwork shall go to the print shop."""

    artworks = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=50, help_text="Ids of uses of this campaign."
    )
    title = serializers.CharField(required=False, max_length=200, help_text="For people; the ZIP's name follows it.")
