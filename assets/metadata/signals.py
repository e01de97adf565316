"""Signs of generative AI outside `DigitalSourceType`: named programs, generation parameters in PNG text.

If signs disagree, the most AI-affirming one stands until a person corrects it; the contradiction is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from assets.metadata.facts import Container, FieldValue, MetadataConflict, RawValue, Severity
from assets.metadata.text import clean_line
from assets.metadata.vocabularies import AI_SOURCE_TYPES, SOURCE_TYPE_BASE, ai_generator

_PROMPT_CHUNKS: Final = frozenset({"parameters", "prompt", "workflow", "invokeai_metadata", "sd-metadata", "Dream"})
_SOFTWARE: Final = frozenset(
    {"xmp:CreatorTool", "0x0131", "2:65", "Software", "Iptc4xmpExt:AISystemUsed", "photoshop:Credit", "2:110"}
)
_PARAMETERS: Final = re.compile(r"\bSteps: \d{1,4}, Sampler: ")
_MAY_BE_AI: Final = frozenset({*AI_SOURCE_TYPES, SOURCE_TYPE_BASE + "algorithmicMedia", SOURCE_TYPE_BASE + "composite"})


def artificial_signals(
    raw: Sequence[RawValue], fields: Mapping[str, FieldValue]
) -> tuple[dict[str, FieldValue], tuple[MetadataConflict, ...]]:
    """`ai_signals` (origins that point to a generator), and a conflict when the declared source type denies it."""
    found = {}
    for value in raw:
        if value.property in _SOFTWARE:
            system = ai_generator(value.decoded)
            if system or (value.property == "Iptc4xmpExt:AISystemUsed" and value.decoded):
                found[value.origin] = system or clean_line(value.decoded, 100)
        elif _holds_parameters(value):
            found[value.origin] = "generation parameters"
    if not found:
        return {}, ()
    origin = next(iter(found))
    signals = {"ai_signals": FieldValue(tuple(f"{key}: {text}" for key, text in found.items()), origin)}
    declared = fields.get("digital_source_type")
    if declared is None or declared.value in _MAY_BE_AI:
        return signals, ()
    claims = {declared.origin: str(declared.value), **found}
    return signals, (MetadataConflict("digital_source_type", claims, Severity.PERMISSION),)


def _holds_parameters(value: RawValue) -> bool:
    """Whether a text is what generators note about their own run: PNG chunks, and the comment in JPEG."""
    if value.container is Container.PNG:
        return value.property in _PROMPT_CHUNKS
    return value.property == "0x9286" and _PARAMETERS.search(value.decoded) is not None
