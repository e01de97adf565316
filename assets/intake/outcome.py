"""How a step ends when it does not succeed: try again later, or give up with a reason that a person reads."""

import random
from datetime import timedelta

from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from assets.metadata import REFUSAL_WORDS
from assets.sandbox import ChildFailed, Reason
from assets.storage import StoreError

STORE_PAUSE_SECONDS = 30

REASONS = {
    "memory-limit": "Die Datei braucht beim Öffnen mehr Speicher als erlaubt.",
    "cpu-limit": "Die Datei braucht beim Öffnen zu viel Rechenzeit.",
    "wall-limit": "Die Datei ließ sich nicht in der erlaubten Zeit öffnen.",
    "output-limit": "Beim Öffnen der Datei entsteht mehr, als erlaubt ist.",
    "killed-by-signal": "Die Datei brachte das Programm zum Absturz, das sie öffnete.",
    "crashed": "Die Datei brachte das Programm zum Absturz, das sie öffnete.",
    "result-too-large": "Die Angaben in der Datei sind zu umfangreich.",
    "internal": "Beim Verarbeiten ist ein Fehler des Programms aufgetreten. Er ist gemeldet.",
    "too-large": "Die Datei ist größer als erlaubt.",
    "changed-while-read": "Die Datei wurde verändert, während sie gelesen wurde.",
    "virus-found": "Ein Virenscanner hat in der Datei etwas gefunden. Sie ist gesperrt.",
    "box-full": "Mehr Dateien nimmt diese Ablage nicht an.",
    "too-many-files": "Ein Entwurf fasst höchstens 500 Dateien. Bitte für weitere einen neuen beginnen.",
    "vanished": "Das Original liegt an keinem bekannten Ort mehr.",
    "header-unreadable": "Die Datei ist beschädigt: Ihr Anfang ist nicht lesbar.",
    "unreadable-picture": "Die Datei ist beschädigt: Das Bild darin ist nicht lesbar.",
    "damaged-picture": "Die Datei ist beschädigt: Zu wenig vom Bild ist lesbar.",
    "picture-without-pixels": "Die Datei enthält kein Bild.",
    "too-many-scans": "Die Datei ist so gebaut, dass ihr Öffnen zu viel Rechenzeit kostet.",
    "too-many-segments": "Die Datei ist so gebaut, dass ihr Öffnen zu viel Rechenzeit kostet.",
    "object-not-found": "Die Datei liegt nicht mehr an ihrem Ort.",
    "store-denied": "Der Speicher erlaubt das Lesen der Datei nicht.",
    "store-unavailable": "Der Speicher antwortet gerade nicht.",
    "scanner-unavailable": "Der Virenscanner antwortet nicht. Die Datei wartet, bis er sie geprüft hat.",
    "film-without-picture": "Der Film enthält kein lesbares Bild.",
    "film-too-long": "Der Film ist länger als 24 Stunden.",
    "drawing-too-complex": "Die Zeichnung hat mehr Teile, als dargestellt werden.",
    "suppressed": "Eine abgebildete Person hat die Löschung dieses Bildes verlangt. Es wird nicht wieder aufgenommen.",
    "rights-not-writable": "In dieses Format kann Bildkreis keine Rechteangaben schreiben.",
    "type-not-writable": "In dieses Format kann Bildkreis keine Rechteangaben schreiben.",
    "picture-protected": "Die Datei ist mit einem Kennwort geschützt. Bildkreis nimmt den Schutz nicht weg.",
    "picture-damaged": "Die Datei ist so beschädigt, dass Bildkreis keine Kopie mit Rechteangaben schreiben kann.",
    "picture-changed": "Beim Schreiben der Rechteangaben hätte sich das Bild geändert. Deshalb gibt es keine Kopie.",
    "position-in-fragments": "Das Video enthält Positionsdaten, die sich nicht herauslösen lassen.",
    "data-outside-file": "Teile des Bildes liegen außerhalb der Datei.",
    "version-made-elsewhere": "Freigegeben ist eine bearbeitete Fassung. Sie liegt nicht hier, nur das Original.",
    "detail-outside": "Der Ausschnitt liegt nicht im Bild.",
    "no-rendition": "Von dieser Datei gibt es keine Ansicht.",
    "product-unknown": "Dieses Produkt kennt Bildkreis nicht mehr. Bitte ein anderes wählen.",
    "page-missing": "Diese Seite gibt es in der Datei nicht.",
    "type-not-printable": "Gedruckt wird aus PDF, SVG, TIFF oder PNG. Bitte so exportieren.",
    "too-many-pixels": "Das Bild hat mehr Pixel als erlaubt.",
    "no-press-profile": "Für CMYK fehlt das Profil der Druckerei. Die Betreiber können eines angeben.",
    "type-not-rendered": "Diese Fassung gibt es von dieser Art von Datei nicht.",
} | {str(refusal): words[0] for refusal, words in REFUSAL_WORDS.items()}


class StepFailed(Exception):
    """A step could not be done. `final` failures are not tried again; `pause` (seconds) burns no attempt."""

    def __init__(self, code: str, *, final: bool = False, pause: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.final = final
        self.pause = pause

    @property
    def reason(self) -> str:
        return REASONS.get(self.code, f"Die Datei ließ sich nicht lesen ({self.code}).")


def failure_of(error: ChildFailed | StoreError | OSError) -> StepFailed:
    """What an error of the sandbox or the store means for the item: only an unreachable store burns no attempt."""
    if isinstance(error, StoreError):
        return StepFailed(error.code, pause=STORE_PAUSE_SECONDS if error.is_retryable else None)
    if isinstance(error, ChildFailed):
        refused = error.reason is Reason.REFUSED
        return StepFailed(error.code if refused and error.code else error.reason.value, final=refused)
    return StepFailed("disk", pause=STORE_PAUSE_SECONDS)


def stamp_failure(row: Model, step: str, failure: StepFailed) -> bool:
    """Write the failure to the row and free it; whether it was given up."""
    now = timezone.now()
    attempts: int = row.attempts  # type: ignore[attr-defined]  # rows are Worked: see assets.models.original
    attempts += failure.pause is None
    pause = _back_off(attempts) if failure.pause is None else timedelta(seconds=failure.pause)
    gives_up = failure.final or attempts >= settings.WORK_ATTEMPTS
    type(row)._default_manager.filter(pk=row.pk).update(
        failed_step=step,
        failure=failure.reason[:300],
        attempts=attempts,
        next_attempt_at=now + pause,
        gave_up_at=now if gives_up else None,
        leased_until=None,
        lease="",
    )
    return gives_up


def _back_off(attempts: int) -> timedelta:
    """1, 5, 25 minutes and up to a tenth more, so that many do not come back at once."""
    minutes = settings.WORK_RETRY_MINUTES[min(attempts, len(settings.WORK_RETRY_MINUTES)) - 1]
    return timedelta(minutes=minutes * random.uniform(1, 1.1))
