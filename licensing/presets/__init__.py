"""Eight starting points for rights: each asks only for what it still needs and expands to full records. Pure.

Nothing is granted that nobody said: what was not asked stays unknown, an answer that is missing becomes a gap with its
price, and "unclear" releases nothing. The names of the questions are those of the interface.
"""

from licensing.presets.answers import NO_ANSWERS, Answers, read_answers
from licensing.presets.expansion import PresetGrant, PresetRecords, expand
from licensing.presets.gaps import Gap, find_gap, gap, gaps_of
from licensing.presets.table import CHANNEL_GROUPS, PRESETS, Ask, Preset, PresetCode, preset_of

__all__ = [
    "CHANNEL_GROUPS",
    "NO_ANSWERS",
    "PRESETS",
    "Answers",
    "Ask",
    "Gap",
    "Preset",
    "PresetCode",
    "PresetGrant",
    "PresetRecords",
    "expand",
    "find_gap",
    "gap",
    "gaps_of",
    "preset_of",
    "read_answers",
]
