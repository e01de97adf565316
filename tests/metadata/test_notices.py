import re
from pathlib import Path

import assets.metadata
from assets.metadata import warning_words
from assets.metadata.notices import _UNKNOWN

ROOM = Path(assets.metadata.__file__).parent


def test_every_warning_that_the_room_can_give_has_its_own_words():
    written = " ".join(path.read_text() for path in ROOM.rglob("*.py") if path.name != "notices.py")
    codes = set(re.findall(r'(?:warn\(|warnings\.append\(|BrokenBlock\()f?"([a-z][a-z-]+)', written))
    assert len(codes) > 20
    inner = {code for code in codes if code.startswith("deflate-") or code == "damaged"}  # always behind `png-…-`
    assert [code for code in sorted(codes - inner) if warning_words(code) is _UNKNOWN] == []


def test_words_are_in_both_languages():
    words = warning_words("jpeg-end-missing")
    assert words.german.startswith("Die Datei ist unvollständig")
    assert words.english.startswith("The file is incomplete")
