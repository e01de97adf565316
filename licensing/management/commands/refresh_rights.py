"""`manage.py refresh_rights`: make the rows that search filters by again for every asset, under the rules of today."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assets.models import Asset
from licensing.models import RulesetRefresh
from licensing.refreshing import next_ruleset_batch, note_ruleset

SAY_EVERY_SECONDS = 5


class Command(BaseCommand):
    help = "Make permitted uses again for all assets; stopped or killed, it goes on where it was. See also the worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="Begin with the first asset, though all are done.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Batch by batch, each a transaction that stamps how far it came."""
        refresh = note_ruleset()
        if options["again"]:
            self._begin_anew(refresh)
        left = self._left(refresh)
        self.stdout.write(f"ruleset {refresh.ruleset_version}: {left} assets to make again")
        done, started, said = 0, time.monotonic(), 0.0
        while (number := next_ruleset_batch(refresh.pk)) is not None:
            done += number
            spent = time.monotonic() - started
            if spent - said >= SAY_EVERY_SECONDS:
                said = spent
                self.stdout.write(f"{done} of {left} after {spent:.0f} s, {done / spent:.0f} a second")
        spent = time.monotonic() - started
        self.stdout.write(f"done: {done} assets in {spent:.1f} s")

    def _left(self, refresh: RulesetRefresh) -> int:
        if refresh.done_at is not None:
            return 0
        return Asset.objects.filter(pk__gt=refresh.done_up_to, pk__lte=refresh.last).count()

    def _begin_anew(self, refresh: RulesetRefresh) -> None:
        refresh.done_up_to, refresh.done_at, refresh.requested_at = 0, None, timezone.now()
        refresh.last = Asset.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        refresh.save(update_fields=["done_up_to", "done_at", "requested_at", "last"])
