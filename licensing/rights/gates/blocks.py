"""Gate 14: earlier blocks on the same person, work or original. A blocked original blocks its renditions, except those
in which a person confirmed that the cause is gone.
"""

from collections.abc import Iterator

from ..case import Case
from ..catalogue import Finding, RecordRef, forbidden


def earlier_blocks(case: Case) -> Iterator[Finding]:
    """Every block that the rendition asked about was not freed from."""
    for block in case.facts.blocks:
        if case.rendition is None or case.rendition.id not in block.freed_renditions:
            yield forbidden("ASSET_BLOCKED", 14, RecordRef("block", block.id), reason=block.reason or str(block.cause))
