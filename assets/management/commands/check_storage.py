"""`manage.py check_storage`: what the configured store can do, and what is missing."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assets.storage import (
    Ability,
    Bench,
    Checksums,
    Finding,
    LocalFolderStore,
    Outcome,
    StoreConfig,
    config_from_settings,
    cors_rules,
    open_store,
    probe,
)

DEFAULT_ORIGIN = "http://127.0.0.1:8000"
LABELS = {
    Ability.WRITE: "Schreiben und Lesen",
    Ability.EMPTY: "Leeres Objekt",
    Ability.RANGE: "Lesen ab einer Stelle (Range)",
    Ability.LISTING: "Auflisten und Fortsetzen (ListObjectsV2)",
    Ability.MULTIPART: "Hochladen in Teilen (5 MiB)",
    Ability.SIGNED_PART: "Signierte Adresse zum Hochladen",
    Ability.SIGNED_LENGTH: "Signatur gilt nur für eine Länge",
    Ability.SIGNED_GET: "Signierte Adresse zum Lesen",
    Ability.PRIVATE: "Ohne Signatur kein Zugriff",
    Ability.CORS: "CORS für das Hochladen im Browser",
    Ability.CLOCK: "Uhren gehen gleich",
    Ability.TRANSPORT: "Verschlüsselte Verbindung",
    Ability.DELETE: "Löschen",
    Ability.NEW_CHECKSUMS: "Neuere Prüfsummen (S3_CHECKSUMS=when_supported)",
}


class Command(BaseCommand):
    help = (
        "Try what the configured object store can do; exit 1 when something required is missing. Leaves nothing behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--origin", help="Origin of the pages that will upload, for CORS.")

    def handle(self, *_args: Any, **options: Any) -> None:
        origins = [options["origin"]] if options["origin"] else list(settings.CSRF_TRUSTED_ORIGINS) or [DEFAULT_ORIGIN]
        config = config_from_settings()
        self.stdout.write(f"Speicher: {config.url}")
        findings = self._probe(config, origins[0])
        if any(finding.ability is Ability.CORS for finding in findings):
            self.stdout.write("\nCORS-Regeln für diesen Bucket:")
            self.stdout.write(json.dumps(cors_rules(origins), indent=2))
        missing = [finding for finding in findings if finding.is_required and finding.outcome is Outcome.MISSING]
        if missing:
            raise CommandError(f"{len(missing)} nötige Fähigkeit(en) fehlen.")
        self.stdout.write("\nAlles Nötige ist da.")

    def _probe(self, config: StoreConfig, origin: str) -> list[Finding]:
        store = open_store(config)
        findings: list[Finding] = []
        is_local = isinstance(store, LocalFolderStore)
        newer = None if is_local else open_store(_with_newer_checksums(config))
        for finding in probe(Bench(store, origin, None if is_local else config.access), newer_checksums=newer):
            self.stdout.write(_line(finding))
            findings.append(finding)
        return findings


def _with_newer_checksums(config: StoreConfig) -> StoreConfig:
    return replace(config, access=replace(config.access, checksums=Checksums.WHEN_SUPPORTED))


def _line(finding: Finding) -> str:
    outcome = "ja" if finding.outcome is Outcome.WORKS else "NEIN"
    need = "nötig" if finding.is_required else "egal"
    return f"  {LABELS[finding.ability]:<50} {need:<6} {outcome:<5} {finding.reason}".rstrip()
