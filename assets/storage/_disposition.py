"""The Content-Disposition header of RFC 6266, from a file name that a stranger chose."""

import re
import unicodedata
from urllib.parse import quote

from ._port import Disposition

MAX_NAME_LENGTH = 150
_ATTR_CHARACTERS = "!#$&+-.^_`|~"  # RFC 8187 attr-char beside letters and digits
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 !#$&()+,.=@_~-]")


def content_disposition(disposition: Disposition, filename: str) -> str:
    """Give the name twice: in ASCII without quotes for old readers, in UTF-8 for the others.

    Path separators, control and bidi characters never reach the header; a name without a harmless character is "file".
    """
    name = _harmless(filename)
    plain = (
        _NOT_PLAIN.sub("_", unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode())
        or "file"
    )
    return f"{disposition.value}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_ATTR_CHARACTERS)}"


def _harmless(filename: str) -> str:
    text = unicodedata.normalize("NFC", filename.encode(errors="replace").decode())
    kept = "".join("_" if character in '/\\"' else character for character in text if _is_visible(character))
    return kept.strip(" .")[-MAX_NAME_LENGTH:] or "file"


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
