"""Real S3 servers for tests: SeaweedFS and Ceph RGW, each started once per run, on loopback, and stopped by pid.

Use the fixtures by importing them into a `conftest.py`: `from tests.servers import ceph_rgw, seaweedfs`.
"""

from ._fixtures import ceph_rgw, seaweedfs
from ._s3_server import S3Server

__all__ = ["S3Server", "ceph_rgw", "seaweedfs"]
