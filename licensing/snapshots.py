"""Values of the kernel as plain JSON, the same for the same value: what a stored decision keeps."""

from typing import Any

import msgspec


def snapshot(value: object) -> Any:
    """Questions, facts and decisions as JSON; sets are sorted, so that equal values give equal text."""
    return msgspec.json.decode(msgspec.json.encode(value, order="deterministic"))
