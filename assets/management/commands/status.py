"""`manage.py status`: what is left to do, and what failed."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from assets.status import library_status


class Command(BaseCommand):
    help = "Show how many originals wait for which step, and which failed why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="For programs.")

    def handle(self, *args: Any, **options: Any) -> None:
        status = library_status()
        if options["json"]:
            self.stdout.write(json.dumps(status.as_dict()))
            return
        for step, work in status.steps.items():
            self.stdout.write(f"{step:8} {work.pending:8} zu tun {work.failed:6} gescheitert")
        self.stdout.write(f"{status.assets} Bilder, davon {status.ready} bereit, {status.vanished} verschwunden")
        for failure in status.failures:
            self.stdout.write(f"  {failure.step}: {failure.name}: {failure.reason}")
