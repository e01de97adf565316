"""Which draft a broken run belongs to: kept outside the folder that is sent, for whoever runs the command again."""

import hashlib
import json
import os
from pathlib import Path


def memory_of(address: str, places: list[str]) -> Path:
    """The file that remembers one command: the same server and the same folders."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    named = "\n".join([address, *sorted(str(Path(each).resolve()) for each in places)])
    return state / "bildkreis" / f"{hashlib.sha256(named.encode()).hexdigest()[:24]}.json"


def recall(memory: Path) -> dict[str, str]:
    try:
        kept = json.loads(memory.read_text())
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in kept.items()} if isinstance(kept, dict) else {}


def remember(memory: Path, values: dict[str, str]) -> None:
    """Readable by its owner alone: the secret of a drop-box is among it."""
    memory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    begun = memory.with_suffix(".new")
    with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(values, stream)
    begun.replace(memory)


def forget(memory: Path) -> None:
    memory.unlink(missing_ok=True)
