"""A small world for the API: organizations, people in roles, assets, grants. Values that matter stand in the tests."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone
from zeal import zeal_context

from assets.models import (
    ApiToken,
    Asset,
    Campaign,
    Collection,
    Membership,
    Organization,
    Original,
    Place,
    Rendition,
    Role,
    User,
    Visibility,
)
from assets.services import set_keywords, touch_assets
from licensing.models import AssetRights, LicenseAssignment, RightsGrant
from licensing.services import GrantRecord, record_grant

PASSWORD = "ein langes Kennwort"
_numbers = itertools.count(1)


def make_organization(slug: str, **values: Any) -> Organization:
    return Organization.objects.create(slug=slug, **{"name": slug.title(), "kind": "municipality", **values})


def make_user(username: str, *roles: tuple[Organization, Role], **values: Any) -> User:
    """Without a password: tests that sign in set one."""
    user = User(username=username, **{"display_name": username.title(), **values})
    user.set_unusable_password()
    user.save()
    for organization, role in roles:
        Membership.objects.create(user=user, organization=organization, role=role, from_on=date(2020, 1, 1))
    return user


def make_token(user: User, scopes: Iterable[str], *, expires_in: timedelta = timedelta(days=30)) -> str:
    secret, now = ApiToken.new_secret(), timezone.now()
    ApiToken.objects.create(
        user=user,
        name="Programm",
        secret_hash=ApiToken.hash_of(secret),
        scopes=sorted(scopes),
        created_at=now + min(timedelta(), expires_in - timedelta(days=1)),
        expires_at=now + expires_in,
    )
    return secret


def make_asset(organization: Organization, *, keywords: Iterable[str] = (), **values: Any) -> Asset:
    """A ready asset with its original and a tile, visible to its organization unless said otherwise."""
    number, now = next(_numbers), timezone.now()
    asset = Asset.objects.create(
        organization=organization,
        **{
            "kind": "photo",
            "state": "ready",
            "title": f"Bild {number}",
            "created_at": now,
            "changed_at": now,
            **values,
        },
    )
    _add_bytes(asset, number)
    set_keywords(asset, keywords)
    touch_assets([asset.pk])
    asset.refresh_from_db()
    return asset


def _add_bytes(asset: Asset, number: int) -> None:
    """An original that went through every step, and its tile."""
    now = asset.created_at
    original = Original.objects.create(
        asset=asset,
        organization=asset.organization,
        sha256=f"{number:064x}",
        size_bytes=1000 + number,
        media_type="image/jpeg",
        filename=f"bild-{number}.jpg",
        hashed_at=now,
        read_at=now,
        rendered_at=now,
        indexed_at=now,
    )
    Rendition.objects.create(
        original=original,
        preset="tile",
        key=f"renditions/{asset.uuid}/tile",
        media_type="image/webp",
        width=380,
        height=253,
        size_bytes=4,
        sha256=f"{number:064x}",
        created_at=now,
    )


def clear_rights(asset: Asset, *, by: User, code: str = "CC0-1.0") -> None:
    """Make an asset usable for everybody: a verified public license, and nobody in the picture."""
    now = timezone.now()
    LicenseAssignment.objects.create(
        asset=asset,
        license=code,
        status="verified",
        claimed_by=str(by.uuid),
        evidence="Seite gesehen",
        source_url="https://example.org/bild",
        licensor_is_creator="yes",
        verified_by=by,
        verified_at=now,
        created_at=now,
    )
    AssetRights.objects.create(
        asset=asset,
        persons="none_confirmed",
        works="none_confirmed",
        property="none_confirmed",
        audio="none_confirmed",
        ai="no",
        confirmed_by=by,
        confirmed_at=now,
    )
    touch_assets([asset.pk])


def make_grant(keeper: Organization, asset: Asset, *, by: User, **values: Any) -> RightsGrant:
    record = GrantRecord(
        **{
            "licensor": "Heimatverein",
            "licensees": [str(keeper.uuid)],
            "channels": ["website"],
            "purposes": ["public_relations"],
            "from_on": date(2026, 1, 1),
            "evidence": "Vertrag",
            **values,
        }
    )
    return record_grant(record, by=by, keeper=keeper, asset=asset)


def make_campaign(organization: Organization, name: str, **values: Any) -> Campaign:
    return Campaign.objects.create(
        organization=organization, name=name, slug=f"{name.lower()}-{next(_numbers)}", **values
    )


def make_collection(organization: Organization, owner: User, name: str) -> Collection:
    return Collection.objects.create(organization=organization, owner=owner, name=name, created_at=timezone.now())


def make_place(slug: str, **values: Any) -> Place:
    return Place.objects.create(slug=slug, **{"name": slug.title(), **values})


class Form(dict[str, Any]):
    """A body that is sent as a form with files, not as JSON."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A client that speaks JSON, as a browser on our own origin or with a token."""

    client: Client
    headers: Mapping[str, str]

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {**self.headers, **headers}
        content = {} if body is None else {"data": body, "content_type": "application/json"}
        if isinstance(body, Form):
            content = {"data": dict(body)}
        with zeal_context():
            return getattr(self.client, method)(path, headers=sent, **content)

    def get(self, path: str, **headers: str) -> Any:
        return self.send("get", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("post", path, body, **headers)


def caller(user: User | None = None, *, token: str = "") -> Caller:
    """Signed in as `user`, or with a token, or as nobody. CSRF is not in the way; its own tests switch it on."""
    client = Client(SERVER_NAME="localhost")
    if user is not None:
        client.force_login(user)
    return Caller(client, {"Authorization": f"Bearer {token}"} if token else {})


def shared_with(asset: Asset, *organizations: Organization) -> Asset:
    Asset.objects.filter(pk=asset.pk).update(visibility=Visibility.SELECTED)
    asset.shared_with.set(organizations)
    touch_assets([asset.pk])
    return asset


NOWHERE = UUID("00000000-0000-4000-8000-000000000000")
