"""Embedded metadata: bytes become facts, and rights become bytes. Pure; no Django, no network."""

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
from assets.metadata.notices import Words, warning_words
from assets.metadata.reading import read, read_bytes
from assets.metadata.sniff import Sniffed, examine, sniff
from assets.metadata.write import (
    MANIFEST_NOTE,
    WRITABLE,
    RightsFields,
    WrittenCopy,
    XmpValue,
    embed,
    write_rights,
    write_rights_file,
)

__all__ = [
    "ACCEPTED",
    "MANIFEST_NOTE",
    "REFUSAL_WORDS",
    "WRITABLE",
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
    "RightsFields",
    "Severity",
    "Sniffed",
    "TechnicalFacts",
    "Treatment",
    "TypeInfo",
    "UnreadableFile",
    "Value",
    "Words",
    "WrittenCopy",
    "XmpValue",
    "ZoneState",
    "embed",
    "examine",
    "from_json",
    "read",
    "read_bytes",
    "sniff",
    "to_json",
    "warning_words",
    "write_rights",
    "write_rights_file",
]
