"""Does the library hold together? Each room looks after its own rows and objects; `manage.py check_library` asks all.

A check only reads, and yields a `Finding` for each damage that it sees. A finding may carry its repair, where making
something again from what is the truth cannot lose anything; everything else is for a person to look at.
"""

from assets.checking.finding import Check, Finding, Scope, library_checks, register, report
from assets.checking.orphans import orphans_under

__all__ = ["Check", "Finding", "Scope", "library_checks", "orphans_under", "register", "report"]
