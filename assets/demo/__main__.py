"""`python -m assets.demo FOLDER`: draw the demo library; pictures that are already there stay as they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assets.demo.library import draw_library


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m assets.demo FOLDER\n")
        return 2
    draw_library(Path(arguments[0]), processes=min(2, os.cpu_count() or 1), progress=_show)
    sys.stdout.write("\n")
    return 0


def _show(done: int, total: int) -> None:
    sys.stdout.write(f"\rBeispielbilder: {done} von {total}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
