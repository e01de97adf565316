"""Renditions for channels: what a job calls ready is there, and every row belongs to a job that can make it again."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Exists, OuterRef

from assets.checking.finding import Finding
from assets.making.ordering import make_again
from assets.models import Location, Rendition, RenditionJob


def made_again(code: str, row: Rendition) -> Finding:
    """A damaged object: its job begins anew, while a source still holds the bytes; without a job the row goes."""
    job = RenditionJob.objects.filter(original=row.original_id, recipe=row.recipe).first()
    if job is None:
        return Finding(code, row.key, row.delete)
    has_bytes = Location.objects.live().filter(original=row.original_id).exists()
    return Finding(code, row.key, partial(_begin_anew, job.pk) if has_bytes else None)


def jobs_without_rendition() -> Iterator[Finding]:
    """Ready jobs whose rendition is gone, and renditions that no job knows: nobody would ever clear those away."""
    for job in RenditionJob.objects.filter(state=RenditionJob.State.READY, rendition=None).order_by("pk"):
        yield Finding("rendition-missing", f"job {job.uuid}", partial(_begin_anew, job.pk))
    known = RenditionJob.objects.filter(original=OuterRef("original"), recipe=OuterRef("recipe"))
    for row in Rendition.objects.exclude(recipe="").filter(~Exists(known)).order_by("pk"):
        yield Finding("rendition-of-nobody", row.key, row.delete)


def _begin_anew(pk: int) -> None:
    """What a worker holds at the moment is left to it."""
    job = RenditionJob.objects.filter(pk=pk, lease="").first()
    if job is not None:
        make_again(job)
