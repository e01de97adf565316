from pathlib import Path

import pytest

from assets.storage import LocalFolderStore, TokenSigner

from .under_test import StoreUnderTest, local_under_test

KINDS = [pytest.param("local", id="local")]


@pytest.fixture(params=KINDS)
def under_test(request: pytest.FixtureRequest, tmp_path: Path) -> StoreUnderTest:
    """Each adapter in turn, empty."""
    return local_under_test(LocalFolderStore(tmp_path, TokenSigner(("a key for tests",))))
