"""What can go wrong between the library and an object store, in words of the port.

No error of a vendor (botocore, `OSError`) leaves an adapter: each is translated at the port, its cause kept by `from`.
Whoever calls needs three answers only: is the object missing, is it worth trying again, or must a person act.
"""

from typing import ClassVar


class StoreError(Exception):
    """An object store did not do what was asked; `code` is stable, `is_retryable` says that waiting may help."""

    code: ClassVar[str] = "store-error"
    is_retryable: ClassVar[bool] = False

    def __init__(self, reason: str, *, key: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.key = key


class ObjectNotFound(StoreError):
    """Nothing is stored under the key."""

    code = "object-not-found"


class StoreUnavailable(StoreError):
    """The store does not answer, or not in time: the same call may succeed later."""

    code = "store-unavailable"
    is_retryable = True


class StoreDenied(StoreError):
    """The store answers and refuses: credentials, bucket policy or file permissions are wrong, a person must act."""

    code = "store-denied"


class StoreFull(StoreError):
    """No space or quota is left."""

    code = "storage-full"


class InvalidKey(StoreError):
    """The key breaks a rule of `check_key`, or is the folder of another key."""

    code = "invalid-key"


class UploadNotFound(StoreError):
    """The multipart upload was never begun, or has been completed or aborted."""

    code = "upload-not-found"


class PartRefused(StoreError):
    """A part does not fit: other length than signed, missing or other than named at completion, too small."""

    code = "part-refused"


class SignatureRefused(StoreError):
    """A signed URL or token is forged, meant for something else, or expired."""

    code = "signature-refused"
