"""`manage.py erase_subject PERSON --by USERNAME`: erase what is held about one person (Art. 17 GDPR)."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from assets.models import User
from licensing.models import Person
from licensing.services.subjects import Erasure, erase_subject


class Command(BaseCommand):
    help = (
        "Erase what is held about one person: contact goes, pictures are blocked and cannot come back (Art. 17 GDPR)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", type=UUID, help="The person's id, as the register shows it.")
        parser.add_argument("--by", required=True, help="User name of who answers for it; stands in the audit trail.")
        parser.add_argument("--remove-pictures", action="store_true", help="Also hide pictures of nobody else.")

    def handle(self, *_args: Any, **options: Any) -> None:
        person = Person.objects.filter(uuid=options["person"]).first()
        user = User.objects.filter(username=options["by"]).first()
        if person is None or user is None:
            raise CommandError("Diese Person oder dieses Konto gibt es hier nicht.")
        done = erase_subject(person, by=user, remove_pictures=options["remove_pictures"])
        self._tell(done)

    def _tell(self, done: Erasure) -> None:
        self.stdout.write(
            f"{done.pictures} Bilder gesperrt, davon {done.removed} entfernt; {done.withdrawn} Einwilligungen beendet; "
            f"{done.documents_erased} Belege gelöscht."
        )
        for kept in done.documents_kept:
            until = f"bis {kept.until:%d.%m.%Y}" if kept.until else "solange noch etwas darauf beruht"
            self.stdout.write(f"Beleg {kept.document} bleibt {until} (§§ 195, 199 BGB, Art. 17 (3) e DSGVO).")
        for mention in done.mentions:
            self.stdout.write(f"Der Name steht noch im Feld {mention.field} von {mention.asset}: bitte ändern.")
