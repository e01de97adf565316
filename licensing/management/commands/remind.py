"""`manage.py remind`: send the mails about tasks that are due now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from licensing.watching import run_round


class Command(BaseCommand):
    help = "Send reminders that are due; run twice, each goes out once. The worker does the same every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{run_round('tell', at=timezone.now()).count} E-Mails verschickt.")
