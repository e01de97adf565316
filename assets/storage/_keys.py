"""Which keys a store accepts, and how names of strangers become keys.

Keys of a store are made by this program, so the rule may be strict: what is harmless as a path in a folder, as a path
in a URL and as a key in every S3. Names in an index source are made by others and may be anything: they are encoded.
"""

import re
import unicodedata
from urllib.parse import quote, unquote_to_bytes

from ._errors import InvalidKey

MAX_KEY_BYTES = 900  # S3 allows 1,024 including the configured prefix
MAX_SEGMENT_BYTES = 255  # what a file system allows for one name

ENCODED_NAME = "=?bytes?"
"""Opens a name that could not stand as text; what follows is percent-encoded bytes."""

_UNSAFE_IN_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def check_key(key: str) -> str:
    """Return `key` when it is safe in every store, else raise InvalidKey.

    Segments are parted by `/`; none is empty or begins with a dot (that rules out `.`, `..` and the folders which the
    local store keeps for itself). No backslash, no control character, no lone surrogate, no byte-order or bidi mark.
    """
    reason = _fault(key)
    if reason:
        raise InvalidKey(reason, key=key)
    return key


def check_prefix(prefix: str) -> str:
    """Return `prefix` when some valid key can begin with it; the empty prefix stands for everything."""
    if prefix:
        check_key(prefix.removesuffix("/") if prefix != "/" else prefix)
    return prefix


def _fault(key: str) -> str | None:
    try:
        encoded = key.encode()
    except UnicodeEncodeError:
        return "a key holds valid Unicode only"
    if not key or len(encoded) > MAX_KEY_BYTES:
        return f"a key has 1 to {MAX_KEY_BYTES} bytes"
    if "\\" in key or any(unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in key):
        return "a key holds no backslash, control or formatting character"
    return next((fault for segment in key.split("/") if (fault := _segment_fault(segment))), None)


def _segment_fault(segment: str) -> str | None:
    if not segment:
        return "a key has no empty segment and neither begins nor ends with a slash"
    if segment.startswith("."):
        return "no segment of a key begins with a dot"
    if len(segment.encode()) > MAX_SEGMENT_BYTES:
        return f"a segment of a key has at most {MAX_SEGMENT_BYTES} bytes"
    return None


def key_of_name(name: str) -> str:
    """Turn a path or key of a stranger into text that every database stores; `name_of_key` turns it back exactly.

    Clean segments stay as they are. A segment with undecodable bytes (surrogate escapes of `os.listdir`) or control
    characters is percent-encoded as a whole and marked; so is one that looks marked already, which keeps the mapping
    one to one.
    """
    return "/".join(_encoded(segment) for segment in name.split("/"))


def name_of_key(key: str) -> str:
    return "/".join(_decoded(segment) for segment in key.split("/"))


def _encoded(segment: str) -> str:
    if not (_UNSAFE_IN_TEXT.search(segment) or segment.startswith(ENCODED_NAME)):
        return segment
    return ENCODED_NAME + quote(segment.encode(errors="surrogateescape"), safe="")


def _decoded(segment: str) -> str:
    if not segment.startswith(ENCODED_NAME):
        return segment
    return unquote_to_bytes(segment.removeprefix(ENCODED_NAME)).decode(errors="surrogateescape")
