"""What can go wrong in the domain; `api/problems.py` turns it into RFC 9457."""

from typing import ClassVar


class DomainError(Exception):
    """A refusal that a person can understand. `code` is stable; `detail` says what was kept and what to do."""

    code: ClassVar[str] = "domain-error"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class ChangedMeanwhile(DomainError):
    """Somebody else saved first; `current_version` is what stands now."""

    code = "changed-meanwhile"

    def __init__(self, current_version: int) -> None:
        super().__init__(
            "Jemand hat das Bild inzwischen geändert. Ihre Eingaben sind nicht verloren: bitte vergleichen."
        )
        self.current_version = current_version


class FileAwaited(DomainError):
    """The asset is known from a catalogue and its file has not come yet: there is nothing to hand out or to render."""

    code = "not-ready"

    def __init__(self) -> None:
        super().__init__("Die Datei dieses Bildes folgt noch. Herunterladen geht, sobald sie da ist.")


class FieldInvalid(DomainError):
    """A value cannot be what the field holds; `field` names it in the words of the API."""

    code = "field-invalid"

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class NotPermitted(DomainError):
    """The person may see this but not do it; `needed` is the role that could."""

    code = "not-permitted"

    def __init__(self, needed: str) -> None:
        super().__init__(f"Dafür braucht es die Rolle „{needed}“ in der Organisation, der das Bild gehört.")
        self.needed = needed


class SourceUnusable(DomainError):
    """A folder or bucket that cannot be indexed, and why."""

    code = "source-unusable"
