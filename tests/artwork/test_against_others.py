"""What our preflight measures against what poppler and Ghostscript say of the same file, where they speak of it."""

import re
import subprocess
from pathlib import Path

import pytest

from assets.artwork.reading import FinalSize, measure
from tests.artwork import drawn
from tests.artwork.test_checks import _fonts
from tests.tools import program

__all__ = ["_fonts"]

FINAL = FinalSize(drawn.SIDE, drawn.SIDE, 0)


def says(*command: str) -> str:
    done = subprocess.run([program(command[0]), *command[1:]], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout + done.stderr


@pytest.mark.parametrize("pixels", [300, 500, 600])
def test_resolution_and_color_space_are_those_of_pdfimages(pixels: int, tmp_path: Path) -> None:
    path = drawn.pdf(tmp_path / "a.pdf", drawn.picture(pixels))
    row = says("pdfimages", "-list", str(path)).splitlines()[2].split()
    facts = measure(path, "application/pdf", FINAL)
    assert row[5] == "cmyk"
    assert "cmyk" in facts.spaces
    assert min(int(row[12]), int(row[13])) == round(facts.images[0].dpi)


@pytest.mark.parametrize("font", ["Fira", "Helvetica"])
def test_fonts_are_embedded_where_pdffonts_says_so(font: str, tmp_path: Path) -> None:
    path = drawn.pdf(tmp_path / "a.pdf", drawn.words(12, font=font))
    rows = says("pdffonts", str(path)).splitlines()[2:]
    told = {line.split()[0].rpartition("+")[2]: " yes " in line[len(line) - 30 :] for line in rows}
    found = {name: each.is_embedded for name, each in measure(path, "application/pdf", FINAL).fonts.items()}
    embedded = {line.split()[0].rpartition("+")[2]: line.split()[-5] == "yes" for line in rows}
    assert told or rows
    assert found == {name: embedded[name] for name in found}
    assert len(found) == 1


@pytest.mark.parametrize("tints", [(0.9, 0.9, 0.6, 0.5), (1, 0.9, 0.9, 0.6), (0.2, 0, 0, 0)])
def test_ink_is_that_of_ghostscript(tints: tuple[float, float, float, float], tmp_path: Path) -> None:
    """`ink_cov` tells each ink's share of the page; our square covers 16 percent of it."""
    path = drawn.pdf(tmp_path / "a.pdf", drawn.inks(*tints))
    said = says("gs", "-q", "-r300", "-o", "-", "-sDEVICE=ink_cov", str(path))
    shares = [float(each) for each in re.findall(r"\d+\.\d+", said)[:4]]
    facts = measure(path, "application/pdf", FINAL)
    assert facts.ink is not None
    assert facts.ink.percent == pytest.approx(sum(shares) / 0.16, abs=1.5)


def test_spot_colors_are_those_of_ghostscript(tmp_path: Path) -> None:
    """`tiffsep` writes a plate for every spot color, named after it."""
    path = drawn.pdf(tmp_path / "a.pdf", drawn.spots(3))
    says("gs", "-q", "-r20", "-o", str(tmp_path / "plate.tif"), "-sDEVICE=tiffsep", str(path))
    plates = {re.sub(r"^plate\((.*)\)\.tif$", r"\1", each.name) for each in tmp_path.glob("plate(*.tif")}
    spots = set(measure(path, "application/pdf", FINAL).spots)
    assert plates - {"Cyan", "Magenta", "Yellow", "Black"} == spots
    assert len(spots) == 3


def test_boxes_are_those_of_pdfinfo(tmp_path: Path) -> None:
    path = drawn.pdf(tmp_path / "a.pdf", drawn.full(3), bleed=3)
    said = says("pdfinfo", "-box", str(path))
    box = [float(each) for each in re.search(r"TrimBox:\s+([\d.\s]+)", said)[1].split()[:4]]  # type: ignore[index]  # it is there
    facts = measure(path, "application/pdf", FinalSize(100, 100, 3))
    assert (box[2] - box[0]) / 72 * 25.4 == pytest.approx(facts.width_mm, abs=0.01)
    assert facts.bleed_mm == pytest.approx(3, abs=0.01)


def test_encryption_is_that_of_pdfinfo(tmp_path: Path) -> None:
    path = drawn.encrypted(drawn.pdf(tmp_path / "a.pdf", drawn.square))
    assert re.search(r"Encrypted:\s+yes", says("pdfinfo", str(path)))
    assert measure(path, "application/pdf", FINAL).is_encrypted
