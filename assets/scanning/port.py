"""The port: bytes in, a finding or none out. A scanner that does not answer never lets anything pass."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class ScannerUnavailable(Exception):
    """No answer, or none that is understood: the file waits and is looked at again."""


class TooLargeToScan(Exception):
    """The file is larger than the scanner takes: it goes on, and its record says that nobody looked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in the scanner's own words, cut down to letters that are harmless anywhere."""

    name: str


class Scanner(Protocol):
    def scan(self, path: Path) -> Finding | None:
        """What is wrong with the file, if anything. Raises `ScannerUnavailable`, `TooLargeToScan`."""
        ...
