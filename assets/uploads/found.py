"""What the files of a draft say about themselves, in the few words that the upload page shows beside its questions.

Read from `UploadFile.facts`, which a child wrote: of any shape, so nothing here trusts more than the type of a value.
What is found fills gaps and is shown with its source; it widens no permission (rule R3 c).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

_AI_TYPES: Final = ("compositesynthetic", "compositewithtrainedalgorithmicmedia", "trainedalgorithmicmedia")
LONGEST: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInFile:
    """Empty is what the file does not say. `taken_on` is a day as text, or a part of one; `persons` are names."""

    title: str = ""
    headline: str = ""
    description: str = ""
    alt_text: str = ""
    credit_line: str = ""
    taken_on: str = ""
    taken_at: str = ""
    place: str = ""
    creators: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    license: str = ""
    embargo: str = ""
    is_artificial: bool = False
    has_position: bool = False
    has_sound: bool | None = None
    width: int | None = None
    height: int | None = None


def found_in(facts: object) -> FoundInFile:
    """What a file says; nothing where it was not read yet."""
    fields = _mapping(_mapping(facts).get("fields"))
    technical = _mapping(_mapping(facts).get("technical"))
    taken = _text(_value(fields, "date_created"), "value")
    sound = technical.get("has_sound")
    width, height = _size(technical)
    return FoundInFile(
        title=_text(_value(fields, "title")),
        headline=_text(_value(fields, "headline")),
        description=_text(_value(fields, "description")),
        alt_text=_text(_value(fields, "alt_text")),
        credit_line=_text(_value(fields, "credit_line")),
        taken_on=taken[:10],
        taken_at=taken[:40],
        place=_place(fields),
        creators=_texts(_value(fields, "creators")),
        keywords=_texts(_value(fields, "keywords")),
        persons=_texts(_value(fields, "persons_shown")),
        license=_license(fields),
        embargo=_text(_value(fields, "iim_release_at"), "value")[:19],
        is_artificial=_text(_value(fields, "digital_source_type")).rsplit("/", 1)[-1].lower() in _AI_TYPES,
        has_position=bool(_mapping(_value(fields, "gps"))),
        has_sound=sound if isinstance(sound, bool) else None,
        width=width,
        height=height,
    )


def license_facts(facts: object) -> Mapping[str, Any]:
    """The fields in which a license may be written, as `Original.file_facts` holds them."""
    fields = _mapping(_mapping(facts).get("fields"))
    return {name: {"value": _mapping(each).get("value")} for name, each in fields.items()}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _value(fields: Mapping[str, Any], name: str) -> object:
    return _mapping(fields.get(name)).get("value")


def _text(value: object, inner: str = "") -> str:
    if inner and isinstance(value, Mapping):
        value = value.get(inner)
    return value[:LONGEST] if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    return tuple(each[:200] for each in items[:100] if isinstance(each, str) and each)


def _place(fields: Mapping[str, Any]) -> str:
    for name in ("locations_shown", "location_created"):
        value = _value(fields, name)
        for each in value if isinstance(value, Sequence) and not isinstance(value, str) else (value,):
            city = _text(_mapping(each).get("city"))
            if city:
                return city
    return _text(_value(fields, "city"))


def _license(fields: Mapping[str, Any]) -> str:
    """Where the file writes of its license, the most exact first: an address before a sentence."""
    names = ("cc_license", "web_statement", "usage_terms", "copyright_notice")
    return next((text for name in names if (text := _text(_value(fields, name)))), "")


def _size(technical: Mapping[str, Any]) -> tuple[int | None, int | None]:
    width, height, turn = (technical.get(name) for name in ("width", "height", "orientation"))
    if not (isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0):
        return None, None
    return (height, width) if isinstance(turn, int) and turn >= 5 else (width, height)
