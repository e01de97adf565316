"""Brings a folder in through the API, examines and takes over, and kills itself before or after its n-th port call.

Ports are the store's verbs, the child and the commit. Run again it goes on, as a page or a client would. Without
numbers it ends by itself and prints how many calls there were, and what the library holds.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.test import Client  # noqa: E402

from assets.intake.work import Tools, Worker, release_dead_leases  # noqa: E402
from assets.models import Location, Organization, Role, UploadDraft, UploadFile, User  # noqa: E402
from assets.sandbox import Sandbox  # noqa: E402
from assets.storage import LocalFolderStore  # noqa: E402
from tests.api.builders import Caller, make_organization, make_user  # noqa: E402
from tests.assets.dying import counted, number_of_calls  # noqa: E402
from tests.assets.library_state import state  # noqa: E402
from tests.assets.upload_state import settle  # noqa: E402
from tests.uploads import draft  # noqa: E402

PORTS = (
    *(
        (LocalFolderStore, verb)
        for verb in ("create_upload", "accept_part", "complete_upload", "head", "put", "delete")
    ),
    (Sandbox, "run"),
    (BaseDatabaseWrapper, "commit"),
)


def prepare() -> None:
    town = make_organization("lindrode")
    draft(town, make_user("eva", (town, Role.CONTRIBUTOR)))


def bring(folder: Path) -> None:
    """Announce, send what is missing, complete, look at, take over."""
    eva, row = User.objects.get(username="eva"), UploadDraft.objects.get()
    client = Client(SERVER_NAME="localhost")
    client.force_login(eva)
    by, base = Caller(client, {}), f"/api/v1/uploads/{row.uuid}"
    if row.state == "open":
        known = {each["fingerprint"]: each for each in by.get(base).json()["files"]}
        for path in sorted(folder.iterdir()):
            send(by, f"{base}/files", path, known)
        work()
        answered(by.post(f"{base}/take-over", {}))
    work()


def send(by: Caller, base: str, path: Path, known: dict[str, Any]) -> None:
    content = path.read_bytes()
    mark = hashlib.sha256(content).hexdigest()
    if mark not in known:
        announced = {"filename": path.name, "size_bytes": len(content), "fingerprint": mark}
        (known[mark],) = answered(by.post(base, {"files": [announced]}))["files"]
    row = known[mark]
    if row["state"] != "receiving":
        return
    one, step = f"{base}/{row['id']}", row["part_bytes"]
    there = {part["number"] for part in answered(by.get(f"{one}/parts"))["parts"]}
    for number, start in enumerate(range(0, len(content), step), 1):
        if number not in there:
            (part,) = answered(by.post(f"{one}/parts", {"numbers": [number]}))["parts"]
            assert by.client.generic("PUT", part["url"], content[start : start + step]).status_code == 204
    answered(by.post(f"{one}/complete", {}))


def answered(answer: Any) -> Any:
    assert answer.status_code < 300, answer.content
    return answer.json()


def work() -> None:
    release_dead_leases()
    with Tools.opened() as tools:
        Worker(tools).run(until=lambda: True)


def main() -> None:
    if sys.argv[1] == "prepare":
        prepare()
        return
    at, when = (int(sys.argv[2]), sys.argv[3]) if len(sys.argv) > 2 else (0, "")
    for owner, name in PORTS:
        setattr(owner, name, counted(getattr(owner, name), at=at, when=when))
    bring(Path(sys.argv[1]))
    settle()
    held = {
        **{name: value for name, value in state().items() if name != "locations"},
        "holders": Location.objects.exclude(original=None).count(),
        "files": sorted(UploadFile.objects.values_list("filename", "state")),
        "open": len(list(store_uploads())),
        "organizations": Organization.objects.count(),
    }
    print(json.dumps({"calls": number_of_calls(), "state": held}))


def store_uploads() -> Any:
    from assets.storage import store_from_settings

    return store_from_settings().list_uploads("uploads/")


main()
