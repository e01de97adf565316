"""A library with one contributor, the token and a drop-box, printed as JSON: `python -m tests.api.client_library`."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from assets.models import ApiToken, Role  # noqa: E402
from assets.uploads.drop_boxes import DropBoxRecord, create_drop_box  # noqa: E402
from tests.api.builders import make_organization, make_user  # noqa: E402

town = make_organization("lindrode")
eva = make_user("eva", (town, Role.CONTRIBUTOR))
secret, now = ApiToken.new_secret(), timezone.now()
ApiToken.objects.create(
    user=eva, name="Kamera", secret_hash=ApiToken.hash_of(secret), scopes=["read", "write"], created_at=now,
    expires_at=now + timedelta(days=1),
)  # fmt: skip
record = DropBoxRecord(title="Stadtfest", terms="Die Stadt darf alles zeigen.", until_on=timezone.localdate())
box = create_drop_box(record, organization=town, by=eva)
json.dump({"token": secret, "link": box.secret}, sys.stdout)
