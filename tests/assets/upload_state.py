"""What a library holds of its uploads, as JSON: `settle` lets the reaper look first, as if a week had gone by."""

import hashlib
import json
import sys
from collections import Counter
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from assets.checking import Scope  # noqa: E402
from assets.intake.work import Tools, Worker  # noqa: E402
from assets.models import Asset, Location, UploadFile  # noqa: E402
from assets.storage import ObjectStore, store_from_settings  # noqa: E402
from assets.uploads import reaping  # noqa: E402
from assets.uploads.checking import uploads as check_uploads  # noqa: E402


def settle() -> list[str]:
    """The reaper, a week later; then what `check_library --repair` finds a day later. The codes of its findings."""
    UploadFile.objects.update(touched_at=timezone.now() - timedelta(days=8))
    with Tools.opened() as tools:
        worker = Worker(tools, kinds=(reaping.Reap(),))
        while worker.round():
            pass
        found = list(check_uploads(scope(tools.store)))
        for finding in found:
            if finding.repair is not None:
                finding.repair()
    return [finding.code for finding in found]


def scope(store: ObjectStore) -> Scope:
    return Scope(store=store, now=timezone.now() + timedelta(days=2))


def progress() -> dict[str, object]:
    return {
        "files": Counter(UploadFile.objects.values_list("state", flat=True)),
        "assets": Counter(Asset.objects.values_list("state", flat=True)),
        "failures": Counter(UploadFile.objects.exclude(failure="").values_list("failure", flat=True)),
    }


def state() -> dict[str, object]:
    """Everything that a kill could lose, double, harm or leave behind."""
    store = store_from_settings()
    return {
        **progress(),
        "bytes": sorted(sha256(store, key) for key in Location.objects.values_list("key", flat=True)),
        "originals": sorted(Asset.objects.values_list("original__sha256", flat=True)),
        "objects": len(list(store.list("uploads/"))),
        "open": len(list(store.list_uploads("uploads/"))),
        "damages": [finding.code for finding in check_uploads(scope(store))],
    }


def sha256(store: ObjectStore, key: str) -> str:
    digest = hashlib.sha256()
    with store.open(key) as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def main() -> None:
    match sys.argv[1]:
        case "progress":
            print(json.dumps(progress()))
        case "settle":
            print(json.dumps({"repaired": settle(), **state()}))


if __name__ == "__main__":
    main()
