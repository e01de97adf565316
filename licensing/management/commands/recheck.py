"""`manage.py recheck`: compute stored decisions again; fails where the same rules give another answer."""

import json
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from licensing import rights
from licensing.rechecking import BATCH, compared, stored_decisions

SAY_EVERY_SECONDS = 5


class Command(BaseCommand):
    help = "Compute stored decisions again. Stopped or killed, the same call goes on where it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", type=date.fromisoformat, help="Only decisions from this day on, ISO 8601.")
        parser.add_argument(
            "--all-rulesets",
            action="store_true",
            help="Those of other rules too: what would today's rules change?",
        )
        parser.add_argument("--anew", action="store_true", help="Begin with the first decision.")

    def handle(self, *args: Any, **options: Any) -> None:
        """A file beside the data says how far it came; it is gone when all are done."""
        call = f"{rights.RULESET_VERSION} {options['since']} {options['all_rulesets']}"
        mark = Path(settings.DATA_DIR) / "recheck.json"
        state = {} if options["anew"] else _read(mark, call)
        after, faults, changed = state.get("after", 0), state.get("faults", 0), state.get("changed", 0)
        since = rights.start_of(options["since"]) if options["since"] else None
        rows = stored_decisions(since=since, all_rulesets=options["all_rulesets"], after=after)
        left, done, said = rows.count(), 0, time.monotonic()
        self.stdout.write(f"{left} decisions to compute again" + (f", from {after} on" if after else ""))
        for pk, difference in compared(rows):
            done += 1
            if difference is not None:
                faults, changed = faults + difference.is_fault, changed + (not difference.is_fault)
                self.stdout.write(str(difference))
            if done % BATCH == 0:
                _write(mark, {"call": call, "after": pk, "faults": faults, "changed": changed})
                if time.monotonic() - said >= SAY_EVERY_SECONDS:
                    said = time.monotonic()
                    self.stdout.write(f"{done} of {left}")
        mark.unlink(missing_ok=True)
        self.stdout.write(f"{done} computed again, {faults} differ, {changed} changed by other rules")
        if faults:
            raise CommandError(f"{faults} stored decisions do not follow from what was stored")


def _read(mark: Path, call: str) -> dict[str, Any]:
    """How far the same call came before; nothing for another one."""
    try:
        state = json.loads(mark.read_text())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) and state.get("call") == call else {}


def _write(mark: Path, state: dict[str, Any]) -> None:
    beside = mark.with_suffix(".new")
    beside.write_text(json.dumps(state))
    beside.replace(mark)
