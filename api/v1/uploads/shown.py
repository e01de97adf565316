"""From rows to answers: a draft with its files in a fixed number of queries, whatever it holds."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from api.answers import Named, Words
from api.problems import Problem
from api.v1.uploads.answers import (
    Counted,
    DraftAnswer,
    DraftFound,
    DraftRow,
    DraftTotals,
    FoundAnswer,
    KnownAsset,
    MissingAnswer,
    ReasonWords,
    UploadFileAnswer,
)
from assets.alike import alike
from assets.intake.outcome import REASONS
from assets.metadata import REFUSAL_WORDS, Refusal
from assets.models import Asset, Role, UploadDraft, UploadFile
from assets.uploads.found import FoundInFile, found_in
from assets.viewer import Viewer
from licensing.incoming.missing import missing_of
from licensing.incoming.taking import said_of

State = UploadFile.State
MOST_FOUND: Final = 20
_ANY: Final = "00000000-0000-0000-0000-000000000000"


def drafts_for(viewer: Viewer) -> "QuerySet[UploadDraft]":
    """Drafts that the viewer may see, with what every answer reads."""
    return UploadDraft.objects.visible_to(viewer).select_related("organization", "campaign")


def find_draft(draft_id: UUID, viewer: Viewer) -> UploadDraft:
    found = drafts_for(viewer).filter(uuid=draft_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def draft_to_write(draft_id: UUID, viewer: Viewer) -> UploadDraft:
    """A draft that the viewer sees and still may bring files in for: who left the organization only looks."""
    draft = find_draft(draft_id, viewer)
    if not viewer.holds(Role.CONTRIBUTOR, draft.organization_id):
        raise Problem("not-permitted")
    return draft


def files_of(draft: UploadDraft) -> "QuerySet[UploadFile]":
    return UploadFile.objects.filter(draft=draft).select_related("duplicate_of__original", "asset")


def find_file(draft: UploadDraft, file_id: UUID) -> UploadFile:
    found = files_of(draft).filter(uuid=file_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def draft_rows(drafts: Sequence[UploadDraft]) -> list[DraftRow]:
    """Rows of a list; two queries for all of them."""
    rows = (
        UploadFile.objects.filter(draft__in=drafts)
        .values("draft_id", "state")
        .annotate(files=Count("pk"), size=Sum("size_bytes"))
        .order_by()
    )
    counts: dict[int, list[tuple[str, int, int]]] = {each.pk: [] for each in drafts}
    for row in rows:
        counts[row["draft_id"]].append((row["state"], row["files"], row["size"]))
    return [DraftRow(**_common(each), totals=_totals(counts[each.pk])) for each in drafts]


def draft_answer(draft: UploadDraft, viewer: Viewer) -> DraftAnswer:
    files = list(files_of(draft))
    counted = Counter(file.state for file in files)
    sizes: Counter[str] = Counter()
    for file in files:
        sizes[file.state] += file.size_bytes
    said = said_of(draft, viewer)
    return DraftAnswer(
        **_common(draft),
        totals=_totals([(state, number, sizes[state]) for state, number in counted.items()]),
        claims=draft.claims,
        files=file_answers(files, viewer, draft=draft),
        found=_found_together([found_in(file.facts) for file in files if file.state != State.LEFT_OUT]),
        missing=[
            MissingAnswer(
                code=each.gap.code,
                text=Words(de=each.gap.text.de, en=each.gap.text.en),
                cost=Words(de=each.gap.cost.de, en=each.gap.cost.en),
                step=each.gap.step,
                files=each.files,
            )
            for each in missing_of(said, files)
        ],
    )


def _common(draft: UploadDraft) -> dict[str, Any]:
    return {
        "id": draft.uuid,
        "organization": Named(id=draft.organization.uuid, name=draft.organization.name),
        "title": draft.title,
        "state": draft.state,
        "version": draft.version,
        "visibility": draft.visibility,
        "campaign": draft.campaign.uuid if draft.campaign else None,
        "is_handed_in": draft.owner_id is None,
        "created_at": draft.created_at,
        "changed_at": draft.changed_at,
    }


def _totals(states: Iterable[tuple[str, int, int]]) -> DraftTotals:
    rows = list(states)
    kept = [row for row in rows if row[0] != State.LEFT_OUT]
    return DraftTotals(
        files=sum(files for _, files, _ in kept),
        bytes=sum(size for *_, size in kept),
        arrived_bytes=sum(size for state, _, size in kept if state != State.RECEIVING),
        by_state={state: files for state, files, _ in sorted(rows)},
    )


def file_answers(files: Sequence[UploadFile], viewer: Viewer, *, draft: UploadDraft) -> list[UploadFileAnswer]:
    """Expects rows of `files_of`; one query for which of the known assets may be mentioned."""
    known = {file.duplicate_of_id for file in files if file.duplicate_of_id is not None}
    seen = set(Asset.objects.visible_to(viewer).filter(pk__in=known).values_list("pk", flat=True)) if known else set()
    lookalikes = _lookalikes(files, viewer)
    return [_file_answer(file, seen, lookalikes.get(file.pk), draft) for file in files]


def _lookalikes(files: Sequence[UploadFile], viewer: Viewer) -> dict[int, Asset]:
    """For each file the asset that looks most like it, if it is not known by its bytes and not taken over already."""
    wanted = {
        file.pk: [int(each) for each in file.looks]
        for file in files
        if file.duplicate_of_id is None and file.asset_id is None
    }
    found = {pk: ids[0] for pk, ids in alike(wanted, Asset.objects.visible_to(viewer)).items() if ids}
    rows = Asset.objects.select_related("original").in_bulk(set(found.values()))
    return {pk: rows[asset] for pk, asset in found.items() if asset in rows}


def _file_answer(file: UploadFile, seen: set[int], looks_like: Asset | None, draft: UploadDraft) -> UploadFileAnswer:
    return UploadFileAnswer(
        id=file.uuid,
        position=file.position,
        filename=file.filename,
        folder=file.folder,
        size_bytes=file.size_bytes,
        part_bytes=file.part_bytes,
        fingerprint=file.fingerprint,
        state=file.state,
        reason=reason_words(file.reason) if file.reason else None,
        media_type=file.media_type,
        choice=file.choice,
        duplicate_of=_known(file.duplicate_of) if file.duplicate_of and file.duplicate_of_id in seen else None,
        looks_like=_known(looks_like) if looks_like is not None else None,
        tile_url=reverse("upload-tile", args=[draft.uuid, file.uuid]) if file.tile_key else None,
        found=_found(found_in(file.facts)) if file.facts else None,
        details=file.details,
        asset=file.asset.uuid if file.asset else None,
        arrived_bytes=0 if file.arrived_at is None else file.size_bytes,
    )


def _known(asset: Asset) -> KnownAsset:
    title = asset.title or (asset.original.filename if hasattr(asset, "original") else "")
    return KnownAsset(id=asset.uuid, title=title, tile_url=reverse("asset-rendition", args=[asset.uuid, "tile"]))


def _found(found: FoundInFile) -> FoundAnswer:
    return FoundAnswer(
        title=found.title or found.headline,
        description=found.description,
        alt_text=found.alt_text,
        taken_at=found.taken_at,
        place=found.place,
        creators=list(found.creators),
        keywords=list(found.keywords),
        license=found.license,
        embargo=found.embargo,
        has_position=found.has_position,
        has_sound=found.has_sound,
        is_ai=found.is_artificial,
        width=found.width,
        height=found.height,
    )


def _found_together(files: Sequence[FoundInFile]) -> DraftFound:
    days = sorted(each.taken_on for each in files if each.taken_on)
    return DraftFound(
        dates={"from": days[0], "until": days[-1]} if days else None,
        places=_counted(files, lambda each: (each.place,)),
        creators=_counted(files, lambda each: each.creators),
        licenses=_counted(files, lambda each: (each.license,)),
        embargoes=_counted(files, lambda each: (each.embargo,)),
        gps=sum(each.has_position for each in files),
        ai=sum(each.is_artificial for each in files),
    )


def _counted(files: Sequence[FoundInFile], values: Callable[[FoundInFile], Iterable[str]]) -> list[Counted]:
    counts = Counter(value for each in files for value in dict.fromkeys(values(each)) if value)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [Counted(value=value, files=number) for value, number in rows[:MOST_FOUND]]


_LEFT: Final[Mapping[str, Words]] = {
    "receiving": Words(de="Wird noch übertragen; bleibt im Entwurf.", en="Still on its way; stays in the draft."),
    "arrived": Words(de="Wird noch geprüft; bleibt im Entwurf.", en="Still being examined; stays in the draft."),
    "ready": Words(
        de="Kam eben erst an; bitte noch einmal übernehmen.", en="Has just arrived; please take over again."
    ),
    "duplicate": Words(de="Gibt es schon: bitte wählen.", en="Is here already: please choose."),
    "left_out": Words(de="Weggelassen.", en="Left out."),
}


def reason_words(code: str, detail: str = "") -> ReasonWords:
    """A refusal in words: those of the workers, of taking over, or of the rule that said no."""
    words = _LEFT.get(code)
    if words is None and code in REFUSAL_WORDS:
        german, english = REFUSAL_WORDS[Refusal(code)]
        words = Words(de=german, en=english)
    if words is None:
        text = detail or REASONS.get(code, "Die Datei lässt sich nicht aufnehmen.")
        words = Words(de=text, en=text if detail else "The file cannot be taken in.")
    return ReasonWords(code=code, text=words)
