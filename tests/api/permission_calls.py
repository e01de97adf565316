"""How operations are called whose address or body is more than the name of a thing: for `permission_table`."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assets.captions import captions_of
from assets.models import Asset
from licensing.exchange.registers.columns import template
from tests.api.builders import Form
from tests.api.permission_cast import Asker, Ownership, World
from tests.api.permission_rules import Call
from tests.api.permission_world import PRINT_TOKEN, TOKEN

WEB = {"channel": "website", "purpose": "public_relations"}
WITHDRAWN = {"kind": "withdrawn", "received_by": "Brief"}
TERMS = {
    "licensor": "Heimatverein",
    "licensees": ["*"],
    "channels": ["website"],
    "purposes": ["*"],
    "from_on": "2026-01-01",
}
REFUSAL = {"releases": False, "justification": "Das Bild zeigt eine private Feier.", "expires_on": "2027-01-01"}
BLURRED = {"modifications": ["face_blur"], "persons": "none_confirmed"}
REFUSED = {"granted_by": "Museum", "status": "refused", "from_on": "2026-01-01"}
SYNONYMS = {"terms": ["Zapfhahn", "Dorfkrug"]}
FOUR_EYES = {"kind": "four_eyes", "effect": "ask", "name": "Kinder"}


def read(path: str) -> Callable[[World, Asker, Ownership], Call]:
    return lambda _world, _asker, _ownership: (path, None, {})


def asset_at(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        asset = world.assets[ownership]
        version = Asset.objects.filter(pk=asset.pk).values_list("version", flat=True).get()
        return f"/assets/{asset.uuid}{suffix}", body, {"If-Match": f'"{version}"'}

    return call


def captions(body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        asset = world.assets[ownership]
        standing = captions_of(asset, "de")
        tag = {"If-Match": f'"{standing.version}"'} if standing is not None else {}
        return f"/assets/{asset.uuid}/captions/de", body, tag

    return call


def about(path: str, body: Callable[[str], Any]) -> Callable[[World, Asker, Ownership], Call]:
    return lambda world, _asker, ownership: (path, body(str(world.assets[ownership].uuid)), {})


def thing(name: str, suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, asker: Asker, ownership: Ownership) -> Call:
        things = getattr(world, name)
        key = (
            (asker, ownership) if name in {"tokens", "downloads", "bundles", "uploads", "saved_searches"} else ownership
        )
        return f"/{name.replace('_', '-')}/{world.uuid_of(things, key)}{suffix}", body, {}

    return call


def made_in(path: str, body: Mapping[str, Any]) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        return path, {**body, "organization": str(world.uuid_of(world.organizations, ownership))}, {}

    return call


def share(world: World, _asker: Asker, ownership: Ownership) -> Call:
    body = {
        "organization": str(world.uuid_of(world.organizations, ownership)),
        "assets": [str(world.assets[Ownership.PUBLIC].uuid)],
        "question": {"purpose": "editorial_information"},
        "title": "Für die Presse",
    }
    return "/shares", body, {}


def shared_motif(suffix: str) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, _ownership: Ownership) -> Call:
        return f"/shared/{PRINT_TOKEN}/artworks/{world.artworks[Ownership.OWN].uuid}{suffix}", None, {}

    return call


def shared(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, _ownership: Ownership) -> Call:
        where = suffix.format(asset=world.assets[Ownership.PUBLIC].uuid, copy=world.shared_copy)
        return f"/shared/{TOKEN}{where}", body, {}

    return call


def organization(world: World, _asker: Asker, ownership: Ownership) -> Call:
    return f"/organizations/{world.uuid_of(world.organizations, ownership)}", None, {}


def grant(world: World, _asker: Asker, ownership: Ownership) -> Call:
    body = {
        "organization": str(world.uuid_of(world.organizations, ownership)),
        "asset": str(world.assets[Ownership.PUBLIC].uuid),
        "licensor": "Heimatverein",
        "licensees": ["*"],
        "channels": ["website"],
        "purposes": ["*"],
        "from_on": "2026-01-01",
        "evidence": "Vertrag",
    }
    return "/grants", body, {}


def consent(world: World, _asker: Asker, ownership: Ownership) -> Call:
    body = {
        "person": str(world.uuid_of(world.persons, ownership)),
        "channels": ["website"],
        "purposes": ["*"],
        "organizations": ["*"],
        "given_on": "2026-01-01",
        "signatures": [{"role": "self", "signed_on": "2026-01-01"}],
        "information_version": "1",
        "evidence_note": "Ordner",
    }
    return "/consents", body, {}


def document(world: World, _asker: Asker, ownership: Ownership) -> Call:
    organization = str(world.uuid_of(world.organizations, ownership))
    file = SimpleUploadedFile("beleg.txt", b"Ja, gern.", content_type="text/plain")
    return "/documents", Form(organization=organization, kind="consent", file=file), {}


def amended(world: World, _asker: Asker, ownership: Ownership) -> Call:
    path = f"/grants/{world.uuid_of(world.grants, ownership)}/amend"
    return path, {**TERMS, "evidence": "Nachtrag"}, {}


def asked_to_decide(world: World, asker: Asker, ownership: Ownership) -> Call:
    """Undecided: nobody has looked at these assets yet."""
    organization = world.other if asker.is_other else world.organizations[Ownership.OWN]
    body = {"asset": str(world.undecided[ownership].uuid), "question": {**WEB, "organization": str(organization.uuid)}}
    return "/decisions", body, {}


def decision(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    return lambda world, _asker, ownership: (
        f"/decisions/{world.uuid_of(world.decisions, ownership)}{suffix}", body, {}
    )  # fmt: skip


def collected(world: World, asker: Asker, ownership: Ownership) -> Call:
    collection = world.others_collection if asker.is_other else world.collections[Ownership.OWN]
    return f"/collections/{collection.uuid}/assets/{world.assets[ownership].uuid}", None, {}


def sign_in(_world: World, _asker: Asker, _ownership: Ownership) -> Call:
    return "/session", {"username": "niemand", "password": "falsch"}, {}


def register(world: World, _asker: Asker, ownership: Ownership) -> Call:
    organization = str(world.uuid_of(world.organizations, ownership))
    file = SimpleUploadedFile("rechte.csv", template("grants").encode(), content_type="text/csv")
    return "/imports", Form(organization=organization, kind="grants", file=file), {}


def post(one: str) -> Mapping[str, Any]:
    return {"asset": one, "url": "https://example.org/neu", "already_online": True}


def address(world: World, _asker: Asker, ownership: Ownership) -> Call:
    of = world.uuid_of(world.organizations, ownership)
    return f"/publications/address?url=https://instagram.com/stadt/1&organization={of}", None, {}


def feed(world: World, asker: Asker, ownership: Ownership) -> Call:
    return f"/calendar-feeds/{world.uuid_of(world.feeds, (asker, ownership))}", None, {}


def calendar(world: World, _asker: Asker, _ownership: Ownership) -> Call:
    return f"/calendar/{world.calendar_secret}.ics", None, {}
