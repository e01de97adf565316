"""How the operations of bringing in are called: drafts, sources, campaigns, artwork, renditions for channels."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from assets.uploads.drop_boxes import hash_of
from tests.api.permission_cast import Asker, Ownership, World
from tests.api.permission_rules import Call
from tests.api.permission_things import DROP_TERMS
from tests.api.permission_world import ACCEPTED, SOURCE_SECRET, TOKEN


def upload_file(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, asker: Asker, ownership: Ownership) -> Call:
        draft = world.uuid_of(world.uploads, (asker, ownership))
        file = world.uuid_of(world.upload_files, (asker, ownership))
        return f"/uploads/{draft}/files/{file}{suffix}", body, {}

    return call


def upload_files(world: World, asker: Asker, ownership: Ownership) -> Call:
    draft = world.uuid_of(world.uploads, (asker, ownership))
    file = world.uuid_of(world.upload_files, (asker, ownership))
    return f"/uploads/{draft}/files", {"files": [{"id": str(file), "details": {"title": "Burg"}}]}, {}


def new_files(world: World, asker: Asker, ownership: Ownership) -> Call:
    draft = world.uuid_of(world.uploads, (asker, ownership))
    return f"/uploads/{draft}/files", {"files": [{"filename": "burg.jpg", "size_bytes": 10}]}, {}


def source_events(world: World, _asker: Asker, _ownership: Ownership) -> Call:
    """The store's own secret opens, whoever asks; a source that is not there is not there."""
    source = world.uuid_of(world.sources, Ownership.OWN)
    return f"/sources/{source}/events", {"Records": []}, {"Authorization": f"Bearer {SOURCE_SECRET}"}


def source_begin(world: World, _asker: Asker, ownership: Ownership) -> Call:
    body = {"organization": str(world.uuid_of(world.organizations, ownership)), "url": "/nicht-freigegeben"}
    return "/sources", body, {}


def draft_change(world: World, asker: Asker, ownership: Ownership) -> Call:
    draft = world.uuid_of(world.uploads, (asker, ownership))
    return f"/uploads/{draft}", {"title": "Fest", "claims": {}}, {"If-Match": '"1"'}


def draft_begin(world: World, _asker: Asker, ownership: Ownership) -> Call:
    return "/uploads", {"organization": str(world.uuid_of(world.organizations, ownership))}, {}


def made(suffix: str = "") -> Callable[[World, Asker, Ownership], Call]:
    return lambda world, _asker, ownership: (f"/channel-renditions/{world.made[ownership].uuid}{suffix}", None, {})


def participant(world: World, _asker: Asker, ownership: Ownership) -> Call:
    campaign = world.uuid_of(world.campaigns, ownership)
    return f"/campaigns/{campaign}/participants/{world.other.uuid}", {"may_post": True}, {}


def in_campaign(world: World, _asker: Asker, ownership: Ownership) -> Call:
    """A picture that everybody sees, in one's own, joined and other campaigns."""
    campaign = world.uuid_of(world.campaigns, ownership)
    return f"/campaigns/{campaign}/assets/{world.assets[Ownership.PUBLIC].uuid}", None, {}


def for_home(suffix: str, body: Mapping[str, Any]) -> Callable[[World, Asker, Ownership], Call]:
    """Something put into a campaign, always in the name of A: members of B may not speak for it."""

    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        campaign = world.uuid_of(world.campaigns, ownership)
        told = {**body, "organization": str(world.organizations[Ownership.OWN].uuid)}
        if suffix in {"/artworks", "/motifs"}:
            told["asset"] = str(world.assets[Ownership.PUBLIC].uuid)
        return f"/campaigns/{campaign}{suffix}", told, {}

    return call


def print_bundle(world: World, _asker: Asker, ownership: Ownership) -> Call:
    campaign = world.uuid_of(world.campaigns, ownership)
    return f"/campaigns/{campaign}/print-bundle", {"artworks": [str(world.uuid_of(world.artworks, ownership))]}, {}


def print_share(world: World, asker: Asker, ownership: Ownership) -> Call:
    where, body, _headers = print_bundle(world, asker, ownership)
    return where.replace("print-bundle", "print-share"), {**body, "title": "Für die Druckerei"}, {}


def text(body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        return f"/campaign-texts/{world.uuid_of(world.texts, ownership)}", body, {"If-Match": '"1"'}

    return call


def drop_box_begin(world: World, _asker: Asker, ownership: Ownership) -> Call:
    organization = str(world.uuid_of(world.organizations, ownership))
    body = {"organization": organization, "title": "Fest", "terms": DROP_TERMS, "until_on": str(timezone.localdate())}
    return "/drop-boxes", body, {}


def dropped(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    """The box that everybody knows the link of, as somebody who accepted its terms."""

    def call(world: World, _asker: Asker, _ownership: Ownership) -> Call:
        where = suffix.format(file=world.dropped_file)
        return f"/drop/{TOKEN}{where}", body, {"Drop-Secret": ACCEPTED}

    return call


def drop_accept(_world: World, _asker: Asker, _ownership: Ownership) -> Call:
    return f"/drop/{TOKEN}/accept", {"name": "Jana Muster", "terms_sha256": hash_of(DROP_TERMS)}, {}
