"""How long one withdrawal takes that many uses rest on: blocked, judged, a task for each, in one transaction.

    .venv/bin/python -m benchmarks.withdrawal [--uses 1000] [--pictures 50]
    .venv/bin/python -m benchmarks.withdrawal --pictures 1        1,000 uses of one picture
    .venv/bin/python -m benchmarks.withdrawal --pictures 1000     one use of each of 1,000 pictures
    .ci/with-postgresql .venv/bin/python -m benchmarks.withdrawal

Two organizations post pictures of one person, all under one consent. What is timed is `withdraw_consent` with
everything that follows from it: search rows, verdicts, states, tasks, audit trail. It fails where a use is still on,
a task is missing, an organization sees a task of the other, or five seconds of work (of this process) are over.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assets.models import Asset, Organization, User
    from licensing.models import Consent, Publication, RightsDecision


LIMIT = 5.0
"""Seconds for 1,000 uses."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uses", type=int, default=1000)
    parser.add_argument("--pictures", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bildkreis-") as folder:
        os.environ.setdefault("BILDKREIS_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["BILDKREIS_DATA_DIR"] = str(Path(folder) / "data")
        os.environ["BILDKREIS_LOG_LEVEL"] = "ERROR"
        os.environ["BILDKREIS_EVIDENCE_KEY"] = "only-for-benchmarks-0123456789-abcdefghijklmnop"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        _measure(options.uses, options.pictures)


def _measure(uses: int, pictures: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.models import F
    from django.utils import timezone

    from assets.models import Role
    from licensing.models import Publication, PublicationVerdict, Task
    from licensing.services.consents import withdraw_consent
    from tests import builders

    call_command("migrate", verbosity=0)
    town, other = builders.organization("lindrode"), builders.organization("ahlen")
    manager, colleague = builders.member(town, Role.RIGHTS_MANAGER), builders.member(other, Role.EDITOR)
    given = _posted(uses, pictures, ((town, manager), (other, colleague)))
    live = Publication.objects.filter(state="live").count()
    began, working = time.perf_counter(), time.process_time()
    withdraw_consent(given, happened_at=timezone.now(), by=manager)
    took, worked = time.perf_counter() - began, time.process_time() - working
    by_town = {each.slug: Task.objects.filter(organization=each).count() for each in (town, other)}
    print(
        f"{connection.vendor}: {live} live uses of {pictures} pictures under one consent; withdrawn in {took:.2f} s, "
        f"{worked:.2f} s of them ours; "
        f"still live {Publication.objects.filter(state='live').count()}, tasks {by_town}, "
        f"verdicts kept {PublicationVerdict.objects.filter(verdict='forbidden').count()}"
    )

    strangers = Task.objects.exclude(publication__organization=F("organization")).count()
    assert live == uses, "all of them are on"
    assert not Publication.objects.filter(state="live").exists(), "still on"
    assert (sum(by_town.values()), strangers) == (live, 0), "a task for each use, in its own organization"
    assert worked < LIMIT, f"{worked:.1f} s"


def _posted(uses: int, pictures: int, posting: "tuple[tuple[Organization, User], ...]") -> "Consent":
    """Uses of one person's pictures, evenly of all pictures and organizations, under one consent.

    Each organization posts once as people do; its other uses rest on copies of that decision, about their own picture.
    """
    from django.db import transaction

    from licensing.models import Publication, RightsDecision
    from licensing.services.changes import touched_together
    from tests import builders
    from tests.licensing import uses as posts

    keeper, manager = posting[0]
    with transaction.atomic():
        person = posts.adult(keeper, manager)
        given = posts.consent(person, manager)
        with touched_together():
            shown = [posts.portrait(builders.asset(keeper), person, manager) for _ in range(pictures)]
        of_use = [shown[n * pictures // uses] for n in range(uses)]
        firsts = [
            posts.use(asset, *who, url="https://example.org/fest") for asset, who in zip(of_use, posting, strict=False)
        ]
        more = [(of_use[n], firsts[n % len(firsts)]) for n in range(len(firsts), uses)]
        decisions = RightsDecision.objects.bulk_create(_decided_about(asset, first) for asset, first in more)
        Publication.objects.bulk_create(
            _copy(first, asset=asset, decision=decision, question=decision.question)
            for (asset, first), decision in zip(more, decisions, strict=True)
        )
    return given


def _decided_about(asset: "Asset", use: "Publication") -> "RightsDecision":
    decision = use.decision
    assert decision is not None
    return _copy(decision, asset=asset, question={**decision.question, "asset": str(asset.uuid)})


def _copy(row, **changes):
    """The same row once more, for what is about another picture."""
    left_out = {"id", "uuid", *changes}
    fields = [each for each in row._meta.concrete_fields if each.name not in left_out]
    return type(row)(**{each.attname: getattr(row, each.attname) for each in fields}, **changes)


if __name__ == "__main__":
    main()
