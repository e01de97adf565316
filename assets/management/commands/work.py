"""`manage.py work`: do what is left to do, in worker processes, until stopped."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from assets.intake.progress import work_until_done
from assets.intake.supervise import Workforce
from assets.intake.work import run_worker


class Command(BaseCommand):
    help = "Hash, read, render and index what arrived, and prepare downloads, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--processes", type=int, default=1, help="How many files at once (default 1).")
        parser.add_argument("--worker", action="store_true", help="Be one worker in this process.")
        parser.add_argument("--until-done", action="store_true", help="End when nothing can be done now.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["worker"]:
            run_worker()
            return
        if options["until_done"]:
            work_until_done(processes=max(1, options["processes"]))
            return
        self.stdout.write(f"Arbeit läuft mit {options['processes']} Prozessen. Strg+C beendet.")
        Workforce(processes=max(1, options["processes"])).run()
