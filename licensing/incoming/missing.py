"""What is missing about the files of a draft: the checklist beside the form, and the tasks that it becomes.

"Fertig heißt nicht vollständig": everything can be taken over with gaps; they are named with their price and end up as
one task for each picture, which goes away by itself once its details are there.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final

from assets.models import Asset, UploadDraft, UploadFile
from assets.uploads.found import FoundInFile, found_in
from licensing import presets
from licensing.incoming.claims import Claims
from licensing.models import AssetRights, Embargo, LicenseAssignment, Task
from licensing.presets import Gap, PresetRecords
from licensing.services.tasks import Draft, bundle_of, drop_tasks

State = UploadFile.State
COMING: Final = frozenset({State.RECEIVING, State.ARRIVED, State.READY, State.DUPLICATE})
"""Files that are meant to become assets."""
HOUSEKEEPING: Final = frozenset({"title", "keywords", "place", "duplicates"})
"""Gaps that are said and open no task."""
CAUSE: Final = "GAPS"
_NAME: Final = re.compile(r"^[A-ZÄÖÜ][a-zäöüßé]+(-[A-ZÄÖÜ][a-zäöüßé]+)? [A-ZÄÖÜ][a-zäöüßé]+(-[A-ZÄÖÜ][a-zäöüßé]+)?$")


@dataclass(frozen=True)
class Said:
    """Everything that was claimed of a draft, by somebody who may verify it or not, on a day."""

    claims: Claims
    may_verify: bool
    on: date

    @cached_property
    def records(self) -> PresetRecords | None:
        """What the preset makes of it; none where no preset was chosen."""
        preset = self.claims.preset
        if preset is None:
            return None
        return presets.expand(preset, self.claims.answers, on=self.on, may_verify=self.may_verify)

    @cached_property
    def origin_gaps(self) -> tuple[Gap, ...]:
        """What the preset lacks: the same for all files."""
        until = self.claims.answers.until
        return presets.gaps_of(
            self.claims.preset,
            self.claims.answers,
            may_verify=self.may_verify,
            is_over=until is not None and until < self.on,
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap and how many files have it."""

    gap: Gap
    files: int


def missing_of(said: Said, files: Iterable[UploadFile]) -> list[Missing]:
    """The checklist: in the order of the steps, then by how many files lack it."""
    coming = [file for file in files if file.state in COMING and file.choice != UploadFile.Choice.USE_EXISTING]
    counts = Counter(code for file in coming for code in gap_codes(said, file))
    found = [Missing(presets.gap(code), number) for code, number in counts.items()]
    return sorted(found, key=lambda each: (each.gap.step, -each.files, each.gap.code))


def gap_codes(said: Said, file: UploadFile) -> list[str]:
    """What is missing about one file, each once."""
    found = found_in(file.facts)
    return [
        *(["duplicates"] if file.state == State.DUPLICATE and file.choice == UploadFile.Choice.ASK else []),
        *(gap.code for gap in said.origin_gaps),
        *_layers(said, file, found),
        *_words(said, file, found),
    ]


def _layers(said: Said, file: UploadFile, found: FoundInFile) -> Iterable[str]:
    claims, key = said.claims, str(file.uuid)
    for name in ("people", "works", "places"):
        layer = claims.layer(name)
        if not layer.says_none(key) and layer.shows(key) is None:
            yield name
    sound = claims.layer("sound")
    has_sound = file.media_type.startswith("video/") and found.has_sound is not False
    if has_sound and not sound.says_none(key) and sound.shows(key) is None:
        yield "sound"
    people = claims.layer("people").shows(key)
    if people is not None and not people.get("persons"):
        yield "consents"
    if not _knows_ai(said, key, found):
        yield "ai"


def _knows_ai(said: Said, key: str, found: FoundInFile) -> bool:
    layer = said.claims.layer("ai")
    by_preset = said.records is not None and "ai" in said.records.states
    return found.is_artificial or by_preset or layer.says_none(key) or layer.shows(key) is not None


def _words(said: Said, file: UploadFile, found: FoundInFile) -> Iterable[str]:
    details, batch = file.details, said.claims.batch
    creator = said.records.creator if said.records else ""
    if not (details.get("creators") or found.creators or creator):
        yield "creator"
    if not (details.get("title") or found.title or found.headline):
        yield "title"
    if not (details.get("alt_text") or found.alt_text):
        yield "alt_text"
    if not (details.get("keywords") or batch.keywords or found.keywords):
        yield "keywords"
    if not (details.get("place") or batch.place or found.place or found.has_position):
        yield "place"
    if any(len(each) == len("2026-11-22") for each in (batch.embargo_until, found.embargo)):
        yield "embargo_hour"
    if _names_among([*(details.get("keywords") or ()), *batch.keywords], said, file, found):
        yield "names_in_keywords"


def _names_among(keywords: Sequence[str], said: Said, file: UploadFile, found: FoundInFile) -> bool:
    """A keyword that the file itself calls a person shown, or that looks like a name where people are shown."""
    if {each.casefold() for each in keywords} & {each.casefold() for each in found.persons}:
        return True
    shows_people = said.claims.layer("people").shows(str(file.uuid)) is not None
    return shows_people and any(_NAME.match(each) for each in keywords)


def task_of(asset: Asset, codes: Collection[str], *, draft: UploadDraft | None) -> Draft | None:
    """The task about one new asset; assets that lack the same are one row. None where only housekeeping is left."""
    kept = [code for code in codes if code not in HOUSEKEEPING]
    if not kept:
        return None
    return Draft(
        organization_id=asset.organization_id,
        kind=Task.Kind.MISSING,
        fact=f"asset:{asset.uuid}:gaps",
        cause=CAUSE,
        params={"codes": kept},
        bundle=bundle_of(CAUSE, draft.uuid if draft else "", *kept),
        asset_id=asset.pk,
    )


def settle_gaps(asset_ids: Collection[int], *, at: datetime) -> int:
    """End the tasks of assets whose gaps are filled by now; what nobody can tell from records, a person closes."""
    open_ones = list(
        Task.objects.filter(
            asset_id__in=asset_ids, cause=CAUSE, kind=Task.Kind.MISSING, state=Task.State.OPEN
        ).select_related("asset")
    )
    if not open_ones:
        return 0
    states = {row.asset_id: row for row in AssetRights.objects.filter(asset_id__in=asset_ids)}
    current = LicenseAssignment.objects.filter(asset_id__in=asset_ids, superseded_at__isnull=True)
    cleared = set(current.filter(status=LicenseAssignment.Status.VERIFIED).values_list("asset_id", flat=True))
    hours = Embargo.objects.filter(asset_id__in=asset_ids, lifted_at__isnull=True, precision="day")
    held = set(hours.values_list("asset_id", flat=True))
    done = [
        task.pk
        for task in open_ones
        if task.asset
        and (
            task.asset.deleted_at is not None
            or not any(
                _is_open(code, task.asset, states.get(task.asset.pk) or AssetRights(), cleared, held)
                for code in task.params.get("codes", ())
            )
        )
    ]
    return drop_tasks(Task.objects.filter(pk__in=done), reason="details-there", at=at) if done else 0


def _is_open(code: str, asset: Asset, states: AssetRights, cleared: Collection[int], held: Collection[int]) -> bool:
    """Whether a gap is still one; what concerns the origin is filled by a license that somebody verified."""
    filled = {
        "people": states.persons != "unknown",
        "works": states.works != "unknown",
        "places": states.property != "unknown",
        "sound": states.audio != "unknown",
        "ai": states.ai != "unknown" or asset.is_artificial,
        "consents": states.persons == "listed_complete",
        "creator": bool(asset.creators),
        "alt_text": bool(asset.alt_text),
        "embargo_hour": asset.pk not in held,
    }
    return not filled.get(code, asset.pk in cleared)
