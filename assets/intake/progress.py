"""Work with an end in sight: a bar with rate and remaining time, until nothing is left that could be done now."""

from django.utils import timezone
from tqdm import tqdm

from assets.intake.supervise import Workforce
from assets.intake.work import release_dead_leases
from assets.models import IndexSource, Location, Original


def work_until_done(*, processes: int, source: IndexSource | None = None) -> Workforce:
    """Work with a progress bar until nothing is left that could be done now, or until stopped."""
    release_dead_leases()
    total = left_to_do(source)
    workforce = Workforce(processes=min(processes, max(1, total)), quiet=True)
    if not total:
        return workforce
    with tqdm(total=total, desc="Aufnehmen", unit=" Bilder", smoothing=0.05) as bar:

        def tick() -> bool:
            left = left_to_do(source)
            bar.update(max(0, total - left - bar.n))
            return left == 0

        workforce.run(tick)
    return workforce


def left_to_do(source: IndexSource | None = None) -> int:
    """Items that a worker could take now or holds now; what waits for another attempt is not waited for."""
    now = timezone.now()
    locations = Location.objects.unfinished().exclude(next_attempt_at__gt=now)
    originals = Original.objects.unfinished().exclude(next_attempt_at__gt=now)
    if source is not None:
        locations, originals = locations.filter(source=source), originals.filter(locations__source=source).distinct()
    return locations.count() + originals.count()
