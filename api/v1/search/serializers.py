from typing import Any, Final

from rest_framework import serializers

from api.pages import DEFAULT_PAGE, MAX_PAGE
from api.questions import QuestionQuery
from api.requests import CsvField, StrictSerializer, read_values
from api.v1.search.areas import BoxField, PolygonField
from assets.search import Sort
from assets.search.clusters import CLOSEST
from licensing.rights import Channel, Verdict

MOST_VALUES: Final = 100
_OF_A_PAGE: Final = ("cursor", "page_size", "facets", "explain")


def _filter(help_text: str) -> CsvField:
    return CsvField(required=False, most=MOST_VALUES, help_text=f"{help_text} Several: any of them, with commas.")


class SearchQuery(QuestionQuery):
    """Words, a question, filters, order, page."""

    q = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="Words, phrases in quotes, -without, ODER, field:value, ranges.",
    )
    usable_for = serializers.ChoiceField(
        choices=[each.value for each in Channel],
        required=False,
        help_text="The channel, and only what is released for it; needs a purpose, too.",
    )
    verdict = CsvField(
        choices=frozenset(each.value for each in Verdict),
        required=False,
        help_text="Only these answers to the question: verdicts, separated by commas.",
    )
    place = _filter("Slug of a place.")
    keyword = _filter("Keyword as in the facet.")
    campaign = _filter("Id of a campaign.")
    license = _filter("Code of a license.")
    creator = _filter("Creator as in the facet.")
    organization = _filter("Id of an organization.")
    media_type = _filter("photo, artwork, video or document.")
    orientation = _filter("landscape, portrait or square.")
    year = _filter("Year, four digits.")
    collection = serializers.UUIDField(required=False, help_text="Only what is in this collection.")
    color = _filter("Color as in the facet.")
    posted_by = _filter("Id of an organization that posted it, or none.")
    alt_text = _filter("yes or no.")
    bbox = BoxField(
        required=False,
        help_text="West, south, east, north in degrees, edges included. Exact positions count for editors only; for "
        "all others a picture lies in the middle of its place.",
    )
    polygon = PolygonField(
        required=False,
        help_text="Corners as longitude,latitude,longitude,latitude,..., edges included; the line closes by itself.",
    )
    sort = serializers.ChoiceField(
        choices=[each.value for each in Sort], default=Sort.RELEVANCE.value, help_text="Order of the result."
    )
    cursor = serializers.CharField(required=False, max_length=600, help_text="`next` of the page before.")
    page_size = serializers.IntegerField(
        min_value=1, max_value=MAX_PAGE, default=DEFAULT_PAGE, help_text="Tiles on the page."
    )
    facets = serializers.ChoiceField(choices=["0", "1"], default="0", help_text="1: count the facets, too.")
    explain = serializers.ChoiceField(choices=["0", "1"], default="0", help_text="1: say why each result was found.")


class KeptQuery(SearchQuery):
    """The parameters of a search without those of one page."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {name: field for name, field in super().get_fields().items() if name not in _OF_A_PAGE}


class ClusterQuery(KeptQuery):
    """A search, and how closely it is looked at."""

    zoom = serializers.IntegerField(
        min_value=0,
        max_value=CLOSEST,
        help_text="As of web maps: a cluster gathers about 76 pixels, and each step halves that.",
    )
    places = serializers.ChoiceField(
        choices=["0", "1"], default="0", help_text="1: tell the places of the result, too, to draw the map from."
    )


class SearchParameters(serializers.DictField):
    """A search as a value: its parameters by name, as they would stand in an address; empty ones are left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=serializers.CharField(allow_blank=True, max_length=4000), **options)

    def to_internal_value(self, data: Any) -> Any:
        """As it was sent, if it can be read."""
        known = {name: value for name, value in super().to_internal_value(data).items() if value}
        read_values(KeptQuery, known)
        return known


class SuggestQuery(StrictSerializer):
    """What was typed so far."""

    q = serializers.CharField(allow_blank=True, max_length=500, help_text="The beginning of a word or name.")
