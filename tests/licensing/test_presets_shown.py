"""The rights dialog and the server know the same eight presets: what one asks and needs, so does the other."""

import re
from pathlib import Path

from django.conf import settings

from licensing.presets import CHANNEL_GROUPS, PRESETS

SHOWN = Path(settings.BASE_DIR) / "frontend/src/rights/presets.ts"
PRESET = re.compile(r'\{ code: "(\w+)", icon: "\w+", asks: \[([^\]]*)\], needs: \[([^\]]*)\] \}')
GROUP = re.compile(r"^  (\w+): \[([^\]]*)\],$", re.MULTILINE)
LICENSE = re.compile(r'(\w+): "([A-Z-]+)"')


def words(listed):
    return tuple(re.findall(r'"(\w+)"', listed))


def part(begin):
    """What stands between the braces or brackets of a constant."""
    return SHOWN.read_text(encoding="utf-8").split(begin, 1)[1].split("\n}" if begin.endswith("{") else "\n]", 1)[0]


def test_the_dialog_asks_and_needs_what_the_server_does():
    shown = {code: (words(asks), words(needs)) for code, asks, needs in PRESET.findall(part("PRESETS: Preset[] = ["))}
    known = {
        code.value: (tuple(map(str, each.asks)), tuple(map(str, each.needs))) for code, each in PRESETS.items()
    }  # fmt: skip
    assert list(shown) == list(known)
    assert shown == known


def test_a_word_of_a_contract_stands_for_the_same_channels_in_both():
    shown = {name: words(channels) for name, channels in GROUP.findall(part("string[]> = {"))}
    assert shown == dict(CHANNEL_GROUPS)


def test_a_preset_means_the_same_license_in_both():
    shown = dict(LICENSE.findall(part("LICENSES: Record<string, string> = {")))
    assert shown == {code.value: each.license for code, each in PRESETS.items() if each.license}
