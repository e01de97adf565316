"""The answers of the upload page, read strictly and field by field: where pictures come from, who and what is on them.

"Nobody is on any of them" counts for the files that somebody looked at and confirmed, and for no other: a file that is
added afterwards is not covered. Who confirmed what and when is stamped by the server and audited.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from assets.errors import FieldInvalid
from assets.models import Visibility
from assets.uploads.drafts import words_of
from licensing import presets, rights
from licensing.presets import NO_ANSWERS, Answers, Preset

LAYERS: Final = ("people", "works", "places", "sound", "ai")
MOST_FILES: Final = 5_000
MOST_COLLECTIONS: Final = 20
_PERSON: Final[Mapping[str, frozenset[Any]]] = {
    "group": frozenset({True, False}),
    "age": frozenset({"adult", "minor", "from_14", "under_14", "unknown"}),
    "consent": frozenset({"yes", "no", "unknown"}),
}
_TEXTS: Final[Mapping[str, frozenset[str]]] = {
    "works": frozenset({"title", "artist"}),
    "places": frozenset({"name"}),
    "sound": frozenset({"title", "source", "kind"}),
    "ai": frozenset(),
}
SOUND_KINDS: Final = frozenset({"music", "speech", "ambient"})


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Somebody said of these files (their ids) that all of them were looked at. `by` is a user's uuid."""

    at: str
    by: str
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layer:
    """One question about all files: `none`, `some` or `unknown`; what is on which file; who looked."""

    answer: str = "unknown"
    confirmed: Confirmed | None = None
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def says_none(self, file: str) -> bool:
        """Looked at by somebody, and nothing is on it."""
        looked_at = self.confirmed is not None and file in self.confirmed.files
        return looked_at and (self.answer == "none" or (self.answer == "some" and file not in self.files))

    def shows(self, file: str) -> Mapping[str, Any] | None:
        """What is on this file; none where nobody pointed at it."""
        return self.files.get(file) if self.answer == "some" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is said of all files together; place and campaign as they are named, not yet looked up."""

    keywords: tuple[str, ...] = ()
    place: str = ""
    campaign: str = ""
    collections: tuple[str, ...] = ()
    visibility: str = ""
    embargo_until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Everything that was answered so far; not answered is unknown, and unknown releases nothing."""

    preset: Preset | None = None
    answers: Answers = NO_ANSWERS
    layers: Mapping[str, Layer] = field(default_factory=dict)
    batch: Batch = Batch()

    def layer(self, name: str) -> Layer:
        return self.layers.get(name, Layer())


def read_claims(given: object) -> Claims:
    """Claims as a value; raises FieldInvalid that names the field, `claims.preset.answers.until`."""
    values = _object("claims", given)
    _only("claims", values, {"preset", "batch", *LAYERS})
    preset, answers = _preset(values.get("preset"))
    layers = {name: _layer(name, values[name]) for name in LAYERS if values.get(name) is not None}
    return Claims(preset=preset, answers=answers, layers=layers, batch=_batch(values.get("batch")))


def stamped_claims(
    given: Mapping[str, Any], *, former: Mapping[str, Any], files: Collection[str], by: str, at: datetime
) -> tuple[dict[str, Any], Mapping[str, Collection[str]]]:
    """Claims to keep, their confirmations stamped by us, and which are new: layer to the files that were looked at.

    The same files confirmed again are no new confirmation: the first one, with its person and time, stands.
    """
    read = read_claims(given)
    kept, fresh = dict(given), {}
    for name, layer in read.layers.items():
        if layer.confirmed is None:
            continue
        if not layer.confirmed.files <= set(files):
            raise FieldInvalid(f"claims.{name}.confirmed.files", "Eine dieser Dateien gehört nicht zum Entwurf.")
        before = (former.get(name) or {}).get("confirmed")
        if before is None or set(before.get("files", ())) != layer.confirmed.files:
            before = {"at": at.isoformat(timespec="seconds"), "by": by, "files": sorted(layer.confirmed.files)}
            fresh[name] = before["files"]
        kept[name] = {**given[name], "confirmed": before}
    return kept, fresh


def _preset(given: object) -> tuple[Preset | None, Answers]:
    if given is None:
        return None, NO_ANSWERS
    values = _object("claims.preset", given)
    _only("claims.preset", values, {"code", "answers"})
    try:
        preset = presets.preset_of(values.get("code"))
    except FieldInvalid as error:
        raise FieldInvalid("claims.preset.code", error.detail) from error
    return preset, presets.read_answers(preset, values.get("answers") or {}, at="claims.preset.answers")


def _layer(name: str, given: object) -> Layer:
    at = f"claims.{name}"
    values = _object(at, given)
    _only(at, values, {"answer", "confirmed", "files"})
    answer = values.get("answer", "unknown")
    if answer not in {"none", "some", "unknown"}:
        raise FieldInvalid(f"{at}.answer", "Möglich sind: auf keinem, auf einigen, weiß ich noch nicht.")
    files = _object(f"{at}.files", values.get("files") or {})
    if len(files) > MOST_FILES:
        raise FieldInvalid(f"{at}.files", f"Höchstens {MOST_FILES} Dateien.")
    shown = {_uuid(f"{at}.files", key): _shown(name, f"{at}.files.{key}"[:120], each) for key, each in files.items()}
    return Layer(str(answer), _confirmed(f"{at}.confirmed", values.get("confirmed")), shown)


def _confirmed(at: str, given: object) -> Confirmed | None:
    """Who and when are as we stamped them; what a client says of that is overwritten before it is kept."""
    if given is None:
        return None
    values = _object(at, given)
    _only(at, values, {"at", "by", "files"})
    ids = values.get("files")
    if not isinstance(ids, list) or not ids or len(ids) > MOST_FILES:
        raise FieldInvalid(f"{at}.files", "Bitte sagen, welche Dateien Sie angesehen haben.")
    return Confirmed(
        str(values.get("at", "")), str(values.get("by", "")), frozenset(_uuid(f"{at}.files", each) for each in ids)
    )


def _shown(layer: str, at: str, given: object) -> Mapping[str, Any]:
    values = _object(at, given)
    if layer == "people":
        return _person(at, values)
    _only(at, values, _TEXTS[layer])
    for name, value in values.items():
        if not isinstance(value, str) or len(value) > 200 or "\x00" in value:
            raise FieldInvalid(f"{at}.{name}", "Erlaubt ist Text bis 200 Zeichen.")
    if values.get("kind", "music") not in SOUND_KINDS:
        raise FieldInvalid(f"{at}.kind", "Möglich sind: Musik, Sprache, Umgebung.")
    return dict(values)


def _person(at: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Who is on one file: pseudonyms of the organization's own register (`persons`), or only how many and how old."""
    _only(at, values, {*_PERSON, "persons"})
    for name, known in _PERSON.items():
        if name in values and not (isinstance(values[name], str | bool) and values[name] in known):
            raise FieldInvalid(f"{at}.{name}", "Diesen Wert gibt es hier nicht.")
    persons = values.get("persons", [])
    if not isinstance(persons, list) or len(persons) > 100:
        raise FieldInvalid(f"{at}.persons", "Hier wird eine Liste erwartet.")
    return {**values, "persons": list(dict.fromkeys(_uuid(f"{at}.persons", each) for each in persons))}


def _batch(given: object) -> Batch:
    values = _object("claims.batch", given or {})
    _only("claims.batch", values, set(Batch.__dataclass_fields__))
    collections = values.get("collections") or []
    if not isinstance(collections, list) or len(collections) > MOST_COLLECTIONS:
        raise FieldInvalid("claims.batch.collections", f"Höchstens {MOST_COLLECTIONS} Sammlungen.")
    return Batch(
        keywords=tuple(words_of("claims.batch.keywords", values.get("keywords") or [], 100)),
        place=_named("claims.batch.place", values.get("place"), 120),
        campaign=_uuid("claims.batch.campaign", values["campaign"]) if values.get("campaign") else "",
        collections=tuple(dict.fromkeys(_uuid("claims.batch.collections", each) for each in collections)),
        visibility=_visibility(values.get("visibility")),
        embargo_until=_embargo(values.get("embargo_until")),
    )


def _named(at: str, value: object, most: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise FieldInvalid(at, f"Erlaubt ist Text bis {most} Zeichen.")
    return value.strip()


def _visibility(value: object) -> str:
    if value in (None, ""):
        return ""
    if value not in {Visibility.ORGANIZATION, Visibility.NETWORK, Visibility.PUBLIC}:
        raise FieldInvalid(
            "claims.batch.visibility", "Möglich sind: eigene Organisation, alle Organisationen, öffentlich."
        )
    return str(value)


def _embargo(value: object) -> str:
    """A wall-clock time, or a day, which asks for its hour before anything is released."""
    if value in (None, ""):
        return ""
    try:
        local = datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= 19 else None
        if local is None or local.tzinfo is not None or not 1900 <= local.year <= 2200:
            raise ValueError  # noqa: TRY301  # the same sentence for all that is no time
        if len(str(value)) > len("2026-11-22"):
            rights.resolve_local(local)
    except ValueError:
        raise FieldInvalid("claims.batch.embargo_until", f"Diesen Zeitpunkt gibt es nicht: {str(value)[:30]}") from None
    return str(value)


def _object(at: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise FieldInvalid(at, "Hier wird ein Objekt erwartet.")
    return value


def _only(at: str, values: Mapping[str, Any], known: Collection[str]) -> None:
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise FieldInvalid(f"{at}.{unknown[0][:60]}", "Dieses Feld gibt es hier nicht.")


def _uuid(at: str, value: object) -> str:
    try:
        return str(UUID(value)) if isinstance(value, str) else _nothing(at)
    except ValueError:
        return _nothing(at)


def _nothing(at: str) -> str:
    raise FieldInvalid(at, "Das gibt es hier nicht.")
