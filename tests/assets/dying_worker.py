"""A worker that kills itself with SIGKILL before or after its n-th call of a port: arguments are N and the word.

Ports are where the world outside is touched: reading the source, the child, writing the store, committing. Without
arguments it works undisturbed and prints how many calls there were, and the state of the library.
"""

import json
import sys

import django

django.setup()

from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from assets.intake import steps  # noqa: E402
from assets.intake.work import Tools, Worker, release_dead_leases  # noqa: E402
from assets.sandbox import Sandbox  # noqa: E402
from assets.storage import LocalFolderStore  # noqa: E402
from tests.assets.dying import counted, number_of_calls  # noqa: E402
from tests.assets.library_state import state  # noqa: E402


def main() -> None:
    at, when = (int(sys.argv[1]), sys.argv[2]) if len(sys.argv) > 1 else (0, "")
    steps.fetch = counted(steps.fetch, at=at, when=when)
    for owner, name in ((Sandbox, "run"), (LocalFolderStore, "put"), (BaseDatabaseWrapper, "commit")):
        setattr(owner, name, counted(getattr(owner, name), at=at, when=when))
    release_dead_leases()
    with Tools.opened() as tools:
        Worker(tools).run(until=lambda: True)
    print(json.dumps({"calls": number_of_calls(), "state": state()}))


main()
