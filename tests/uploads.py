"""Drafts as if their files had come in: rows without bytes, in the state that the workers leave them in."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from assets.models import Organization, UploadDraft, UploadFile, User
from tests.builders import unique


def draft(of: Organization, owner: User, **values: Any) -> UploadDraft:
    now = timezone.now()
    return UploadDraft.objects.create(organization=of, owner=owner, created_at=now, changed_at=now, **values)


def upload(draft: UploadDraft, *, state: str = "ready", **values: Any) -> UploadFile:
    """A file that arrived and was examined, unless its state says otherwise."""
    number, now = unique(), timezone.now()
    arrived = None if state == "receiving" else now
    return UploadFile.objects.create(
        draft=draft,
        **{
            "position": number,
            "filename": f"bild-{number}.jpg",
            "size_bytes": 1000,
            "part_bytes": 8_388_608,
            "key": f"uploads/{uuid4()}",
            "state": state,
            "sha256": f"{number:064x}" if arrived else "",
            "media_type": "image/jpeg" if arrived else "",
            "facts": facts() if arrived else {},
            "created_at": now,
            "touched_at": now,
            "arrived_at": arrived,
            "examined_at": arrived,
            **values,
        },
    )


def facts(**fields: Any) -> dict[str, Any]:
    """What a child read from a file: field to value, with an origin that nobody asks for here."""
    found = {name: {"value": value, "origin": f"xmp:{name}", "languages": {}} for name, value in fields.items()}
    technical = {"width": 1200, "height": 800, "orientation": 1, "has_sound": None}
    return {"media_type": "image/jpeg", "size_bytes": 1000, "technical": technical, "fields": found, "conflicts": []}


def own_photo(of: Organization, **answers: Any) -> dict[str, Any]:
    """The preset of a picture that somebody took on duty, for the organization itself."""
    return {
        "code": "own",
        "answers": {"who": "J. Muster", "onDuty": "yes", "credit": "yes", "licensees": [str(of.uuid)], **answers},
    }


def nothing_on(*files: UploadFile) -> dict[str, Any]:
    """Somebody looked at these files, and neither people nor works nor house rules are on them."""
    ids = [str(each.uuid) for each in files]
    layer = {"answer": "none", "confirmed": {"files": ids}, "files": {}}
    return {"people": layer, "works": layer, "places": layer}
