"""`manage.py import_catalogue FILE --organization SLUG [--map FIELD=COLUMN] [--dry-run]`: an old database moves in."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from assets.catalogue.fields import MappingInvalid, mapping_of
from assets.catalogue.files import CatalogueUnreadable, rows_of
from assets.catalogue.records import RowNote
from assets.models import Organization, Visibility
from assets.search.documents import searchable
from assets.search.freshness import BUILT_AT_ONCE, rebuild_stored
from licensing.catalogue import Moving, Tally, move_in

SHOWN: Final = 50


class Command(BaseCommand):
    help = "Move records of an old picture database in, from JSON lines, JSON or CSV; the files follow or stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organization", help="Short name of the organization that the pictures belong to.")
        parser.add_argument("--visibility", choices=Visibility.values, default=Visibility.NETWORK)
        parser.add_argument(
            "--map", action="append", default=[], metavar="FIELD=COLUMN", help="Which column says what; repeatable."
        )
        parser.add_argument("--dry-run", action="store_true", help="Write nothing; say what would happen to each row.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            moving = Moving(
                organization=_organization(options["organization"], may_make=not options["dry_run"]),
                visibility=options["visibility"],
                columns=mapping_of(options["map"]),
                is_dry_run=options["dry_run"],
            )
            tally = self._move(options["file"], moving)
        except (MappingInvalid, CatalogueUnreadable, OSError) as error:
            raise CommandError(str(error)) from error
        self._say(tally, moving)
        if tally.new and not moving.is_dry_run:
            self._index()

    def _move(self, path: Path, moving: Moving) -> Tally:
        tally = Tally()
        with tqdm(desc="Einträge", unit=" Einträge", file=sys.stderr) as bar:
            for tally in move_in(rows_of(path), moving, now=timezone.now()):
                bar.update(tally.rows - bar.n)
        return tally

    def _say(self, tally: Tally, moving: Moving) -> None:
        verb = "kämen dazu" if moving.is_dry_run else "kamen dazu"
        self.stdout.write(
            f"{tally.rows} Einträge: {tally.new} {verb}, {tally.known} schon da, {len(tally.refused)} abgelehnt.\n"
            f"{tally.licensed} nennen eine bekannte Lizenz (behauptet, nicht geprüft)."
        )
        most = None if moving.is_dry_run else SHOWN
        self._list("abgelehnt", tally.refused, most)
        self._list("Hinweise", tally.hints, most)

    def _list(self, title: str, rows: list[RowNote], most: int | None) -> None:
        if not rows:
            return
        self.stdout.write(f"{len(rows)} {title}:")
        for each in rows[:most]:
            self.stdout.write(f"  Zeile {each.number}: {each.text}")
        if most is not None and len(rows) > most:
            self.stdout.write(f"  … und {len(rows) - most} weitere; --dry-run nennt alle")

    def _index(self) -> None:
        """Leave an index that knows the new pictures, so that a large library is searched at once."""
        if searchable()[: BUILT_AT_ONCE + 1].count() <= BUILT_AT_ONCE:
            return
        with tqdm(desc="Suche", unit=" Bilder", file=sys.stderr) as bar:
            rebuild_stored(lambda count: bar.update(count - bar.n))


def _organization(slug: str | None, *, may_make: bool) -> Organization:
    """The named organization, or the only one there is; an empty library gets one to begin with."""
    if slug:
        found = Organization.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"Die Organisation „{slug}“ gibt es nicht.")
        return found
    several = list(Organization.objects.order_by("slug")[:2])
    if len(several) == 1:
        return several[0]
    if not several and may_make:
        return Organization.objects.create(
            slug="bibliothek", name="Unsere Bibliothek", kind=Organization.Kind.MUNICIPALITY
        )
    raise CommandError("Zu welcher Organisation gehören die Bilder? Bitte --organization angeben.")
