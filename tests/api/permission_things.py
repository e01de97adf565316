"""One thing of each kind that the permission table asks about, as its organization made it."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from pyroaring import BitMap

from api.models import SavedSearch
from assets.models import (
    ApiToken,
    Asset,
    DropBox,
    DropBoxAcceptance,
    IndexSource,
    Organization,
    UploadDraft,
    UploadFile,
    User,
)
from assets.sources.services import hash_of
from assets.uploads.drop_boxes import DropBoxRecord, create_drop_box
from licensing.models import Bundle, Document, Download, RegisterImport, Share, UsePermission, Webhook
from licensing.rights import Channel, Purpose, Question
from licensing.services import PermissionRecord, record_permission, request_download
from licensing.services.bundles import BundleOrder, request_bundle
from licensing.services.shares import ShareRecord, create_share
from licensing.services.webhooks import shape_of
from tests import uploads
from tests.api.builders import make_token

PROOF = b"Ja, gern."
EMPTY = BitMap().serialize()
DROP_TERMS = "Sie dürfen die Bilder zeigen."


def permission(keeper: Organization, by: User) -> UsePermission:
    record = PermissionRecord(granted_by="Museum", status="refused", from_on=timezone.localdate())
    return record_permission(record, by=by, keeper=keeper)


def document(keeper: Organization, by: User) -> Document:
    """Without its bytes: those are in the store of the test that reads them."""
    return Document.objects.create(
        organization=keeper, kind="consent", title="Einwilligung", filename="ja.txt", media_type="text/plain",
        size_bytes=len(PROOF), sha256=hashlib.sha256(PROOF).hexdigest(), key="evidence/x", created_by=by,
        created_at=timezone.now(),
    )  # fmt: skip


def checked_import(keeper: Organization, by: User) -> RegisterImport:
    return RegisterImport.objects.create(
        organization=keeper, kind="grants", filename="rechte.csv", sha256="0" * 64, key="imports/rechte",
        state="checked", created_by=by, created_at=timezone.now(),
    )  # fmt: skip


def bundle(user: User, asset: Asset) -> Bundle:
    made = request_bundle(
        [asset], {asset.pk: question(asset)}, order=BundleOrder(title="Auswahl"), by=user, at=timezone.now()
    ).bundle
    assert made is not None
    Bundle.objects.filter(pk=made.pk).update(state="ready", key="downloads/copy")
    return made


def share(organization: Organization, asset: Asset, by: User) -> Share:
    day = timezone.localdate()
    asked = replace(question(asset), channel=Channel.PRESS, asset="")
    record = ShareRecord(title="Presse", until_on=day + timedelta(days=9))
    made = create_share([asset], asked, record, organization=organization, by=by, at=timezone.now())
    assert made.share is not None, made.refused
    return made.share


def webhook(organization: Organization, by: User) -> Webhook:
    """Its secret cannot be opened: the world is built without an evidence key."""
    asset = Asset.objects.filter(visibility="public")[0]
    return Webhook.objects.create(
        organization=organization, url="https://cms.example.org/", question=shape_of(question(asset)),
        secret_ciphertext=b"-", key_id="-", created_by=by, created_at=timezone.now(),
    )  # fmt: skip


def question(asset: Asset) -> Question:
    return Question(
        asset=str(asset.uuid),
        organization=str(asset.organization.uuid),
        channel=Channel.WEBSITE,
        purpose=Purpose.PUBLIC_RELATIONS,
        publish_from=timezone.localdate(),
    )


def download(user: User, asset: Asset) -> Download:
    made = request_download(asset, question(asset), rendition="large", by=user, at=timezone.now())
    assert isinstance(made, Download)
    Download.objects.filter(pk=made.pk).update(state="ready", key="downloads/copy", media_type="image/jpeg")
    return made


def token(user: User) -> ApiToken:
    make_token(user, ["read"])
    return ApiToken.objects.filter(user=user).latest("pk")


def saved_search(user: User) -> SavedSearch:
    return SavedSearch.objects.create(
        owner=user, name="Schlösser", query={"q": "schloss"}, created_at=timezone.now(), seen=EMPTY, told=EMPTY
    )


def source(organization: Organization, secret: str) -> IndexSource:
    """A bucket that nobody asks here, whose store knows the secret."""
    url = f"s3://{organization.slug}/fotos"
    return IndexSource.objects.create(organization=organization, url=url, webhook_hash=hash_of(secret))


def draft(organization: Organization, user: User) -> UploadDraft:
    """With one file that is ready and has a tile."""
    made = uploads.draft(organization, user)
    uploads.upload(made, tile_key="artwork/mockup")
    return made


def drop_box(organization: Organization, by: User) -> DropBox:
    record = DropBoxRecord(title="Fest", terms=DROP_TERMS, until_on=timezone.localdate() + timedelta(days=9))
    return create_drop_box(record, organization=organization, by=by).box


def handed_in(box: DropBox, *, link: str, secret: str) -> UploadFile:
    """Somebody accepted the terms and handed in one file, all of it under secrets that are known."""
    DropBox.objects.filter(pk=box.pk).update(secret_hash=hash_of(link))
    now = timezone.now()
    acceptance = DropBoxAcceptance.objects.create(
        drop_box=box, name="Jana Muster", terms=box.terms, terms_sha256=hash_of(box.terms), secret_hash=hash_of(secret),
        accepted_at=now,
    )  # fmt: skip
    draft = UploadDraft.objects.create(
        organization=box.organization, acceptance=acceptance, created_at=now, changed_at=now
    )
    return uploads.upload(draft)
