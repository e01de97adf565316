"""Programs of others that tests compare with; in CI they have to be there."""

import os
import shutil

import pytest


def exiftool() -> str:
    """The path of exiftool; the test is skipped without it, except in CI, where it fails."""
    found = shutil.which("exiftool")
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("exiftool is not installed")
    return str(found)
