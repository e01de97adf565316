"""`manage.py subject_export PERSON --output person.zip`: everything held about one person (Art. 15 GDPR)."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from licensing.models import Person
from licensing.services.subject_reports import write_subject_report


class Command(BaseCommand):
    help = "Write everything held about one person into a ZIP that only you can read: for that person (Art. 15 GDPR)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", type=UUID, help="The person's id, as the register shows it.")
        parser.add_argument("--output", type=Path, required=True, help="A file that does not exist yet.")

    def handle(self, *_args: Any, **options: Any) -> None:
        person = Person.objects.select_related("organization").filter(uuid=options["person"]).first()
        if person is None:
            raise CommandError("Diese Person gibt es hier nicht.")
        try:
            descriptor = os.open(options["output"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{options['output']} lässt sich nicht anlegen: {error.strerror}") from error
        with os.fdopen(descriptor, "wb") as out:
            written = write_subject_report(person, out, by="subject_export")
        self.stdout.write(f"{written.pictures} Bilder, {written.documents} Belege in {options['output']}")
        if written.missing:
            raise CommandError("Nicht lesbar waren: " + ", ".join(written.missing))
