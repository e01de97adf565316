"""What a library holds, without ids and times: equal for an undisturbed run and for one that was killed and went on."""

import json

import django


def state() -> dict[str, object]:
    """Everything that a kill could lose, double or leave half done."""
    from assets.models import Asset, Keyword, Location, Original, RawMetadatum, Rendition
    from assets.storage import store_from_settings
    from licensing.models import PermittedUse

    return {
        "assets": sorted(Asset.objects.values_list("original__filename", "state", "title", "width", "height", "color")),
        "locations": sorted(Location.objects.values_list("key", "original__sha256", "failure", "lease"), key=repr),
        "originals": sorted(Original.objects.values_list("sha256", "filename", "media_type", "failed_step", "lease")),
        "unstamped": Original.objects.filter(indexed_at=None).count(),
        "raw": RawMetadatum.objects.count(),
        "keywords": sorted(Keyword.objects.values_list("name", flat=True)),
        "renditions": sorted(Rendition.objects.values_list("original__sha256", "preset", "sha256", "size_bytes")),
        "windows": PermittedUse.objects.count(),
        "objects": len(list(store_from_settings().list())),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(state()))
