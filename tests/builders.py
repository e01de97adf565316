"""Small ways to make what a test does not care about; what matters stands in the test."""

import io
from datetime import date
from pathlib import Path

from django.utils import timezone
from PIL import Image, ImageDraw

from assets.models import Asset, IndexSource, Membership, Organization, Original, Role, User, Visibility

_count = 0


def unique() -> int:
    global _count
    _count += 1
    return _count


def organization(slug: str | None = None, **fields: object) -> Organization:
    slug = slug or f"organisation-{unique()}"
    return Organization.objects.create(slug=slug, name=fields.pop("name", slug.title()), kind="municipality", **fields)


def member(of: Organization, role: Role = Role.VIEWER, *, username: str | None = None) -> User:
    user = User.objects.create_user(username=username or f"user-{unique()}", password=None)
    Membership.objects.create(user=user, organization=of, role=role, from_on=date(2020, 1, 1))
    return user


def asset(of: Organization, *, visibility: str = Visibility.NETWORK, state: str = "ready", **fields: object) -> Asset:
    """An asset with an original, as if it had gone through intake; no bytes anywhere."""
    now = timezone.now()
    made = Asset.objects.create(
        organization=of, visibility=visibility, state=state, kind=fields.pop("kind", "photo"), created_at=now,
        changed_at=now, width=1200, height=800, orientation="landscape", **fields,
    )  # fmt: skip
    Original.objects.create(
        asset=made, organization=of, sha256=f"{unique():064x}", size_bytes=1000, media_type="image/jpeg",
        filename=f"bild-{made.pk}.jpg", hashed_at=now, read_at=now, rendered_at=now, indexed_at=now,
    )  # fmt: skip
    return made


def source(of: Organization, folder: Path, *, visibility: str = Visibility.NETWORK) -> IndexSource:
    return IndexSource.objects.create(organization=of, url=str(folder), visibility=visibility)


def jpeg(text: str = "", *, size: tuple[int, int] = (320, 200), quality: int = 80) -> bytes:
    """A small picture that differs by its text."""
    picture = Image.new("RGB", size, (len(text) * 37 % 256, 120, 160))
    ImageDraw.Draw(picture).text((10, 10), text or "Bild", fill="white")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def folder_of_pictures(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"bild-{number:03}.jpg").write_bytes(jpeg(f"Bild {number}"))
    return folder
