"""`manage.py load_places FILE`: municipalities from boundary polygons, so that positions get the right name."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q

from assets.models import Asset, Place
from assets.places import BoundariesInvalid, load_boundaries
from assets.services import reindex


class Command(BaseCommand):
    help = "Load places with their boundaries from a GeoJSON FeatureCollection in WGS 84 (properties: name, kind)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--parent", help="Slug of the district that the places belong to.")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = Place.objects.filter(slug=options["parent"]).first() if options["parent"] else None
        if options["parent"] and parent is None:
            raise CommandError(f"Den Ort „{options['parent']}“ gibt es nicht.")
        try:
            places = self._load(options["file"].read_text(encoding="utf-8"), parent)
        except (BoundariesInvalid, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(places)} Orte geladen: {', '.join(str(place) for place in places)}")

    @transaction.atomic
    def _load(self, document: str, parent: Place | None) -> list[Place]:
        """Search reads what lies in these places again: their middles and what they lie in may have moved."""
        places = load_boundaries(document, parent=parent)
        within = Q(place__in=places) | Q(place__parent__in=places) | Q(place__parent__parent__in=places)
        reindex(Asset.objects.filter(within).values_list("pk", flat=True))
        return places
