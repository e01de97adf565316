"""Taking a draft over: its whole files become assets with everything that was said of them, a batch at a time.

Each batch is one transaction, and a file that was taken over is never taken again, so that a lost answer, a double
click and a killed process are harmless: whoever asks again gets what is there and the rest is done. A file that is
still on its way stays in the draft, which stays open for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assets import audit
from assets.errors import DomainError
from assets.models import Asset, Campaign, CollectionItem, IndexSource, Place, Role, UploadDraft, UploadFile, User
from assets.services import touch_assets
from assets.storage import store_from_settings
from assets.uploads.drafts import DraftClosed, locked_draft
from assets.uploads.found import found_in
from assets.uploads.taking import Wish, known_as, library_of, make_asset, refusal_of
from assets.viewer import Viewer
from licensing.incoming.claims import Claims, read_claims
from licensing.incoming.missing import COMING, Said, gap_codes, task_of
from licensing.incoming.recording import record_origin, record_shown
from licensing.incoming.rows import Rows, addable, find_place, rows_of
from licensing.models import Task
from licensing.services.changes import touched_together
from licensing.services.tasks import open_tasks

State, Choice = UploadFile.State, UploadFile.Choice
BATCH: Final = 25
_WORDS: Final = ("title", "headline", "description", "alt_text", "credit_line", "taken_at")


@dataclass(frozen=True, slots=True)
class Left:
    """A file that is no asset yet, and why: a code, and words where the code alone says too little."""

    file: UploadFile
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """All files of the draft that are assets by now, those that are left, and how many rows of tasks that made."""

    draft: UploadDraft
    taken: tuple[UploadFile, ...]
    left: tuple[Left, ...]
    tasks: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What holds for every file of a batch, read once in its transaction."""

    draft: UploadDraft
    claims: Claims
    said: Said
    rows: Rows
    campaign: Campaign | None
    source: IndexSource
    known: dict[str, Asset]
    by: User
    viewer: Viewer


def said_of(draft: UploadDraft, viewer: Viewer) -> Said:
    """The claims of a draft as this viewer may make them: whoever may not verify only claims."""
    may_verify = viewer.holds(Role.RIGHTS_MANAGER, draft.organization_id)
    return Said(read_claims(draft.claims), may_verify, timezone.localdate())


def take_over(draft: UploadDraft, *, by: User, viewer: Viewer) -> Taken:
    """Make assets of all files that are ready; see the rule at the top. Raises FieldInvalid for impossible claims."""
    current = UploadDraft.objects.get(pk=draft.pk)
    if current.state == UploadDraft.State.ABANDONED:
        raise DraftClosed
    failed: dict[int, Left] = {}
    if current.state == UploadDraft.State.OPEN:
        waiting = list(_takeable(current).values_list("pk", flat=True))
        for start in range(0, len(waiting), BATCH):
            failed |= _take_batch(current, waiting[start : start + BATCH], by=by, viewer=viewer)
        _close_if_done(current, by)
    return _answer(current, failed)


def _takeable(draft: UploadDraft) -> Any:
    chosen = UploadFile.objects.filter(draft=draft, state=State.DUPLICATE).exclude(choice=Choice.ASK)
    return (UploadFile.objects.filter(draft=draft, state=State.READY) | chosen).order_by("position", "pk")


@transaction.atomic
def _take_batch(draft: UploadDraft, pks: Sequence[int], *, by: User, viewer: Viewer) -> dict[int, Left]:
    current = locked_draft(draft)
    rows = _takeable(current).filter(pk__in=pks).select_related("draft__owner", "duplicate_of")
    files = list(rows.select_for_update(of=("self",)))
    plan = _plan(current, files, by, viewer)
    failed: dict[int, Left] = {}
    made: dict[UploadFile, Asset] = {}
    tasks = []
    with touched_together():
        for file in files:
            try:
                with transaction.atomic():
                    asset = _take(file, plan)
            except DomainError as refusal:
                failed[file.pk] = Left(file, refusal.code, refusal.detail)
                continue
            if asset is not None:
                made[file] = asset
                tasks.append(_settled(file, asset, plan))
    open_tasks([each for each in tasks if each is not None], at=timezone.now(), by=by)
    _note_taken(current, made, by)
    return failed


def _plan(draft: UploadDraft, files: Sequence[UploadFile], by: User, viewer: Viewer) -> _Plan:
    said = said_of(draft, viewer)
    rows = rows_of(said.claims, draft.organization, viewer)
    campaign = rows.campaign or addable(draft.campaign, draft.organization, viewer)
    source = library_of(draft.organization)
    known = known_as(files, draft.organization, viewer)
    return _Plan(draft, said.claims, said, rows, campaign, source, known, by, viewer)


def _take(file: UploadFile, plan: _Plan) -> Asset | None:
    """The asset of one file: a new one, or the existing one that was chosen; none where the file stays."""
    known = plan.known.get(file.sha256)
    if known is not None and file.choice == Choice.USE_EXISTING:
        return _use_existing(file, known)
    if known is not None and file.choice != Choice.KEEP_BOTH:
        UploadFile.objects.filter(pk=file.pk).update(state=State.DUPLICATE, duplicate_of=known)
        return None
    reason = refusal_of(file, plan.draft.organization)
    if reason is not None:
        UploadFile.objects.filter(pk=file.pk).update(state=State.REFUSED, reason=reason)
        return None
    wish = Wish(visibility=_visibility(plan), words=_words(file, plan), by=plan.by, at=timezone.now())
    asset = make_asset(file, plan.source, wish)
    _record(asset, file, plan)
    _finish(file, asset)
    plan.known.setdefault(file.sha256, asset)
    return asset


def _use_existing(file: UploadFile, known: Asset) -> Asset:
    """Nothing of what was said is written to a picture that has its own records; the second copy of the bytes goes."""
    _finish(file, known)
    key = file.key
    transaction.on_commit(lambda: store_from_settings().delete(key), robust=True)
    return known


def _finish(file: UploadFile, asset: Asset) -> None:
    UploadFile.objects.filter(pk=file.pk).update(state=State.TAKEN_OVER, asset=asset)
    file.state, file.asset = State.TAKEN_OVER, asset


def _visibility(plan: _Plan) -> str:
    wanted = plan.claims.batch.visibility or plan.draft.visibility
    if wanted == "public" and not plan.viewer.holds(Role.EDITOR, plan.draft.organization_id):
        return "organization"
    return wanted


def _words(file: UploadFile, plan: _Plan) -> Mapping[str, Any]:
    """What people said of one file: their own word first, then that of the batch; the rest is the file's to say."""
    details, found = file.details, found_in(file.facts)
    words: dict[str, Any] = {name: details[name] for name in _WORDS if details.get(name) is not None}
    batch = plan.claims.batch.keywords
    if details.get("keywords") is not None or batch:
        own = details["keywords"] if details.get("keywords") is not None else found.keywords
        words["keywords"] = [*own, *batch]
    records = plan.said.records
    if details.get("creators") is not None:
        words["creators"] = details["creators"]
    elif records is not None and records.creator and not found.creators:
        words["creators"] = [records.creator]
    place = _place(file, plan)
    if place is not None:
        words["place"] = place
    if records is not None and records.digital_source_type and not found.is_artificial:
        words["digital_source_type"] = records.digital_source_type
    return words


def _place(file: UploadFile, plan: _Plan) -> Place | None:
    named = file.details.get("place")
    return find_place(named, at="files.details.place") if named else plan.rows.place


def _record(asset: Asset, file: UploadFile, plan: _Plan) -> None:
    """What is shown first, then the origin: of two words about AI the preset's is the more exact."""
    record_shown(asset, file, plan.claims, plan.rows, by=plan.by)
    if plan.said.records is not None:
        keeper, document = plan.draft.organization, plan.rows.document
        record_origin(asset, plan.said.records, keeper=keeper, by=plan.by, document=document)


def _settled(file: UploadFile, asset: Asset, plan: _Plan) -> Any:
    """Put the asset where it was wanted; the task that its gaps make, none for one that was there before."""
    if plan.campaign is not None:
        plan.campaign.assets.add(asset)
    for each in plan.rows.collections:
        CollectionItem.objects.get_or_create(collection=each, asset=asset, defaults={"added_at": timezone.now()})
    if file.choice == Choice.USE_EXISTING:
        touch_assets([asset.pk], bump=False)
        return None
    return task_of(asset, gap_codes(plan.said, file), draft=plan.draft)


def _note_taken(draft: UploadDraft, made: Mapping[UploadFile, Asset], by: User) -> None:
    if not made:
        return
    now = timezone.now()
    UploadDraft.objects.filter(pk=draft.pk).update(changed_at=now, version=F("version") + 1)
    audit.record(
        "upload.taken_over",
        actor=str(by.uuid),
        object_kind="draft",
        object_id=str(draft.uuid),
        data={"assets": {str(file.uuid): str(asset.uuid) for file, asset in made.items()}},
    )


@transaction.atomic
def _close_if_done(draft: UploadDraft, by: User) -> None:
    """A draft is over when something was taken over and nothing is on its way or undecided any more."""
    current = UploadDraft.objects.select_for_update().get(pk=draft.pk)
    files = UploadFile.objects.filter(draft=draft)
    is_done = files.filter(state=State.TAKEN_OVER).exists() and not files.filter(state__in=COMING).exists()
    if current.state != UploadDraft.State.OPEN or not is_done:
        return
    now = timezone.now()
    UploadDraft.objects.filter(pk=draft.pk).update(
        state=UploadDraft.State.TAKEN_OVER, taken_over_at=now, changed_at=now, version=F("version") + 1
    )
    audit.record("upload.closed", actor=str(by.uuid), object_kind="draft", object_id=str(draft.uuid))


def _answer(draft: UploadDraft, failed: Mapping[int, Left]) -> Taken:
    files = list(UploadFile.objects.filter(draft=draft).select_related("asset").order_by("position", "pk"))
    taken = tuple(file for file in files if file.state == State.TAKEN_OVER)
    left = tuple(
        failed.get(file.pk) or Left(file, file.reason or file.state) for file in files if file.state != State.TAKEN_OVER
    )
    assets = [file.asset_id for file in taken if file.asset_id is not None]
    open_ones = Task.objects.filter(asset_id__in=assets, cause="GAPS", state=Task.State.OPEN)
    tasks = open_ones.order_by().values("bundle").distinct().count()
    return Taken(UploadDraft.objects.select_related("organization").get(pk=draft.pk), taken, left, tasks)
