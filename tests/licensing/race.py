"""200 requests for the last three uses of a quota, from threads with connections of their own.

python -m tests.licensing.race prepare | run FILE | found FILE
"""

import json
import sys
import threading
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection
from django.db.utils import OperationalError

from assets.models import Asset, Organization, Role, User
from licensing.models import Download, RightsDecision, UsageReservation
from licensing.services import NotReleased, request_download
from licensing.services.quotas import reserve_use
from tests import builders
from tests.licensing.records import NOW, contracted, question

RACERS = 200
LEFT = 3
USED = 2


def prepare() -> None:
    """An asset under a contract for five uses, two of them taken."""
    town = builders.organization("stadt-rennen")
    manager = builders.member(town, Role.RIGHTS_MANAGER, username="rennt")
    asset = contracted(builders.asset(town), town, manager, quota_uses=LEFT + USED)
    for _ in range(USED):
        reserve_use(asset.grants.get(), at=NOW, expires_at=None)


def run(*, threads: int, requests: int) -> list[bool]:
    """Ask for downloads from all threads at once; whether each got one."""
    asset, town, by = Asset.objects.get(), Organization.objects.get(), User.objects.get()
    gate, outcomes = threading.Barrier(threads), []

    def ask() -> None:
        gate.wait()
        try:
            outcomes.extend(_take(asset, town, by) for _ in range(requests))
        finally:
            connection.close()

    racers = [threading.Thread(target=ask) for _ in range(threads)]
    for each in racers:
        each.start()
    for each in racers:
        each.join()
    return outcomes


def _take(asset: Asset, town: Organization, by: User) -> bool:
    """One request; a database that was busy for too long is asked again, as a client does after a 503."""
    while True:
        try:
            answer = request_download(asset, question(asset, town), rendition="full", by=by, at=NOW)
        except OperationalError as error:
            if "locked" not in str(error):
                raise
        else:
            return not isinstance(answer, NotReleased)


def found() -> dict[str, object]:
    slots = UsageReservation.objects.exclude(state="released").order_by("slot_no").values_list("slot_no", flat=True)
    refused = RightsDecision.objects.filter(verdict="forbidden").count()
    return {"slots": list(slots), "refused": refused, "downloads": Download.objects.count()}


def main() -> None:
    act, *files = sys.argv[1:]
    if act == "prepare":
        prepare()
    else:
        answer = run(threads=10, requests=RACERS // 40) if act == "run" else found()
        Path(files[0]).write_text(json.dumps(answer))


if __name__ == "__main__":
    main()
