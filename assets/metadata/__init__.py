"""Reading and writing of embedded metadata: bytes become facts, and rights become bytes. Pure; no Django, no network."""

from assets.metadata.errors import MetadataNotWritten, UnreadableFile
from assets.metadata.facts import (
    Container,
    EmbeddedPreview,
    Entry,
    FieldValue,
    FileFacts,
    MetadataConflict,
    RawValue,
    Severity,
    TechnicalFacts,
    Value,
    ZoneState,
    from_json,
    to_json,
)
from assets.metadata.media_types import ACCEPTED, REFUSAL_WORDS, Kind, MediaType, Refusal, Treatment, TypeInfo
from assets.metadata.reading import read, read_bytes
from assets.metadata.sniff import Sniffed, examine, sniff

__all__ = [
    "ACCEPTED",
    "REFUSAL_WORDS",
    "Container",
    "EmbeddedPreview",
    "Entry",
    "FieldValue",
    "FileFacts",
    "Kind",
    "MediaType",
    "MetadataConflict",
    "MetadataNotWritten",
    "RawValue",
    "Refusal",
    "Severity",
    "Sniffed",
    "TechnicalFacts",
    "Treatment",
    "TypeInfo",
    "UnreadableFile",
    "Value",
    "ZoneState",
    "examine",
    "from_json",
    "read",
    "read_bytes",
    "sniff",
    "to_json",
]
