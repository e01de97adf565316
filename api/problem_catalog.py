"""Every problem that the API can answer with: its stable code, HTTP status, and title in words for people."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of failure; `about` is what the API documentation says of it."""

    code: str
    status: int
    title: str
    about: str


_KINDS = (
    ProblemKind(
        "invalid-request",
        400,
        "Die Angaben passen nicht.",
        "A field or parameter is missing, unknown or holds what it cannot; see errors.",
    ),
    ProblemKind(
        "malformed-json", 400, "Die Anfrage ist kein gültiges JSON.", "The body cannot be read as JSON in UTF-8."
    ),
    ProblemKind(
        "malformed-request", 400, "Die Anfrage ist nicht lesbar.", "Host, headers or address cannot be understood."
    ),
    ProblemKind(
        "field-invalid", 400, "Eine Angabe passt nicht.", "One value cannot be what the field holds; see errors."
    ),
    ProblemKind(
        "question-invalid",
        400,
        "Die Frage ist nicht vollständig lesbar.",
        "The question names something that does not exist here.",
    ),
    ProblemKind(
        "not-signed-in", 401, "Bitte melden Sie sich an.", "Neither a session nor a valid token came with the request."
    ),
    ProblemKind(
        "sign-in-failed", 401, "Die Anmeldung hat nicht geklappt.", "User name and password do not belong together."
    ),
    ProblemKind(
        "not-permitted", 403, "Dafür fehlt Ihnen das Recht.", "The role held in the organization is not enough."
    ),
    ProblemKind(
        "scope-missing", 403, "Der Zugangsschlüssel darf das nicht.", "The token lacks the scope of this operation."
    ),
    ProblemKind(
        "session-required", 403, "Das geht nur angemeldet im Browser.", "Tokens cannot create, list or end tokens."
    ),
    ProblemKind(
        "csrf-failed",
        403,
        "Die Anfrage kam nicht von dieser Seite.",
        "CSRF token or Origin does not match the session.",
    ),
    ProblemKind(
        "not-released",
        403,
        "Diese Verwendung ist nicht freigegeben.",
        "The decision on the question releases nothing; it is included.",
    ),
    ProblemKind(
        "not-found",
        404,
        "Das gibt es hier nicht.",
        "Unknown, deleted or not visible to the asker: always the same answer.",
    ),
    ProblemKind(
        "table-unreadable", 400, "Diese Tabelle ist nicht lesbar.", "The file is no table, too large, or lacks columns."
    ),
    ProblemKind(
        "terms-not-accepted",
        403,
        "Bitte bestätigen Sie zuerst die Bedingungen.",
        "Copies of a share, and handing in, are for those who accepted the terms as they stand.",
    ),
    ProblemKind(
        "nothing-released",
        403,
        "Von diesen Bildern darf keines heraus.",
        "No picture was released; check each of them for the reasons.",
    ),
    ProblemKind(
        "share-ended",
        410,
        "Diese Freigabe ist beendet worden.",
        "The link was revoked, is over, or the right to share has ended.",
    ),
    ProblemKind("drop-box-ended", 410, "Diese Ablage ist geschlossen.", "It was ended, or its last day is over."),
    ProblemKind(
        "address-refused",
        400,
        "An diese Adresse gehen keine Nachrichten.",
        "A webhook's address is not https, not public, or not readable.",
    ),
    ProblemKind(
        "source-unusable",
        400,
        "Diese Quelle lässt sich nicht lesen.",
        "The folder or bucket does not answer, or may not be listed.",
    ),
    ProblemKind("method-not-allowed", 405, "Diese Methode gibt es hier nicht.", "See the Allow header."),
    ProblemKind("in-use", 409, "Das wird noch gebraucht.", "Something else depends on it."),
    ProblemKind(
        "already-exists", 409, "Das gibt es schon.", "A value that must be unique in the organization is taken."
    ),
    ProblemKind(
        "consent-ended",
        409,
        "Diese Einwilligung ist beendet.",
        "It was withdrawn, refused or replaced; a new consent is a new record.",
    ),
    ProblemKind(
        "wrong-state",
        409,
        "Das geht jetzt nicht mehr, oder noch nicht.",
        "It stands otherwise meanwhile; read it again.",
    ),
    ProblemKind(
        "still-online", 409, "Unter der Adresse ist noch etwas zu sehen.", "Say how it is known that the post is off."
    ),
    ProblemKind(
        "exclusive-overlap",
        409,
        "Ein ausschließliches Recht steht entgegen.",
        "An exclusive grant of others already holds for a part of channels, territory and term.",
    ),
    ProblemKind(
        "facts-changed",
        409,
        "Die Lage hat sich geändert.",
        "The question is forbidden, released or open for other reasons by now; the decision is included.",
    ),
    ProblemKind("same-person", 409, "Das muss jemand anderes bestätigen.", "Four eyes are those of two people."),
    ProblemKind(
        "part-missing",
        409,
        "Es fehlen noch Teile der Datei.",
        "Not all parts have arrived, or one has another length: list them and send what is missing.",
    ),
    ProblemKind(
        "part-unknown",
        409,
        "Dieser Teil gehört nicht zu einer laufenden Übertragung.",
        "The file has no part of that number, or it is over.",
    ),
    ProblemKind(
        "part-refused",
        400,
        "Dieser Teil passt nicht.",
        "It has another length than was signed; send it again.",
    ),
    ProblemKind(
        "address-expired",
        403,
        "Diese Adresse gilt nicht mehr.",
        "Ask for a fresh one: addresses of parts live for fifteen minutes.",
    ),
    ProblemKind(
        "size-differs",
        409,
        "Die Datei ist eine andere als angekündigt.",
        "The whole object has another length than was announced; begin anew.",
    ),
    ProblemKind("not-ready", 409, "Das ist noch nicht fertig.", "The bytes are still being prepared, or could not be."),
    ProblemKind("changed-meanwhile", 412, "Jemand war schneller.", "If-Match names a version that no longer stands."),
    ProblemKind("body-too-large", 413, "Die Anfrage ist zu groß.", "Bodies hold at most 1 MB."),
    ProblemKind("document-too-large", 413, "Der Beleg ist zu groß.", "Documents hold at most 25 MB."),
    ProblemKind(
        "unsupported-media-type", 415, "Dieses Format versteht die Schnittstelle nicht.", "Bodies are application/json."
    ),
    ProblemKind(
        "idempotency-key-reused",
        422,
        "Dieser Schlüssel gehört zu einer anderen Anfrage.",
        "The Idempotency-Key was used with another body.",
    ),
    ProblemKind(
        "precondition-required",
        428,
        "Es fehlt, welche Fassung Sie ändern.",
        "Send If-Match with the ETag of what you read.",
    ),
    ProblemKind(
        "too-many-uploads", 429, "Zu viele Übertragungen zugleich.", "Fifty may be open; the next begins when one ends."
    ),
    ProblemKind("too-many-requests", 429, "Das waren zu viele Anfragen.", "See Retry-After."),
    ProblemKind(
        "internal-error",
        500,
        "Da ist etwas schiefgegangen.",
        "A fault of the program; the request id leads to the log.",
    ),
    ProblemKind("database-unavailable", 503, "Die Datenbank antwortet nicht.", "Nothing was changed; see Retry-After."),
    ProblemKind(
        "store-unavailable",
        503,
        "Der Bildspeicher antwortet nicht.",
        "Searching and checking still work; see Retry-After.",
    ),
    ProblemKind(
        "evidence-unavailable",
        503,
        "Der Beleg lässt sich gerade nicht öffnen.",
        "Its key is not configured, or its bytes are damaged; the operator knows.",
    ),
    ProblemKind("storage-full", 507, "Der Speicher ist fast voll.", "Reading, checking and withdrawing still work."),
    ProblemKind("search-unavailable", 503, "Die Suche antwortet nicht.", "Lists still work; see Retry-After."),
)
KINDS: Final = {kind.code: kind for kind in _KINDS}

FIELD_MESSAGES: Final = {
    "required": "Diese Angabe fehlt.",
    "null": "Diese Angabe darf nicht leer sein.",
    "blank": "Diese Angabe darf nicht leer sein.",
    "empty": "Die Liste darf nicht leer sein.",
    "unknown": "Dieses Feld gibt es hier nicht.",
    "invalid_choice": "Diesen Wert gibt es hier nicht.",
    "does_not_exist": "Das gibt es hier nicht.",
    "max_length": "Das ist zu lang.",
    "min_length": "Das ist zu kurz.",
    "max_value": "Der Wert ist zu groß.",
    "min_value": "Der Wert ist zu klein.",
    "not_a_list": "Hier wird eine Liste erwartet.",
    "not_a_dict": "Hier wird ein Objekt erwartet.",
    "null_characters_not_allowed": "Nullzeichen sind nicht erlaubt.",
    "surrogate_characters_not_allowed": "Diese Zeichen sind nicht lesbar.",
    "overflow": "Dieses Datum liegt außerhalb des Kalenders.",
}
