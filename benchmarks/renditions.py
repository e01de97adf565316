"""CPU seconds of renditions, as ratios to libjpeg-turbo and libvips measured in the same run.

Run as `python -m benchmarks.renditions`. *Floor* is `djpeg` at the smallest DCT scale that covers the target and
`cjpeg` of what came out: nothing that starts from the file and ends in one can be much faster. Where the two programs
are not installed, Pillow's scaled decode stands in, which is the same library without the encoder. libvips is its own
`thumbnail`, one thread. Figures are user and system time, forks and starts of programs included; medians of several
runs, taken in turn so that a busy machine slows all alike.
"""

import resource
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from assets.renditions import CHANNEL_PRESETS, Crop, Focal, MakeParams, Size, automatic_crop, plan
from assets.renditions.presets import LARGE, TILE
from assets.sandbox import Sandbox
from benchmarks.photos import Camera, drawn

RUNS: Final = 7
CAMERA: Final = Camera(4032, 3024)
CHANNELS: Final = ("instagram-4x5", "story-9x16", "facebook", "website-hero", "newsletter", "press")
QUALITY: Final = 82
RIGHTS: Final = {
    "creators": ["Nora Beispiel"],
    "credit_line": "Foto: Nora Beispiel / Landkreis Musterau",
    "copyright_notice": "© 2026 Landkreis Musterau",
    "usage_terms": "Nur nach Freigabe.",
    "title": "Hügel im Frühling",
}

Step = Callable[[], float]


def photo() -> bytes:
    """The 12-megapixel photo that everything is measured on."""
    return drawn(CAMERA)


@dataclass(frozen=True, slots=True)
class Target:
    """A rendition to be measured against others: its size, the part, and how this program makes it."""

    name: str
    size: Size
    crop: Crop | None
    ours: Step


def floor(path: Path) -> float:
    """Decode at the smallest step that covers the large rendition; own CPU seconds."""
    before = _own_cpu()
    with Image.open(path, formats=["JPEG"]) as image:
        image.draft(None, LARGE.smallest_source(*image.size))
        image.load()
    return _own_cpu() - before


def job(sandbox: Sandbox, name: str, path: Path, out_dir: Path | None) -> float:
    """One job of the product in its child; CPU seconds of fork and child."""
    sandbox.run(name, source=path, out_dir=out_dir, params={"media_type": "image/jpeg", "rights": RIGHTS})
    return sandbox.last_usage.cpu_seconds


def channel(sandbox: Sandbox, params: MakeParams, path: Path, out_dir: Path) -> float:
    sandbox.run("make_rendition", source=path, out_dir=out_dir, params=params)
    return sandbox.last_usage.cpu_seconds


def libjpeg(path: Path, target: Target, whole: Size) -> float | None:
    """`djpeg` at the smallest scale that covers the target, then `cjpeg`; none without the programs."""
    if not (shutil.which("djpeg") and shutil.which("cjpeg")):
        return None
    share = (target.crop.width, target.crop.height) if target.crop else (1.0, 1.0)
    wanted = max(target.size.width / share[0] / whole.width, target.size.height / share[1] / whole.height)
    scale = min(8, max(1, -int(-wanted * 8 // 1)))
    before = _children_cpu()
    with tempfile.NamedTemporaryFile(suffix=".ppm") as pixels, tempfile.NamedTemporaryFile(suffix=".jpg") as out:
        subprocess.run(["djpeg", "-scale", f"{scale}/8", "-outfile", pixels.name, str(path)], check=True)
        subprocess.run(["cjpeg", "-quality", str(QUALITY), "-outfile", out.name, pixels.name], check=True)
    return _children_cpu() - before


def libvips(path: Path, target: Target) -> float | None:
    """libvips' own thumbnail and JPEG, in this process with one thread; none where it is not installed."""
    try:
        import pyvips
    except (ImportError, OSError):
        return None
    pyvips.cache_set_max(0)
    before = _own_cpu()
    crop = "centre" if target.crop else "none"
    made = pyvips.Image.thumbnail(str(path), target.size.width, height=target.size.height, crop=crop, size="down")
    made.jpegsave_buffer(Q=QUALITY)
    return _own_cpu() - before


def main(more: Mapping[str, Step] | None = None) -> None:
    """Print the figures. `more` names further steps of the same photo, each returning its CPU seconds."""
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        path, out_dir = Path(folder) / "photo.jpg", Path(folder) / "out"
        path.write_bytes(photo())
        out_dir.mkdir()
        steps: dict[str, Step] = {
            "floor": lambda: floor(path),
            "read": lambda: job(sandbox, "read", path, None),
            "render": lambda: job(sandbox, "render", path, out_dir),
            **(more or {}),
        }
        medians = _medians(steps)
        print(f"12-megapixel JPEG of {path.stat().st_size / 1e6:.1f} MB, isolation {sandbox.isolation().level}")
        for file in sorted(out_dir.iterdir()):
            print(f"  {file.name:12} {file.stat().st_size / 1000:8.1f} kB")
        report(medians)
        compare(sandbox, path, out_dir)


def report(medians: dict[str, float]) -> None:
    """Print milliseconds and ratios to the floor."""
    total = sum(seconds for name, seconds in medians.items() if name != "floor")
    for name, seconds in (*medians.items(), ("together", total)):
        print(f"  {name:24} {seconds * 1000:8.1f} ms CPU  {seconds / medians['floor']:5.2f} × floor")


def compare(sandbox: Sandbox, path: Path, out_dir: Path) -> None:
    """Each rendition of a channel, and the previews as a whole, beside libjpeg-turbo and libvips."""
    whole = Size(CAMERA.width, CAMERA.height)
    print(f"{'rendition':20} {'ours':>10} {'libjpeg':>10} {'libvips':>10} {'× libjpeg':>10} {'× libvips':>10}")
    for target in _targets(sandbox, path, out_dir, whole):
        steps: dict[str, Callable[[], float | None]] = {
            "ours": target.ours,
            "libjpeg": lambda target=target: libjpeg(path, target, whole),  # type: ignore[misc]  # bound at once
            "libvips": lambda target=target: libvips(path, target),  # type: ignore[misc]  # bound at once
        }
        runs = [{name: step() for name, step in steps.items()} for _ in range(RUNS + 1)][1:]
        found = {name: _median([run[name] for run in runs]) for name in steps}
        print(f"{target.name:20}" + "".join(_milliseconds(found[name]) for name in steps), end="")
        print(_ratio(found["ours"], found["libjpeg"]) + _ratio(found["ours"], found["libvips"]))


def _targets(sandbox: Sandbox, path: Path, out_dir: Path, whole: Size) -> list[Target]:
    width, height = TILE.size_for(whole.width, whole.height)
    targets = [Target("all previews", Size(width, height), None, lambda: job(sandbox, "render", path, out_dir))]
    for code in CHANNELS:
        preset = CHANNEL_PRESETS[code]
        crop = automatic_crop(preset, Focal(0.4, 0.4), whole)
        params = MakeParams(preset=code, media_type="image/jpeg", crop=crop)
        size = plan(preset, whole, crop=crop).size
        targets.append(
            Target(code, size, crop, lambda params=params: channel(sandbox, params, path, out_dir))  # type: ignore[misc]
        )
    return targets


def _median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _milliseconds(seconds: float | None) -> str:
    return f"{'–':>11}" if seconds is None else f"{seconds * 1000:8.1f} ms"


def _ratio(ours: float | None, other: float | None) -> str:
    return f"{'–':>11}" if not ours or not other else f"{ours / other:11.2f}"


def _medians(steps: dict[str, Step]) -> dict[str, float]:
    for step in steps.values():
        step()
    runs = [{name: step() for name, step in steps.items()} for _ in range(RUNS)]
    return {name: statistics.median(run[name] for run in runs) for name in steps}


def _own_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
