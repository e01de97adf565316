"""The store that the settings name. The only file of this room that knows Django."""

from django.conf import settings

from ._open import StoreConfig, open_source, open_store
from ._port import ObjectSource, ObjectStore
from ._s3_client import Addressing, Checksums, S3Access

LIBRARY = "library:"


def config_from_settings() -> StoreConfig:
    """Read at call time, so that a test may override any value."""
    keys = (settings.SIGNING_KEY, *settings.SECRET_KEY_FALLBACKS)
    return StoreConfig(url=str(settings.STORAGE_URL), signing_keys=keys, access=access_from_settings())


def access_from_settings() -> S3Access:
    return S3Access(
        endpoint=settings.S3_ENDPOINT,
        public_endpoint=settings.S3_PUBLIC_ENDPOINT,
        region=settings.S3_REGION,
        access_key=settings.S3_ACCESS_KEY,
        secret_key=settings.S3_SECRET_KEY,
        addressing=Addressing(settings.S3_ADDRESSING),
        ca_bundle=settings.S3_CA_BUNDLE,
        checksums=Checksums(settings.S3_CHECKSUMS),
    )


def store_from_settings() -> ObjectStore:
    return open_store(config_from_settings())


def open_source_from_settings(url: str) -> ObjectSource:
    """A folder or bucket to index; a bucket is reached with the same endpoint and credentials as the store.

    `library:` is the store itself, where uploads lie.
    """
    if url == LIBRARY:
        return store_from_settings()
    return open_source(url, access=access_from_settings())
