"""A worker that kills itself with SIGKILL before or after its n-th call of a port: arguments are N and the word.

Ports are where the world outside is touched: reading the source, the child, writing the store, committing. Without
arguments it works undisturbed and prints how many calls there were, and the state of the library.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from assets.intake import steps  # noqa: E402
from assets.intake.work import Tools, Worker, release_dead_leases  # noqa: E402
from assets.sandbox import Sandbox  # noqa: E402
from assets.storage import LocalFolderStore  # noqa: E402
from tests.assets.library_state import state  # noqa: E402

_calls = 0


def counted(call: Callable[..., Any], *, at: int, when: str) -> Callable[..., Any]:
    def wrapper(*arguments: Any, **options: Any) -> Any:
        global _calls
        _calls += 1
        mine = _calls
        if mine == at and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = call(*arguments, **options)
        if mine == at and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    return wrapper


def main() -> None:
    at, when = (int(sys.argv[1]), sys.argv[2]) if len(sys.argv) > 1 else (0, "")
    steps.fetch = counted(steps.fetch, at=at, when=when)
    for owner, name in ((Sandbox, "run"), (LocalFolderStore, "put"), (BaseDatabaseWrapper, "commit")):
        setattr(owner, name, counted(getattr(owner, name), at=at, when=when))
    release_dead_leases()
    with Tools.opened() as tools:
        Worker(tools).run(until=lambda: True)
    print(json.dumps({"calls": _calls, "state": state()}))


main()
