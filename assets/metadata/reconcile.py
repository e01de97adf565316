"""Which container to believe: rules R2 and R3 of the domain paper.

For description, copyright, creator and date a non-blank EXIF value leads, unless it is what a camera writes by itself.
Between IIM and XMP the digest in Photoshop resource 0x0425 decides: when it does not match, IIM was edited by software
that does not know XMP, and leads, except where its value is only the XMP value cut at the byte limit. For every other
field EXIF comes last. Rights-bearing fields that differ become a `MetadataConflict` whoever leads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assets.metadata import limits, structures
from assets.metadata.facts import Container, FieldValue, MetadataConflict, RawValue, Severity, Value
from assets.metadata.field_map import FIELD_RULES, TEXT_SOURCES, FieldRule, Shape
from assets.metadata.iim import MAX_BYTES
from assets.metadata.text import clean, clean_line, clean_url
from assets.metadata.vocabularies import digital_source_type, is_license_url, license_key, plus_code
from assets.metadata.xmp import XmpNode

_BOILERPLATE: Final = re.compile(
    r"(?:olympus digital camera|sony dsc|samsung(?: camera pictures)?|dcim|default|digital camera|"
    r"(?:konica )?minolta digital camera|kodak digital still camera|exif[_ ]?jpeg[_ ]?picture|jpeg|"
    r"maginon .*|dsc_?\d+|img_?\d+|jpeg_\w*|binary comment|untitled|unknown|"
    r"(?:photographer|copyright|artist|author|owner|your|user) ?(?:name|owner|notice)?|[\s.\-_?*0]*)$",
    re.IGNORECASE,
)
_COPYRIGHT_MARK: Final = re.compile(r"©|\(c\)|&copy;|\bcopyright\b|\bcopr\.", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b(?:\s*[-–]\s*(?:1[89]|20)\d\d\b)?")
_NOISE: Final = re.compile(r"[\s.,;:]+")


@dataclass(frozen=True, slots=True)
class Found:
    """All values of one file by container; a mapping for each XMP packet, the main one first."""

    packets: Sequence[Mapping[str, XmpNode]]
    iim: Sequence[RawValue]
    exif: Sequence[RawValue]
    texts: Sequence[RawValue]
    iim_is_newer: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one container says about one field."""

    container: Container
    origin: str
    value: Value
    languages: dict[str, str]
    raw_bytes: int = 0
    byte_limit: int = 0


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The chosen fields and the contradictions."""

    fields: dict[str, FieldValue]
    conflicts: tuple[MetadataConflict, ...]


def reconcile(found: Found) -> Reconciled:
    """The field values of a file, each with its origin."""
    by_property = {value_set: _index(values) for value_set, values in _flat_values(found).items()}
    fields: dict[str, FieldValue] = {}
    conflicts = []
    for rule in FIELD_RULES:
        candidates = _candidates(rule, found.packets, by_property)
        if not candidates:
            continue
        chosen = choose(candidates, exif_leads=rule.exif_leads, iim_is_newer=found.iim_is_newer)
        fields[rule.name] = FieldValue(chosen.value, chosen.origin, chosen.languages)
        conflict = contradiction(rule, candidates)
        if conflict is not None:
            conflicts.append(conflict)
    claims = license_claims(fields)
    return Reconciled(fields, (*conflicts, claims) if claims is not None else tuple(conflicts))


def license_claims(fields: Mapping[str, FieldValue]) -> MetadataConflict | None:
    """The conflict when web statement and `cc:license` name two different public licenses."""
    named = [fields[name] for name in ("web_statement", "cc_license") if name in fields]
    named = [field for field in named if is_license_url(str(field.value))]
    if len({license_key(str(field.value)) for field in named}) < 2:
        return None
    return MetadataConflict("license", {field.origin: str(field.value) for field in named}, Severity.PERMISSION)


def choose(candidates: Sequence[Candidate], *, exif_leads: bool, iim_is_newer: bool) -> Candidate:
    """The candidate to believe; `candidates` is never empty and holds the main XMP packet before the others."""
    first: dict[Container, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.container, candidate)
    exif, iim, xmp = (first.get(c) for c in (Container.EXIF, Container.IIM, Container.XMP))
    if exif is not None and exif_leads:
        return _richer_twin(exif, xmp)
    if iim is not None and (xmp is None or (iim_is_newer and not is_cut_short(iim, xmp))):
        return iim
    return xmp or exif or candidates[0]


def _richer_twin(exif: Candidate, xmp: Candidate | None) -> Candidate:
    """XMP in place of EXIF when both say the same, since only XMP keeps languages and separate names."""
    return xmp if xmp is not None and normal(xmp.value) == normal(exif.value) else exif


def is_cut_short(iim: Candidate, xmp: Candidate) -> bool:
    """Whether the IIM value is the beginning of the XMP value, as far as its byte limit lets it reach."""
    short, full = _joined(iim.value), _joined(xmp.value)
    at_limit = iim.byte_limit and iim.raw_bytes >= iim.byte_limit - 3
    return bool(at_limit) and full.startswith(short.rstrip("\ufffd"))


def contradiction(rule: FieldRule, candidates: Sequence[Candidate]) -> MetadataConflict | None:
    """The conflict of a rights-bearing field, or nothing when all containers agree after normalization."""
    if rule.severity is None or len(candidates) < 2:
        return None
    xmp = next((c for c in candidates if c.container is Container.XMP), None)
    kept = [c for c in candidates if c is xmp or not (xmp and c.container is Container.IIM and is_cut_short(c, xmp))]
    if len({normal(c.value) for c in kept}) < 2:
        return None
    return MetadataConflict(rule.name, {c.origin: clean(_joined(c.value), 2000) for c in kept}, rule.severity)


def normal(value: Value) -> str:
    """A value for comparing: NFC, case, blanks, punctuation, copyright marks and years do not count (R3 b)."""
    text = unicodedata.normalize("NFC", _joined(value)).casefold()
    bare = _YEAR.sub(" ", _COPYRIGHT_MARK.sub(" ", text))
    return _NOISE.sub(" ", bare).strip() or _NOISE.sub(" ", text).strip()


def _joined(value: Value) -> str:
    if isinstance(value, tuple):
        return "; ".join(_joined(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}={item}" for key, item in sorted(value.items()))
    return str(value)


def is_boilerplate(text: str) -> bool:
    """Whether a text is what cameras and programs write by themselves (R3 a)."""
    return _BOILERPLATE.match(text.strip()) is not None


def _index(values: Iterable[RawValue]) -> dict[str, list[RawValue]]:
    found: dict[str, list[RawValue]] = {}
    for value in values:
        found.setdefault(value.property, []).append(value)
    return found


def _flat_values(found: Found) -> dict[Container, Sequence[RawValue]]:
    return {Container.EXIF: found.exif, Container.IIM: found.iim, Container.PNG: found.texts}


def _candidates(
    rule: FieldRule, packets: Sequence[Mapping[str, XmpNode]], flat: Mapping[Container, Mapping[str, list[RawValue]]]
) -> list[Candidate]:
    candidates = []
    for name in rule.exif:
        values = [value for value in flat[Container.EXIF].get(name, ()) if not is_boilerplate(value.decoded)]
        candidates = _legacy(rule, Container.EXIF, values[:1])
        if candidates:
            break
    for number, packet in enumerate(packets):
        name = next((name for name in rule.xmp if name in packet), "")
        if name:
            candidates += _from_xmp(rule, name, packet[name], number)
    for dataset in rule.iim:
        values = [value for value in flat[Container.IIM].get(f"2:{dataset:02}", ()) if value.decoded]
        for block in sorted({value.block for value in values}):
            candidates += _legacy(rule, Container.IIM, [value for value in values if value.block == block])
    for name in TEXT_SOURCES.get(rule.name, ()):
        values = [value for value in flat[Container.PNG].get(name, ()) if value.decoded]
        candidates += _legacy(rule, Container.PNG, values[:1])
    return candidates


def _legacy(rule: FieldRule, container: Container, values: Sequence[RawValue]) -> list[Candidate]:
    """A candidate from flat text values."""
    if not values:
        return []
    texts = tuple(value.decoded for value in values)
    value = _SHAPERS[rule.shape](XmpNode(items=tuple(XmpNode(text=text) for text in texts)), rule)
    if value in ("", (), {}):
        return []
    first = values[0]
    limit = MAX_BYTES.get(int(first.property[2:]), 0) if container is Container.IIM else 0
    return [Candidate(container, first.origin, value, {}, max(len(v.raw) for v in values), limit)]


def _from_xmp(rule: FieldRule, name: str, node: XmpNode, number: int) -> list[Candidate]:
    value = _SHAPERS[rule.shape](node, rule)
    if value in ("", (), {}):
        return []
    languages = {}
    if rule.shape in {Shape.LANG, Shape.LANG_TEXT}:
        for item in node.items[: limits.LANGUAGES]:
            if item.lang:
                languages[clean_line(item.lang, 35)] = clean(item.text, rule.limit)
    origin = f"xmp#{number + 1}:{name}" if number else f"xmp:{name}"
    return [Candidate(Container.XMP, origin, value, languages)]


def _names(node: XmpNode, rule: FieldRule) -> tuple[str, ...]:
    """Ordered names; a lone string is split at semicolons and unquoted (R5), never at commas."""
    texts = node.plains()
    if len(texts) == 1:
        texts = tuple(split_names(texts[0]))
    names = (clean_line(text, rule.limit) for text in texts)
    return tuple(dict.fromkeys(name for name in names if name and not is_boilerplate(name)))[: limits.CREATORS]


def split_names(text: str) -> list[str]:
    """Names of one string by the MWG rule: `; ` separates, quoted names keep theirs, inner quotes are doubled."""
    parts = re.findall(r'\s*"(?:[^"]|"")*"\s*(?=;|$)|[^;]+', text[: limits.TEXT_CHARS])
    stripped = (part.strip() for part in parts)
    return [p[1:-1].replace('""', '"') if len(p) > 1 and p[0] == p[-1] == '"' else p for p in stripped if p]


def _list(node: XmpNode, rule: FieldRule) -> tuple[str, ...]:
    texts = node.plains()
    if len(texts) == 1 and rule.name == "keywords" and ";" in texts[0]:
        texts = tuple(texts[0].split(";"))
    items = (clean_line(text, rule.limit) for text in texts)
    return tuple(dict.fromkeys(item for item in items if item))[: limits.KEYWORDS]


def _flag(node: XmpNode, _rule: FieldRule) -> Value:
    return {"true": True, "1": True, "false": False, "0": False}.get(node.plain().strip().lower(), "")


def _lines(node: XmpNode, rule: FieldRule) -> str:
    return clean_line(node.plain(), rule.limit)


def _texts(node: XmpNode, rule: FieldRule) -> str:
    return clean(node.plain(), rule.limit)


_SHAPERS: Final[Mapping[Shape, Callable[[XmpNode, FieldRule], Value]]] = {
    Shape.LINE: _lines,
    Shape.TEXT: _texts,
    Shape.LANG: _lines,
    Shape.LANG_TEXT: _texts,
    Shape.LIST: _list,
    Shape.NAMES: _names,
    Shape.URL: lambda node, _rule: clean_url(node.plain()),
    Shape.PLUS: lambda node, _rule: plus_code(node.plain()),
    Shape.PLUS_LIST: lambda node, _rule: tuple(plus_code(text) for text in node.plains()),
    Shape.SOURCE_TYPE: lambda node, _rule: digital_source_type(node.plain()),
    Shape.FLAG: _flag,
    Shape.STRUCTS: structures.entries,
}
