"""Names of files are labels, never paths (security rule 18)."""

import unicodedata
from pathlib import PurePosixPath

MAX_LABEL = 255


def label_of(key: str) -> str:
    """The last part of a key as a person may see it: NFC, no control or bidi character, no path, 255 at most."""
    name = unicodedata.normalize("NFC", PurePosixPath(key).name)
    clean = "".join(
        "\ufffd" if unicodedata.category(letter)[0] == "C" or letter in '\\/:"' else letter for letter in name
    )
    if len(clean) <= MAX_LABEL:
        return clean or "ohne Namen"
    suffix = PurePosixPath(clean).suffix[:20]
    return clean[: MAX_LABEL - len(suffix)] + suffix
