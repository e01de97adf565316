"""Calls that are counted, the n-th of which ends the process with SIGKILL, before or after it."""

import os
import signal
from collections.abc import Callable
from typing import Any

_calls = 0


def number_of_calls() -> int:
    return _calls


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
