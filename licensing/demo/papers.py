"""Evidence for the demo: one-page PDFs, drawn by code, about nobody."""

import io
from typing import Final

from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

LINE: Final = 18
LEFT: Final = 40


def paper(title: str, lines: tuple[str, ...]) -> bytes:
    """A form with its title and lines; the same words give the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5, invariant=1)
    canvas.setTitle(title)
    height = A5[1] - 60
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(LEFT, height, title)
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate((*lines, "", "Beispiel: alle Angaben sind erfunden."), start=2):
        canvas.drawString(LEFT, height - number * LINE, line)
    canvas.line(LEFT, 90, 220, 90)
    canvas.drawString(LEFT, 76, "Unterschrift liegt vor (Beispiel)")
    canvas.save()
    return out.getvalue()
