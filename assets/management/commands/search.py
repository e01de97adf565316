"""`manage.py search rebuild | verify`: make the index again, or compare it with the tables."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from assets.search.documents import searchable
from assets.search.freshness import live, rebuild_stored
from assets.search.verification import differences

SHOWN = 20


class Command(BaseCommand):
    help = "Rebuild the search index from the tables, or verify that it says what they say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["rebuild", "verify"])

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["action"] == "rebuild":
            self._rebuild()
        else:
            self._verify()

    def _rebuild(self) -> None:
        """Nothing stops meanwhile: other processes keep their index, which stays fresh by the change log."""
        total = searchable().count()
        with tqdm(total=total, unit=" assets", file=sys.stderr, disable=None) as bar:
            index = rebuild_stored(lambda count: bar.update(count - bar.n))
        self.stdout.write(f"search index rebuilt: {len(index)} assets")

    def _verify(self) -> None:
        found = differences(live())
        for line in found[:SHOWN]:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} assets differ between index and tables: run `manage.py search rebuild`")
        self.stdout.write("search index and tables agree")
