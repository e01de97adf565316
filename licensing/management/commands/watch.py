"""`manage.py watch`: judge every use again whose moment has come, and open what the calendar asks for."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from licensing.models import Publication
from licensing.services.judging import JUDGED, judge_rows
from licensing.services.tasks import CHUNK
from licensing.watching import run_round


class Command(BaseCommand):
    help = "Judge what has come due again and open tasks; the worker does the same every few minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="Judge everything that is on or planned, due or not.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["all"]:
            self._judge_all()
        judged, opened = run_round("judge", at=now), run_round("duties", at=now)
        self.stdout.write(f"{judged.count} Veröffentlichungen neu geprüft, {opened.count} Aufgaben geöffnet.")

    def _judge_all(self) -> None:
        """Batch by batch, each a transaction of its own: stopped anywhere, it can begin again."""
        rows = Publication.objects.filter(state__in=JUDGED)
        after = 0
        with tqdm(total=rows.count(), desc="Prüfen", unit=" Beiträge", file=self.stderr) as bar:
            while pks := list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
                bar.update(judge_rows(Publication.objects.filter(pk__in=pks), at=timezone.now()))
                after = pks[-1]
