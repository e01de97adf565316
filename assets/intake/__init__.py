"""Bytes become an asset: hash, read, render, index. Each step can be repeated, and stamps what it did.

The stamps are the truth about what is left (`needing(step)`), so a killed worker costs the
step it was in and nothing else.
"""

from assets.intake.arrivals import register_arrival
from assets.intake.kinds import WorkKind, register
from assets.intake.refusals import register_refusal

__all__ = ["WorkKind", "register", "register_arrival", "register_refusal"]
