"""`manage.py verify_audit`: find a changed, missing or swapped row of the audit trail."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assets.audit import broken_links
from assets.models import AuditEvent


class Command(BaseCommand):
    help = "Walk the audit trail and say whether its chain of hashes is whole."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = broken_links()
        if broken:
            raise CommandError("\n".join(f"row {link.event_id}: {link.reason}" for link in broken))
        self.stdout.write(f"{AuditEvent.objects.count()} rows, chain whole")
