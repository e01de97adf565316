"""What an operator is told, and may change, without losing anything that was handed out (security rules 22, 39)."""

import pytest
from django.core.checks import INFO, WARNING

from assets import sandbox
from assets.sandbox import Isolation
from assets.storage import config_from_settings
from config.checks import check_isolation


@pytest.mark.parametrize(
    ("isolation", "level"),
    [
        pytest.param(Isolation(landlock_abi=4, network_namespace=True, syscall_filter=True), INFO, id="full"),
        pytest.param(Isolation(landlock_abi=4), WARNING, id="files only"),
        pytest.param(Isolation(syscall_filter=True), WARNING, id="network only"),
        pytest.param(Isolation(), WARNING, id="limits only"),
    ],
)
def test_a_child_that_the_kernel_does_not_hold_tightly_is_a_warning(monkeypatch, isolation, level):
    monkeypatch.setattr(sandbox, "isolation_level", lambda: isolation)
    assert [message.level for message in check_isolation(None)] == [level]


def test_a_key_that_was_rotated_out_still_verifies_and_no_longer_signs(settings):
    settings.SIGNING_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old", "older"]
    assert config_from_settings().signing_keys == ("new", "old", "older")
