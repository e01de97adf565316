"""What processes take of memory, as Linux counts it."""

import resource
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of one process: all that is resident, its share of it, and what nobody else has."""

    resident: int
    share: int
    private: int

    def __str__(self) -> str:
        return f"RSS {self.resident} MB, PSS {self.share} MB, private {self.private} MB"


def memory_of(pid: int | str = "self") -> Memory:
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    kilobytes = {words[0].rstrip(":"): int(words[1]) for words in lines}
    private = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return Memory(kilobytes["Rss"] >> 10, kilobytes["Pss"] >> 10, private >> 10)


def peak_mb() -> int:
    """The most that this process ever had resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
