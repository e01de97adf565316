"""`manage.py rotate_evidence_key`: bring everything that is encrypted under the current evidence key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assets import audit
from assets.errors import DomainError
from licensing.evidence import current_key_id
from licensing.services.key_rotation import rotate_keys


class Command(BaseCommand):
    help = "Wrap data keys and contacts with BILDKREIS_EVIDENCE_KEY; the former key stands in …_FALLBACKS until done."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            done = rotate_keys()
        except DomainError as error:
            raise CommandError(error.detail) from error
        audit.record(
            "evidence.rotated",
            actor="rotate_evidence_key",
            object_kind="evidence-key",
            object_id=current_key_id(),
            data={"documents": done.documents, "contacts": done.contacts, "failed": len(done.failed)},
        )
        self.stdout.write(f"{done.documents} Belege und {done.contacts} Kontakte unter dem neuen Schlüssel.")
        if done.failed:
            raise CommandError("Mit keinem der Schlüssel zu öffnen: " + ", ".join(done.failed))
