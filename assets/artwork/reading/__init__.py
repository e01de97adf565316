"""Files of artwork, measured: PDF and Illustrator, SVG, pixels. Only ever called in the sandbox's child."""

from pathlib import Path

from assets.artwork.reading.facts import Box, Facts, Form, Ink, Measured, Unreadable, Unseen
from assets.artwork.reading.pdf import FinalSize

__all__ = ["PDF_TYPES", "Box", "Facts", "FinalSize", "Form", "Ink", "Measured", "Unreadable", "Unseen", "measure"]

PDF_TYPES = frozenset({"application/pdf", "application/illustrator", "application/postscript"})


def measure(source: Path, media_type: str, final: FinalSize, *, page: int = 1) -> Facts:
    """Measure a file for its final size. Raises `Unreadable`."""
    from assets.artwork.reading import drawing, pdf, raster

    if media_type == "image/svg+xml":
        return drawing.read_svg(source, final)
    if media_type in raster.FORMATS:
        return raster.read_raster(source, media_type, final)
    if media_type in PDF_TYPES:
        return pdf.read_pdf(source, final, page=page)
    raise Unreadable("type-not-printable")
