"""Which files are taken as evidence: what the bytes are counts, never the name (security rule 17).

Nothing here is ever opened, rendered or shown inline: it is stored as it came and handed out as an attachment.
"""

import re
from typing import Final

from assets import metadata
from assets.errors import FieldInvalid

MAX_BYTES: Final = 25 * 1024 * 1024
ACCEPTED: Final = ("application/pdf", "image/jpeg", "image/png", "text/plain", "message/rfc822")
_HEAD_BYTES: Final = 64 * 1024
_MAIL_HEADER: Final = re.compile(
    rb"\A(?:(?:return-path|received|from|to|subject|date|message-id|mime-version|delivered-to|dkim-signature"
    rb"|content-type|x-[a-z0-9-]+|authentication-results|arc-[a-z-]+):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2}",
    re.IGNORECASE,
)


def media_type_of(content: bytes) -> str:
    """The type of a document; FieldInvalid, with what would be taken, for anything else."""
    if not content:
        raise FieldInvalid("file", "Die Datei ist leer.")
    if len(content) > MAX_BYTES:
        raise FieldInvalid("file", "Ein Beleg darf höchstens 25 MB groß sein.")
    found = metadata.sniff(content[:_HEAD_BYTES])
    if found is not None and str(found) in ACCEPTED:
        return str(found)
    if found is None and _is_text(content):
        return "message/rfc822" if _MAIL_HEADER.match(content) else "text/plain"
    raise FieldInvalid("file", "Als Beleg möglich sind PDF, JPEG, PNG, Text und E-Mail (.eml).")


def _is_text(content: bytes) -> bool:
    """UTF-8 without control characters; e-mails may hold other bytes behind their headers."""
    if b"\0" in content or content.startswith((b"#!", b"MZ", b"{\\rtf")):
        return False
    if _MAIL_HEADER.match(content):
        return True
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\x01-\x08\x0b\x0e-\x1f\x7f]", text) and not text.lstrip().startswith("<")
