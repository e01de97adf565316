"""An S3 endpoint that runs for the tests, and the buckets in it."""

import time
from dataclasses import dataclass
from uuid import uuid4

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from assets.storage import S3Access, S3Location, S3Store, StoreError

ACCESS_KEY = "testaccess"
SECRET_KEY = "testsecret"
POLL_SECONDS = 0.05


class ServerFailed(Exception):
    """A server did not start."""


@dataclass(frozen=True, slots=True)
class S3Server:
    name: str
    port: int
    seconds_to_start: float

    @property
    def access(self) -> S3Access:
        return S3Access(endpoint=f"http://127.0.0.1:{self.port}", access_key=ACCESS_KEY, secret_key=SECRET_KEY)

    def make_bucket(self, name: str = "") -> str:
        bucket = name or f"bucket-{uuid4().hex[:12]}"
        self.client().create_bucket(Bucket=bucket)
        return bucket

    def client(self):
        """A bare boto3 client, to arrange what the port cannot do."""
        return Session().client(
            "s3",
            region_name="us-east-1",
            endpoint_url=self.access.endpoint,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            config=Config(connect_timeout=2, read_timeout=20, retries={"total_max_attempts": 1}),
        )

    def store(self, bucket: str) -> S3Store:
        """An empty store: a prefix of its own in the bucket."""
        return S3Store(S3Location(bucket, f"test-{uuid4().hex[:12]}"), self.access)


def wait_until_writable(port: int, *, timeout_seconds: float) -> None:
    """Return once a bucket was made and an object written; a listening port alone does not mean that."""
    server, end, bucket = S3Server("probe", port, 0), time.monotonic() + timeout_seconds, ""
    while True:
        try:
            bucket = bucket or server.make_bucket()
            server.store(bucket).put("probe", b"probe")
        except (BotoCoreError, ClientError, StoreError) as error:
            if time.monotonic() > end:
                raise ServerFailed(f"port {port} takes no object after {timeout_seconds} s") from error
            time.sleep(POLL_SECONDS)
        else:
            return
