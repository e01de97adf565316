"""More than 150 files that strangers could bring, drawn by code, and how each must end.

`python -m tests.hostile FOLDER` writes them into a folder, for trying other programs or a running installation.
"""

import sys
from pathlib import Path
from typing import Final

from tests.hostile_files import claims, disguises, documents, moving, rasters
from tests.hostile_files.case import SAFE, Case, End

CASES: Final[tuple[Case, ...]] = (
    *rasters.CASES,
    *documents.CASES,
    *moving.CASES,
    *disguises.CASES,
    *claims.CASES,
)

__all__ = ["CASES", "SAFE", "Case", "End", "write"]


def write(folder: Path) -> int:
    """Write every file under a name of ours, numbered; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(CASES):
        suffix = Path(each.name).suffix[:6] or ".bin"
        (folder / f"{number:03}{suffix}").write_bytes(each.draw())
    return len(CASES)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
