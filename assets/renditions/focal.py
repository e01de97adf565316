"""A first guess of the point that every crop should keep: where the picture differs from what was to be expected.

Spectral residual: the logarithm of a natural picture's amplitude spectrum is smooth, so that what stands out of its
local average comes from what stands out of the picture. Put back with the picture's own phase it lights up there. The
guess is the middle of what lies around the brightest place, drawn a little to the center, where people put what they
show. It looks at a copy of 64 pixels, costs about two milliseconds, recognizes nobody, and is the same for the same
picture. (X. Hou, L. Zhang: Saliency Detection: A Spectral Residual Approach, CVPR 2007.)
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from assets.renditions import color
from assets.renditions.rendered import Focal

SIDE = 64
AROUND = 12
TO_THE_CENTER = 0.1
DECIMALS = 3
BLUR_STEPS = 10
SPREAD = 0.3
ORDINARY = 0.8

Grid = NDArray[np.float64]
_STEPS: Grid = (np.arange(SIDE) + 0.5) / SIDE
_FROM_CENTER: Grid = np.exp(-((_STEPS - 0.5) ** 2) / (2 * SPREAD**2))
PRIOR: Grid = np.outer(_FROM_CENTER, _FROM_CENTER)
"""What lies at an edge is seldom what is shown, and lights up because a spectrum takes the picture for endless."""


def guess(picture: Image.Image) -> Focal:
    """The focal point of a small upright picture; the center of one in which nothing stands out."""
    gray = color.flattened(picture).convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    light = np.asarray(gray, dtype=np.float64)
    if np.ptp(light) < 2:
        return Focal(0.5, 0.5)
    weights = _saliency(light)
    row, column = divmod(int(weights.argmax()), SIDE)
    near = np.zeros_like(weights)
    window = (slice(max(0, row - AROUND), row + AROUND + 1), slice(max(0, column - AROUND), column + AROUND + 1))
    near[window] = weights[window] ** 2
    weights = near
    total = float(weights.sum())
    across = float((weights.sum(axis=0) * _STEPS).sum()) / total
    down = float((weights.sum(axis=1) * _STEPS).sum()) / total
    return Focal(_drawn(across), _drawn(down))


def _saliency(light: Grid) -> Grid:
    spectrum = np.fft.fft2(light)
    log_amplitude = np.log(np.abs(spectrum) + 1e-6)
    residual = log_amplitude - _averaged(log_amplitude, wrap=True)
    shown = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    for _ in range(BLUR_STEPS):
        shown = _averaged(shown, wrap=False)
    outstanding: Grid = np.clip(shown - np.quantile(shown, ORDINARY), 0.0, None) * PRIOR + 1e-12
    return outstanding


def _averaged(grid: Grid, *, wrap: bool) -> Grid:
    """Each value with its eight neighbors; a spectrum goes on at its other edge, a picture repeats its last row."""
    padded = np.pad(grid, 1, mode="wrap" if wrap else "edge")
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    averaged: Grid = (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9
    return averaged


def _drawn(value: float) -> float:
    return round(value + (0.5 - value) * TO_THE_CENTER, DECIMALS)
