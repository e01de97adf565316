from pathlib import Path

import pytest

from assets.storage import LocalFolderStore, TokenSigner
from tests.servers import S3Server, ceph_rgw, seaweedfs

from .under_test import StoreUnderTest, local_under_test, s3_under_test

__all__ = ["ceph_rgw", "seaweedfs"]

SERVERS = [
    pytest.param("seaweedfs", marks=pytest.mark.s3, id="seaweedfs"),
    pytest.param("ceph_rgw", marks=pytest.mark.s3, id="ceph"),
]


@pytest.fixture(params=[pytest.param("local", id="local"), *SERVERS], scope="session")
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=SERVERS, scope="session")
def server(request: pytest.FixtureRequest) -> S3Server:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def bucket_of() -> dict[str, str]:
    """A bucket per server and process, made at first use."""
    return {}


@pytest.fixture
def under_test(kind: str, request: pytest.FixtureRequest, tmp_path: Path, bucket_of: dict[str, str]) -> StoreUnderTest:
    """Each adapter in turn, empty."""
    if kind == "local":
        root = tmp_path / "originals"
        root.mkdir()
        return local_under_test(LocalFolderStore(root, TokenSigner(("a key for tests",))))
    server: S3Server = request.getfixturevalue(kind)
    if kind not in bucket_of:
        bucket_of[kind] = server.make_bucket()
    return s3_under_test(server.store(bucket_of[kind]))
