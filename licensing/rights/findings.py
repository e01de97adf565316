"""How findings join: the strictest of several gates, the mildest of several alternatives."""

from collections.abc import Iterable

from .catalogue import Duty, Finding, Reason
from .verdict import VERDICTS_BY_STRICTNESS, Verdict


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Join findings: the strictest reason; a duty makes a plain yes a yes with duties."""
    strictest, is_bound = 0, False
    for finding in findings:
        if isinstance(finding, Duty):
            is_bound = True
        elif isinstance(finding, Reason):
            strictest = max(strictest, finding.verdict.strictness)
    return VERDICTS_BY_STRICTNESS[strictest or int(is_bound)]


def mildest_of(outcomes: list[list[Finding]]) -> list[Finding]:
    """The mildest of several alternatives, each whole; among equals the one with the least to say, then by content, so
    that the order of records does not matter.
    """
    if len(outcomes) == 1:
        return outcomes[0]
    ranks = [(verdict_of(findings).strictness, len(findings)) for findings in outcomes]
    least = min(ranks)
    best = [findings for findings, rank in zip(outcomes, ranks, strict=True) if rank == least]
    return best[0] if len(best) == 1 else min(best, key=repr)
