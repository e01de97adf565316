"""`manage.py check_library`: does every row have its bytes, every byte its row, and is what is derived still true?"""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assets.checking import Finding, Scope, report
from assets.storage import store_from_settings


class Command(BaseCommand):
    help = "Compare rows, objects, states, windows, index and audit trail; changes nothing without --repair."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hash", action="store_true", help="Read every original and rendition, compare SHA-256.")
        parser.add_argument(
            "--repair", action="store_true", help="Make again what can be made again; a running worker does the rest."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each damage on a line of its own; fail when one is left that was not repaired."""
        scope = Scope(store=store_from_settings(), now=timezone.now(), with_hashes=options["hash"])
        found: Counter[str] = Counter()
        left = 0
        for finding in list(report(scope)):
            repaired = options["repair"] and self._repaired(finding)
            self.stdout.write(f"{finding}{', repaired' if repaired else ''}")
            found[finding.code] += 1
            left += not repaired
        for code, count in sorted(found.items()):
            self.stdout.write(f"{count:8} {code}")
        if left:
            raise CommandError(f"{left} damages left: docs/operations.md says what each means and what to do")
        self.stdout.write(
            "the library is whole" if not found else "all repaired: let a worker finish, then check again"
        )

    def _repaired(self, finding: Finding) -> bool:
        if finding.repair is None:
            return False
        finding.repair()
        return True
