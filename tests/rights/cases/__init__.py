"""Worked cases: the rule set as a lawyer reads it, and as a test states it. `docs/rechtsfaelle.md` is made of these."""

from . import contracts, details, naming, open_licenses, people, things, times_and_rules
from .case import Case

CHAPTERS = (open_licenses, contracts, naming, people, things, times_and_rules, details)
CASES: tuple[Case, ...] = tuple(case for chapter in CHAPTERS for case in chapter.CASES)
