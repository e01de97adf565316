"""What the pages of bringing in begin with: a draft of forty files that have arrived, and a campaign with artwork.

The draft's files are whole objects in the store, examined as a worker would have left them; what happens to them from
there on is the program's own work.
"""

import hashlib
import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PIL import Image

if TYPE_CHECKING:
    from assets.models import UploadDraft

TORN, WHOLE, TABLE = "Herbst am Schloss", "Vierzig Bilder", "Zum Ausfüllen"

LOCKED, LOCKED_BYTES = UUID("00000000-0000-4000-8000-00000000f11e"), b"nur eine Probe"

FILM = UUID("00000000-0000-4000-8000-00000000f113")

FILES = 40
IN_TABLE = 8
LEFT_BEHIND = 2
"""Files that were still on their way when the tab was closed."""


def drafts() -> None:
    """One as it is when a tab was closed and not all is well, one in which everything has arrived, one to fill in."""
    from assets.models import Asset, UploadFile, User
    from assets.uploads.drafts import create_draft

    office = User.objects.get(username="lindrode-presse")
    known = Asset.objects.get(original__filename="wasserschloss-winter.jpg")
    torn = create_draft(organization=known.organization, by=office, title=TORN)
    whole = create_draft(organization=known.organization, by=office, title=WHOLE)
    for position in range(FILES):
        _file(torn, position, has_arrived=position < FILES - LEFT_BEHIND)
        _file(whole, position, has_arrived=True)
    table = create_draft(organization=known.organization, by=office, title=TABLE)
    for position in range(IN_TABLE):
        _file(table, position, has_arrived=True)
    torn.files.filter(position=0).update(state=UploadFile.State.DUPLICATE, duplicate_of=known)
    torn.files.filter(position=1).update(
        state=UploadFile.State.REFUSED, reason="unknown-type", filename="Plan.dwg", tile_key="", facts={}
    )


def locked() -> None:
    """Files in which a scanner found something: one with a known address, two to be deleted."""
    _lock(LOCKED, "gefunden.jpg", LOCKED_BYTES)
    for name in ("weg-1366.jpg", "weg-390.jpg"):
        _lock(uuid4(), name, name.encode())


def _lock(uuid: UUID, name: str, content: bytes) -> None:
    from assets.intake.quarantine import quarantine
    from assets.models import Asset, Location, Original
    from assets.storage import store_from_settings
    from assets.uploads.taking import library_of

    known = Asset.objects.get(original__filename="wasserschloss-winter.jpg")
    now, key = datetime.now(UTC), f"uploads/{uuid}"
    store_from_settings().put(key, content)
    asset = Asset.objects.create(
        uuid=uuid, organization=known.organization, visibility="organization", state="processing", kind="photo",
        title="Gesperrte Datei", created_at=now, changed_at=now,
    )  # fmt: skip
    original = Original.objects.create(
        asset=asset, organization=known.organization, sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content), media_type="image/jpeg", filename=name, hashed_at=now,
    )  # fmt: skip
    Location.objects.create(
        source=library_of(known.organization), key=key, size_bytes=len(content), original=original,
        found_at=now, hashed_at=now, seen_at=now,
    )  # fmt: skip
    quarantine(original, "Ein Virenscanner hat in der Datei etwas gefunden: Probe.")


def name_film() -> None:
    """A film of twelve seconds, known by its address."""
    from assets.models import Asset

    Asset.objects.filter(original__filename="dorffest.mp4").update(uuid=FILM, title="Dorffest")


def _file(draft: "UploadDraft", position: int, *, has_arrived: bool) -> None:
    from assets.models import UploadFile
    from assets.storage import store_from_settings

    store = store_from_settings()
    shade = (40 + 5 * position, 120, (200 - 4 * position) % 256)
    content = _picture(Image.new("RGB", (600, 400), shade), "JPEG")
    now, key = datetime.now(UTC), f"uploads/{draft.uuid}-{position}"
    examined = {}
    if has_arrived:
        store.put(key, content)
        store.put(f"{key}-tile", _picture(Image.new("RGB", (380, 254), shade), "WEBP"))
        fields = {"title": {"value": f"Herbst {position}"}}
        if position % 3:
            fields |= {"creators": {"value": ["J. Muster"]}, "city": {"value": "Lindrode"}}
        examined = {
            "state": "ready", "media_type": "image/jpeg", "sha256": hashlib.sha256(content).hexdigest(),
            "facts": {"fields": fields}, "tile_key": f"{key}-tile", "arrived_at": now, "examined_at": now,
        }  # fmt: skip
    UploadFile.objects.create(
        draft=draft, position=position, filename=f"IMG_{2000 + position}.jpg", size_bytes=len(content), key=key,
        part_bytes=8 << 20, created_at=now, touched_at=now, **examined,
    )  # fmt: skip


def _picture(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def joint_campaign() -> None:
    """The district's anniversary with a quiet period; the town has a motif on a shirt, a button and a mug."""
    from assets.artwork.uses import record_use, request_preflight
    from assets.models import Asset, Campaign, Participation, User

    office = User.objects.get(username="lindrode-presse")
    asset = Asset.objects.select_related("original").get(original__filename="wasserschloss-abend.jpg")
    campaign = Campaign.objects.get(slug="50-jahre-kreis")
    today = date.today()  # noqa: DTZ011  # a day of the calendar, as people enter it
    campaign.from_on, campaign.until_on = today - timedelta(days=30), today + timedelta(days=200)
    campaign.quiet_from_on, campaign.quiet_until_on = today + timedelta(days=90), today + timedelta(days=130)
    campaign.quiet_name = "Ruhezeit vor der Wahl"
    campaign.save()
    Participation.objects.update_or_create(
        campaign=campaign, organization=asset.organization, defaults={"may_add": True, "may_post": True}
    )
    wishes = (
        {"product": "t-shirt", "place": "front", "technique": "screen", "width_mm": 280.0, "height_mm": 187.0},
        {"product": "button", "place": "front", "technique": "digital", "width_mm": 50.0, "height_mm": 50.0},
        {"product": "mug", "place": "front", "technique": "transfer", "width_mm": 80.0, "height_mm": 53.4},
    )
    for wish in wishes:
        values = {**wish, "print_run": 3000, "sold": "free"}
        use = record_use(asset, values, campaign=campaign, organization=asset.organization, by=office)
        request_preflight(use)
