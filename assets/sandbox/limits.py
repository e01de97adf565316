"""What one child may use before the kernel or the server ends it."""

import resource

import msgspec

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """Hard bounds of one job. The wall clock is kept by the server, everything else by the kernel."""

    memory_bytes: int = 2048 * MIB
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    output_bytes: int = 512 * MIB
    result_bytes: int = 4 * MIB
    descriptors: int = 32

    def apply(self) -> None:
        """Bind the calling process. The hard CPU limit is a second later: SIGXCPU tells more than SIGKILL."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.output_bytes, self.output_bytes))
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.descriptors, self.descriptors))
        resource.setrlimit(resource.RLIMIT_CPU, (self.cpu_seconds, self.cpu_seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (self.memory_bytes, self.memory_bytes))


DEFAULT = Limits()
FILM = Limits(cpu_seconds=120, wall_seconds=300.0, output_bytes=2048 * MIB)
"""For films: one frame may need many others, and an hour has ninety thousand of them."""
DRAWING = Limits(cpu_seconds=4, wall_seconds=20.0)
"""For drawings: half of all take 14 ms; a drawing that takes seconds is built to."""


def limits_for(media_type: str) -> Limits:
    """What a job about a file of this type may use when the caller says nothing else."""
    if media_type.startswith("video/"):
        return FILM
    return DRAWING if media_type == "image/svg+xml" else DEFAULT
