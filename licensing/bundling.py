"""Packing bundles: a worker makes every copy under its own decision and writes one ZIP with sheet and credits.

Nothing is kept half: the ZIP grows in the working folder and goes to the store in one piece, and a killed worker leaves
a bundle that is still to be packed.
"""

import logging
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from assets.intake.outcome import StepFailed, failure_of
from assets.intake.work import Tools
from assets.models import Asset, Rendition
from assets.sandbox import ChildFailed, SandboxUnavailable
from assets.storage import ObjectNotFound, StoreError
from licensing import rights
from licensing.copies import ATTEMPTS, SANDBOX_PAUSE_SECONDS
from licensing.embed import embedded
from licensing.models import Bundle, BundleItem
from licensing.print_bundling import filename_of, has_changed_artwork, member_copy, reports_of
from licensing.services.bundles import distinct_names, judged_again
from licensing.sheet import SheetDuty, SheetEntry, rights_sheet

logger = logging.getLogger(__name__)

PREFIX: Final = "bundles/"
CREDITS_NAME: Final = "Bildnachweise.txt"
SHEET_NAME: Final = "Rechte.pdf"
LOST: Final = "Für ein Bild darin ist die Freigabe entfallen. Bitte neu zusammenstellen."


class PackBundle:
    """Bundles that wait to be packed."""

    name = "bundle"
    order = ("pk",)

    def takeable(self, *, now: datetime) -> "QuerySet[Bundle]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return Bundle.objects.filter(unheld, state=Bundle.State.PREPARING, expires_at__gt=now)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        asking = self.takeable(now=now).order_by().annotate(turn=Coalesce(F("organization_id"), 0))
        return asking.values_list("turn", flat=True).distinct()

    def of_organization(self, items: "QuerySet[Bundle]", organization_id: int) -> "QuerySet[Bundle]":
        if organization_id == 0:
            return items.filter(organization__isnull=True)
        return items.filter(organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        _stamp_failure(Bundle.objects.get(pk=pk), failure)

    def perform(self, pk: int, tools: Tools) -> None:
        bundle = Bundle.objects.get(pk=pk)
        try:
            pack(bundle, tools)
        except (ChildFailed, StoreError, OSError, StepFailed) as error:
            _stamp_failure(bundle, error if isinstance(error, StepFailed) else failure_of(error))
        except SandboxUnavailable:
            _stamp_failure(bundle, StepFailed("sandbox-unavailable", pause=SANDBOX_PAUSE_SECONDS))


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in the ZIP and the credit that belongs to it."""

    name: str
    item: BundleItem
    decision: rights.Decision
    credit: str


def pack(bundle: Bundle, tools: Tools) -> None:
    """Judge again, make the copies, write the ZIP, hand it to the store; run twice, the same files are in it."""
    decisions = judged_again(bundle, at=timezone.now())
    if not all(each.verdict.is_releasing for each in decisions) or has_changed_artwork(bundle):
        Bundle.objects.filter(pk=bundle.pk).update(state=Bundle.State.FAILED, reason=LOST, lease="", leased_until=None)
        return
    archive = tools.folder / "bundle.zip"
    try:
        _write(bundle, decisions, archive, tools)
        key = f"{PREFIX}{bundle.uuid}"
        with archive.open("rb") as stream:
            tools.store.put(key, stream, size_bytes=archive.stat().st_size)
        Bundle.objects.filter(pk=bundle.pk).update(state=Bundle.State.READY, key=key, lease="", leased_until=None)
        logger.info("bundle ready bundle=%s files=%d", bundle.uuid, len(decisions))
    finally:
        archive.unlink(missing_ok=True)


def _write(bundle: Bundle, decisions: Sequence[rights.Decision], archive: Path, tools: Tools) -> None:
    """Pictures are stored as they are: they are compressed already."""
    items = bundle.items.select_related(
        "asset__original", "decision", "artwork__asset__original", "artwork__organization", "preflight"
    )
    packed: list[Packed] = []
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED, allowZip64=True) as target:
        for item, decision in zip(items, decisions, strict=True):
            _keep_lease(bundle)
            with member_copy(item, tools) as copy:
                name = distinct_names([*(each.name for each in packed), copy.named(filename_of(item))])[-1]
                with copy.path.open("rb") as source, target.open(_entry(name), "w", force_zip64=True) as entry:
                    shutil.copyfileobj(source, entry)
            credit = str(embedded(item.asset, item.decision).fields["credit_line"])
            packed.append(Packed(name, item, decision, credit))
        for report_name, report in reports_of([(each.name, each.item) for each in packed]):
            target.writestr(_entry(report_name), report)
        target.writestr(_entry(CREDITS_NAME), credits_text(packed))
        target.writestr(_entry(SHEET_NAME), _sheet(bundle, packed, tools))


def credits_text(packed: Sequence[Packed]) -> str:
    """Per file its credit line, as the press and print shops take it over; UTF-8 with the mark Windows looks for."""
    lines = [f"{each.name}\r\n{each.credit or 'Kein Bildnachweis erforderlich'}\r\n" for each in packed]
    return "\ufeff" + "\r\n".join(lines)


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without a time or rights of its own, so that packing twice gives the same bytes."""
    entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    return entry


def _sheet(bundle: Bundle, packed: Sequence[Packed], tools: Tools) -> bytes:
    day = rights.berlin_day(bundle.created_at)
    return rights_sheet([_sheet_entry(each, tools) for each in packed], title=bundle.title, issued_on=day)


def _sheet_entry(packed: Packed, tools: Tools) -> SheetEntry:
    decision, item = packed.decision, packed.item
    assignment = decision.facts.assignment
    entry = rights.LICENSES.get(assignment.license) if assignment else None
    return SheetEntry(
        title=item.asset.title or packed.name,
        filename=packed.name,
        sentence=rights.sentence(decision, language="de").sentence,
        credit_line=packed.credit,
        license_name=entry.name if entry else "",
        license_url=(entry.canonical_url if entry else "") or "",
        scope=scope_words(decision.question),
        decision_number=str(item.decision.uuid),
        duties=tuple(SheetDuty(each.text("de"), each.due) for each in decision.duties),
        thumbnail=_thumbnail(item.asset, tools),
    )


def scope_words(question: rights.Question) -> str:
    """What was asked, as the sheet says it: "Website, Öffentlichkeitsarbeit, 23.11.2026 bis 31.12.2026"."""
    until = f" bis {question.publish_until:%d.%m.%Y}" if question.publish_until else ", ohne Enddatum"
    channel, purpose = rights.CHANNELS[question.channel].label.de, rights.PURPOSES[question.purpose].label.de
    return f"{channel}, {purpose}, ab {question.publish_from:%d.%m.%Y}{until}"


def _thumbnail(asset: Asset, tools: Tools) -> bytes | None:
    """The tile that everybody who sees the asset sees, too; a sheet without one is still a sheet."""
    key = Rendition.objects.filter(original__asset=asset, preset="tile").values_list("key", flat=True).first()
    if key is None:
        return None
    try:
        with tools.store.open(key) as stream:
            return stream.read()
    except ObjectNotFound:
        return None


def _keep_lease(bundle: Bundle) -> None:
    """A bundle takes longer than a single file: it is held on to copy by copy."""
    until = timezone.now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)
    Bundle.objects.filter(pk=bundle.pk).exclude(lease="").update(leased_until=until)


def _stamp_failure(bundle: Bundle, failure: StepFailed) -> None:
    """As for single copies: at once up to three times, later when the store is away, then the reason."""
    attempts = bundle.attempts + (failure.pause is None)
    over = failure.final or attempts >= ATTEMPTS
    Bundle.objects.filter(pk=bundle.pk).update(
        attempts=attempts,
        state=Bundle.State.FAILED if over else Bundle.State.PREPARING,
        reason=failure.reason if over else "",
        lease="",
        leased_until=timezone.now() + timedelta(seconds=failure.pause) if failure.pause else None,
    )
    logger.info("bundle not packed bundle=%s code=%s", bundle.uuid, failure.code)
