"""Photos that nobody took: hills, leaves and sensor noise, drawn here, so that they compress like what cameras save.

The same number gives the same photo. Many files come from few drawings: each has a date, a title and rights of its own,
so that no two have the same bytes and every one is read, rendered and indexed.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageFilter

from assets import metadata


@dataclass(frozen=True, slots=True)
class Camera:
    """How a camera saves: pixels, turn, JPEG quality, progressive or not."""

    width: int
    height: int
    orientation: int = 1
    quality: int = 92
    progressive: bool = False

    @property
    def megapixels(self) -> float:
        return self.width * self.height / 1e6


CAMERAS: Final = (
    Camera(4032, 3024), Camera(4032, 3024, orientation=6), Camera(4000, 3000, quality=95), Camera(4608, 3072),
    Camera(4928, 3264), Camera(4928, 3264, orientation=8), Camera(5184, 3456), Camera(5472, 3648, quality=95),
    Camera(5472, 3648, orientation=6), Camera(6000, 4000), Camera(6000, 4000, quality=88),
    Camera(4032, 3024, progressive=True),
)  # fmt: skip
"""Twelve to 24 megapixels, as phones and cameras of a press office save them; one in twelve progressive."""


def drawn(camera: Camera, seed: int = 12) -> bytes:
    """A landscape of hills under a sky with leaves and noise, always the same one, as a camera would save it."""
    chance, size = random.Random(seed), (camera.width, camera.height)
    sky = Image.linear_gradient("L").resize(size)
    channels = []
    for strength in (90, 110, 70):
        layer = sky.point([min(255, 40 + level * strength // 128) for level in range(256)])
        for cells, weight in ((12, 0.35), (60, 0.25), (300, 0.15), (1200, 0.08)):
            layer = Image.blend(layer, _texture(chance, cells, size), weight)
        channels.append(layer)
    picture = Image.merge("RGB", channels).filter(ImageFilter.GaussianBlur(1))
    noise = Image.effect_noise(size, 6).convert("RGB")
    picture = ImageChops.add(picture, noise, scale=1, offset=-128)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Bildkreis", "Benchmark", camera.orientation
    picture.save(out, "JPEG", quality=camera.quality, progressive=camera.progressive, exif=exif)
    return out.getvalue()


def _texture(chance: random.Random, cells: int, size: tuple[int, int]) -> Image.Image:
    small = Image.frombytes("L", (cells, cells), chance.randbytes(cells * cells))
    return small.resize(size, Image.Resampling.BICUBIC)


def fill(folder: Path, count: int) -> Iterator[tuple[str, float]]:
    """Write `count` photos with metadata of their own; name and megapixels of each."""
    originals = [drawn(camera, seed) for seed, camera in enumerate(CAMERAS)]
    for number in range(count):
        camera = CAMERAS[number % len(CAMERAS)]
        rights = metadata.RightsFields(
            creators=(f"Nora Beispiel {number % 7}",),
            credit_line=f"Foto: Nora Beispiel {number % 7} / Landkreis Musterau",
            copyright_notice="© 2026 Landkreis Musterau",
            usage_terms="Nur nach Freigabe.",
            title=f"Hügel im Frühling {number}",
            description="Blick vom Aussichtsturm über das Tal, Musterau, im Frühling. " * 3,
        )
        data = metadata.write_rights(
            originals[number % len(CAMERAS)], "image/jpeg", rights, keep_original_metadata=True, full_legacy=True
        )
        name = f"bild-{number:04}.jpg"
        (folder / name).write_bytes(data)
        yield name, camera.megapixels
