"""Keep what follows from the facts in step with them, inside the transaction of every change.

Search rows are made again first, then every use of these assets is judged again: what stands on the verdict is known
when the change is committed, or the change is not.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils import timezone

from assets.models import Asset
from assets.signals import assets_changed


def connect() -> None:
    """Called once when the app is ready."""
    assets_changed.connect(_derive, sender=Asset, dispatch_uid="licensing.derive")
    post_migrate.connect(_note_ruleset, dispatch_uid="licensing.ruleset")


def _derive(sender: object, *, asset_ids: list[int], **kwargs: Any) -> None:
    from licensing.derived import derive_rights
    from licensing.incoming.missing import settle_gaps
    from licensing.services.judging import judge_assets
    from licensing.services.shares import end_lost
    from licensing.services.webhooks import note_changes

    now = timezone.now()
    derive_rights(asset_ids)
    judge_assets(asset_ids, at=now)
    end_lost(asset_ids, at=now)
    note_changes(asset_ids, at=now)
    settle_gaps(asset_ids, at=now)


def _note_ruleset(sender: AppConfig, **kwargs: Any) -> None:
    """A program with other rules comes with a migration run: from then on a worker makes the windows again."""
    from licensing.refreshing import note_ruleset

    if sender.label == "licensing" and kwargs.get("plan") is not None and _has_tables(kwargs["using"]):
        note_ruleset()


def _has_tables(using: str) -> bool:
    """Not while an early migration stands, when a test of migrations goes back."""
    from licensing.models import RulesetRefresh

    return RulesetRefresh._meta.db_table in connections[using].introspection.table_names()
