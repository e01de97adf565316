"""The object store: one port, a local-folder and an S3 adapter, and read-only sources for the index.

store = store_from_settings()
store.put("originals/3f2b…", stream, size_bytes=size)
"""

from ._configured import config_from_settings, open_source_from_settings, store_from_settings
from ._cors import cors_rules
from ._errors import (
    InvalidKey,
    ObjectNotFound,
    PartRefused,
    SignatureRefused,
    StoreDenied,
    StoreError,
    StoreFull,
    StoreUnavailable,
    UploadNotFound,
)
from ._keys import key_of_name
from ._local import LocalFolderStore, ReadGrant
from ._open import StoreConfig, open_source, open_store
from ._port import (
    MAX_PART_NUMBER,
    MIN_PART_BYTES,
    PART_URL_LIFETIME,
    Disposition,
    ObjectInfo,
    ObjectSource,
    ObjectStore,
    Part,
    SignedRequest,
    Upload,
)
from ._probe import Ability, Bench, Finding, Outcome, probe
from ._s3 import S3Store
from ._s3_client import Addressing, Checksums, S3Access, S3Location
from ._signing import TokenSigner
from ._sources import LocalFolderSource, S3Source, is_junk

__all__ = [
    "MAX_PART_NUMBER",
    "MIN_PART_BYTES",
    "PART_URL_LIFETIME",
    "Ability",
    "Addressing",
    "Bench",
    "Checksums",
    "Disposition",
    "Finding",
    "InvalidKey",
    "LocalFolderSource",
    "LocalFolderStore",
    "ObjectInfo",
    "ObjectNotFound",
    "ObjectSource",
    "ObjectStore",
    "Outcome",
    "Part",
    "PartRefused",
    "ReadGrant",
    "S3Access",
    "S3Location",
    "S3Source",
    "S3Store",
    "SignatureRefused",
    "SignedRequest",
    "StoreConfig",
    "StoreDenied",
    "StoreError",
    "StoreFull",
    "StoreUnavailable",
    "TokenSigner",
    "Upload",
    "UploadNotFound",
    "config_from_settings",
    "cors_rules",
    "is_junk",
    "key_of_name",
    "open_source",
    "open_source_from_settings",
    "open_store",
    "probe",
    "store_from_settings",
]
