"""The ICC profile of a printing condition that exists nowhere: ideal inks on white paper, made by arithmetic."""

import itertools
import struct

GRID_OF_INKS, GRID_OF_COLORS = 3, 9


def press_profile() -> bytes:
    """A CMYK output profile (ICC 2.1) with one table each way."""
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 6) + b"Probe\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": _table(4, 3, GRID_OF_INKS, [_lab(*_seen(*each)) for each in _grid(4, GRID_OF_INKS)]),
        b"B2A0": _table(3, 4, GRID_OF_COLORS, [_inks(*each) for each in _grid(3, GRID_OF_COLORS)]),
    }
    offset, entries, body = 132 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        entries += name + struct.pack(">II", offset + len(body), len(data))
        body += padded
    size = offset + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"test", 0x02100000, b"prtr", b"CMYK", b"Lab ") + struct.pack(
        ">6H", 2000, 1, 1, 0, 0, 0
    )
    head += b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + entries + body


def _grid(axes: int, points: int) -> list[tuple[float, ...]]:
    return list(itertools.product([step / (points - 1) for step in range(points)], repeat=axes))


def _table(inputs: int, outputs: int, points: int, cells: list[tuple[int, ...]]) -> bytes:
    straight = bytes(range(256))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    head = b"mft1" + bytes(4) + bytes((inputs, outputs, points, 0)) + matrix
    return head + straight * inputs + b"".join(bytes(cell) for cell in cells) + straight * outputs


def _seen(cyan: float, magenta: float, yellow: float, black: float) -> tuple[float, float, float]:
    return tuple((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))


def _lab(red: float, green: float, blue: float) -> tuple[int, int, int]:
    """A made-up lightness and two opponent axes, in the eight bits of the profile."""
    light, across, down = (red + green + blue) / 3, (red - green) * 80, ((red + green) / 2 - blue) * 80
    return round(light * 255), round(across) + 128, round(down) + 128


def _inks(light: float, across: float, down: float) -> tuple[int, int, int, int]:
    first, second = (across * 255 - 128) / 80, (down * 255 - 128) / 80
    mean = light + second / 3
    red, green, blue = mean + first / 2, mean - first / 2, mean - second
    cyan, magenta, yellow = (min(1.0, max(0.0, 1 - each)) for each in (red, green, blue))
    black = min(cyan, magenta, yellow)
    rest = 1 - black or 1.0
    inks = (round(255 * (ink - black) / rest) for ink in (cyan, magenta, yellow))
    return *inks, round(255 * black)
