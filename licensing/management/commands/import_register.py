"""`manage.py import_register FILE --kind grants --organization SLUG --by USER [--dry-run]`: a register, row by row."""

import sys
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from assets.errors import DomainError
from assets.models import Organization, Role, User
from assets.storage import store_from_settings
from assets.viewer import viewer_of
from licensing.exchange.registers.running import Upload, begin_import, counts_of, go_on
from licensing.models import RegisterImport, RegisterRow
from licensing.models.register import RegisterKind

SHOWN = 50


class Command(BaseCommand):
    help = "Record a register of grants or consents from CSV or XLSX; with --dry-run only say what would become of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=RegisterKind.values, required=True)
        parser.add_argument("--organization", required=True, help="Short name of the organization.")
        parser.add_argument("--by", required=True, help="User name of a rights manager of the organization.")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        organization, by = self._who(options["organization"], options["by"])
        try:
            upload = Upload(options["file"].name, options["file"].read_bytes())
            run = begin_import(
                upload, kind=options["kind"], organization=organization, by=by, is_dry_run=options["dry_run"]
            )
        except (DomainError, OSError) as error:
            raise CommandError(getattr(error, "detail", "") or str(error)) from error
        self._work(run)
        run.refresh_from_db()
        if run.state == RegisterImport.State.FAILED:
            raise CommandError(run.reason)
        self._say(run)

    def _who(self, slug: str, username: str) -> tuple[Organization, User]:
        organization = Organization.objects.filter(slug=slug).first()
        by = User.objects.filter(username=username, is_active=True).first()
        if organization is None or by is None:
            raise CommandError("Diese Organisation oder diesen Zugang gibt es nicht.")
        if not viewer_of(by).holds(Role.RIGHTS_MANAGER, organization.pk):
            raise CommandError("Dafür braucht es die Rolle „Rechte verwalten“ in dieser Organisation.")
        return organization, by

    def _work(self, run: RegisterImport) -> None:
        """Work in this process, held against workers; should it be killed, one of them goes on after an hour."""
        RegisterImport.objects.filter(pk=run.pk).update(leased_until=timezone.now() + timedelta(hours=1))
        store = store_from_settings()
        with tqdm(desc="Zeilen", unit=" Zeilen", file=sys.stderr) as bar:
            while go_on(run, store=store, seconds=1):
                bar.update(run.rows.count() - bar.n)
            bar.update(run.rows.count() - bar.n)

    def _say(self, run: RegisterImport) -> None:
        counts = counts_of([run]).get(run.pk, {})
        for fate in RegisterRow.Fate:
            if counts.get(fate.value):
                self.stdout.write(f"{counts[fate.value]:>6} {fate.label}")
        for row in run.rows.filter(fate=RegisterRow.Fate.REFUSED)[:SHOWN]:
            self.stdout.write(f"  Zeile {row.number} {row.cell}: {row.message}")
        if run.ignored_columns:
            self.stdout.write(f"Nicht verwendete Spalten: {', '.join(run.ignored_columns)}")
