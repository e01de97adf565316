"""A dozen pictures of the demo library, indexed and cleared: `python -m tests.browser.library FOLDER`.

Runs in a process of its own, with its own settings, so that the browser meets the program as it is served.
"""

import sys
from pathlib import Path

import django

NAMES = {
    "stadt-lindrode": (
        "wasserschloss-oktober",
        "wasserschloss-winter",
        "wasserschloss-abend",
        "wochenmarkt",
        "herrenhaus-weiss",
    ),
    "stadt-muehlhagen": ("sonnenblumen", "windmuehle-korn", "pfluegen"),
    "stadt-hohenfeld": ("fichten-nebel",),
    "tourismusverband-heiderland": ("steingrab", "herde-herbst", "birkenmoor-nebel"),
}
PATHS = frozenset(f"{folder}/{name}.jpg" for folder, names in NAMES.items() for name in names)


def draw(folder: Path) -> None:
    from assets.demo import PICTURES, drawn
    from assets.demo.embedding import file_of

    for picture in PICTURES:
        if picture.path in PATHS:
            target = folder / picture.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file_of(picture, drawn(picture, size=0.6)))


def main(folder: Path) -> None:
    django.setup()
    from django.core.management import call_command

    draw(folder)
    call_command("migrate", verbosity=0)
    call_command("demo_library", "people")
    for each in sorted(folder.iterdir()):
        call_command("index", str(each), organization=each.name, processes=1)
    call_command("demo_library", "records", str(folder))
    call_command("search", "rebuild")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
