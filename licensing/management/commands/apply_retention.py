"""`manage.py apply_retention`: erase proof of consents whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from licensing.services.retention import apply_retention


class Command(BaseCommand):
    help = "Erase documents of consents on which nothing rests and whose limitation period is over; run it daily."

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = apply_retention(on=timezone.localdate(), by="apply_retention")
        self.stdout.write(f"{done.erased} Belege gelöscht, {done.dated} haben einen letzten Tag.")
