"""CPU seconds of a 12-megapixel photo, read and rendered, as a ratio to the scaled decode of the same file.

Run as `python -m benchmarks.renditions`. The picture is drawn here: soft shapes, texture and sensor noise, so that it
compresses like a photo. *Floor* is what libjpeg-turbo needs to decode it at the smallest size from which the large
rendition can be made; nothing that starts from the file can be faster. Figures are user and system time, the server's
fork included; medians of several runs, taken in turn so that a busy machine slows both alike.
"""

import io
import random
import resource
import statistics
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from assets.renditions.presets import LARGE
from assets.sandbox import Sandbox

WIDTH, HEIGHT = 4032, 3024
RUNS = 9
RIGHTS = {
    "creators": ["Nora Beispiel"],
    "credit_line": "Foto: Nora Beispiel / Landkreis Musterau",
    "copyright_notice": "© 2026 Landkreis Musterau",
    "usage_terms": "Nur nach Freigabe.",
    "title": "Hügel im Frühling",
}

Step = Callable[[], float]


def photo() -> bytes:
    """A landscape of hills under a sky with leaves and noise, always the same one, as a camera would save it."""
    chance = random.Random(12)
    sky = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    channels = []
    for strength in (90, 110, 70):
        layer = sky.point([min(255, 40 + level * strength // 128) for level in range(256)])
        for size, weight in ((12, 0.35), (60, 0.25), (300, 0.15), (1200, 0.08)):
            layer = Image.blend(layer, _texture(chance, size), weight)
        channels.append(layer)
    picture = Image.merge("RGB", channels).filter(ImageFilter.GaussianBlur(1))
    noise = Image.effect_noise((WIDTH, HEIGHT), 6).convert("RGB")
    picture = ImageChops.add(picture, noise, scale=1, offset=-128)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92, exif=_camera())
    return out.getvalue()


def _texture(chance: random.Random, cells: int) -> Image.Image:
    small = Image.frombytes("L", (cells, cells), chance.randbytes(cells * cells))
    return small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


def _camera() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112], exif[0x013B] = "Bildkreis", "Benchmark", 1, "Nobody"
    return exif


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


def report(medians: dict[str, float]) -> None:
    """Print milliseconds and ratios to the floor."""
    total = sum(seconds for name, seconds in medians.items() if name != "floor")
    for name, seconds in (*medians.items(), ("together", total)):
        print(f"  {name:24} {seconds * 1000:8.1f} ms CPU  {seconds / medians['floor']:5.2f} × floor")


def _medians(steps: dict[str, Step]) -> dict[str, float]:
    for step in steps.values():
        step()
    runs = [{name: step() for name, step in steps.items()} for _ in range(RUNS)]
    return {name: statistics.median(run[name] for run in runs) for name in steps}


def _own_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
