"""Areas in a query string: numbers in the order of GeoJSON, longitude before latitude."""

import math
from collections.abc import Iterable
from typing import Any, Final, NoReturn

import shapely
from rest_framework import serializers

from assets.search import Box, Corner

MOST_CORNERS: Final = 200
_NUMBERS: Final = "Hier stehen Zahlen in Grad, mit Punkt und durch Kommas getrennt."
_ON_EARTH: Final = "Die Länge liegt zwischen -180 und 180 Grad, die Breite zwischen -90 und 90."
_FOUR: Final = "Ein Ausschnitt sind vier Zahlen: West, Süd, Ost, Nord, zum Beispiel 7.1,51.9,7.4,52.1."
_ORDER: Final = "West darf nicht östlich von Ost liegen, Süd nicht nördlich von Nord."
_PAIRS: Final = "Eine Fläche sind mindestens drei Ecken aus Länge und Breite, zum Beispiel 7.1,51.9,7.4,51.9,7.4,52.1."
_TOO_MANY: Final = f"Eine Fläche hat höchstens {MOST_CORNERS} Ecken."
_CROSSING: Final = "Die Linie der Fläche kreuzt oder berührt sich, oder sie umschließt nichts."


class BoxField(serializers.CharField):
    """west,south,east,north; it does not cross the line where the date changes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, **options)

    def to_internal_value(self, data: Any) -> Any:
        numbers = _numbers(super().to_internal_value(data))
        if len(numbers) != 4:
            _refuse(_FOUR)
        box = Box(*numbers)
        _on_earth([Corner(box.west, box.south), Corner(box.east, box.north)])
        if box.west > box.east or box.south > box.north:
            _refuse(_ORDER)
        return box


class PolygonField(serializers.CharField):
    """longitude,latitude of one corner after the other; the line closes by itself and must not cross itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40 * MOST_CORNERS, **options)

    def to_internal_value(self, data: Any) -> Any:
        numbers = _numbers(super().to_internal_value(data))
        if len(numbers) < 6 or len(numbers) % 2:
            _refuse(_PAIRS)
        if len(numbers) > 2 * MOST_CORNERS:
            _refuse(_TOO_MANY)
        corners = tuple(map(Corner, numbers[::2], numbers[1::2]))
        _on_earth(corners)
        if not shapely.Polygon(corners).is_valid or not shapely.Polygon(corners).area:
            _refuse(_CROSSING)
        return corners


def _numbers(text: str) -> list[float]:
    try:
        numbers = [float(word) for word in text.split(",")]
    except ValueError:
        _refuse(_NUMBERS)
    if not all(math.isfinite(number) for number in numbers):
        _refuse(_NUMBERS)
    return numbers


def _on_earth(corners: Iterable[Corner]) -> None:
    if any(abs(corner.longitude) > 180 or abs(corner.latitude) > 90 for corner in corners):
        _refuse(_ON_EARTH)


def _refuse(words: str) -> NoReturn:
    raise serializers.ValidationError(words)
