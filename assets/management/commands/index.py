"""`manage.py index SOURCE`: make assets of the originals in a folder or bucket, without moving or changing them."""

import os
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, F
from django.utils import timezone
from tqdm import tqdm

from assets.intake.progress import left_to_do, work_until_done
from assets.intake.scan import Scanned
from assets.intake.steps import open_source
from assets.models import Asset, IndexSource, Location, Organization, Original, State, Visibility
from assets.sources.looking import begin_run, end_run, look_through
from assets.storage import StoreError

SHOWN = 20


class Command(BaseCommand):
    help = "Index the pictures of a folder or of s3://bucket/prefix. Stop it at any time; the next run goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="A folder, or s3://bucket/prefix.")
        parser.add_argument("--organization", help="Slug of the organization that the pictures belong to.")
        parser.add_argument("--visibility", choices=Visibility.values, default=Visibility.NETWORK)
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="How many files at once.")
        parser.add_argument(
            "--list-only", action="store_true", help="Compare names and sizes; leave the work to `work`."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source = _source(options["source"], _organization(options["organization"]), options["visibility"])
        counts = self._scan(source)
        if not options["list_only"]:
            self._work(source, processes=max(1, options["processes"]))
        self._summarize(source, counts)

    def _scan(self, source: IndexSource) -> Scanned:
        counts, run = Scanned(began_at=timezone.now()), begin_run(source, because="command")
        try:
            with tqdm(desc="Auflisten", unit=" Dateien") as bar:
                for counts in look_through(run, open_source(source)):
                    bar.update(counts.seen - bar.n)
            end_run(run)
        except StoreError as error:
            end_run(run, error=error)
            raise CommandError(
                f"Die Quelle ist nicht lesbar: {error.reason}. Schon Gelesenes bleibt erhalten."
            ) from error
        return counts

    def _work(self, source: IndexSource, *, processes: int) -> None:
        if work_until_done(processes=processes, source=source).stopping:
            self.stderr.write("Angehalten. Derselbe Befehl geht weiter, wo es aufgehört hat.")

    def _summarize(self, source: IndexSource, counts: Scanned) -> None:
        mine = Location.objects.live().filter(source=source)
        fresh = mine.filter(found_at__gte=counts.began_at)
        duplicates = _duplicates(mine)
        unreadable = _unreadable(source)
        lines = [
            f"{counts.new} neu, {counts.changed} geändert, {counts.unchanged} unverändert, "
            f"{counts.returned} wieder da, {counts.vanished} verschwunden"
        ]
        lines += _listed("doppelt", [f"{key} = {other}" for key, other in duplicates])
        lines += _listed("nicht lesbar", [f"{key}: {reason}" for key, reason in unreadable])
        left = left_to_do(source)
        if left:
            lines.append(f"{left} noch zu tun")
        taken_in = fresh.exclude(original=None).values("original").distinct().count()
        if taken_in:
            lines.append(f"{taken_in} Bilder aus dieser Quelle kamen dazu.")
        self.stdout.write("\n".join(lines))


def _organization(slug: str | None) -> Organization:
    """The named organization, or the only one there is; an empty library gets one to begin with."""
    if slug:
        found = Organization.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"Die Organisation „{slug}“ gibt es nicht.")
        return found
    several = list(Organization.objects.all()[:2])
    if len(several) > 1:
        names = ", ".join(Organization.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(f"Zu welcher Organisation gehören die Bilder? --organization mit einem von: {names}")
    if several:
        return several[0]
    return Organization.objects.create(slug="bibliothek", name="Unsere Bibliothek", kind=Organization.Kind.MUNICIPALITY)


def _source(url: str, organization: Organization, visibility: str) -> IndexSource:
    url = url if url.startswith("s3://") else os.path.realpath(url.removeprefix("file://"))
    if not url.startswith("s3://") and not os.path.isdir(url):
        raise CommandError(f"Den Ordner {url} gibt es nicht.")
    source, _ = IndexSource.objects.get_or_create(
        organization=organization, url=url, defaults={"visibility": visibility}
    )
    return source


def _duplicates(mine: Any) -> list[tuple[str, str]]:
    """Locations of this source whose bytes were there already, each with the location that came first."""
    shared = (
        Original.objects.filter(locations__in=mine)
        .annotate(places=Count("locations"))
        .filter(places__gt=1)
        .values("pk")
    )
    first: dict[int, str] = {}
    found = []
    rows = Location.objects.live().filter(original__in=shared).order_by("pk")
    for original_id, key in rows.values_list("original_id", "key"):
        if original_id in first:
            found.append((key, first[original_id]))
        first.setdefault(original_id, key)
    return found


def _unreadable(source: IndexSource) -> Iterable[tuple[str, str]]:
    refused = Location.objects.live().filter(source=source).exclude(failure="").values_list("key", "failure")
    failed = (
        Asset.objects.filter(state=State.FAILED, original__locations__source=source)
        .annotate(key=F("original__locations__key"))
        .values_list("key", "state_reason")
    )
    waiting = (
        Original.objects.unfinished().filter(locations__source=source).exclude(failure="")
        .values_list("locations__key", "failure")
    )  # fmt: skip
    return sorted({*refused, *failed, *waiting})


def _listed(title: str, rows: list[str]) -> list[str]:
    shown = [f"  {row}" for row in rows[:SHOWN]]
    more = [f"  … und {len(rows) - SHOWN} weitere"] if len(rows) > SHOWN else []
    return [f"{len(rows)} {title}{':' if rows else ''}", *shown, *more]
