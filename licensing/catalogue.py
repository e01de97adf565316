"""A catalogue moves in: batches of records become assets, the licenses they name become claims that release nothing.

Each batch is one transaction: a killed run loses the batch that it was writing, and the next run goes on there, since a
reference that is known already is left alone. What a record does not say is unknown, so a person must decide.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Final

from django.db import transaction

from assets import audit
from assets.catalogue.files import Row
from assets.catalogue.records import Record, RowNote, record_of
from assets.catalogue.writing import known_references, write_records
from assets.models import Asset, Organization
from assets.services import announce_new
from licensing import rights
from licensing.claims import license_in
from licensing.derived import windows_of
from licensing.models import LicenseAssignment, PermittedUse

BATCH: Final = 2_000


@dataclass(frozen=True, slots=True)
class Moving:
    """Whose pictures they become, who sees them, which column says what, and whether anything is written."""

    organization: Organization
    visibility: str
    columns: Mapping[str, Sequence[str]]
    is_dry_run: bool = False


@dataclass(slots=True)
class Tally:
    """What became of the rows so far; refused and hinted rows by number, in words."""

    rows: int = 0
    new: int = 0
    known: int = 0
    licensed: int = 0
    refused: list[RowNote] = field(default_factory=list)
    hints: list[RowNote] = field(default_factory=list)


def move_in(rows: Iterable[Row], moving: Moving, *, now: datetime) -> Iterator[Tally]:
    """Take the rows batch by batch; the same tally comes back after each, counted further."""
    tally, seen, waiting = Tally(), dict[str, int](), iter(rows)
    while batch := list(islice(waiting, BATCH)):
        records = _readable(batch, moving.columns, seen, tally)
        known = known_references([each.reference for each in records], moving.organization)
        fresh = [each for each in records if each.reference not in known]
        tally.known += len(records) - len(fresh)
        _note_hints(fresh, tally)
        if fresh and not moving.is_dry_run:
            _write(fresh, moving, now)
        tally.new += len(fresh)
        tally.licensed += sum(1 for each in fresh if license_code(each.license))
        tally.rows += len(batch)
        yield tally


def _readable(
    batch: Sequence[Row], columns: Mapping[str, Sequence[str]], seen: dict[str, int], tally: Tally
) -> list[Record]:
    """Records with a reference that no earlier row of this file has; the others are told."""
    records = []
    for row in batch:
        read = record_of(row, columns)
        if isinstance(read, RowNote):
            tally.refused.append(read)
            continue
        first = seen.setdefault(read.reference, read.number)
        if first != read.number:
            tally.refused.append(RowNote(read.number, f"Die Nummer „{read.reference}“ steht schon in Zeile {first}."))
        else:
            records.append(read)
    return records


def _note_hints(records: Sequence[Record], tally: Tally) -> None:
    for each in records:
        tally.hints += [RowNote(each.number, hint) for hint in each.hints]
        if each.license and license_code(each.license) is None:
            said = (
                f"license: „{each.license[:60]}“ ist keine bekannte Lizenz; der Text steht bei den Nutzungsbedingungen."
            )
            tally.hints.append(RowNote(each.number, said))


@transaction.atomic
def _write(records: Sequence[Record], moving: Moving, now: datetime) -> None:
    """One batch, whole or not at all."""
    assets = write_records(
        [_with_terms(each) for each in records],
        organization=moving.organization,
        visibility=moving.visibility,
        now=now,
    )
    _claim(records, assets, now)
    audit.record(
        "catalogue.imported",
        actor="import_catalogue",
        object_kind="organization",
        object_id=str(moving.organization.uuid),
        data={"assets": len(assets), "first": str(assets[0].uuid), "last": str(assets[-1].uuid)},
    )
    _write_windows(records, assets)
    announce_new([asset.pk for asset in assets])


def _claim(records: Sequence[Record], assets: Sequence[Asset], now: datetime) -> None:
    claims = [
        LicenseAssignment(asset=asset, license=code, claimed_by="catalogue", created_at=now)
        for each, asset in zip(records, assets, strict=True)
        if (code := license_code(each.license)) is not None
    ]
    LicenseAssignment.objects.bulk_create(claims, batch_size=500)


def _write_windows(records: Sequence[Record], assets: Sequence[Asset]) -> None:
    """What search filters by, asked of the kernel once for all records of a batch that say the same of their rights.

    What can differ among them, wording, place and subject, changes no verdict of a picture whose license is at most a
    claim. `refresh_windows` makes the same rows for each asset by itself (stated by a test).
    """
    alike: dict[tuple[object, ...], list[int]] = {}
    for each, asset in zip(records, assets, strict=True):
        given = (
            each.kind,
            license_code(each.license),
            bool(each.creators),
            frozenset(name for name, text in each.texts.items() if text),
        )
        alike.setdefault(given, []).append(asset.pk)
    first = {ids[0]: ids for ids in alike.values()}
    rows = [_copy(row, pk) for row in windows_of(sorted(first)) for pk in first[row.asset_id]]
    PermittedUse.objects.bulk_create(rows, batch_size=1000)


def _copy(row: PermittedUse, asset_id: int) -> PermittedUse:
    own = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return PermittedUse(**{**own, "asset_id": asset_id})


def _with_terms(record: Record) -> Record:
    """A license that we do not know is kept in its own words, as a condition that somebody has to read."""
    if not record.license or license_code(record.license) is not None:
        return record
    terms = "\n".join(part for part in (record.texts.get("usage_terms", ""), record.license) if part)
    return replace(record, texts={**record.texts, "usage_terms": terms})


@lru_cache(maxsize=4096)
def license_code(text: str) -> str | None:
    """The registry code of a license named by code, SPDX id, name or address, in any case; none for anything else."""
    said = " ".join(text.split()).casefold()
    return _by_name().get(said) or license_in({"web_statement": {"value": text}})


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, entry in rights.LICENSES.items():
        for name in (code, entry.spdx_id, entry.name):
            if name:
                found.setdefault(name.casefold(), code)
                found.setdefault(name.casefold().replace("-", " "), code)
    return found
