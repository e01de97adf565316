"""Drafts: begun, changed, abandoned; what people say about their files. A draft survives anything but its people's no.

Nothing here is told to search: a draft is no asset. Everything is audited without what was written: ids and the names
of fields.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assets import audit
from assets.errors import ChangedMeanwhile, DomainError, FieldInvalid
from assets.models import Campaign, Organization, UploadDraft, UploadFile, User, Visibility

State = UploadFile.State
VIRUS_FOUND: Final = "virus-found"
DETAIL_TEXTS: Final = {
    "title": 300, "headline": 300, "description": 10_000, "alt_text": 10_000, "credit_line": 300,
}  # fmt: skip
DETAIL_LISTS: Final = {"keywords": 500, "creators": 50}
CHOICES: Final = frozenset(UploadFile.Choice.values)


class DraftClosed(DomainError):
    """The draft was taken over or abandoned; its files can be chosen anew."""

    code = "wrong-state"

    def __init__(self) -> None:
        super().__init__("Dieser Entwurf ist abgeschlossen. Für weitere Dateien bitte einen neuen beginnen.")


@transaction.atomic
def create_draft(
    *, organization: Organization, by: User, title: str = "", claims: Mapping[str, Any] | None = None
) -> UploadDraft:
    """Begin a draft; `claims` were checked by whoever knows what they mean."""
    now = timezone.now()
    draft = UploadDraft.objects.create(
        organization=organization,
        owner=by,
        title=_line("title", title, 200),
        claims=dict(claims or {}),
        created_at=now,
        changed_at=now,
    )
    _note("upload.begun", draft, by, {"organization": str(organization.uuid)})
    return draft


def save_draft(
    locked: UploadDraft, *, changes: Mapping[str, Any], by: User, expected_version: int | None = None
) -> UploadDraft:
    """Save what people said about the whole: `title`, `claims`, `visibility`, `campaign` (a row, or none).

    The caller holds the draft (`locked_draft`) in its transaction. Raises ChangedMeanwhile.
    """
    if expected_version is not None and locked.version != expected_version:
        raise ChangedMeanwhile(locked.version)
    for name, value in changes.items():
        setattr(locked, name, _CHECKED[name](name, value))
    locked.version += 1
    locked.changed_at = timezone.now()
    locked.save()
    _note("upload.changed", locked, by, {"fields": sorted(changes)})
    return locked


@transaction.atomic
def abandon_draft(draft: UploadDraft, *, by: User) -> None:
    """Let a draft go; twice is once. What was taken over from it stays, its other objects go with the reaper."""
    current = UploadDraft.objects.select_for_update().get(pk=draft.pk)
    if current.state != UploadDraft.State.OPEN:
        if current.state == UploadDraft.State.TAKEN_OVER:
            raise DraftClosed
        return
    now = timezone.now()
    current.files.filter(state__in=LEAVABLE).update(state=State.LEFT_OUT, touched_at=now)
    UploadDraft.objects.filter(pk=current.pk).update(
        state=UploadDraft.State.ABANDONED, changed_at=now, version=F("version") + 1
    )
    _note("upload.abandoned", current, by, {})


LEAVABLE: Final = (State.RECEIVING, State.ARRIVED, State.READY, State.DUPLICATE, State.REFUSED, State.QUARANTINED)


@transaction.atomic
def change_files(draft: UploadDraft, *, changes: Mapping[UploadFile, Mapping[str, Any]], by: User) -> None:
    """Details, choice or leaving out, of files of one draft; what was taken over is described as an asset."""
    current = locked_draft(draft)
    now = timezone.now()
    rows = {row.pk: row for row in current.files.select_for_update().filter(pk__in=[each.pk for each in changes])}
    for file, values in changes.items():
        row = rows[file.pk]
        if row.state == State.TAKEN_OVER:
            raise FieldInvalid("files", f"„{row.filename}“ ist schon übernommen. Bitte dort ändern, wo es jetzt liegt.")
        _change_file(row, values)
    UploadFile.objects.bulk_update(rows.values(), ["details", "choice", "state", "touched_at"], batch_size=100)
    UploadDraft.objects.filter(pk=current.pk).update(changed_at=now)
    names = sorted({name for values in changes.values() for name in values})
    _note("upload.files_changed", current, by, {"files": len(rows), "fields": names})


def _change_file(row: UploadFile, values: Mapping[str, Any]) -> None:
    if "details" in values:
        row.details = {**row.details, **values["details"]}
    if "choice" in values:
        if values["choice"] not in CHOICES:
            raise FieldInvalid("choice", "Möglich sind: Vorhandenes nehmen, trotzdem laden.")
        row.choice = values["choice"]
    if "left_out" in values:
        _leave(row, is_left=bool(values["left_out"]))


def _leave(row: UploadFile, *, is_left: bool) -> None:
    """Leave a file out, or take it in again as far as it had come; what was refused or quarantined stays refused."""
    if is_left:
        row.state, row.touched_at = State.LEFT_OUT, timezone.now()  # from now on it waits to be cleared away
        return
    if row.state != State.LEFT_OUT:
        return
    if row.reason:
        row.state = State.QUARANTINED if row.reason == VIRUS_FOUND else State.REFUSED
    elif row.arrived_at is None:
        row.state = State.RECEIVING
    elif row.examined_at is None:
        row.state = State.ARRIVED
    else:
        row.state = State.READY if row.duplicate_of_id is None else State.DUPLICATE


def checked_details(values: Mapping[str, Any], *, at: str = "details") -> dict[str, Any]:
    """What people wrote about one file, each field by itself; raises FieldInvalid with the field's name.

    An empty value says "nothing" and wins over what the file says; null takes the person's word back.
    """
    found: dict[str, Any] = {}
    for name, value in values.items():
        field = f"{at}.{name}"
        if value is None:
            found[name] = None
        elif name in DETAIL_TEXTS:
            found[name] = _prose(field, value, DETAIL_TEXTS[name])
        elif name in DETAIL_LISTS:
            found[name] = words_of(field, value, DETAIL_LISTS[name])
        elif name == "taken_at":
            found[name] = _moment(field, value)
        elif name == "place":
            found[name] = _line(field, value, 120)
        else:
            raise FieldInvalid(field, "Dieses Feld gibt es hier nicht.")
    return found


def words_of(field: str, value: object, most: int) -> list[str]:
    """A list of short words; raises FieldInvalid."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > most:
        raise FieldInvalid(field, f"Erlaubt ist eine Liste von höchstens {most} Wörtern.")
    return [word for each in value if (word := _line(field, each, 200))]


def locked_draft(draft: UploadDraft) -> UploadDraft:
    """The draft as it stands, held until the transaction ends; raises DraftClosed when it is over."""
    current = UploadDraft.objects.select_for_update(of=("self",)).select_related("organization").get(pk=draft.pk)
    if current.state != UploadDraft.State.OPEN:
        raise DraftClosed
    return current


def _line(field: str, value: object, most: int) -> str:
    return " ".join(_prose(field, value, most).split())


def _prose(field: str, value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        raise FieldInvalid(field, f"Erlaubt ist Text bis {most} Zeichen.")
    return unicodedata.normalize("NFC", value).strip()


def _moment(field: str, value: object) -> str:
    """A year, a month, a day or a time, as precise as it is known."""
    text = value.strip() if isinstance(value, str) else ""
    for shape in ("%Y", "%Y-%m", "%Y-%m-%d"):
        try:
            datetime.strptime(text, shape)  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
        return text
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise FieldInvalid(field, "Bitte ein Datum angeben, zum Beispiel 2026-06-01.") from None
    if len(text) > 40:
        raise FieldInvalid(field, "Bitte ein Datum angeben, zum Beispiel 2026-06-01.")
    return text


def _visibility(field: str, value: object) -> str:
    known = {Visibility.ORGANIZATION, Visibility.NETWORK, Visibility.PUBLIC}
    if value not in known:
        raise FieldInvalid(field, "Möglich sind: eigene Organisation, alle Organisationen, öffentlich.")
    return str(value)


def _campaign(field: str, value: object) -> Campaign | None:
    if value is not None and not isinstance(value, Campaign):
        raise FieldInvalid(field, "Diese Kampagne gibt es hier nicht.")
    return value


def _claims(field: str, value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise FieldInvalid(field, "Hier wird ein Objekt erwartet.")
    return dict(value)


_CHECKED: Final = {
    "title": lambda name, value: _line(name, value, 200),
    "claims": _claims,
    "visibility": _visibility,
    "campaign": _campaign,
}


def _note(action: str, draft: UploadDraft, by: User, data: Mapping[str, object]) -> None:
    audit.record(action, actor=str(by.uuid), object_kind="draft", object_id=str(draft.uuid), data=data)
