"""S3 servers for tests, on loopback: SeaweedFS and Ceph RGW, started once per run and stopped by pid; a faulty one.

Use the fixtures by importing them into a `conftest.py`: `from tests.servers import ceph_rgw, seaweedfs`.
"""

from ._breaking_line import BreakingLine, breaking_line
from ._counting import CountingRelay, counting_reads
from ._faulty import FaultyS3, nobody_listens, serving_faults
from ._fixtures import ceph_rgw, seaweedfs
from ._s3_server import S3Server

__all__ = [
    "BreakingLine",
    "CountingRelay",
    "FaultyS3",
    "S3Server",
    "breaking_line",
    "ceph_rgw",
    "counting_reads",
    "nobody_listens",
    "seaweedfs",
    "serving_faults",
]
