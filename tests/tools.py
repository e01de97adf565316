"""Programs of others that tests compare with; in CI they have to be there."""

import os
import shutil

import pytest


def exiftool() -> str:
    """The path of exiftool; the test is skipped without it, except in CI, where it fails."""
    return program("exiftool")


def program(name: str) -> str:
    """The path of a program; the test is skipped without it, except in CI, where it fails."""
    found = shutil.which(name)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    return str(found)
