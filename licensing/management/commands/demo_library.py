"""`manage.py demo_library draw DIR | people | records DIR`: the invented district, step by step."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Never

from django.core.management.base import BaseCommand
from tqdm import tqdm

from assets.demo import PICTURES, draw_library
from licensing.demo.accounts import accounts
from licensing.demo.seed import seed_demo, seed_people


class Command(BaseCommand):
    help = "Make the demo library: draw pictures into a folder, then people before indexing, rights records after it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        draw = steps.add_parser("draw", help="Draw the pictures that the folder does not hold yet.")
        draw.add_argument("folder", type=Path)
        draw.add_argument("--processes", type=int, default=2)
        steps.add_parser("people", help="Organizations, offices to sign in as, boundaries: before indexing.")
        records = steps.add_parser("records", help="Rights, campaigns and collections: after indexing.")
        records.add_argument("folder", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        match options["step"]:
            case "draw":
                self._draw(options["folder"], options["processes"])
            case "people":
                seed_people()
                self.stdout.write(f"{len(accounts())} Zugänge zum Ausprobieren, 6 Organisationen, alle erfunden.")
            case "records":
                self.stdout.write(f"{seed_demo(options['folder'])} Bilder haben nun Rechteangaben.")

    def _draw(self, folder: Path, processes: int) -> None:
        bar = tqdm(total=len(PICTURES), desc="Zeichnen", unit=" Bilder", file=sys.stderr)
        draw_library(folder, processes=processes, progress=lambda done, _total: self._show(bar, done))
        bar.close()

    @staticmethod
    def _show(bar: "tqdm[Never]", done: int) -> None:
        bar.update(done - bar.n)
