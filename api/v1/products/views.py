"""What can be printed on: products, places and techniques, as this release knows them."""

from functools import lru_cache
from typing import Annotated

from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, Words, about
from api.operations import Says, operation
from api.views import ApiView
from assets.artwork import Both, Technique, products


class PrintPlaceAnswer(Answer, frozen=True):
    """Where something is printed; millimeters."""

    code: Annotated[str, about("Stable code.")]
    label: Annotated[Words, about("For people.")]
    width_mm: Annotated[float, about("The widest motif.")]
    height_mm: Annotated[float, about("The highest motif.")]
    bleed_mm: Annotated[float, about("How far artwork has to go beyond the edge; 0 for none.")]
    safe_mm: Annotated[float, about("How far type and lines should stay inside it.")]
    is_round: Annotated[bool, about("Whether it is cut round.")]


class TechniqueAnswer(Answer, frozen=True):
    """How something is printed, and what that asks of a file."""

    code: Annotated[str, about("Stable code.")]
    label: Annotated[Words, about("For people.")]
    resolution_dpi: Annotated[int, about("Wanted at the final size.")]
    least_resolution_dpi: Annotated[int, about("Below this it is not printed.")]
    color_spaces: Annotated[list[str], about("gray, rgb, cmyk, spot, lab.")]
    most_spots: Annotated[int, about("How many spot colors there may be.")]
    line_mm: Annotated[float, about("The finest line, dark on light.")]
    negative_line_mm: Annotated[float, about("The finest line, light on dark.")]
    type_pt: Annotated[float, about("The smallest type, dark on light.")]
    negative_type_pt: Annotated[float, about("The smallest type, light on dark.")]
    ink_limit: Annotated[int | None, about("The most ink in percent, summed over all inks.")]
    transparency: Annotated[str, about("allowed, flatten or forbidden.")]
    fonts: Annotated[str, about("embedded or outlined.")]


class ProductAnswer(Answer, frozen=True):
    """Something to print on."""

    code: Annotated[str, about("Stable code.")]
    label: Annotated[Words, about("For people.")]
    channel: Annotated[str, about("The channel of the vocabulary that a use of it is.")]
    places: Annotated[list[PrintPlaceAnswer], about("Where it can be printed.")]
    techniques: Annotated[list[str], about("Codes of the techniques that it is printed with.")]


class ProductList(Answer, frozen=True):
    """All products of this release."""

    version: Annotated[str, about("Version of the data; preflights name it.")]
    products: Annotated[list[ProductAnswer], about("What can be printed on.")]
    techniques: Annotated[list[TechniqueAnswer], about("How it can be printed.")]


class ProductsView(ApiView):
    @operation(
        "List products",
        Access.READ,
        answers={200: Says(ProductList, "Products, places and techniques.")},
    )
    def get(self, _request: Request) -> Response:
        return Response(product_list())


@lru_cache(maxsize=1)
def product_list() -> ProductList:
    known = products()
    return ProductList(
        version=known.version,
        products=[
            ProductAnswer(
                code=each.code,
                label=words(each.label),
                channel=each.channel,
                places=[
                    PrintPlaceAnswer(
                        code=place.code, label=words(place.label), width_mm=place.width_mm, height_mm=place.height_mm,
                        bleed_mm=place.bleed_mm, safe_mm=place.safe_mm, is_round=place.is_round,
                    )
                    for place in each.places
                ],
                techniques=list(each.techniques),
            )
            for each in known.products
        ],
        techniques=[_technique(each) for each in known.techniques],
    )  # fmt: skip


def words(text: Both) -> Words:
    return Words(de=text.de, en=text.en)


def _technique(technique: Technique) -> TechniqueAnswer:
    return TechniqueAnswer(
        code=technique.code,
        label=words(technique.label),
        resolution_dpi=technique.resolution.wanted,
        least_resolution_dpi=technique.resolution.least,
        color_spaces=sorted(each.value for each in technique.color_spaces),
        most_spots=technique.most_spots,
        line_mm=technique.line.positive,
        negative_line_mm=technique.line.negative,
        type_pt=technique.type.positive,
        negative_type_pt=technique.type.negative,
        ink_limit=technique.ink_limit,
        transparency=technique.transparency.value,
        fonts=technique.fonts.value,
    )
