"""Rights at 100,000 assets: making all windows again, and what asking "usable for" adds to a search.

The library lies in a SQLite file in a temporary folder. A third of the assets are under a contract with a grant of
their own, a third under open licenses, the rest unclear; titles, names and terms differ as they do.

    python -m benchmarks.licensing [--assets 100000] [--only refresh|usable]
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

SEED = 20261123
TODAY = date(2026, 11, 23)
CHUNK = 2_000
OPEN_LICENSES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "CC-BY-ND-4.0", "CC-BY-NC-4.0")


def prepare(folder: Path) -> None:
    """Set up Django on a database of its own, before anything of the program is imported."""
    os.environ["BILDKREIS_DATA_DIR"] = str(folder)
    os.environ["BILDKREIS_DATABASE_URL"] = f"sqlite:///{folder}/library.sqlite3"
    os.environ["BILDKREIS_ZEAL"] = "0"
    os.environ["BILDKREIS_LOG_LEVEL"] = "ERROR"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(count: int) -> None:
    """Rows as services leave them, written in bulk."""
    from django.db import transaction
    from django.utils import timezone

    from assets.models import Asset, Organization, Original, User
    from licensing.models import AssetRights, GrantScope, LicenseAssignment, RightsGrant

    pick = random.Random(SEED)
    now = timezone.now()
    towns = [Organization.objects.create(slug=f"stadt-{n}", name=f"Stadt {n}", kind="municipality") for n in range(12)]
    boss = User.objects.create_user(username="boss", password=None)
    for start in range(0, count, CHUNK):
        numbers = range(start, min(start + CHUNK, count))
        with transaction.atomic():
            assets = Asset.objects.bulk_create(
                Asset(
                    organization=pick.choice(towns),
                    visibility="network",
                    state="ready",
                    kind="photo",
                    title=f"Bild {number} aus Ort {pick.randrange(300)}",
                    creators=[f"Urheber {pick.randrange(2000)}"],
                    source=f"Stadt {pick.randrange(12)}",
                    created_at=now,
                    changed_at=now,
                )
                for number in numbers
            )
            Original.objects.bulk_create(
                Original(
                    asset=asset,
                    organization=asset.organization,
                    sha256=f"{asset.pk:064x}",
                    size_bytes=1000,
                    media_type="image/jpeg",
                    filename=f"bild-{asset.pk}.jpg",
                    hashed_at=now,
                    read_at=now,
                    rendered_at=now,
                    indexed_at=now,
                )
                for asset in assets
            )
            looked_at = [asset for asset in assets if pick.random() < 0.8]
            AssetRights.objects.bulk_create(
                AssetRights(
                    asset=asset,
                    persons="none_confirmed",
                    works="none_confirmed",
                    property="none_confirmed",
                    audio="none_confirmed",
                    ai="no",
                    confirmed_by=boss,
                    confirmed_at=now,
                )
                for asset in looked_at
            )
            kinds = {asset.pk: pick.choice(("contract", "open", "unclear")) for asset in assets}
            LicenseAssignment.objects.bulk_create(
                LicenseAssignment(
                    asset=asset,
                    license="CONTRACT" if kinds[asset.pk] == "contract" else pick.choice(OPEN_LICENSES),
                    status="verified",
                    claimed_by=str(boss.uuid),
                    evidence="Beleg",
                    source_url="https://example.org/bild",
                    licensor_is_creator="yes",
                    verified_by=boss,
                    verified_at=now,
                    created_at=now,
                )
                for asset in assets
                if kinds[asset.pk] != "unclear"
            )
            grants = RightsGrant.objects.bulk_create(
                RightsGrant(
                    organization=asset.organization,
                    asset=asset,
                    licensor="Heimatverein",
                    status="draft",
                    from_on=TODAY - timedelta(days=pick.randrange(900)),
                    until_on=None if pick.random() < 0.4 else TODAY + timedelta(days=pick.randrange(900)),
                    commercial="yes",
                    platform_sublicense=pick.choice(("yes", "no")),
                    credit_required="no",
                    evidence="Vertrag",
                    created_at=now,
                )
                for asset in assets
                if kinds[asset.pk] == "contract"
            )
            GrantScope.objects.bulk_create(scope for grant in grants for scope in _scope(grant, pick))
            RightsGrant.objects.filter(pk__in=[grant.pk for grant in grants]).update(status="active")


def _scope(grant, pick: random.Random) -> list:
    from licensing.models import GrantScope
    from licensing.rights import Channel

    channels = pick.choice((["*"], ["website", "newsletter", "print"], pick.sample([*Channel], 6)))
    licensees = ["*"] if pick.random() < 0.3 else [str(grant.organization.uuid)]
    values = {"licensee": licensees, "channel": channels, "purpose": ["*"], "territory": ["*"], "modification": ["*"]}
    return [GrantScope(grant=grant, axis=axis, value=str(value)) for axis, each in values.items() for value in each]


def refresh(folder: Path, count: int) -> None:
    """All windows from nothing, then once more with nothing to change."""
    from django.core.management import call_command

    from licensing.models import PermittedUse

    started = time.perf_counter()
    fill(count)
    print(f"{count} assets recorded in {time.perf_counter() - started:.0f} s")
    for words in ("windows made for the first time", "windows made again, nothing changed"):
        started = time.perf_counter()
        call_command("refresh_rights", again=True)
        spent = time.perf_counter() - started
        print(f"{words}: {spent:.1f} s, {count / spent:.0f} assets a second")
    print(f"{PermittedUse.objects.count()} rows, {(folder / 'library.sqlite3').stat().st_size / 1e6:.0f} MB")


def usable(count: int) -> None:
    """The same words with and without a question that filters by permission, in one run and in turn."""
    from api.v1.search.asking import FACETS
    from assets.search import Principal, Request, SearchIndex
    from assets.search.columns import REGISTERED, Columns
    from benchmarks.search import TILES, queries
    from benchmarks.search_library import ORGANIZATIONS, Library
    from licensing.rights import Channel, Purpose
    from licensing.search import PermissionQuestion, RightsWindows

    library, rights = Library(count), RightsWindows()
    index = SearchIndex(Columns(REGISTERED.facets, rights))
    for document in library.documents():
        index.add(document)
    rights.load(library.windows())
    member = Principal(frozenset({ORGANIZATIONS}), is_member=True)
    question = PermissionQuestion(Channel.INSTAGRAM, Purpose.PUBLIC_RELATIONS, 60, TODAY)
    releasing = ("allowed", "allowed_with_duties")
    times: dict[str, list[float]] = {"plain": [], "usable": []}
    for texts in queries(library).values():
        for text in texts:
            for _ in range(3):
                plain = Request(text, member, facets=FACETS, limit=TILES)
                asked = Request(text, member, question=question, verdicts=releasing, facets=FACETS, limit=TILES)
                for name, request in {"plain": plain, "usable": asked}.items():
                    times[name].append(timed(lambda request=request: index.search(request)))
    bare, filtered = statistics.median(times["plain"]), statistics.median(times["usable"])
    print(f"search of {count}: {bare:.2f} ms; usable for: {filtered:.2f} ms; ratio {filtered / bare:.2f} (at most 3)")


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assets", type=int, default=100_000)
    parser.add_argument("--only", choices=("refresh", "usable"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        if arguments.only != "usable":
            refresh(Path(folder), arguments.assets)
        if arguments.only != "refresh":
            usable(arguments.assets)


if __name__ == "__main__":
    main()
