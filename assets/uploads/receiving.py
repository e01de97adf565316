"""Files on their way: begun, sent in parts straight to the store, whole only when the store holds every byte.

The server picks keys and the size of parts; each signature binds key, upload, number and length (security rule 19).
What the store lists is the truth about what has arrived, so a closed laptop costs at most the part in hand. `complete`
answers after `head` found the whole object with the right length: from then on the file is never lost. No transaction
is open while the store is asked.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from assets import audit
from assets.errors import DomainError
from assets.intake.names import label_of
from assets.metadata import ACCEPTED, Refusal
from assets.models import UploadDraft, UploadFile
from assets.storage import LocalFolderStore, ObjectNotFound, ObjectStore, Part, Upload, UploadNotFound
from assets.uploads.drafts import DraftClosed, locked_draft

State = UploadFile.State
PART_BYTES: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 9_000
MOST_FILES: Final = 500
MOST_OPEN: Final = 50
MOST_SIGNED: Final = 100
MB: Final = 1_000_000
TOO_LARGE: Final = "too-large"
LEAST_FREE_SHARE: Final = 0.05
LEAST_FREE_BYTES: Final = 2_000 * MB


class PartMissing(DomainError):
    """Not all parts are there; the client lists them again and sends what is missing."""

    code = "part-missing"

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__("Es fehlen noch Teile der Datei. Sie werden noch einmal gesendet.")
        self.numbers = tuple(numbers)


class SizeDiffers(DomainError):
    """The whole object has another length than was announced: it is not this file."""

    code = "size-differs"

    def __init__(self) -> None:
        super().__init__("Die Datei hat sich während der Übertragung verändert. Bitte noch einmal wählen.")


class TooManyOpen(DomainError):
    """More transfers at once than one person needs (security rule 19)."""

    code = "too-many-uploads"

    def __init__(self) -> None:
        super().__init__(f"Höchstens {MOST_OPEN} Übertragungen zugleich. Die nächste beginnt, wenn eine fertig ist.")


class StorageFull(DomainError):
    """The disk keeps a reserve for reading, checking and withdrawing (security section 7)."""

    code = "storage-full"

    def __init__(self) -> None:
        super().__init__("Der Speicher ist fast voll. Hochladen geht wieder, wenn Platz geschaffen ist.")


class PartUnknown(DomainError):
    """The file has no part of that number, or nothing of it is on its way any more."""

    code = "part-unknown"

    def __init__(self) -> None:
        super().__init__("Dieser Teil gehört nicht zu einer laufenden Übertragung.")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file as its client announces it; name and folder are labels, `fingerprint` finds it again after a break."""

    filename: str
    size_bytes: int
    folder: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that need not be sent: `code` of a refusal."""

    filename: str
    code: str


@dataclass(frozen=True, slots=True)
class Added:
    """The rows of the files that may be sent, and the refused, each in the order of asking."""

    files: Sequence[UploadFile]
    refused: Sequence[RefusedFile]


@dataclass(frozen=True, slots=True)
class SignedPart:
    """Where to send one part, and how long the address lives."""

    number: int
    method: str
    url: str
    size_bytes: int
    expires_at: datetime


def refusal_before_sending(file: NewFile) -> str | None:
    """What can be told from name and size; the bytes are looked at when they are here."""
    suffix = file.filename.rpartition(".")[2].lower() if "." in file.filename else ""
    limits = [row.max_bytes for row in ACCEPTED.values() if not suffix or suffix in row.suffixes]
    if file.size_bytes == 0:
        return str(Refusal.EMPTY)
    if not limits:
        return str(Refusal.UNKNOWN)
    return TOO_LARGE if file.size_bytes > min(max(limits), _largest(suffix)) else None


def _largest(suffix: str) -> int:
    films = {each for row in ACCEPTED.values() if row.media_type.startswith("video/") for each in row.suffixes}
    return (settings.MAX_VIDEO_MB if not suffix or suffix in films else settings.MAX_ORIGINAL_MB) * MB


def add_files(draft: UploadDraft, files: Sequence[NewFile], *, store: ObjectStore) -> Added:
    """Note files that are to come; nothing is asked of the store yet. Raises DraftClosed, StorageFull."""
    refused = [(each, refusal_before_sending(each)) for each in files]
    wanted = [each for each, code in refused if code is None]
    check_space(store, sum(each.size_bytes for each in wanted))
    rows = _noted(draft, wanted) if wanted else []
    too_many = [RefusedFile(each.filename, "too-many-files") for each in wanted[len(rows) :]]
    return Added(rows, [RefusedFile(each.filename, code) for each, code in refused if code is not None] + too_many)


@transaction.atomic
def _noted(draft: UploadDraft, files: Sequence[NewFile]) -> list[UploadFile]:
    current = locked_draft(draft)
    there = current.files.aggregate(
        last=Max("position"), count=Count("pk", filter=~Q(state=State.LEFT_OUT))
    )  # what was left out makes room
    now = timezone.now()
    room = max(0, MOST_FILES - there["count"])
    begun = {
        (each.fingerprint, each.filename, each.folder, each.size_bytes): each
        for each in current.files.filter(state=State.RECEIVING).exclude(fingerprint="")
    }
    known = [begun.get(_mark(each)) for each in files]
    fresh = [each for each, row in zip(files, known, strict=True) if row is None]
    rows = [
        UploadFile(
            draft=current,
            position=(there["last"] or 0) + number,
            filename=label_of(each.filename),
            folder=_folder(each.folder),
            size_bytes=each.size_bytes,
            fingerprint=each.fingerprint[:100],
            key=f"uploads/{uuid4()}/original",
            part_bytes=part_bytes_for(each.size_bytes),
            created_at=now,
            touched_at=now,
        )
        for number, each in enumerate(fresh[:room], start=1)
    ]
    UploadFile.objects.bulk_create(rows)
    UploadDraft.objects.filter(pk=current.pk).update(changed_at=now)
    made = iter(rows)
    return [row for row in (each or next(made, None) for each in known) if row is not None]


def _mark(file: NewFile) -> tuple[str, str, str, int]:
    """The same file announced again, after an answer that got lost, is the file that is on its way."""
    return file.fingerprint[:100], label_of(file.filename), _folder(file.folder), file.size_bytes


def _folder(path: str) -> str:
    """A label too: parts of a path, cleaned one by one."""
    return "/".join(label_of(each) for each in path.split("/") if each not in {"", ".", ".."})[:1000]


def part_bytes_for(size_bytes: int) -> int:
    """8 MiB, or whole MiB more where a file would have more parts than a store takes."""
    mib = 1024 * 1024
    return max(PART_BYTES, -(-size_bytes // (MOST_PARTS * mib)) * mib)


def check_space(store: ObjectStore, wanted: int) -> None:
    """The local folder keeps a twentieth, at least 2 GB, free; a bucket answers for itself. Raises StorageFull."""
    if not isinstance(store, LocalFolderStore):
        return
    disk = shutil.disk_usage(store.root)
    if disk.free - wanted < min(max(LEAST_FREE_BYTES, disk.total * LEAST_FREE_SHARE), disk.total / 2):
        raise StorageFull


def part_sizes(file: UploadFile) -> Mapping[int, int]:
    """Number to length of every part of a file; the last is what is left."""
    whole, rest = divmod(file.size_bytes, file.part_bytes)
    sizes = dict.fromkeys(range(1, whole + 1), file.part_bytes)
    return {**sizes, whole + 1: rest} if rest else sizes


def sign_parts(file: UploadFile, numbers: Sequence[int], *, store: ObjectStore) -> list[SignedPart]:
    """Addresses for some parts, fresh each time. Raises PartUnknown, TooManyOpen, DraftClosed."""
    sizes = part_sizes(file)
    if file.state != State.RECEIVING or not set(numbers) <= set(sizes) or len(numbers) > MOST_SIGNED:
        raise PartUnknown
    upload = _begun(file, store)
    signed = []
    for number in numbers:
        request = store.sign_part(upload, number=number, size_bytes=sizes[number])
        signed.append(SignedPart(number, request.method, request.url, sizes[number], request.expires_at))
    _touch(file)
    return signed


def _begun(file: UploadFile, store: ObjectStore) -> Upload:
    """The upload of a file, begun by the first who asks for an address; who comes second lets go of their own."""
    if file.upload_id and _is_open(file, store):
        return Upload(file.key, file.upload_id)
    if file.draft.state != UploadDraft.State.OPEN:
        raise DraftClosed
    _check_open(file)
    upload = store.create_upload(file.key)
    ours = UploadFile.objects.filter(pk=file.pk, upload_id=file.upload_id, state=State.RECEIVING)
    if ours.update(upload_id=upload.upload_id, touched_at=timezone.now()):
        file.upload_id = upload.upload_id
        return upload
    store.abort_upload(upload)
    file.refresh_from_db()
    if not file.upload_id:
        raise PartUnknown
    return Upload(file.key, file.upload_id)


def _is_open(file: UploadFile, store: ObjectStore) -> bool:
    """Whether the store still knows the upload: a rule of the bucket may have let go of it."""
    try:
        next(iter(store.list_parts(Upload(file.key, file.upload_id))), None)
    except UploadNotFound:
        return False
    return True


def _check_open(file: UploadFile) -> None:
    of = {"draft__owner": file.draft.owner_id} if file.draft.owner_id else {"draft": file.draft_id}
    begun = UploadFile.objects.filter(**of, state=State.RECEIVING).exclude(upload_id="")
    if begun.count() >= MOST_OPEN:
        raise TooManyOpen


def arrived_parts(file: UploadFile, *, store: ObjectStore) -> list[Part]:
    """The parts that the store holds whole; none of a file that has not begun or is over."""
    if not file.upload_id or file.state != State.RECEIVING:
        return []
    _touch(file)
    try:
        return list(store.list_parts(Upload(file.key, file.upload_id)))
    except UploadNotFound:
        if not _is_whole(file, store):  # the store let go of it: begin anew under the same key, which holds nothing
            UploadFile.objects.filter(pk=file.pk, upload_id=file.upload_id).update(upload_id="")
        return []


def complete_file(file: UploadFile, *, store: ObjectStore) -> UploadFile:
    """Make the parts one object and acknowledge it; a second time, or from two sides at once, changes nothing.

    Raises PartMissing, SizeDiffers, PartUnknown.
    """
    if file.state != State.RECEIVING:
        if file.arrived_at is None:
            raise PartUnknown
        return file
    if not file.upload_id:
        raise PartMissing(tuple(part_sizes(file))[:MOST_SIGNED])
    _join(file, store)
    if not _is_whole(file, store):
        store.delete(file.key)
        UploadFile.objects.filter(pk=file.pk, state=State.RECEIVING).update(upload_id="")
        raise SizeDiffers
    return _acknowledged(file)


def _join(file: UploadFile, store: ObjectStore) -> None:
    upload, sizes = Upload(file.key, file.upload_id), part_sizes(file)
    try:
        parts = [part for part in store.list_parts(upload) if part.number in sizes]
        there = {part.number for part in parts if part.size_bytes == sizes[part.number]}
        if missing := sorted(set(sizes) - there):
            raise PartMissing(missing[:MOST_SIGNED])
        store.complete_upload(upload, parts)
    except UploadNotFound:
        if not _is_there(file, store):  # neither joined by somebody else nor still open: begin anew
            UploadFile.objects.filter(pk=file.pk, state=State.RECEIVING).update(upload_id="")
            raise PartMissing(tuple(sizes)[:MOST_SIGNED]) from None


def _is_there(file: UploadFile, store: ObjectStore) -> bool:
    try:
        store.head(file.key)
    except ObjectNotFound:
        return False
    return True


def _is_whole(file: UploadFile, store: ObjectStore) -> bool:
    try:
        return store.head(file.key).size_bytes == file.size_bytes
    except ObjectNotFound:
        return False


@transaction.atomic
def _acknowledged(file: UploadFile) -> UploadFile:
    now = timezone.now()
    rows = UploadFile.objects.filter(pk=file.pk, state=State.RECEIVING)
    if rows.update(state=State.ARRIVED, arrived_at=now, touched_at=now, upload_id=""):
        UploadDraft.objects.filter(pk=file.draft_id).update(changed_at=now)
        actor = str(file.draft.owner.uuid) if file.draft.owner else "drop-box"
        audit.record("upload.arrived", actor=actor, object_kind="upload", object_id=str(file.uuid), data={})
    file.refresh_from_db()
    return file


def abort_file(file: UploadFile, *, store: ObjectStore) -> None:
    """Let a transfer go, its parts too; twice is once. What has arrived is left out, not aborted."""
    rows = UploadFile.objects.filter(pk=file.pk, state=State.RECEIVING)
    rows.update(state=State.LEFT_OUT, upload_id="", touched_at=timezone.now())
    if file.upload_id and file.state == State.RECEIVING:
        store.abort_upload(Upload(file.key, file.upload_id))


def _touch(file: UploadFile) -> None:
    UploadFile.objects.filter(pk=file.pk).update(touched_at=timezone.now())
