"""What is recorded about assets, as values for the rights kernel: in bulk, in a fixed number of queries."""

from licensing.facts.loading import facts_for

__all__ = ["facts_for"]
