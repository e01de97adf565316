"""A dozen pictures of the demo library, indexed and cleared: `python -m tests.browser.library FOLDER`.

Runs in a process of its own, with its own settings, so that the browser meets the program as it is served.
"""

import sys
from datetime import date
from pathlib import Path

import django

NAMES = {
    "stadt-lindrode": (
        "wasserschloss-oktober",
        "wasserschloss-winter",
        "wasserschloss-abend",
        "wochenmarkt",
        "herrenhaus-weiss",
        "buergerbuero",
    ),
    "stadt-muehlhagen": ("sonnenblumen", "windmuehle-korn", "pfluegen"),
    "stadt-hohenfeld": ("fichten-nebel",),
    "tourismusverband-heiderland": ("steingrab", "herde-herbst", "birkenmoor-nebel"),
}
FILM_NAME = "dorffest.mp4"
PATHS = frozenset(f"{folder}/{name}.jpg" for folder, names in NAMES.items() for name in names)


def draw(folder: Path) -> None:
    from assets.demo import PICTURES, drawn
    from assets.demo.embedding import file_of
    from tests.films import film

    for picture in PICTURES:
        if picture.path in PATHS:
            target = folder / picture.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file_of(picture, drawn(picture, size=0.6)))
    (folder / "stadt-lindrode" / FILM_NAME).write_bytes(film(12.0, size=(640, 360), sound=False))


def people() -> None:
    """A person at the counter who agreed to everything, and the account on which the town posts."""
    from assets.models import Asset, User
    from licensing.models import ChannelAccount
    from licensing.services import (
        ConsentRecord,
        PersonRecord,
        ShownRecord,
        Signature,
        record_consent,
        record_person,
        show_people,
    )

    asset = Asset.objects.get(original__filename="buergerbuero.jpg")
    office = User.objects.get(username="lindrode-presse")
    person = record_person(PersonRecord(reference="BB-2025-01", age_band="adult"), by=office, keeper=asset.organization)
    record_consent(
        ConsentRecord(
            channels=["*"], purposes=["*"], organizations=["*"], given_on=date(2025, 5, 6),
            signatures=[Signature(role="self", signed_on=date(2025, 5, 6))], information_version="Formular 2025",
            evidence_note="Aktenschrank Pressestelle (Beispiel)",
        ),
        person=person, by=office,
    )  # fmt: skip
    shown = ShownRecord(number=1, person=person, is_identifiable="yes", prominence="main", age_band="adult")
    show_people(asset, people=[shown], by=office, completeness="listed_complete")
    ChannelAccount.objects.create(
        organization=asset.organization, channel="instagram", name="@stadt.lindrode",
        url="https://www.instagram.com/stadt.lindrode",
    )  # fmt: skip


def main(folder: Path) -> None:
    django.setup()
    from django.core.management import call_command

    from tests.browser import bringing

    draw(folder)
    call_command("demo_library", "people")
    for each in sorted(folder.iterdir()):
        call_command("index", str(each), organization=each.name, processes=1)
    call_command("demo_library", "records", str(folder))
    people()
    bringing.drafts()
    bringing.joint_campaign()
    bringing.locked()
    bringing.name_film()
    call_command("search", "rebuild")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
