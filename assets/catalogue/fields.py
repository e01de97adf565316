"""Which column of a catalogue says what; `--map FIELD=COLUMN` names others."""

from collections.abc import Mapping, Sequence
from typing import Final

from assets.errors import DomainError

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "source_ref": ("source_ref", "id", "reference", "ref", "Bildnummer", "Nummer", "Signatur"),
    "title": ("title", "Titel"),
    "headline": ("headline", "Überschrift"),
    "caption": ("caption", "description", "Beschreibung", "Bildunterschrift"),
    "alt_text": ("alt_text", "alt", "Alternativtext"),
    "keywords": ("keywords", "tags", "Schlagwörter", "Schlagworte", "Stichwörter", "Stichworte"),
    "place": ("place", "Ort"),
    "latitude": ("latitude", "lat", "Breite (Grad)", "Breitengrad"),
    "longitude": ("longitude", "lon", "lng", "Länge (Grad)", "Längengrad"),
    "creator": ("creator", "creators", "Urheber", "Urheberin", "Fotograf", "Fotografin"),
    "credit": ("credit", "credit_line", "Bildnachweis", "Nachweis"),
    "copyright": ("copyright", "copyright_notice", "Copyright"),
    "usage_terms": ("usage_terms", "Nutzungsbedingungen"),
    "date": ("date", "taken_on", "taken_at", "Datum", "Aufnahmedatum"),
    "license": ("license", "licence", "Lizenz"),
    "campaign": ("campaign", "Kampagne"),
    "kind": ("kind", "media_type", "type", "Medientyp", "Typ"),
    "orientation": ("orientation", "Format", "Ausrichtung"),
    "width": ("width", "Breite"),
    "height": ("height", "Höhe"),
    "filename": ("filename", "file", "Dateiname", "Datei"),
    "key": ("key", "source_url", "url", "path", "Pfad", "Adresse"),
}


class MappingInvalid(DomainError):
    """A mapping that names no field of ours, or says nothing."""

    code = "mapping-invalid"


def mapping_of(said: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Field to the columns that may hold it, the first present one counts; raises MappingInvalid.

    A column that was mapped by hand holds that field and no other.
    """
    chosen: dict[str, str] = {}
    for pair in (part for text in said for part in text.split(",") if part.strip()):
        field, separator, column = pair.partition("=")
        if not separator or field.strip() not in ALIASES or not column.strip():
            known = ", ".join(ALIASES)
            raise MappingInvalid(f"„{pair.strip()}“ ist keine Zuordnung FELD=SPALTE. Felder: {known}.")
        chosen[field.strip()] = column.strip()
    taken = {column.casefold() for column in chosen.values()}
    return {
        field: (chosen[field].casefold(),)
        if field in chosen
        else tuple(name.casefold() for name in names if name.casefold() not in taken)
        for field, names in ALIASES.items()
    }
