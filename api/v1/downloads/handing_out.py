"""The bytes of what may leave: streamed from the local folder, from S3 by a signed URL that ends before rights change.

Used by downloads, bundles and share links alike, after each has judged again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import FileResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from api.problems import Problem
from api.v1.renditions.views import MEDIA_POLICY
from assets.storage import Disposition, store_from_settings
from licensing.models import Bundle, Download
from licensing.services.bundles import plain_name

LONGEST_URL: Final = timedelta(seconds=60)
ZIP_TYPE: Final = "application/zip"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """An object of the store that leaves under a name."""

    key: str
    filename: str
    media_type: str

    @classmethod
    def of(cls, copy: Download | Bundle) -> "HandedOut":
        """What is ready and not over; raises `not-ready` otherwise."""
        if copy.state != "ready" or copy.expires_at <= timezone.now():
            raise Problem("not-ready")
        if isinstance(copy, Bundle):
            return cls(copy.key, plain_name(f"{copy.title[:80]}.zip", "bilder.zip"), ZIP_TYPE)
        return cls(copy.key, copy.filename, copy.media_type or "application/octet-stream")


def lifetime(next_change_at: datetime | None, *, now: datetime) -> timedelta:
    """How long a signed URL may live: a minute at most, and never past the next change of rights (security rule 34)."""
    longest = min(LONGEST_URL, timedelta(seconds=settings.DOWNLOAD_URL_SECONDS))
    left = longest if next_change_at is None else next_change_at - now
    return max(timedelta(seconds=1), min(left, longest))


def handed_out(what: HandedOut, next_change_at: datetime | None) -> HttpResponseBase:
    store = store_from_settings()
    if str(settings.STORAGE_URL).startswith("s3://"):
        url = store.presign_get(
            what.key,
            expires_in=lifetime(next_change_at, now=timezone.now()),
            filename=what.filename,
            disposition=Disposition.ATTACHMENT,
            media_type=what.media_type,
        )
        response: HttpResponseBase = HttpResponseRedirect(url)
    else:
        response = FileResponse(
            store.open(what.key), as_attachment=True, filename=what.filename, content_type=what.media_type
        )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = MEDIA_POLICY
    return response
